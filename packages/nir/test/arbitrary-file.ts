import fc from 'fast-check';
import type { NirArray, NirFile, NirMetadata, NirNode } from '../src/model/nir-graph.js';

/** Files read their groups in the order of names; so that files can be compared as they are, these begin in that order. */
const inOrder = <T>(entries: [string, T][]): [string, T][] =>
  entries.sort(([a], [b]) => (bytes(a) < bytes(b) ? -1 : 1));
const bytes = (name: string): string => Buffer.from(name, 'utf8').toString('hex');

const name = fc.oneof(
  fc.constantFrom('lif.0', '0', '10', 'w rec', 'ü', '__proto__', '..'),
  fc.stringMatching(/^[a-z_][a-z0-9_.]{0,8}$/),
);

const size = fc.integer({ min: 1, max: 3 });
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const product = (shape: readonly number[]): number => shape.reduce((n, m) => n * m, 1);

/** Numbers of a shape, in any type that can hold what `from` gives. */
const array = (shape: readonly number[], from: fc.Arbitrary<number> = finite): fc.Arbitrary<NirArray> => {
  const values = (each: fc.Arbitrary<number>) =>
    fc.array(each, { minLength: product(shape), maxLength: product(shape) });
  return fc.oneof(
    values(from).map((list) => ({ shape, data: Float64Array.from(list) })),
    values(from.filter((n) => Number.isFinite(Math.fround(n)) && (n === 0 || Math.fround(n) !== 0))).map((list) => ({
      shape,
      data: Float32Array.from(list),
    })),
  );
};

const whole = fc.integer({ min: 1, max: 100 });
const wholes = (shape: readonly number[]): fc.Arbitrary<NirArray> =>
  fc
    .array(whole, { minLength: product(shape), maxLength: product(shape) })
    .chain((list) =>
      fc.constantFrom<NirArray>(
        { shape, data: Float64Array.from(list), dtype: 'int64' },
        { shape, data: Float64Array.from(list), dtype: 'uint64' },
        { shape, data: Int32Array.from(list) },
        { shape, data: Uint32Array.from(list) },
        { shape, data: Int16Array.from(list) },
        { shape, data: Uint16Array.from(list) },
        { shape, data: Int8Array.from(list) },
        { shape, data: Uint8Array.from(list) },
      ),
    );

const label = fc.stringMatching(/^[ -~äß€𝄞]{0,12}$/u);

const metadata: fc.Arbitrary<NirMetadata> = fc.letrec<{ readonly tree: NirMetadata }>((tie) => ({
  tree: fc
    .uniqueArray(
      fc.tuple(
        name,
        fc.oneof(
          { maxDepth: 2 },
          label,
          finite,
          fc.maxSafeInteger(),
          fc.array(label, { maxLength: 3 }),
          size.chain((n) => wholes([n])),
          tie('tree'),
        ),
      ),
      { selector: ([key]) => key, maxLength: 3 },
    )
    .map((entries) => Object.fromEntries(inOrder(entries))),
})).tree;

const time = fc.double({ min: 1e-6, max: 1, noNaN: true });

const neurons = fc
  .oneof(
    size.map((n) => [n]),
    fc.constantFrom([], [2, 2]),
  )
  .chain((shape) => {
    const parts = { r: array(shape), vLeak: array(shape) };
    const spiking = { vThreshold: array(shape), vReset: array(shape) };
    const cuba = { tauSyn: array(shape, time), tauMem: array(shape, time), ...parts, wIn: array(shape) };
    return fc.oneof(
      fc.record({ type: fc.constant('I' as const), r: array(shape) }),
      fc.record({ type: fc.constant('IF' as const), r: array(shape), ...spiking }),
      fc.record({ type: fc.constant('LI' as const), tau: array(shape, time), ...parts }),
      fc.record({ type: fc.constant('LIF' as const), tau: array(shape, time), ...parts, ...spiking }),
      fc.record({ type: fc.constant('CubaLI' as const), ...cuba }),
      fc.record({ type: fc.constant('CubaLIF' as const), ...cuba, ...spiking }),
      fc.record({ type: fc.constant('CubaLIF' as const), ...cuba, vThreshold: array(shape) }),
      fc.record({ type: fc.constant('Scale' as const), scale: array(shape) }),
      fc.record({ type: fc.constant('Threshold' as const), threshold: array(shape) }),
      fc.record({ type: fc.constant('Delay' as const), delay: array(shape, time) }),
    );
  });

const layers = fc.tuple(size, size).chain(([nout, nin]) => {
  const steps = fc.oneof(whole, fc.tuple(whole, whole));
  const conv = { dilation: steps, groups: whole, bias: array([nout]) };
  const padding = fc.oneof(steps, fc.constantFrom('same' as const, 'valid' as const));
  const pair = wholes([2]);
  return fc.oneof(
    fc.record({ type: fc.constantFrom('Input' as const, 'Output' as const), shape: fc.array(whole, { maxLength: 3 }) }),
    fc.record({ type: fc.constant('Linear' as const), weight: array([nout, nin]) }),
    fc.record({ type: fc.constant('Affine' as const), weight: array([nout, nin]), bias: array([nout]) }),
    fc.record({
      type: fc.constant('Conv1d' as const),
      weight: array([nout, nin, 2]),
      stride: whole,
      padding: whole,
      dilation: whole,
      groups: whole,
      bias: array([nout]),
    }),
    fc.record({
      type: fc.constant('Conv2d' as const),
      inputShape: fc.tuple(whole, whole),
      weight: array([nout, nin, 2, 1]),
      stride: steps,
      padding,
      ...conv,
    }),
    fc.record({
      type: fc.constantFrom('SumPool2d' as const, 'AvgPool2d' as const),
      kernelSize: pair,
      stride: pair,
      padding: pair,
    }),
    fc.record({
      type: fc.constant('Flatten' as const),
      inputType: fc.tuple(whole, whole),
      startDim: fc.constantFrom(0, 1, -1),
      endDim: fc.constantFrom(0, 1, -1),
    }),
  );
});

const node: fc.Arbitrary<NirNode> = fc.letrec<{ readonly node: NirNode; readonly graph: NirNode }>((tie) => ({
  node: fc.oneof({ maxDepth: 2 }, withMetadata(neurons), withMetadata(layers), tie('graph')),
  graph: withMetadata(
    fc
      .uniqueArray(fc.tuple(name, tie('node')), { selector: ([key]) => key, minLength: 1, maxLength: 4 })
      .chain((nodes) =>
        fc.record({
          type: fc.constant('NIRGraph' as const),
          nodes: fc.constant(new Map(inOrder(nodes))),
          edges: fc.array(fc.tuple(fc.constantFrom(...nodes.map(([key]) => key)), name), { maxLength: 4 }),
        }),
      ),
  ),
})).graph;

function withMetadata<N extends object>(nodes: fc.Arbitrary<N>): fc.Arbitrary<N & { metadata?: NirMetadata }> {
  return fc
    .tuple(nodes, fc.option(metadata, { nil: {}, freq: 3 }))
    .map(([plain, more]) => ({ ...plain, ...(Object.keys(more).length > 0 && { metadata: more }) }));
}

/** Any file: node kinds, names, nesting, types of numbers, metadata. */
export const arbitraryFile: fc.Arbitrary<NirFile> = fc.record({ version: label, root: node });
