import { isXylopipeError, type MapOptions, type NetworkGraph, tensor, type XylopipeError } from '@xylopipe/core';
import { asGraphHolder, connectModules, LifNeurons, LinearWeights, toNetworkGraph } from '@xylopipe/graph';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alias,
  FREE,
  generic,
  graphOf,
  HID,
  IN,
  lif,
  OUT,
  plain,
  plainModules,
  range,
  SYN,
  SYN_OUT,
  toyLimits,
  weights,
} from '../test/graphs.js';
import { xyloMapper } from './mapper.js';

const walk = xyloMapper(toyLimits());
const inputFirst = xyloMapper(toyLimits({ idAllocation: 'inputFirstOutputLast' }));

/** The error that mapping ends with. */
function refusal(graph: NetworkGraph, options?: MapOptions, mapper = walk): XylopipeError {
  try {
    mapper.map(graph, options);
  } catch (error) {
    if (isXylopipeError(error)) return error;
    throw error;
  }
  throw new Error('it was mapped');
}

const codes = ({ issues }: { issues: readonly { code: string; at: readonly unknown[] }[] }): string[] =>
  issues.map(({ code, at }) => [code, ...at].join(' '));

/** A network of two hidden layers, 3 neurons each. */
const deep = graphOf(IN, OUT, [
  weights(IN, SYN, { name: '0' }),
  lif(SYN, HID, { name: '1' }),
  weights(HID, range(12, 3), { name: '2' }),
  lif(range(12, 3), range(15, 3), { name: '3' }),
  weights(range(15, 3), SYN_OUT, { name: '4' }),
  lif(SYN_OUT, OUT, { name: '5' }),
]);

