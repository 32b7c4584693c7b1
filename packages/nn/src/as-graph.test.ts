import { bagGraph, isRecurrent, LifNeurons, LinearWeights } from '@xylopipe/graph';
import { describe, expect, it } from 'vitest';
import { issuesOf } from '../test/refusals.js';
import { ExpSyn } from './exp-syn.js';
import { FFwdStack } from './ffwd-stack.js';
import { Lif } from './lif.js';
import { LifBitshift } from './lif-bitshift.js';
import { Linear } from './linear.js';
import type { Network } from './network.js';
import { Residual } from './residual.js';
import { Sequential } from './sequential.js';

const dt = 0.01;
const lif = (n: number, options: { name?: string; recurrent?: boolean } = {}): Lif =>
  new Lif({
    n,
    tauMem: 0.02,
    tauSyn: 0.03,
    dt,
    name: options.name,
    weightsRec: options.recurrent ? { shape: [n, n], fill: 0.5 } : undefined,
  });
const linear = (nin: number, nout: number): Linear => new Linear({ weights: { shape: [nin, nout], fill: 1 } });
const namesOf = (network: Network): readonly string[] =>
  bagGraph(network.asGraph())
    .modules.map(({ type, name }) => `${type} ${name}`)
    .sort();
const neuronsOf = (network: Network): LifNeurons =>
  bagGraph(network.asGraph()).modules.find((module) => module instanceof LifNeurons) as LifNeurons;

