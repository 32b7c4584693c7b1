import { describe, expect, it } from 'vitest';
import { issuesOf, refusalOf } from '../test/refusals.js';
import { ExpSyn } from './exp-syn.js';

const half = 1 / Math.LN2; // the time constant that halves a state in one timestep of 1 s

describe('ExpSyn', () => {
  it('decays its input in the step in which it arrives', () => {
    const layer = new ExpSyn({ n: 2, tau: [half, 2 * half], dt: 1 });
    const { output, records } = layer.evolve([
      [8, 1],
      [0, 0],
      [2, 0],
    ]);
    const decay = Math.SQRT1_2;
    const expected = [4, decay, 2, decay ** 2, 2, decay ** 3];
    expect(Array.from(output.values)).toEqual(expected.map((x) => expect.closeTo(x, 12)));
    expect(records).toEqual([]);
  });

  it('keeps its state until it is reset', () => {
    const layer = new ExpSyn({ n: 1, tau: half, dt: 1 });
    layer.evolve([[8]]);
    expect(layer.isyn).toEqual([expect.closeTo(4, 12)]);
    expect(layer.evolve([[0]]).output.values[0]).toBeCloseTo(2, 12);
    layer.resetState();
    expect(layer.evolve([[0]]).output.values[0]).toBe(0);
  });

  it('starts every item of a batch from its state and keeps that of item 0', () => {
    const layer = new ExpSyn({ n: 1, tau: half, dt: 1 });
    layer.evolve([[8]]);
    const { output } = layer.evolve([[[0]], [[4]]]);
    expect(Array.from(output.values)).toEqual([expect.closeTo(2, 12), expect.closeTo(4, 12)]);
    expect(layer.isyn).toEqual([expect.closeTo(2, 12)]);
  });

  it('can be written down without a timestep, but not simulated', () => {
    const layer = new ExpSyn({ n: 1, tau: 1 });
    expect(layer.toTree()).toEqual({ type: 'ExpSyn', shape: [1], tau: 1, dt: null });
    expect(issuesOf(() => layer.evolve([[1]]))).toEqual(['DT_MISSING dt']);
  });

  it('says why it has no graph', () => {
    const error = refusalOf(() => new ExpSyn({ n: 1, tau: 1, dt: 1 }).asGraph());
    expect(error.code).toBe('GRAPH_REFUSED');
    expect(error.issues).toMatchObject([{ code: 'NO_GRAPH', severity: 'error', at: [] }]);
    expect(error.issues[0].hint).toContain('tauSyn');
  });

  it('does not broadcast', () => {
    expect(issuesOf(() => new ExpSyn({ n: 2, tau: 1, dt: 1 }).evolve([[1]]))).toEqual(['INPUT_CHANNELS input']);
  });

  it('says everything that is wrong with its options', () => {
    expect(issuesOf(() => new ExpSyn({ n: 2, tau: [1, 0, -1], dt: Number.NaN }))).toEqual([
      'VALUE_RANGE tau[1]',
      'VALUE_RANGE tau[2]',
      'WRONG_SHAPE tau',
      'NOT_FINITE dt',
    ]);
    expect(issuesOf(() => new ExpSyn({ n: 0, tau: 1 }))).toEqual(['VALUE_RANGE n']);
  });
});