describe('xyloMapper', () => {
  it('lays out a network of one hidden layer', () => {
    const { value, issues } = walk.map(plain());
    expect(issues).toEqual([]);
    expect(value).toEqual({
      stage: 'mapped',
      chipId: 'toy',
      dt: 0.001,
      weightsIn: tensor([2, 3, 1], Float64Array.of(1, 2, 3, 4, 5, 6)),
      weightsRec: tensor([3, 3, 1], new Float64Array(9)),
      weightsOut: tensor([3, 2], Float64Array.of(0.5, 1, 1.5, 2, 2.5, 3)),
      weightShiftIn: 0,
      weightShiftRec: 0,
      weightShiftOut: 0,
      dashMem: Float64Array.of(1, 2, 3),
      dashSyn: Float64Array.of(1, 2, 3),
      dashSyn2: new Float64Array(3),
      dashMemOut: Float64Array.of(1, 2),
      dashSynOut: Float64Array.of(1, 2),
      threshold: Float64Array.of(1, 2, 3),
      thresholdOut: Float64Array.of(1, 2),
      bias: Float64Array.of(0, 0.125, 0.25),
      biasOut: Float64Array.of(0, 0.125),
      aliases: [[], [], []],
      layers: [
        { name: '1', role: 'hidden', firstId: 0, count: 3 },
        { name: '3', role: 'output', firstId: 12, count: 2 },
      ],
    });
  });

  it('leaves the graph as it was, and maps it the same again', () => {
    const before = structuredClone(deep);
    const first = walk.map(deep);
    expect(deep).toEqual(before);
    expect(walk.map(deep)).toEqual(first);
  });

  it('has places for input and output weights of all hidden neurons, or of those that use them', () => {
    expect(walk.map(deep).value.weightsIn.shape).toEqual([2, 6, 1]);
    expect(walk.map(deep).value.weightsOut.shape).toEqual([6, 2]);
    expect(inputFirst.map(deep).value.weightsIn.shape).toEqual([2, 3, 1]);
    expect(inputFirst.map(deep).value.weightsOut.shape).toEqual([3, 2]);
  });

  it('puts every layer that the input feeds first, and the rows of output weights at the ids they belong to', () => {
    // Layer b is fed by the input, c by a; a and c drive the output.
    const [synB, b, synC, c] = [range(12, 2), range(14, 2), range(16, 1), range(17, 1)];
    const graph = graphOf(IN, OUT, [
      weights(IN, SYN, { name: 'in-a' }),
      lif(SYN, HID, { name: 'a' }),
      weights(IN, synB, { name: 'in-b', scale: 10 }),
      lif(synB, b, { name: 'b' }),
      weights(HID, synC, { name: 'a-c' }),
      weights(b, synC, { name: 'b-c' }),
      lif(synC, c, { name: 'c' }),
      weights(HID, SYN_OUT, { name: 'a-out' }),
      weights(c, SYN_OUT, { name: 'c-out', scale: 100 }),
      lif(SYN_OUT, OUT, { name: 'out' }),
    ]);
    const { value } = inputFirst.map(graph);
    expect(value.layers.map(({ name, firstId }) => [name, firstId])).toEqual([
      ['b', 0],
      ['a', 2],
      ['c', 5],
      ['out', 12],
    ]);
    expect(value.weightsIn).toEqual(tensor([2, 5, 1], Float64Array.of(10, 20, 1, 2, 3, 30, 40, 4, 5, 6)));
    expect(value.weightsOut).toEqual(tensor([4, 2], Float64Array.of(1, 2, 3, 4, 5, 6, 100, 200)));
  });

  it('deals the columns of weights out to synapses', () => {
    const synapses = range(FREE, 6);
    const { value } = walk.map(
      graphOf(IN, OUT, [
        weights(IN, synapses),
        lif(synapses, HID),
        weights(HID, synapses, { scale: -1 }),
        ...plainModules.slice(2),
      ]),
    );
    expect(value.weightsIn).toEqual(tensor([2, 3, 2], Float64Array.from(range(1, 12))));
    expect(value.weightsRec).toEqual(
      tensor(
        [3, 3, 2],
        Float64Array.from(range(1, 18), (x) => -x),
      ),
    );
    expect([value.dashSyn, value.dashSyn2]).toEqual([Float64Array.of(1, 3, 5), Float64Array.of(2, 4, 6)]);
  });

  it('gives layers with one synapse the first one where others have two', () => {
    const [synB, b] = [range(12, 2), range(14, 1)];
    const { value } = walk.map(
      graphOf(IN, OUT, [
        ...plainModules,
        weights(HID, synB),
        lif(synB, b, { name: 'b' }),
        weights(b, SYN, { scale: -1 }),
      ]),
    );
    const id = value.layers.find(({ name }) => name === 'b')?.firstId as number;
    const row = (from: number) => Array.from(value.weightsRec.data.subarray(from * 8, from * 8 + 8));
    expect(value.weightsRec.shape).toEqual([4, 4, 2]);
    expect(row(id)).toEqual(id === 0 ? [0, 0, -1, 0, -2, 0, -3, 0] : [-1, 0, -2, 0, -3, 0, 0, 0]);
  });

  it('adds up weights between layers that are connected twice', () => {
    const { value } = walk.map(plain(weights(HID, SYN_OUT, { scale: 0.25 }), weights(IN, SYN, { scale: 2 })));
    expect(value.weightsOut.data).toEqual(Float64Array.of(0.75, 1.5, 2.25, 3, 3.75, 4.5));
    expect(value.weightsIn.data).toEqual(Float64Array.of(3, 6, 9, 12, 15, 18));
  });

  it('follows partial and crossed connections', () => {
    const make = (nin: number, nout: number) =>
      LinearWeights.withOwnNodes(nin, nout, { weights: tensor([nin, nout], Float64Array.from(range(1, nin * nout))) });
    const neurons = (n: number) =>
      LifNeurons.withOwnNodes(n, n, {
        tauMem: new Float64Array(n).fill(0.02),
        tauSyn: tensor([n, 1], new Float64Array(n).fill(0.02)),
        threshold: new Float64Array(n).fill(1),
        bias: new Float64Array(n),
        dt: 0.001,
      });
    const front = connectModules(asGraphHolder(make(1, 3)), neurons(3), { destIndices: [2, 0, 1] });
    // Only neurons 0 and 2 of the hidden layer drive the output.
    const back = connectModules(make(2, 2), neurons(2));
    const graph = toNetworkGraph(connectModules(front, back, { sourceIndices: [2, 0] }));
    const { value } = walk.map(graph);
    expect(value.weightsIn.data).toEqual(Float64Array.of(2, 3, 1));
    expect(value.weightsOut.data).toEqual(Float64Array.of(3, 4, 0, 0, 1, 2));
  });

  it('sends spikes of the layer before a residual block as those of its last one', () => {
    const { value } = walk.map(graphOf(deep.inputNodes, deep.outputNodes, [...deep.modules, alias(HID, range(15, 3))]));
    const from = value.layers.find(({ name }) => name === '1')?.firstId as number;
    const to = value.layers.find(({ name }) => name === '3')?.firstId as number;
    expect(value.aliases.slice(from, from + 3)).toEqual([[to], [to + 1], [to + 2]]);
    expect(value.aliases.slice(to, to + 3)).toEqual([[], [], []]);
  });

  it('tells layers of one name apart', () => {
    const graph = { ...deep, modules: deep.modules.map((module) => ({ ...module, name: 'lif' })) };
    expect(walk.map(graph).value.layers.map(({ name, role }) => [name, role])).toEqual([
      ['lif', 'hidden'],
      ['lif#1', 'hidden'],
      ['lif#2', 'output'],
    ]);
  });

  it('names layers without a name by their place', () => {
    const graph = { ...plain(), modules: plain().modules.map((m) => ({ ...m, name: undefined })) };
    expect(walk.map(graph).value.layers.map(({ name }) => name)).toEqual(['modules[1]', 'modules[3]']);
  });

  it('warns where output channels of the network are others on the chip', () => {
    const swapped = graphOf(IN, OUT.toReversed(), plainModules);
    expect(codes(walk.map(swapped))).toEqual(['MAP_OUTPUT_CHANNELS_DIFFER']);
    expect(walk.map(swapped).issues[0]?.message).toMatch(/in order, channels 1, 0 of the 2 on the chip/);
    const passing = graphOf(IN, [...OUT, IN[0] as number], plainModules);
    expect(walk.map(passing).issues[0]?.message).toMatch(/channels 0, 1, none of the 2/);
  });

  it('orders output layers as the channels of the network', () => {
    const [synB, b] = [range(12, 1), range(13, 1)];
    const graph = (outputs: readonly number[]) =>
      graphOf(IN, outputs, [...plainModules, weights(HID, synB), lif(synB, b, { name: 'b' })]);
    expect(walk.map(graph([...b, ...OUT])).value.layers.map(({ name }) => name)).toEqual(['1', 'b', '3']);
    expect(walk.map(graph([...OUT, ...b])).value.layers.map(({ name }) => name)).toEqual(['1', '3', 'b']);
  });

  it('maps any dense network to the weights it has', () => {
    const sizes = fc.record({
      nin: fc.integer({ min: 1, max: 4 }),
      n: fc.integer({ min: 1, max: 5 }),
      s: fc.constantFrom(1, 2),
    });
    fc.assert(
      fc.property(sizes, ({ nin, n, s }) => {
        const [inputs, synapses, spikes] = [range(0, nin), range(nin, n * s), range(nin + n * s, n)];
        const [last, out] = [[nin + n * s + n], [nin + n * s + n + 1]];
        const [input, recurrent] = [weights(inputs, synapses), weights(spikes, synapses, { scale: 3 })];
        const modules = [input, lif(synapses, spikes), recurrent, weights(spikes, last), lif(last, out)];
        for (const mapper of [walk, inputFirst]) {
          const { value } = mapper.map(graphOf(inputs, out, modules));
          expect(value.weightsIn).toEqual(tensor([nin, n, s], input.weights.data));
          expect(value.weightsRec).toEqual(tensor([n, n, s], recurrent.weights.data));
        }
      }),
    );
  });
});

