import { describe, expect, it } from 'vitest';
import { layer, run } from '../../test/runs.js';
import { compareRuns } from './compare-runs.js';

const spikes = [[1, 0, 2]];
const whole = (label: string) => run(label, layer({ spikes }));
/** A run of three neurons of which these are recorded. */
const recorded = (...neurons: readonly number[]) => {
  const full = layer({ spikes });
  const { signals } = layer({ spikes: [neurons.map((neuron) => spikes[0]?.[neuron] ?? 0)] });
  return run('b', { ...full, signals, neurons: { spikes: neurons } });
};
const codesOf = (...runs: Parameters<typeof compareRuns>) =>
  compareRuns(...runs).issues.map(({ code, severity, measured, limit }) => [code, severity, measured, limit]);

describe('issues of what is compared', () => {
  it('tell that some neurons only are', () => {
    expect(codesOf(whole('a'), recorded(2))).toEqual([['NEURONS_PARTLY', 'warning', 1, 3]]);
    expect(codesOf(recorded(0, 1), recorded(1, 2))).toEqual([['NEURONS_PARTLY', 'warning', 1, 3]]);
    expect(codesOf(whole('a'), recorded(2, 0, 1))).toEqual([]);
  });

  it('refuse neurons that are recorded twice, or not in the layer', () => {
    expect(codesOf(whole('a'), recorded(0, 0))).toEqual([['NEURONS_INVALID', 'error', 0, 2]]);
    expect(codesOf(whole('a'), recorded(0, 3))).toEqual([['NEURONS_INVALID', 'error', 3, 2]]);
  });

  it('tell that states were asked for that mean something else in each run', () => {
    const states = (level: number, vmem: number) =>
      run('x', layer({ spikes: [[0]], vmem: [[vmem]] }, { threshold: [level] }));
    const [float, chip] = [states(1, 0.5), states(127, 9)];
    expect(codesOf(float, chip, { signals: ['vmem'] })).toEqual([['NOT_COMPARABLE', 'error', undefined, undefined]]);
    expect(codesOf(float, chip)).toEqual([]);
    expect(codesOf(chip, chip, { signals: ['vmem'] })).toEqual([]);
  });
});
