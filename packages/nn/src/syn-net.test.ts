import type { ChainTree, LifTree, LinearTree } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { issuesOf } from '../test/refusals.js';
import { Lif } from './lif.js';
import { type SynNetOptions, synNet } from './syn-net.js';

/** SynSense's audio event network. */
const audioEvents: SynNetOptions = {
  nChannels: 16,
  nClasses: 4,
  sizeHiddenLayers: [63, 63, 63],
  timeConstantsPerHidden: [3, 7, 7],
  dt: 0.009994,
  thresholdOut: 0.7,
};
const small: SynNetOptions = { nChannels: 2, nClasses: 3, sizeHiddenLayers: [5], timeConstantsPerHidden: [2] };
const layersOf = (options: SynNetOptions) => {
  const { children } = synNet(options).toTree() as ChainTree;
  return {
    weights: children.filter((child): child is LinearTree => child.type === 'Linear'),
    neurons: children.filter((child): child is LifTree => child.type === 'LIF'),
    children,
  };
};

describe('synNet', () => {
  it('has the architecture of the audio event network', () => {
    const { children, weights, neurons } = layersOf(audioEvents);
    expect(children.map(({ type, name }) => `${type} ${name}`)).toEqual([
      'Linear 0_linear',
      'LIF 0_neurons',
      'Linear 1_linear',
      'LIF 1_neurons',
      'Linear 2_linear',
      'LIF 2_neurons',
      'Linear out_linear',
      'LIF out_neurons',
    ]);
    expect(weights.map(({ shape }) => shape)).toEqual([
      [16, 63],
      [63, 63],
      [63, 63],
      [63, 4],
    ]);
    expect(weights.every(({ bias }) => bias === null)).toBe(true);
    expect(neurons.every(({ has_rec, dt }) => !has_rec && dt === 0.009994)).toBe(true);
    expect(neurons.map(({ max_spikes_per_dt }) => max_spikes_per_dt)).toEqual([31, 31, 31, 1]);
    expect(neurons.map(({ threshold }) => threshold)).toEqual([1, 1, 1, 0.7]);
  });

  it('has its time constants, dealt out in turn', () => {
    const recorded = [0.014418295, 0.03473974, 0.074843824, 0.154853255, 0.314784586, 0.634605885, 1.274228454];
    const { neurons } = layersOf(audioEvents);
    const [first, second, third] = neurons.map(({ tau_syn }) => tau_syn as number[][]);
    const dealt = (k: number) => Array.from({ length: 63 }, (_, n) => [expect.closeTo(recorded[n % k], 6)]);
    expect(first).toEqual(dealt(3));
    expect(second).toEqual(dealt(7));
    expect(third).toEqual(dealt(7));
    for (const { tau_mem } of neurons) expect(tau_mem).toBeCloseTo(recorded[0], 6);
    expect(neurons[3].tau_syn).toBeCloseTo(recorded[0], 6);
  });

  it('has powers of the base as exponential time constants', () => {
    const options: SynNetOptions = {
      ...small,
      dt: 0.01,
      tauSynBase: 0.03,
      tauMem: 0.05,
      tauSynOut: 0.07,
      decay: 'exponential',
    };
    const { neurons } = layersOf(options);
    expect(neurons[0].tau_syn).toEqual([0.03, 0.09, 0.03, 0.09, 0.03].map((tau) => [expect.closeTo(tau, 12)]));
    expect(neurons.map(({ tau_mem }) => tau_mem)).toEqual([0.05, 0.05]);
    expect(neurons[1].tau_syn).toBe(0.07);
  });

  it('decays by default as a chip does', () => {
    const { children } = synNet(small);
    const neurons = children[1] as Lif;
    expect(neurons).toBeInstanceOf(Lif);
    neurons.evolve([[0.125]]);
    expect(neurons.state.isyn.map(([isyn]) => isyn / 0.125)).toEqual(
      [0.5, 0.75, 0.5, 0.75, 0.5].map((decay) => expect.closeTo(decay, 12)),
    );
  });

  it('is the same for the same seed, and draws every layer anew', () => {
    const weightsOf = (options: SynNetOptions) => layersOf(options).weights.map(({ weight }) => weight);
    expect(weightsOf({ ...audioEvents, seed: 5 })).toEqual(weightsOf({ ...audioEvents, seed: 5 }));
    expect(weightsOf({ ...audioEvents, seed: 5 })).not.toEqual(weightsOf({ ...audioEvents, seed: 6 }));
    const [, second, third] = weightsOf(audioEvents);
    expect(second).not.toEqual(third);
  });

  it('can be without hidden layers', () => {
    const { weights } = layersOf({ ...small, sizeHiddenLayers: [], timeConstantsPerHidden: [] });
    expect(weights.map(({ shape }) => shape)).toEqual([[2, 3]]);
  });

  it.each<[Partial<SynNetOptions>, readonly string[]]>([
    [{ nChannels: 0, nClasses: 1.5 }, ['VALUE_RANGE nChannels', 'VALUE_RANGE nClasses']],
    [{ sizeHiddenLayers: [5, 0] }, ['VALUE_RANGE sizeHiddenLayers[1]', 'WRONG_SHAPE timeConstantsPerHidden']],
    [{ timeConstantsPerHidden: [0] }, ['VALUE_RANGE timeConstantsPerHidden[0]']],
    [{ timeConstantsPerHidden: [6] }, ['VALUE_RANGE timeConstantsPerHidden[0]']],
    [{ dt: 0 }, ['VALUE_RANGE dt']],
    [{ tauSynBase: 0.001, tauMem: Number.NaN }, ['VALUE_RANGE tauSynBase', 'NOT_FINITE tauMem']],
    [{ threshold: -1, maxSpikesPerDtOut: 0 }, ['VALUE_RANGE threshold', 'VALUE_RANGE maxSpikesPerDtOut']],
  ])('refuses %j', (change, expected) => {
    expect(issuesOf(() => synNet({ ...small, ...change }))).toEqual(expected);
  });
});
