import { Raster, TimeSeries, tensorToNested } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { issuesOf, refusalOf } from '../test/refusals.js';
import { Lif } from './lif.js';
import { LifBitshift } from './lif-bitshift.js';
import type { LifOptions } from './lif-options.js';

/** Neurons whose states halve at every timestep, so that all numbers are exact. */
const halving = (options: Partial<LifOptions> = {}): Lif =>
  new Lif({ n: 1, leakMode: 'decays', alpha: 0.5, beta: 0.5, dt: 1, ...options });

const spikesOf = (layer: Lif, input: number[][]): unknown => layer.evolve(input).output.toNested();

describe('a timestep of Lif', () => {
  it('decays the input as it arrives, leaks, fires and resets by subtraction', () => {
    const { output, records } = halving().evolve([[4], [0], [0]], { record: true });
    expect(output.toNested()).toEqual([[2], [1], [0]]);
    expect(tensorToNested(records[0].isyn)).toEqual([[[2]], [[1]], [[0.5]]]);
    expect(tensorToNested(records[0].vmem)).toEqual([[0], [0], [0.5]]);
    expect(tensorToNested(records[0].spikes)).toEqual([[2], [1], [0]]);
    expect(records[0].path).toEqual([]);
  });

  it('fires at the threshold exactly, and not below', () => {
    expect(spikesOf(halving({ threshold: 2 }), [[4]])).toEqual([[1]]);
    expect(spikesOf(halving({ threshold: 2 }), [[4 - 2 ** -40]])).toEqual([[0]]);
  });

  it('caps the spikes and subtracts only what was fired', () => {
    const layer = halving({ maxSpikesPerDt: 3 });
    expect(spikesOf(layer, [[20]])).toEqual([[3]]);
    expect(layer.state.vmem).toEqual([7]);
  });

  it('adds the bias as it is, and has no lower bound', () => {
    const layer = halving({ bias: -100 });
    expect(spikesOf(layer, [[2]])).toEqual([[0]]);
    expect(layer.state.vmem).toEqual([-99]);
  });

  it('gives column c to synapse c mod S of neuron floor(c / S)', () => {
    const layer = halving({ n: 2, nin: 4, beta: [[0.5, 0.25]] });
    layer.evolve([[0.25, 0.5, 1, 2]]);
    expect(layer.state).toEqual({
      vmem: [0.25, 0],
      isyn: [
        [0.125, 0.125],
        [0.5, 0.5],
      ],
      spikes: [0, 1],
    });
  });

  it('delivers recurrent spikes one step later, row to column', () => {
    const layer = halving({
      n: 2,
      weightsRec: [
        [0, 4],
        [0, 0],
      ],
    });
    const { output, records } = layer.evolve(
      [
        [2, 0],
        [0, 0],
      ],
      { record: true },
    );
    expect(tensorToNested(records[0].irec)).toEqual([
      [[0], [0]],
      [[0], [4]],
    ]);
    expect(output.toNested()).toEqual([
      [1, 0],
      [0, 2],
    ]);
  });

  it('begins with the initial state, whose spikes are still to be delivered', () => {
    const initialState = { vmem: [0.5], isyn: [[1]], spikes: [2] };
    const layer = halving({ weightsRec: [[1]], initialState });
    expect(spikesOf(layer, [[0]])).toEqual([[1]]); // 0.5 * 0.5 + (1 + 2) * 0.5
    expect(layer.state).toEqual({ vmem: [0.75], isyn: [[1.5]], spikes: [1] });
    layer.resetState();
    expect(layer.state).toEqual(initialState);
  });
});

describe('what Lif takes', () => {
  it('copies a single channel to all columns', () => {
    expect(spikesOf(halving({ n: 3, threshold: [1, 2, 3] }), [[4]])).toEqual([[2, 1, 0]]);
    expect(
      halving({ n: 3 })
        .evolve([[[4]], [[2]]])
        .output.toNested(),
    ).toEqual([[[2, 2, 2]], [[1, 1, 1]]]);
  });

  it('takes no other number of channels', () => {
    for (const channels of [0, 2, 4]) {
      const error = refusalOf(() => halving({ n: 3 }).evolve(Raster.zeros(5, channels)));
      expect(error.code).toBe('INPUT_INVALID');
      expect(error.issues).toMatchObject([{ code: 'INPUT_CHANNELS', measured: channels, limit: 3 }]);
    }
  });

  it('leaves the state alone if the input is no good or there is none', () => {
    const layer = halving();
    layer.evolve([[3]]);
    const { state } = layer;
    expect(issuesOf(() => layer.evolve(new TimeSeries([1, 1], Float64Array.of(Number.NaN))))).toEqual([
      'INPUT_NOT_FINITE input[0]',
    ]);
    expect(() => layer.evolve([[Number.NaN]])).toThrow('not finite');
    const { output, records } = layer.evolve(Raster.zeros(0, 1), { record: true });
    expect(output.shape).toEqual([0, 1]);
    expect(records[0].isyn.shape).toEqual([0, 1, 1]);
    expect(layer.evolve(new TimeSeries([0, 4, 1], new Float64Array(0))).output.shape).toEqual([0, 4, 1]);
    expect(layer.state).toEqual(state);
  });

  it('evolves every item of a batch from its state, and keeps that of item 0', () => {
    const layer = halving();
    layer.evolve([[1]]);
    const batch = layer.evolve(
      [
        [[1], [0]],
        [[3], [4]],
      ],
      { record: true },
    );
    const alone = [
      [[1], [0]],
      [[3], [4]],
    ].map((item) => {
      const other = halving();
      other.evolve([[1]]);
      return { result: other.evolve(item, { record: true }), state: other.state };
    });
    expect(batch.output.toNested()).toEqual(alone.map(({ result }) => result.output.toNested()));
    expect(tensorToNested(batch.records[0].vmem)).toEqual(
      alone.map(({ result }) => tensorToNested(result.records[0].vmem)),
    );
    expect(batch.records[0].irec.shape).toEqual([2, 2, 1, 1]);
    expect(layer.state).toEqual(alone[0].state);
  });

  it('cannot be changed by way of its options or its state', () => {
    const tauMem = [1, 2];
    const layer = new Lif({ n: 2, tauMem, tauSyn: 1, dt: 0.1 });
    const tree = layer.toTree();
    tauMem[0] = 100;
    (layer.state.vmem as number[])[0] = 100;
    expect(layer.toTree()).toEqual(tree);
    expect(layer.state.vmem).toEqual([0, 0]);
  });
});

