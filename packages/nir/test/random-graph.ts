import fc from 'fast-check';
import type { FlatNode, NirEdge } from '../src/model/flat-graph.js';
import type { NirFile, NirNode } from '../src/model/nir-graph.js';
import { file } from './hand-made.js';

/** A graph that a chip can have, and an input for it. */
export interface RandomGraph {
  readonly nir: NirFile;
  readonly rows: readonly (readonly number[])[];
}

interface LayerChoice {
  readonly n: number;
  /** What stands between the spikes of the layer before and these neurons, in that order. */
  readonly path: readonly ('linear' | 'affine' | 'scale' | 'flatten')[];
  readonly synapse: boolean;
  readonly recurrence: 'none' | 'direct' | 'weights' | 'nested';
  readonly skip: boolean;
  readonly seed: number;
}

/** Small whole numbers, so that sums are exact in whatever order. */
function wholeNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * 5) - 2;
  };
}

const layerChoice = fc.record({
  n: fc.integer({ min: 1, max: 3 }),
  path: fc.array(fc.constantFrom('linear', 'affine', 'scale', 'flatten'), { maxLength: 3 }),
  synapse: fc.boolean(),
  recurrence: fc.constantFrom('none', 'direct', 'weights', 'nested'),
  skip: fc.boolean(),
  seed: fc.nat(),
}) as fc.Arbitrary<LayerChoice>;

const tensor = (shape: readonly number[], next: () => number) => ({
  shape,
  data: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, next),
});

/**
 * Time constants are powers of two, and no sum of inputs is a threshold or, after resets that subtract it, a rational
 * multiple of one: no spike hangs on rounding.
 */
function neurons(n: number, synapse: boolean, next: () => number): FlatNode {
  const powers = () => Float64Array.from({ length: n }, () => 2 ** (3 + next()));
  const common = {
    r: { shape: [n], data: powers() },
    vLeak: { shape: [n], data: Float64Array.from({ length: n }, next) },
    vThreshold: { shape: [n], data: Float64Array.from({ length: n }, () => 3 + next() + Math.PI / 9) },
  };
  if (!synapse) return { type: 'LIF', tau: { shape: [n], data: powers() }, ...common };
  const wIn = { shape: [n], data: powers() };
  return {
    type: 'CubaLIF',
    tauSyn: { shape: [n], data: powers() },
    tauMem: { shape: [n], data: powers() },
    wIn,
    ...common,
  };
}

/** At dt = 1 s. Layers follow each other through weights, scales and nothing, with recurrence and skipped layers. */
export function randomGraph(synapses: fc.Arbitrary<boolean> = fc.boolean()): fc.Arbitrary<RandomGraph> {
  const layer = fc.tuple(layerChoice, synapses).map(([choice, synapse]) => ({ ...choice, synapse }));
  return fc
    .record({
      nin: fc.integer({ min: 1, max: 3 }),
      layers: fc.array(layer, { minLength: 1, maxLength: 4 }),
      steps: fc.integer({ min: 1, max: 20 }),
      seed: fc.nat(),
    })
    .map(({ nin, layers, steps, seed }) => {
      const next = wholeNumbers(seed);
      const rows = Array.from({ length: steps }, () => Array.from({ length: nin }, () => next() + 1));
      return { nir: file(build(nin, layers)), rows };
    });
}

function build(nin: number, layers: readonly LayerChoice[]): NirNode {
  const nodes = new Map<string, NirNode>([['input', { type: 'Input', shape: [nin] }]]);
  const edges: NirEdge[] = [];
  let flow = { sources: ['input'], width: nin };
  const put = (name: string, node: NirNode, width: number): void => {
    nodes.set(name, node);
    edges.push(...flow.sources.map((source): NirEdge => [source, name]));
    flow = { sources: [name], width };
  };
  layers.forEach(({ n, path, synapse, recurrence, skip, seed }, i) => {
    const next = wholeNumbers(seed);
    const before = flow;
    path.forEach((kind, k) => {
      const { width } = flow;
      const name = `${kind}${i}.${k}`;
      if (kind === 'scale') put(name, { type: 'Scale', scale: tensor([width], next) }, width);
      if (kind === 'flatten') put(name, { type: 'Flatten', inputType: [width], startDim: 0, endDim: -1 }, width);
      if (kind === 'linear') put(name, { type: 'Linear', weight: tensor([n, width], next) }, n);
      if (kind === 'affine')
        put(name, { type: 'Affine', weight: tensor([n, width], next), bias: tensor([n], () => 0) }, n);
    });
    const { width } = flow;
    const node = neurons(width, synapse, next);
    const name = `lif${i}`;
    if (recurrence === 'nested') {
      put(name, recurrentGraph(node, width, next), width);
    } else {
      put(name, node, width);
      if (recurrence === 'direct') edges.push([name, name]);
      if (recurrence === 'weights') {
        nodes.set(`rec${i}`, { type: 'Linear', weight: tensor([width, width], next) });
        edges.push([name, `rec${i}`], [`rec${i}`, name]);
      }
    }
    if (skip && i > 0 && before.width === width) flow = { sources: [...before.sources, name], width };
  });
  // What leaves a chip comes from one layer.
  if (flow.sources.length > 1) put('last', neurons(flow.width, true, wholeNumbers(1)), flow.width);
  put('output', { type: 'Output', shape: [flow.width] }, flow.width);
  return { type: 'NIRGraph', nodes, edges };
}

const recurrentGraph = (node: FlatNode, n: number, next: () => number): NirNode => ({
  type: 'NIRGraph',
  nodes: new Map<string, NirNode>([
    ['z', { type: 'Input', shape: [n] }],
    ['a', { type: 'Linear', weight: tensor([n, n], next) }],
    ['neurons', node],
    ['b', { type: 'Output', shape: [n] }],
  ]),
  edges: [
    ['a', 'neurons'],
    ['z', 'neurons'],
    ['neurons', 'a'],
    ['neurons', 'b'],
  ],
});

/** The same file with its nodes and edges in another order, and other names. */
export function shuffled({ root, version }: NirFile, seed: number): NirFile {
  if (root.type !== 'NIRGraph') return { root, version };
  const next = wholeNumbers(seed);
  const mix = <T>(list: readonly T[]): T[] =>
    list
      .map((item) => ({ item, key: next() + next() / 7 }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item);
  return { version, root: { ...root, nodes: new Map(mix([...root.nodes])), edges: mix(root.edges) } };
}
