import { XylopipeError } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { evolution } from '../../test/evolutions.js';
import { spec } from '../../test/specs.js';
import { runOfEvolution } from './run-of-evolution.js';

const network = spec({
  hidden: 3,
  outputs: 1,
  input: [
    [0, 0],
    [0, 2],
  ],
  recurrent: [[2, 1]],
  output: [[1, 0]],
  layers: [
    { name: 'first', role: 'hidden', firstId: 0, count: 1, firstNeuron: 1 },
    { name: 'second', role: 'hidden', firstId: 1, count: 1 },
    { name: 'first', role: 'hidden', firstId: 2, count: 1, firstNeuron: 0 },
    { name: 'out', role: 'output', firstId: 64, count: 1 },
  ],
});
const recorded = evolution({
  spikesHidden: [
    [1, 2, 3],
    [4, 5, 6],
  ],
  vmem: [
    [10, 20, 30],
    [40, 50, 60],
  ],
  spikesOut: [[0], [1]],
});

describe('runOfEvolution', () => {
  it('gives every layer its neurons in the order of the network, with ids, firing levels and delay', () => {
    const { value, issues } = runOfEvolution(recorded, network, { label: 'simulator' });
    expect(issues).toEqual([]);
    expect(value).toMatchObject({ label: 'simulator', steps: 2, dt: 0.001 });
    expect(value.layers).toEqual([
      {
        name: 'first',
        role: 'hidden',
        ids: [2, 0],
        delay: 0,
        threshold: Float64Array.of(102, 100),
        signals: {
          spikes: { shape: [2, 2], data: Int16Array.of(3, 1, 6, 4) },
          vmem: { shape: [2, 2], data: Int16Array.of(30, 10, 60, 40) },
        },
      },
      {
        name: 'second',
        role: 'hidden',
        ids: [1],
        delay: 1,
        threshold: Float64Array.of(101),
        signals: {
          spikes: { shape: [2, 1], data: Int16Array.of(2, 5) },
          vmem: { shape: [2, 1], data: Int16Array.of(20, 50) },
        },
      },
      {
        name: 'out',
        role: 'output',
        ids: [0],
        delay: 2,
        threshold: Float64Array.of(200),
        signals: { spikes: { shape: [2, 1], data: Int16Array.of(0, 1) } },
      },
    ]);
  });

  it('copies no signal that one layer has as it is', () => {
    const { value } = runOfEvolution(recorded, network, { label: 'simulator' });
    expect(value.layers.at(-1)?.signals.spikes).toBe(recorded.signals.spikesOut);
  });

  it('leaves a second synapse out that the network has not', () => {
    const both = evolution({ isyn: [[1]], isyn2: [[2]], spikesHidden: [[0]], spikesOut: [[0]] });
    const signalsWith = (synapses: 1 | 2) =>
      Object.keys(
        runOfEvolution(both, spec({ hidden: 1, outputs: 1, synapses }), { label: 'a' }).value.layers[0]?.signals ?? {},
      );
    expect(signalsWith(1)).toEqual(['isyn', 'spikes']);
    expect(signalsWith(2)).toEqual(['isyn', 'isyn2', 'spikes']);
  });

  it('names the neurons that were chosen by their place in the layer', () => {
    const chosen = {
      ...evolution({ spikesHidden: [[1, 2, 3]], vmem: [[10, 30]], spikesOut: [[0]] }),
      neurons: { vmem: [0, 1] },
    };
    const [first, second] = runOfEvolution(chosen, network, { label: 'board' }).value.layers;
    expect(first?.signals.vmem).toEqual({ shape: [1, 1], data: Int16Array.of(10) });
    expect(first?.neurons).toEqual({ vmem: [1] });
    expect(second?.signals.vmem).toEqual({ shape: [1, 1], data: Int16Array.of(30) });
    expect(second?.neurons).toBeUndefined();
  });

  it('names layers without spikes', () => {
    const chosen = { ...evolution({ spikesHidden: [[1]], spikesOut: [[0]] }), neurons: { spikesHidden: [0] } };
    expect(runOfEvolution(chosen, network, { label: 'board' }).issues).toMatchObject([
      { code: 'SIGNAL_MISSING', severity: 'warning', at: ['layers', 'second', 'spikes'], hint: 'record spikesHidden' },
    ]);
    const { issues } = runOfEvolution(evolution({ spikesOut: [[0]] }), network, { label: 'board' });
    expect(issues.map(({ at }) => at[1])).toEqual(['first', 'second']);
  });

  it('warns of a specification for another chip or duration of a timestep', () => {
    const other = { ...recorded, chipId: 'other', dt: 0.01 };
    const { value, issues } = runOfEvolution(other, network, { label: 'board' });
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([
      ['CHIP_MISMATCH', 'warning'],
      ['DT_MISMATCH', 'warning'],
    ]);
    expect(value.dt).toBe(0.01);
  });

  it('takes an evolution without timesteps', () => {
    const empty = { ...recorded, steps: 0, signals: { spikesOut: { shape: [0, 1], data: new Int16Array(0) } } };
    expect(runOfEvolution(empty, network, { label: 'board' }).value.steps).toBe(0);
  });

  it('refuses signals of other neurons, all at once', () => {
    const other = evolution({ spikesHidden: [[1]], vmem: [[1, 2]], spikesOut: [[0]] });
    expect(codesOf(() => runOfEvolution({ ...other, neurons: { vmem: [2, 3] } }, network, { label: 'board' }))).toEqual(
      ['EVOLUTION_INVALID', 'INVALID_VALUE vmem', 'SIGNAL_SHAPE spikesHidden'],
    );
  });

  it('refuses a specification that contradicts itself', () => {
    expect(codesOf(() => runOfEvolution(recorded, { ...network, dashMem: [1] as never }, { label: 'board' }))[0]).toBe(
      'SPEC_INVALID',
    );
  });
});

function codesOf(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof XylopipeError) return [error.code, ...error.issues.map(({ code, at }) => `${code} ${at[1]}`)];
  }
  throw new Error('was not refused');
}
