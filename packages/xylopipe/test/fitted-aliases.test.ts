import {
  type AliasConnectionRecord,
  type ChipLimits,
  defineLimits,
  integerSpec,
  type LifNeuronsRecord,
  type LinearWeightsRecord,
  type MappedSpec,
  type NetworkGraph,
  Raster,
  tensor,
} from '@xylopipe/core';
import { networkGraphOfModules } from '@xylopipe/graph';
import { xyloMapper } from '@xylopipe/xylo-common';
import { XyloSimulator } from '@xylopipe/xylo-sim';
import { limits as syns65302 } from '@xylopipe/xylo-syns65302';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hiddenIds } from './hidden-ids.js';

const DT = 0.001;
const STEPS = 12;
const COUNT = { in: 2, hidden: 7, out: 2 } as const;

/** Weights so small that no synaptic current saturates, which would make the order of additions matter. */
const weight = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: -4, max: 8 }) },
);
const neuron = fc.nat({ max: COUNT.hidden - 1 });
const list = <T>(of: fc.Arbitrary<T>, length: number) => fc.array(of, { minLength: length, maxLength: length });

/** Aliases in any number and direction: chains, circles, several sources of one, a neuron of its own. */
const networks = fc.record({
  weightsIn: list(weight, COUNT.in * COUNT.hidden),
  weightsRec: list(weight, COUNT.hidden ** 2),
  weightsOut: list(weight, COUNT.hidden * COUNT.out),
  threshold: list(fc.integer({ min: 5, max: 60 }), COUNT.hidden),
  bias: list(fc.integer({ min: -2, max: 4 }), COUNT.hidden),
  dashes: list(fc.integer({ min: 1, max: 3 }), 2 * COUNT.hidden),
  aliases: fc.uniqueArray(fc.tuple(neuron, neuron), { minLength: 1, maxLength: 8, selector: String }),
  input: list(fc.nat({ max: 15 }), STEPS * COUNT.in),
  inputExpansion: fc.integer({ min: 3, max: COUNT.hidden }),
  outputExpansion: fc.integer({ min: 3, max: COUNT.hidden }),
});
type Drawn = typeof networks extends fc.Arbitrary<infer T> ? T : never;

/** A recurrent layer of neurons that differ in everything, and a layer of outputs. */
function graphOf({ weightsIn, weightsRec, weightsOut, threshold, bias, dashes, aliases }: Drawn): NetworkGraph {
  let nodeCount = 0;
  const nodes = (count: number): number[] => Array.from({ length: count }, () => nodeCount++);
  const [input, synapses, spikes] = [nodes(COUNT.in), nodes(COUNT.hidden), nodes(COUNT.hidden)];
  const [outSynapses, out] = [nodes(COUNT.out), nodes(COUNT.out)];
  const linear = (inputs: number[], outputs: number[], values: number[]): LinearWeightsRecord => ({
    type: 'LinearWeights',
    inputs,
    outputs,
    weights: tensor([inputs.length, outputs.length], Float64Array.from(values)),
  });
  const taus = (from: number, count: number) => Float64Array.from(dashes.slice(from, from + count), (d) => DT * 2 ** d);
  const hidden: LifNeuronsRecord = {
    type: 'LifNeurons',
    inputs: synapses,
    outputs: spikes,
    tauMem: taus(0, COUNT.hidden),
    tauSyn: tensor([COUNT.hidden, 1], taus(COUNT.hidden, COUNT.hidden)),
    threshold: Float64Array.from(threshold),
    bias: Float64Array.from(bias),
    dt: DT,
  };
  const outputs: LifNeuronsRecord = {
    ...hidden,
    inputs: outSynapses,
    outputs: out,
    tauMem: taus(0, COUNT.out),
    tauSyn: tensor([COUNT.out, 1], taus(0, COUNT.out)),
    threshold: Float64Array.from(threshold.slice(0, COUNT.out)),
    bias: new Float64Array(COUNT.out),
  };
  const sentAs = ([source, target]: [number, number]): AliasConnectionRecord => ({
    type: 'AliasConnection',
    inputs: [spikes[source] as number],
    outputs: [spikes[target] as number],
  });
  return networkGraphOfModules({
    nodeCount,
    inputNodes: input,
    outputNodes: out,
    modules: [
      linear(input, synapses, weightsIn),
      hidden,
      linear(spikes, synapses, weightsRec),
      linear(spikes, outSynapses, weightsOut),
      outputs,
      ...aliases.map(sentAs),
    ],
  });
}

const mappedOn = (graph: NetworkGraph, changes: Partial<ChipLimits>) =>
  xyloMapper(defineLimits({ ...syns65302, ...changes })).map(graph);

function evolved(spec: MappedSpec, counts: readonly number[]) {
  const simulator = XyloSimulator.from(integerSpec(spec), { core: 'reference', telemetry: true });
  const input = new Raster(STEPS, COUNT.in, Uint8Array.from(counts));
  const { signals } = simulator.evolve(input, { record: true });
  return { signals, telemetry: simulator.telemetry() };
}

describe('a network with aliases', () => {
  it('behaves in the order that fits as in its own, neuron by neuron', () => {
    const seen = { reordered: 0, sent: 0 };
    fc.assert(
      fc.property(networks, (drawn) => {
        const { aliases, input, inputExpansion, outputExpansion } = drawn;
        const graph = graphOf(drawn);
        const own = mappedOn(graph, {
          inputExpansionNeurons: COUNT.hidden,
          outputExpansionNeurons: COUNT.hidden,
        }).value;
        const fitted = mappedOn(graph, {
          inputExpansionNeurons: inputExpansion,
          outputExpansionNeurons: outputExpansion,
        }).value;
        const ids = hiddenIds(fitted);
        expect(hiddenIds(own)).toEqual(ids.map((_, n) => n));
        const [there, here] = [evolved(fitted, input), evolved(own, input)];
        expect(here.telemetry?.isynSaturated.some((count) => count > 0)).toBe(false);
        for (const name of ['spikesOut', 'vmemOut', 'isynOut'] as const) {
          expect(there.signals[name]).toEqual(here.signals[name]);
        }
        for (const name of ['spikesHidden', 'vmem', 'isyn'] as const) {
          const data = there.signals[name]?.data ?? [];
          const inOrder = Array.from(data, (_, i) => data[i - (i % COUNT.hidden) + (ids[i % COUNT.hidden] as number)]);
          expect(inOrder).toEqual(Array.from(here.signals[name]?.data ?? []));
        }
        if (ids.every((id, n) => id === n)) return;
        seen.reordered++;
        if (aliases.some(([source]) => (here.telemetry?.fired[source] ?? 0) > 0)) seen.sent++;
      }),
      { numRuns: 400 },
    );
    expect(Math.min(seen.reordered, seen.sent)).toBeGreaterThan(0);
  });
});