describe('the graph of a network', () => {
  it('shares no memory with the network', () => {
    const network = new Sequential([linear(2, 3), lif(3, { recurrent: true })]);
    const input = [
      [9, 9],
      [0, 9],
      [9, 0],
    ];
    const before = network.evolve(input).output;
    network.resetState();
    for (const module of bagGraph(network.asGraph()).modules) {
      if (module instanceof LinearWeights) module.weights.data.fill(0);
      else if (module instanceof LifNeurons) for (const list of [module.threshold, module.bias]) list.fill(77);
    }
    expect(network.evolve(input).output).toEqual(before);
  });

  it('calls modules by their place', () => {
    const network = new Sequential([
      linear(2, 3),
      lif(3, { recurrent: true }),
      new Residual([linear(3, 3), new Sequential([lif(3, { recurrent: true })])]),
    ]);
    expect(namesOf(network)).toEqual([
      'AliasConnection 2.alias',
      'LifNeurons 1',
      'LifNeurons 2.1.0',
      'LinearWeights 0',
      'LinearWeights 1.rec',
      'LinearWeights 2.0',
      'LinearWeights 2.1.0.rec',
    ]);
  });

  it('calls modules by their names where they have one', () => {
    const block = new Residual([linear(2, 2), lif(2, { name: 'core', recurrent: true })], { name: 'skip' });
    const network = new Sequential([linear(2, 2), block], { name: 'net' });
    expect(namesOf(network)).toEqual([
      'AliasConnection net.skip.alias',
      'LifNeurons net.skip.core',
      'LinearWeights net.0',
      'LinearWeights net.skip.0',
      'LinearWeights net.skip.core.rec',
    ]);
    expect(namesOf(lif(1, { recurrent: true }))).toEqual(['LifNeurons ', 'LinearWeights rec']);
  });

  it('has an alias from the input nodes of a residual block to its output nodes', () => {
    const holder = new Sequential([linear(2, 2), lif(2), new Residual([linear(2, 2), lif(2)])]).asGraph();
    const { modules } = bagGraph(holder);
    const alias = modules.find(({ type }) => type === 'AliasConnection');
    const before = modules.find(({ name }) => name === '1');
    expect(alias?.inputNodes).toEqual(before?.outputNodes);
    expect(alias?.outputNodes).toEqual(holder.outputNodes);
  });

  it('has recurrent weights from the output to the input nodes of the neurons', () => {
    const network = new Lif({
      n: 2,
      nin: 4,
      tauMem: 1,
      tauSyn: 1,
      dt,
      weightsRec: [
        [1, 2, 3, 4],
        [5, 6, 7, 8],
      ],
    });
    const { modules } = bagGraph(network.asGraph());
    const weights = modules.find((module) => module instanceof LinearWeights) as LinearWeights;
    const neurons = neuronsOf(network);
    expect(weights.weights).toEqual({ shape: [2, 4], data: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8) });
    expect([weights.inputNodes.length, weights.outputNodes.length]).toEqual([2, 4]);
    expect(isRecurrent(neurons)).toBe(true);
  });

  it('is a new one at every call', () => {
    const network = new Sequential([linear(1, 1), lif(1)]);
    expect(network.asGraph().outputNodes[0]).not.toBe(network.asGraph().outputNodes[0]);
    expect(network.asGraph().outputNodes[0].sinks.size).toBe(0);
  });

  it('has every parameter once per neuron and synapse', () => {
    const neurons = neuronsOf(new Lif({ n: 2, nin: 4, tauMem: 1, tauSyn: [[2, 3]], threshold: [4, 5], bias: 6 }));
    expect(neurons.tauMem).toEqual(Float64Array.of(1, 1));
    expect(neurons.tauSyn).toEqual({ shape: [2, 2], data: Float64Array.of(2, 3, 2, 3) });
    expect(neurons.threshold).toEqual(Float64Array.of(4, 5));
    expect(neurons.bias).toEqual(Float64Array.of(6, 6));
    expect(neurons.dt).toBeUndefined();
  });

  it('has time constants for every way to give the leak', () => {
    const tau = (decay: number): number => -dt / Math.log(decay);
    const bitshifts = neuronsOf(new Lif({ n: 1, leakMode: 'bitshifts', dashMem: 1, dashSyn: 0, dt }));
    expect(bitshifts.tauMem[0]).toBeCloseTo(tau(0.5), 12);
    expect(bitshifts.tauSyn.data[0]).toBe(0);
    const decays = neuronsOf(new Lif({ n: 1, leakMode: 'decays', alpha: 0.9, beta: 0.2, dt }));
    expect([decays.tauMem[0], decays.tauSyn.data[0]]).toEqual([
      expect.closeTo(tau(0.9), 12),
      expect.closeTo(tau(0.2), 12),
    ]);
    const snapped = neuronsOf(new LifBitshift({ n: 1, tauMem: 0.05, tauSyn: 0.08, dt }));
    expect([snapped.tauMem[0], snapped.tauSyn.data[0]]).toEqual([
      expect.closeTo(tau(0.75), 12),
      expect.closeTo(tau(0.875), 12),
    ]);
  });

  it('is refused with everything that stands in its way', () => {
    const withoutDt = new Lif({ n: 2, leakMode: 'bitshifts', dashMem: 1, dashSyn: 1 });
    const withoutLeak = new Lif({ n: 2, leakMode: 'decays', alpha: 1, beta: 0.5, dt });
    const stack = new FFwdStack([lif(2), new LifBitshift({ n: 2, tauMem: 1, tauSyn: 1 })], {
      weights: [{ shape: [2, 2], fill: 1 }],
    });
    const network = new Sequential([stack, new ExpSyn({ n: 2, tau: 1 }), withoutDt, new Residual([withoutLeak])]);
    expect(issuesOf(() => network.asGraph())).toEqual([
      'NO_GRAPH children[0]',
      'DT_MISSING children[0].children[1].dt',
      'NO_GRAPH children[1]',
      'DT_MISSING children[2].dt',
      'NOT_FINITE children[3].children[0].tauMem[0]',
      'NOT_FINITE children[3].children[0].tauMem[1]',
    ]);
    expect(issuesOf(() => stack.asGraph())).toEqual(['NO_GRAPH ', 'DT_MISSING children[1].dt']);
  });
});