describe('the leak of Lif', () => {
  const decaysOf = (layer: Lif): number[] => {
    layer.evolve([[8]]);
    layer.evolve([[0]]);
    const { records } = layer.evolve([[0], [0]], { record: true });
    const [first, second] = Array.from(records[0].isyn.data);
    return [second / first];
  };
  const silent = { n: 1, threshold: 1e9 };

  it.each<[string, Lif, number]>([
    ['exp(-dt / tau)', new Lif({ ...silent, tauMem: 1, tauSyn: 0.02, dt: 0.01 }), Math.exp(-0.5)],
    ['1 - 2^-dash', new Lif({ ...silent, leakMode: 'bitshifts', dashMem: 1, dashSyn: 3 }), 0.875],
    ['the factor itself', new Lif({ ...silent, leakMode: 'decays', alpha: 1, beta: 0.3 }), 0.3],
    ['1 - 2^-round(log2(tau / dt))', new LifBitshift({ ...silent, tauMem: 1, tauSyn: 0.05, dt: 0.01 }), 0.75],
  ])('keeps %s of a synapse per timestep', (_, layer, decay) => {
    expect(decaysOf(layer)).toEqual([expect.closeTo(decay, 12)]);
  });

  it('refuses to evolve without the dt that it needs, and only then', () => {
    const taus = { n: 1, tauMem: 1, tauSyn: 1 };
    for (const layer of [new Lif(taus), new LifBitshift(taus)]) {
      expect(issuesOf(() => layer.evolve([[1]]))).toEqual(['DT_MISSING dt']);
    }
    expect(new Lif({ n: 1, leakMode: 'bitshifts', dashMem: 1, dashSyn: 1 }).issuesFor('evolve')).toEqual([]);
  });
});

describe('Lif and its definition', () => {
  const eighths = fc.integer({ min: -16, max: 16 }).map((x) => x / 8);
  const list = <T>(element: fc.Arbitrary<T>, length: number) =>
    fc.array(element, { minLength: length, maxLength: length });
  const layers = fc.tuple(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 3 })).chain(([n, s]) =>
    fc.record({
      n: fc.constant(n),
      nin: fc.constant(n * s),
      leakMode: fc.constant('decays' as const),
      alpha: list(fc.constantFrom(0, 0.25, 0.5, 0.75, 1), n),
      beta: list(list(fc.constantFrom(0, 0.25, 0.5, 0.75, 1), s), n),
      threshold: list(fc.constantFrom(0.5, 1, 2), n),
      bias: list(eighths, n),
      weightsRec: fc.option(list(list(eighths, n * s), n), { nil: undefined }),
      maxSpikesPerDt: fc.constantFrom(1, 3, 65536),
      input: fc.array(list(eighths, n * s), { minLength: 1, maxLength: 6 }),
    }),
  );

  it('agree exactly where the numbers are exact', () => {
    fc.assert(
      fc.property(layers, ({ input, ...options }) => {
        const { n, nin, alpha, beta, threshold, bias, weightsRec, maxSpikesPerDt } = options;
        const s = nin / n;
        const vmem = alpha.map(() => 0);
        const isyn = beta.map((row) => row.map(() => 0));
        let spikes = alpha.map(() => 0);
        const expected = input.map((x) => {
          const irec = isyn.map((row, i) =>
            row.map((_, k) => spikes.reduce((sum, count, j) => sum + count * (weightsRec?.[j][i * s + k] ?? 0), 0)),
          );
          spikes = vmem.map((_, i) => {
            for (let k = 0; k < s; k++) isyn[i][k] = (isyn[i][k] + x[i * s + k] + irec[i][k]) * beta[i][k];
            const v = vmem[i] * alpha[i] + isyn[i].reduce((sum, y) => sum + y, 0) + bias[i];
            const count = v >= threshold[i] ? Math.min(Math.floor(v / threshold[i]), maxSpikesPerDt) : 0;
            vmem[i] = v - count * threshold[i];
            return count;
          });
          return spikes;
        });
        const layer = new Lif(options);
        expect(layer.evolve(input).output.toNested()).toEqual(expected);
        expect(layer.state.vmem.map((v) => v + 0)).toEqual(vmem.map((v) => v + 0));
      }),
    );
  });
});
