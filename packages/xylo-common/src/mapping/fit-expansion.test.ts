import { type LinearWeightsRecord, type MappedSpec, type NetworkGraph, tensor } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alias, graphOf, IN, lif, range, toyLimits, weights } from '../../test/graphs.js';
import { permutations } from '../../test/permutations.js';
import { xyloMapper } from '../mapper.js';

const mapperWith = (inputExpansionNeurons: number, outputExpansionNeurons: number) =>
  xyloMapper(toyLimits({ idAllocation: 'inputFirstOutputLast', inputExpansionNeurons, outputExpansionNeurons }));

/** Weights of which only some rows and columns are not 0. */
const masked = (module: LinearWeightsRecord, keep: (row: number, column: number) => boolean): LinearWeightsRecord => {
  const [, columns = 1] = module.weights.shape;
  const data = module.weights.data.map((w, i) => (keep(Math.floor(i / columns), i % columns) ? w : 0));
  return { ...module, weights: tensor(module.weights.shape, data) };
};

interface Single {
  readonly count: number;
  readonly fed: readonly number[];
  readonly driving: readonly number[];
  /** Neurons with an alias, and which it is. */
  readonly aliases?: readonly (readonly [source: number, target: number])[];
}

/** One recurrent hidden layer, of which some neurons take input and some drive the output. Threshold `n + 1` is neuron `n`. */
function single({ count, fed, driving, aliases = [] }: Single): NetworkGraph {
  const [synapses, spikes] = [range(2, count), range(2 + count, count)];
  const [last, out] = [range(2 + 2 * count, 1), range(3 + 2 * count, 1)];
  return graphOf(IN, out, [
    masked(weights(IN, synapses, { name: 'in' }), (_, n) => fed.includes(n)),
    lif(synapses, spikes, { name: 'layer' }),
    masked(weights(spikes, synapses, { name: 'rec', scale: 100 }), (source) => source === 0),
    masked(weights(spikes, last, { name: 'out' }), (n) => driving.includes(n)),
    lif(last, out, { name: 'last' }),
    ...aliases.map(([source, target]) => alias([spikes[source] as number], [spikes[target] as number])),
  ]);
}

/** The id of each neuron of `single`. */
const idsIn = ({ threshold }: MappedSpec): number[] => range(0, threshold.length).map((n) => threshold.indexOf(n + 1));

/** A layer that takes input, one that does that and drives the output, one that does neither, one that drives the output. */
function four(modules: Parameters<typeof graphOf>[2] = []): NetworkGraph {
  const [last, out] = [[40], [41]];
  return graphOf(IN, out, [
    weights(IN, range(2, 2)),
    lif(range(2, 2), range(4, 2), { name: 'input' }),
    weights(IN, [6]),
    lif([6], [7], { name: 'both' }),
    weights(range(4, 2), range(8, 4)),
    lif(range(8, 4), range(12, 4), { name: 'neither' }),
    weights(range(12, 4), range(16, 2)),
    lif(range(16, 2), range(18, 2), { name: 'output' }),
    weights(range(18, 2), last),
    weights([7], last),
    lif(last, out, { name: 'last' }),
    ...modules,
  ]);
}

const hiddenIn = ({ layers }: MappedSpec) =>
  layers
    .filter(({ role }) => role === 'hidden')
    .map(({ name, firstId, count, firstNeuron }) => [name, firstId, count, firstNeuron]);

