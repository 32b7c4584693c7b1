import { describe, expect, it } from 'vitest';
import { nextTurn } from './next-turn.js';

describe('nextTurn', () => {
  it('comes after the microtasks of the present turn', async () => {
    const order: string[] = [];
    const turn = nextTurn().then(() => order.push('turn'));
    await Promise.resolve().then(() => order.push('microtask'));
    await turn;
    expect(order).toEqual(['microtask', 'turn']);
  });

  it('lets immediates and timers run between turns', async () => {
    const order: string[] = [];
    setImmediate(() => order.push('immediate'));
    for (let i = 0; i < 3; i++) await nextTurn();
    expect(order).toEqual(['immediate']);

    let ticks = 0;
    const timer = setInterval(() => ticks++);
    while (ticks === 0) await nextTurn();
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(0);
  });
});
