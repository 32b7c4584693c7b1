import { expect, it } from 'vitest';
import { largeRun } from './large-run.js';

it('has as many spikes as it was asked for, in the same places every time', () => {
  const size = { neurons: 40, steps: 50, spikes: 200 };
  const run = largeRun('a', size, 1);
  const spikes = run.layers.flatMap(({ signals }) => [...(signals.spikes?.data ?? [])]);
  expect(spikes).toHaveLength(2000);
  expect(spikes.reduce((sum, n) => sum + n, 0)).toBe(200);
  expect(largeRun('a', size, 1)).toEqual(run);
  expect(largeRun('a', size, 2)).not.toEqual(run);
});