describe('xyloMapper, refusing', () => {
  it('reports design rules and conversion together', () => {
    const error = refusal(
      graphOf(SYN, OUT, [
        lif(SYN, HID, { name: '1', tauMem: [0.001, 0.0005, 0.01] }),
        weights(HID, SYN_OUT, { name: '2', biases: [1, 1] }),
        lif(SYN_OUT, OUT, { name: '3', dt: null }),
      ]),
    );
    expect(error.code).toBe('MAP_REFUSED');
    expect(codes(error)).toEqual([
      'DRC_FIRST_MODULE_IS_A_WEIGHT 1',
      'DRC_WEIGHT_NODES_HAVE_NO_BIASES 2',
      'MAP_NO_DT 3 dt',
      'MAP_TAU_NOT_ABOVE_DT 1 tauMem 1',
    ]);
    expect(error.issues[3]).toMatchObject({
      measured: 0.0005,
      limit: '> 0.001',
      message: '2 of 3 time constants tauMem of neurons 1 are not longer than a timestep',
    });
  });

  it('says once that there is no timestep at all', () => {
    const untimed = plainModules.map((m) => (m.type === 'LifNeurons' ? { ...m, dt: undefined } : m));
    expect(codes(refusal(graphOf(IN, OUT, untimed)))).toEqual(['DRC_ALL_NEURONS_HAVE_SAME_DT']);
  });

  it('reports neurons of unknown kind and too many synapses', () => {
    const [three, two] = [range(12, 9), range(21, 4)];
    const error = refusal(
      graphOf(IN, OUT, [
        weights(IN, three),
        lif(three, HID, { name: '1' }),
        weights(HID, range(25, 1)),
        generic(range(25, 1), range(26, 1), 'unknown'),
        weights(range(26, 1), two),
        lif(two, OUT, { name: '3' }),
      ]),
    );
    expect(codes(error)).toEqual([
      'MAP_TOO_MANY_SYNAPSES 3',
      'MAP_TOO_MANY_SYNAPSES 1',
      'MAP_UNSUPPORTED_NEURONS unknown',
    ]);
    expect(error.issues.map(({ measured, limit }) => [measured, limit]).slice(0, 2)).toEqual([
      [2, 1],
      [3, 2],
    ]);
  });

  it('says once that a chip has one synapse per neuron', () => {
    const one = xyloMapper(toyLimits({ synapsesPerHidden: 1 }));
    const synapses = range(FREE, 6);
    const graph = graphOf(IN, OUT, [
      weights(IN, synapses),
      lif(synapses, HID, { name: '1' }),
      ...plainModules.slice(2),
    ]);
    expect(codes(refusal(graph, {}, one))).toEqual(['DRC_MAX_SYNAPSES_PER_NEURON 1']);
  });

  it('gives out ids up to the limit and not beyond', () => {
    expect(walk.map(plain(), { maxHiddenNeurons: 3, maxOutputNeurons: 2 }).value.layers[1]?.firstId).toBe(3);
    const error = refusal(plain(), { maxHiddenNeurons: 2, maxOutputNeurons: 1 });
    expect(codes(error)).toEqual(['MAP_OUT_OF_HIDDEN_NEURONS', 'MAP_OUT_OF_OUTPUT_NEURONS']);
    expect(error.issues.map(({ measured, limit }) => [measured, limit])).toEqual([
      [3, 2],
      [2, 1],
    ]);
  });

  it('reports a lack of ids together with unconvertible neurons and with channels', () => {
    const inputs = range(20, 5);
    const graph = graphOf(inputs, OUT, [
      weights(inputs, SYN),
      lif(SYN, HID, { name: '1', tauSyn: [0.001, 0.01, 0.01] }),
      ...plainModules.slice(2),
    ]);
    expect(codes(refusal(graph, { maxHiddenNeurons: 2 }))).toEqual([
      'MAP_TAU_NOT_ABOVE_DT 1 tauSyn 0',
      'MAP_OUT_OF_HIDDEN_NEURONS',
      'LIMIT_INPUT_CHANNELS weightsIn',
    ]);
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s as a number of ids', (n) => {
    expect(codes(refusal(plain(), { maxHiddenNeurons: n, maxOutputNeurons: n }))).toEqual([
      'MAP_OPTION_INVALID maxHiddenNeurons',
      'MAP_OPTION_INVALID maxOutputNeurons',
    ]);
  });

  it('does not look at the design of what is no graph', () => {
    expect(refusal({ ...plain(), inputNodes: [99] }).code).toBe('GRAPH_INVALID');
  });
});

