import { ready } from 'h5wasm';
import { describe, expect, it } from 'vitest';
import { everyKind, f32 } from '../../test/every-kind.js';
import { hasSamples, sample } from '../../test/samples.js';
import { decodeNir } from '../codec/nir-codec.js';
import type { NirGraph, NirNode } from '../model/nir-graph.js';
import { validateNir } from './validate-nir.js';

const library = await ready;

const input: NirNode = { type: 'Input', shape: [2] };
const output: NirNode = { type: 'Output', shape: [2] };
const linear: NirNode = { type: 'Linear', weight: f32([2, 2], 1, 2, 3, 4) };
const two = f32([2], 1, 1);
const lif: NirNode = { type: 'LIF', tau: two, r: two, vLeak: two, vThreshold: two };

/** A graph of nodes by name and edges like `a>b`. */
const graphOf = (nodes: Record<string, NirNode>, edges: string): NirGraph => ({
  type: 'NIRGraph',
  nodes: new Map(Object.entries(nodes)),
  edges: edges.split(' ').map((edge) => edge.split('>') as [string, string]),
});

const found = (root: NirNode): string[] =>
  validateNir(root).map(({ code, severity, at }) => `${severity} ${code} ${at.join('.')}`);

describe('validateNir', () => {
  it('has nothing to say of a good graph, or of a single node', () => {
    expect(found(everyKind.root)).toEqual([]);
    expect(found(linear)).toEqual([]);
    expect(
      found(graphOf({ input, a: linear, lif, b: linear, output }, 'input>a a>lif lif>b b>lif lif>output')),
    ).toEqual([]);
  });

  it.each<[string, NirNode, string[]]>([
    [
      'an edge to nowhere',
      graphOf({ input, a: linear, output }, 'input>a a>output a>x y>a'),
      ['error NIR_DANGLING_EDGE edges.2', 'error NIR_DANGLING_EDGE edges.3'],
    ],
    [
      'a second edge',
      graphOf({ input, a: linear, output }, 'input>a a>output a>output'),
      ['warning NIR_DUPLICATE_EDGE edges.2'],
    ],
    [
      'a cycle that nothing delays',
      graphOf({ input, a: linear, b: linear, output }, 'input>a a>b b>a b>output'),
      ['error NIR_INSTANT_CYCLE edges'],
    ],
    [
      'a cycle of one node',
      graphOf({ input, a: linear, output }, 'input>a a>a a>output'),
      ['error NIR_INSTANT_CYCLE edges'],
    ],
    [
      'a cycle with a delay',
      graphOf({ input, a: linear, b: { type: 'Delay', delay: two }, output }, 'input>a a>b b>a b>output'),
      [],
    ],
    [
      'a cycle with a delay of no time',
      graphOf({ input, a: linear, b: { type: 'Delay', delay: f32([2], 1, 0) }, output }, 'input>a a>b b>a b>output'),
      ['error NIR_INSTANT_CYCLE edges'],
    ],
    [
      'no input and no output',
      graphOf({ a: linear, b: lif }, 'a>b'),
      [
        'error NIR_PORT_MISSING nodes',
        'error NIR_PORT_MISSING nodes',
        'warning NIR_NO_INPUT nodes.a',
        'warning NIR_NO_INPUT nodes.b',
        'warning NIR_NO_EFFECT nodes.a',
        'warning NIR_NO_EFFECT nodes.b',
      ],
    ],
    [
      'sizes that disagree',
      graphOf({ input: { type: 'Input', shape: [3] }, a: linear, output }, 'input>a a>output'),
      ['error NIR_SHAPES_DISAGREE nodes.a'],
    ],
    [
      'shapes of one size',
      graphOf({ input: { type: 'Input', shape: [1, 2] }, lif, output }, 'input>lif lif>output'),
      ['warning NIR_SHAPE_DIFFERS nodes.lif'],
    ],
    [
      'a node on its own',
      graphOf({ input, a: linear, b: lif, output }, 'input>a a>output'),
      ['warning NIR_NO_INPUT nodes.b', 'warning NIR_NO_EFFECT nodes.b'],
    ],
    [
      'fields that do not fit',
      graphOf({ input, a: { ...lif, r: f32([1], 1) }, output }, 'input>a a>output'),
      ['error NIR_FIELD_INVALID nodes.a.r'],
    ],
    [
      'a nested graph without ports',
      graphOf({ input, sub: graphOf({ lif, a: linear }, 'lif>a a>lif'), output }, 'input>sub sub>output'),
      [
        'error NIR_AMBIGUOUS_EDGE edges.0',
        'error NIR_AMBIGUOUS_EDGE edges.1',
        'error NIR_PORT_MISSING nodes.sub.nodes',
        'error NIR_PORT_MISSING nodes.sub.nodes',
      ],
    ],
    [
      'a nested graph whose input tells another shape',
      graphOf(
        { input, sub: graphOf({ i: { type: 'Input', shape: [7] }, lif, o: output }, 'i>lif lif>o'), output },
        'input>sub sub>output',
      ),
      ['warning NIR_SHAPE_DIFFERS nodes.sub.nodes.lif'],
    ],
  ])('finds %s', (_, root, issues) => {
    expect(found(root)).toEqual(issues);
  });

  it('names the node that dangling edges must mean', () => {
    const one = validateNir(graphOf({ input, lif1: lif, output }, 'input>lif lif>output'));
    expect(one.find(({ code }) => code === 'NIR_DANGLING_EDGE')?.hint).toContain('"lif1"');
    const unclear = validateNir(graphOf({ input, lif1: lif, lif2: lif, output }, 'input>lif lif>output'));
    expect(unclear.find(({ code }) => code === 'NIR_DANGLING_EDGE')?.hint).not.toContain('lif1');
  });

  it('looks at a million nodes for no longer than to count them', () => {
    const nodes = new Map(Array.from({ length: 1_000_000 }, (_, i) => [`${i}`, input]));
    expect(found({ type: 'NIRGraph', nodes, edges: [] })).toContain('error NIR_TOO_LARGE nodes');
  });
});

describe.skipIf(!hasSamples)('validateNir, of files by others (skipped where ../shared/data/nir is absent)', () => {
  it.each([
    ['01_lif__debug_spike_representation__two_lif_neurons', []],
    ['01_lif__lif_norse', []],
    ['02_cnn__cnn_sinabs', []],
    ['03_rnn__braille_noDelay_bias_zero', []],
    ['03_rnn__braille_noDelay_noBias_subtract', []],
    [
      '03_rnn__extras__braille_noDelay_noBias_subtract_subgraph',
      [0, 1, 2, 3].map((i) => `error NIR_DANGLING_EDGE nodes.lif1.edges.${i}`),
    ],
    ['generated_xylo_ff_gzip', []],
    ['nirtorch_tests__lif_norse', []],
    ['rockpool_tests__braille', ['warning NIR_SHAPE_DIFFERS nodes.hidden.nodes.lif']],
  ])('%s', (name, issues) => {
    expect(found(decodeNir(library, sample(name)).value.root)).toEqual(issues);
  });
});
