import { stat } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../clock.js';
import { VirtualClock } from '../loopback/index.js';
import { deadline } from './deadline.js';

describe('deadline', () => {
  it('comes at its time, and not if it is called off before', () => {
    const clock = new VirtualClock();
    const came: number[] = [];
    deadline(clock, 10, () => came.push(clock.now()));
    deadline(clock, 5, () => came.push(clock.now()))();
    clock.advance(9);
    expect(came).toEqual([]);
    clock.advance(1);
    expect(came).toEqual([10]);
    expect(clock.pending).toBe(0);
  });

  it('can be called off by what arrived while the process was held up', async () => {
    const first = await new Promise<string>((resolve) => {
      const stop = deadline(systemClock, 5, () => resolve('deadline'));
      setImmediate(() => {
        stat('.', () => {
          stop();
          resolve('answer');
        });
        const until = performance.now() + 200;
        while (performance.now() < until);
      });
    });
    expect(first).toBe('answer');
  });
});