describe('xyloMapper, warning', () => {
  it('maps what a chip cannot hold, if more ids are allowed', () => {
    const small = xyloMapper(
      toyLimits({
        inputChannels: 1,
        hiddenNeurons: 2,
        outputNeurons: 1,
        inputExpansionNeurons: 2,
        outputExpansionNeurons: 2,
        maxFanOut: 2,
        recurrentWordsPerBank: 8,
      }),
    );
    const graph = plain(weights(HID, SYN, { name: '1.rec' }));
    const { issues } = small.map(graph, { maxHiddenNeurons: 3, maxOutputNeurons: 2 });
    expect(codes({ issues })).toEqual([
      'LIMIT_INPUT_CHANNELS weightsIn',
      'LIMIT_HIDDEN_NEURONS weightsRec',
      'LIMIT_OUTPUT_CHANNELS weightsOut',
      'LIMIT_FAN_OUT weightsRec 0',
      'LIMIT_RECURRENT_WORDS weightsRec',
    ]);
    expect(new Set(issues.map(({ severity }) => severity))).toEqual(new Set(['warning']));
  });

  it('says that time constants are too long, aliases too many and biases not there', () => {
    const [synB, b] = [range(12, 3), range(15, 3)];
    const graph = graphOf(IN, OUT, [
      ...plainModules,
      weights(HID, synB, { scale: 0 }),
      lif(synB, b, { name: 'b', tauMem: [65.536, 0.01, 0.01] }),
      alias(HID, b),
      alias(HID, b),
    ]);
    const noBias = xyloMapper(toyLimits({ bias: false }));
    const { issues } = noBias.map(graph);
    expect(issues.map(({ code }) => code).sort()).toEqual([
      'LIMIT_ALIAS_TARGETS',
      'LIMIT_BIAS',
      'LIMIT_BIAS',
      'VALUE_RANGE',
    ]);
  });
});