describe('the order of hidden neurons', () => {
  it('is another one only where the usual one does not fit', () => {
    const graph = single({ count: 5, fed: [3], driving: [0] });
    expect(idsIn(mapperWith(5, 5).map(graph).value)).toEqual([0, 1, 2, 3, 4]);
    expect(mapperWith(5, 5).map(graph).value.weightsIn.shape).toEqual([2, 5, 1]);
    expect(idsIn(mapperWith(3, 5).map(graph).value)).toEqual([0, 1, 3, 2, 4]);
  });

  it('is the usual one where only weights of 0 do not fit', () => {
    const { value, issues } = mapperWith(4, 4).map(single({ count: 5, fed: [3], driving: [1] }));
    expect(issues).toEqual([]);
    expect(idsIn(value)).toEqual([0, 1, 2, 3, 4]);
    expect([value.weightsIn.shape, value.weightsOut.shape]).toEqual([
      [2, 4, 1],
      [4, 1],
    ]);
  });

  it('brings neurons that take input to the first ids and those that drive outputs to the last', () => {
    const { value, issues } = mapperWith(2, 3).map(single({ count: 6, fed: [1, 4], driving: [0, 2, 3] }));
    expect(issues).toEqual([]);
    expect(idsIn(value)).toEqual([3, 0, 4, 5, 1, 2]);
    expect([value.weightsIn.shape, value.weightsOut.shape]).toEqual([
      [2, 2, 1],
      [3, 1],
    ]);
    expect(value.weightsIn.data).toEqual(Float64Array.of(2, 5, 8, 11));
    expect(value.weightsOut.data).toEqual(Float64Array.of(1, 3, 4));
    expect(value.layers.slice(0, -1)).toEqual([
      { name: 'layer', role: 'hidden', firstId: 0, count: 1, firstNeuron: 1 },
      { name: 'layer', role: 'hidden', firstId: 1, count: 2, firstNeuron: 4 },
      { name: 'layer', role: 'hidden', firstId: 3, count: 1, firstNeuron: 0 },
      { name: 'layer', role: 'hidden', firstId: 4, count: 2, firstNeuron: 2 },
    ]);
  });

  it('moves neurons of inner layers before those that do both', () => {
    const usual = mapperWith(9, 7).map(four());
    expect([usual.value.weightsIn.shape[1], usual.value.weightsOut.shape[0]]).toEqual([3, 7]);
    expect(hiddenIn(usual.value)).toEqual([
      ['input', 0, 2, undefined],
      ['both', 2, 1, undefined],
      ['neither', 3, 4, undefined],
      ['output', 7, 2, undefined],
    ]);
    const fitted = mapperWith(5, 5).map(four());
    expect(fitted.issues).toEqual([]);
    expect(hiddenIn(fitted.value)).toEqual([
      ['input', 0, 2, undefined],
      ['neither', 2, 2, 0],
      ['both', 4, 1, undefined],
      ['neither', 5, 2, 2],
      ['output', 7, 2, undefined],
    ]);
  });

  it('is the usual one where none fits, which is refused later', () => {
    const { value, issues } = mapperWith(5, 4).map(four());
    expect(hiddenIn(value)[1]).toEqual(['both', 2, 1, undefined]);
    expect(issues).toMatchObject([{ code: 'LIMIT_OUTPUT_EXPANSION', severity: 'warning', measured: 7, limit: 4 }]);
  });

  it('is the usual one on chips without expansion neurons of their own', () => {
    const walk = xyloMapper({ ...toyLimits(), inputExpansionNeurons: 5, outputExpansionNeurons: 5 });
    expect(hiddenIn(walk.map(four()).value).every(([, , , part]) => part === undefined)).toBe(true);
  });

  it('takes aliases along', () => {
    const { value } = mapperWith(5, 5).map(four([alias(range(4, 2), range(12, 2), 'alias')]));
    expect(value.aliases).toEqual([[2], [3], [], [], [], [], [], [], []]);
    const late = mapperWith(5, 5).map(four([alias(range(4, 2), range(14, 2), 'alias')]));
    expect(late.value.aliases.slice(0, 3)).toEqual([[5], [6], []]);
  });

  it('turns no alias around: the chip would not hand its spikes on in the same timestep', () => {
    const { value, issues } = mapperWith(5, 5).map(four([alias([7], [12], 'alias')]));
    expect(issues).toEqual([]);
    expect(hiddenIn(value)).toEqual([
      ['input', 0, 2, undefined],
      ['neither', 2, 2, 1],
      ['both', 4, 1, undefined],
      ['neither', 5, 1, 0],
      ['neither', 6, 1, 3],
      ['output', 7, 2, undefined],
    ]);
    expect(value.aliases[4]).toEqual([5]);
  });

  it('is the usual one where every order that fits turns an alias around', () => {
    const { value, issues } = mapperWith(5, 5).map(four(range(12, 3).map((target) => alias([7], [target]))));
    expect(value.aliases[2]).toEqual([3, 4, 5]);
    expect(issues.map(({ code }) => code)).toEqual(['LIMIT_OUTPUT_EXPANSION', 'LIMIT_ALIAS_TARGETS']);
  });

  const networks = fc.integer({ min: 1, max: 7 }).chain((count) => {
    const neuron = fc.nat({ max: count - 1 });
    const some = fc.subarray(range(0, count));
    return fc.record({
      network: fc.record({
        count: fc.constant(count),
        fed: some,
        driving: some,
        aliases: fc.uniqueArray(fc.tuple(neuron, neuron), { maxLength: 4, selector: String }),
      }),
      first: fc.integer({ min: 1, max: count }),
      last: fc.integer({ min: 1, max: count }),
    });
  });

  it('fits if there is any order that does and turns no alias around', () => {
    const decided = { another: 0, none: 0 };
    fc.assert(
      fc.property(networks, ({ network, first, last }) => {
        const { count, fed, driving, aliases } = network;
        const isLegal = (ids: readonly number[]): boolean =>
          fed.every((n) => (ids[n] as number) < first) &&
          driving.every((n) => (ids[n] as number) >= count - last) &&
          aliases.every(([a, b]) => a < b === (ids[a] as number) < (ids[b] as number));
        const { value, issues } = mapperWith(first, last).map(single(network));
        const ids = idsIn(value);
        if (issues.some(({ code }) => code.endsWith('EXPANSION'))) {
          decided.none++;
          expect(ids).toEqual(range(0, count));
          expect(permutations(count).find(isLegal)).toBeUndefined();
        } else {
          if (ids.some((id, n) => id !== n)) decided.another++;
          expect(isLegal(ids)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
    expect(Math.min(decided.another, decided.none)).toBeGreaterThan(0);
  });

  it('is the same network', () => {
    fc.assert(
      fc.property(networks, ({ network, first, last }) => {
        const { count, aliases } = network;
        const { value } = mapperWith(first, last).map(single(network));
        const wide = mapperWith(count, count).map(single(network)).value;
        const ids = idsIn(value);
        const { weightsIn, weightsRec, weightsOut } = value;
        const [, columns = 0] = weightsIn.shape;
        const [rows = 0] = weightsOut.shape;
        for (let n = 0; n < count; n++) {
          const id = ids[n] as number;
          const input = IN.map((channel) => (id < columns ? weightsIn.data[channel * columns + id] : 0));
          expect(input).toEqual(IN.map((channel) => wide.weightsIn.data[channel * count + n]));
          expect(id < count - rows ? 0 : weightsOut.data[id - count + rows]).toBe(wide.weightsOut.data[n]);
          expect([value.dashMem[id], value.dashSyn[id], value.bias[id]]).toEqual([
            wide.dashMem[n],
            wide.dashSyn[n],
            wide.bias[n],
          ]);
          const targets = ids.map((target) => weightsRec.data[id * count + target]);
          expect(targets).toEqual(Array.from(wide.weightsRec.data.subarray(n * count, (n + 1) * count)));
          const aliasIds = aliases.filter(([source]) => source === n).map(([, target]) => ids[target]);
          expect(value.aliases[id]?.toSorted()).toEqual(aliasIds.toSorted());
        }
      }),
    );
  });
});
