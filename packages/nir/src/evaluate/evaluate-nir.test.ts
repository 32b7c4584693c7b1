import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ABSENT, firstColumn, hasData, nirFile } from '../../test/data-files.js';
import {
  affine,
  counting,
  cubaLif,
  file,
  fileOf,
  flat,
  graph,
  input,
  lif,
  linear,
  matrix,
  output,
  scale,
  vector,
} from '../../test/hand-made.js';
import { refusal } from '../../test/refusal.js';
import type { FlatNode } from '../model/flat-graph.js';
import type { NirFile } from '../model/nir-graph.js';
import { evaluateNir } from './evaluate-nir.js';

/** One node between input and output. */
const single = (node: FlatNode, nin: readonly number[], nout: readonly number[] = nin): NirFile =>
  fileOf(flat({ in: input(...nin), node, out: output(...nout) }, ['in>node', 'node>out']));

const run = (of: NirFile, rows: readonly (readonly number[])[], dt = 1, reset?: 'value' | 'subtract') =>
  Array.from(evaluateNir(of, rows, { dt, reset }).output.values);

describe('evaluateNir', () => {
  describe.skipIf(!hasData)(`on samples${ABSENT}`, () => {
    it('gives the spikes of the exact solution for the neuron of the NIR paper', async () => {
      const { output } = evaluateNir(
        await nirFile('nir/01_lif__lif_norse.nir'),
        firstColumn('nir/expected/lif_exact.csv'),
        {
          dt: 1e-4,
        },
      );
      expect(Array.from(output.values).flatMap((spikes, step) => (spikes > 0 ? [step] : []))).toEqual([
        460, 510, 710, 760,
      ]);
    });
  });

  it('multiplies, adds and scales', () => {
    expect(
      run(
        single(
          linear([
            [1, 2],
            [3, 4],
            [5, 6],
          ]),
          [2],
          [3],
        ),
        [[1, 10]],
      ),
    ).toEqual([21, 43, 65]);
    expect(
      run(single(affine([[1, 2]], [7]), [2], [1]), [
        [1, 10],
        [0, 0],
      ]),
    ).toEqual([28, 7]);
    expect(run(single(scale(2, -3), [2]), [[5, 5]])).toEqual([10, -15]);
    expect(run(single({ type: 'Scale', scale: vector(2) }, [3]), [[1, 2, 3]])).toEqual([2, 4, 6]);
  });

  it('multiplies along the last dimension', () => {
    expect(run(single(linear([[1, 1]]), [2, 2], [2, 1]), [[1, 2, 3, 4]])).toEqual([3, 7]);
  });

  it('leaves the order of elements when it flattens', () => {
    const flatten: FlatNode = { type: 'Flatten', inputType: [2, 1, 2], startDim: 0, endDim: -1 };
    expect(run(single(flatten, [2, 1, 2], [4]), [[1, 2, 3, 4]])).toEqual([1, 2, 3, 4]);
  });

  it('delays each element by its own time, none included', () => {
    const delay: FlatNode = { type: 'Delay', delay: vector(0, 0.2) };
    expect(
      run(
        single(delay, [2]),
        [
          [1, 1],
          [2, 2],
          [3, 3],
        ],
        0.1,
      ),
    ).toEqual([1, 0, 2, 0, 3, 1]);
    expect(run(single({ type: 'Delay', delay: vector(0.1) }, [1]), [[1], [2], [3]], 0.1)).toEqual([0, 1, 2]);
  });

  it('fires over a threshold, not at it', () => {
    const threshold: FlatNode = { type: 'Threshold', threshold: vector(1) };
    expect(run(single(threshold, [1]), [[1], [1.5], [-2]])).toEqual([0, 1, 0]);
    expect(run(single(lif(1, { tau: 1, r: 1 }), [1]), [[1], [1.5]])).toEqual([0, 1]);
  });

  it('integrates with and without leak', () => {
    const r = vector(2);
    expect(run(single({ type: 'I', r }, [1]), [[1], [1], [0]], 0.5)).toEqual([1, 2, 2]);
    const li: FlatNode = { type: 'LI', tau: vector(2), r, vLeak: vector(8) };
    expect(run(single(li, [1]), [[0], [0], [4]], 1)).toEqual([4, 6, 11]);
    const cubaLi: FlatNode = { type: 'CubaLI', tauSyn: vector(2), tauMem: vector(4), r: vector(4), vLeak: vector(0) };
    // Without wIn it is 1: half of the input in each step, of which the membrane takes all.
    expect(run(single(cubaLi, [1]), [[8], [0], [0]])).toEqual([4, 5, 4.75]);
  });

  it('resets to a value, or by subtraction', () => {
    const node = lif(1, { tau: 2, r: 2, vThreshold: 1, vReset: -1 });
    expect(run(single(node, [1]), [[4], [1.75], [2]])).toEqual([1, 1, 1]);
    expect(run(single(node, [1]), [[4], [1], [0]], 1, 'subtract')).toEqual([1, 1, 0]);
    expect(run(single({ type: 'IF', r: vector(1), vThreshold: vector(2) }, [1]), [[3], [1], [1], [1]])).toEqual([
      1, 0, 0, 1,
    ]);
  });

  it('lets a cycle take one more step, wherever in the file its edges are', () => {
    const nodes = { in: input(1), fc: linear([[1]]), n: lif(1, { tau: 1, r: 1 }), rec: linear([[2]]), out: output(1) };
    const edges = ['in>fc', 'fc>n', 'n>rec', 'rec>n', 'n>out'] as const;
    const expected = [1, 1, 1, 1];
    for (const order of [edges, [...edges].reverse()]) {
      expect(run(fileOf(flat(nodes, order)), [[2], [0], [0], [0]])).toEqual(expected);
    }
  });

  it('adds nothing to the delay that a cycle has', () => {
    const delayed = (delay: number) =>
      flat(
        { in: input(1), n: { type: 'I', r: vector(1) }, d: { type: 'Delay', delay: vector(delay) }, out: output(1) },
        ['in>n', 'n>d', 'd>n', 'n>out'],
      );
    const rows = [[1], [0], [0], [0]];
    expect(run(fileOf(delayed(1)), rows)).toEqual([1, 2, 4, 8]);
    expect(run(fileOf(delayed(2)), rows)).toEqual([1, 1, 2, 3]);
  });

  it('looks into nested graphs', () => {
    const inner = graph({ i: input(1), n: cubaLif(1), w: linear([[1]]), o: output(1) }, ['i>n', 'n>w', 'w>n', 'n>o']);
    const nested = file(graph({ in: input(1), sub: inner, out: output(1) }, ['in>sub', 'sub>out']));
    const plain = flat({ in: input(1), n: cubaLif(1), w: linear([[1]]), out: output(1) }, [
      'in>n',
      'n>w',
      'w>n',
      'n>out',
    ]);
    const rows = [[0.4], [0.4], [0], [0.9], [0]];
    expect(run(nested, rows)).toEqual(run(fileOf(plain), rows));
    expect([...evaluateNir(nested, rows, { dt: 1 }).nodes.keys()].sort()).toEqual(['in', 'out', 'sub.n', 'sub.w']);
  });

  describe('windows', () => {
    const bias = vector(1, 0);
    const common = { stride: 1, padding: 0, dilation: 1, groups: 1, bias };

    it('convolves in one dimension, with stride, padding and dilation', () => {
      const weight = { shape: [2, 1, 2], data: Float64Array.of(1, 10, 1, -1) };
      const conv: FlatNode = { type: 'Conv1d', inputShape: 3, weight, ...common };
      expect(run(single(conv, [1, 3], [2, 2]), [[1, 2, 3]])).toEqual([22, 33, -1, -1]);
      expect(run(single({ ...conv, padding: [1], stride: [2] }, [1, 3], [2, 2]), [[1, 2, 3]])).toEqual([
        11, 33, -1, -1,
      ]);
      expect(run(single({ ...conv, dilation: 2 }, [1, 3], [2, 1]), [[1, 2, 3]])).toEqual([32, -2]);
      expect(run(single({ ...conv, padding: 'same' }, [1, 3], [2, 3]), [[1, 2, 3]])).toEqual([22, 33, 4, -1, -1, 3]);
    });

    it('convolves in groups', () => {
      const weight = { shape: [2, 1, 1], data: Float64Array.of(2, 3) };
      const conv: FlatNode = { type: 'Conv1d', weight, ...common, groups: 2 };
      expect(run(single(conv, [2, 2], [2, 2]), [[1, 2, 3, 4]])).toEqual([3, 5, 9, 12]);
    });

    it('convolves and pools in two dimensions', () => {
      const weight = { shape: [1, 1, 2, 2], data: Float64Array.of(1, 0, 0, 1) };
      const conv: FlatNode = { type: 'Conv2d', inputShape: [3, 3], weight, ...common, bias: vector(0) };
      const rows = [Array.from({ length: 9 }, (_, i) => i)];
      expect(run(single(conv, [1, 3, 3], [1, 2, 2]), rows)).toEqual([4, 6, 10, 12]);
      const pool = { kernelSize: vector(2, 2), stride: vector(1, 2), padding: vector(0, 0) };
      expect(run(single({ type: 'SumPool2d', ...pool }, [1, 3, 3], [1, 2, 1]), rows)).toEqual([8, 20]);
      expect(run(single({ type: 'AvgPool2d', ...pool }, [1, 3, 3], [1, 2, 1]), rows)).toEqual([2, 5]);
    });

    it('convolves as sums say', () => {
      const cases = fc.record({
        size: fc.integer({ min: 1, max: 6 }),
        kernel: fc.integer({ min: 1, max: 3 }),
        stride: fc.integer({ min: 1, max: 3 }),
        padding: fc.integer({ min: 0, max: 2 }),
        dilation: fc.integer({ min: 1, max: 2 }),
      });
      fc.assert(
        fc.property(cases, ({ size, kernel, stride, padding, dilation }) => {
          const count = Math.floor((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1;
          fc.pre(count > 0);
          const x = Array.from({ length: size }, (_, i) => i + 1);
          const weight = counting(1, 1, kernel);
          const conv: FlatNode = {
            type: 'Conv1d',
            inputShape: size,
            weight,
            stride,
            padding,
            dilation,
            groups: 1,
            bias: vector(5),
          };
          const expected = Array.from({ length: count }, (_, o) =>
            Array.from({ length: kernel }, (_, k) => k * (x[o * stride - padding + k * dilation] ?? 0)).reduce(
              (a, b) => a + b,
              5,
            ),
          );
          expect(run(single(conv, [1, size], [1, count]), [x])).toEqual(expected);
        }),
        { numRuns: 100 },
      );
    });
  });

  it('refuses what it cannot evaluate, all at once', () => {
    const broken = file(
      graph({ in: input(2), a: linear([[1]]), out: output(1), more: output(1) }, ['in>a', 'a>out', 'a>gone']),
    );
    const error = refusal(() => evaluateNir(broken, [[1]], { dt: 0 }));
    expect(error.code).toBe('NIR_EVALUATE_REFUSED');
    expect(error.issues.map(({ code }) => code).sort()).toEqual([
      'NIR_DANGLING_EDGE',
      'NIR_DT_INVALID',
      'NIR_ENDS',
      'NIR_INPUT_SHAPE',
    ]);
  });

  it.each([
    ['shapes that disagree', single(linear([[1, 2, 3]]), [2], [1]), 'NIR_SHAPES_DISAGREE'],
    [
      'windows that do not fit',
      single(
        { type: 'SumPool2d', kernelSize: vector(3, 3), stride: vector(1, 1), padding: vector(0, 0) },
        [1, 2, 2],
        [1],
      ),
      'NIR_NO_SHAPE',
    ],
    ['delays between timesteps', single({ type: 'Delay', delay: vector(0.5, 1) }, [2]), 'NIR_DELAY'],
    ['delays without end', single({ type: 'Delay', delay: vector(1e9, 1) }, [2]), 'NIR_TOO_LARGE'],
  ] as const)('refuses %s', (_what, of, code) => {
    const error = refusal(() => evaluateNir(of, [[1, 2, 3, 4].slice(0, code === 'NIR_NO_SHAPE' ? 4 : 2)], { dt: 1 }));
    expect(error.issues.map((issue) => issue.code)).toContain(code);
  });

  it('shows what is not known of a shape', () => {
    const kernel = {
      type: 'SumPool2d',
      kernelSize: vector(3, 3),
      stride: vector(1, 1),
      padding: vector(0, 0),
    } as const;
    const { issues } = refusal(() => evaluateNir(single(kernel, [1, 2, 2], [1]), [[1, 2, 3, 4]], { dt: 1 }));
    expect(issues.find(({ code }) => code === 'NIR_NO_SHAPE')?.measured).toBe('(1, ?, ?)');
  });

  it('refuses a node without a graph, and a batch', () => {
    expect(
      refusal(() => evaluateNir(file({ type: 'Linear', weight: matrix([[1]]) }), [[1]], { dt: 1 })).issues[0].code,
    ).toBe('NIR_NOT_A_GRAPH');
    const batch = [[[1]], [[2]]];
    expect(refusal(() => evaluateNir(single(scale(1), [1]), batch, { dt: 1 })).issues[0].code).toBe('NIR_INPUT_SHAPE');
  });
});
