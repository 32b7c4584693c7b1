import { describe, expect, it } from 'vitest';
import { Turns } from './turns.js';

describe('Turns', () => {
  it('lets so many run at a time, first come, first served', async () => {
    const turns = new Turns(2);
    const begun: number[] = [];
    const finish: (() => void)[] = [];
    const results = [0, 1, 2, 3].map((i) =>
      turns.take(() => {
        begun.push(i);
        return new Promise<number>((resolve) => {
          finish[i] = () => resolve(i * 10);
        });
      }),
    );
    expect(begun).toEqual([0, 1]);
    finish[1]?.();
    expect(await results[1]).toBe(10);
    expect(begun).toEqual([0, 1, 2]);
    finish[0]?.();
    await results[0];
    expect(begun).toEqual([0, 1, 2, 3]);
    finish[2]?.();
    finish[3]?.();
    expect(await Promise.all(results)).toEqual([0, 10, 20, 30]);
  });

  it('passes failures on, and the turn to the next', async () => {
    const turns = new Turns(1);
    const failed = turns.take(() => Promise.reject(new Error('failed')));
    const next = turns.take(async () => 'next');
    await expect(failed).rejects.toThrow('failed');
    expect(await next).toBe('next');
    expect(await turns.take(async () => 'later')).toBe('later');
  });
});
