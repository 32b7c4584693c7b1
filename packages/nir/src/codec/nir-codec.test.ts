import fc from 'fast-check';
import { ready } from 'h5wasm';
import { describe, expect, it } from 'vitest';
import { arbitraryFile } from '../../test/arbitrary-file.js';
import { everyKind, f32 } from '../../test/every-kind.js';
import { refusal } from '../../test/refusal.js';
import { hasSamples, sample } from '../../test/samples.js';
import { group, numbers, type RawGroup, type RawObject, text } from '../hdf5/raw-tree.js';
import { writeHdf5 } from '../hdf5/write-hdf5.js';
import type { NirGraph, NirNode } from '../model/nir-graph.js';
import { decodeNir, encodeNir } from './nir-codec.js';

const library = await ready;

const fileOf = (node: RawObject, version: RawObject = text('1.0.8')): Uint8Array =>
  writeHdf5(
    library,
    group([
      ['version', version],
      ['node', node],
    ]),
  );
const node = (type: string, fields: Record<string, RawObject>): RawGroup =>
  group([['type', text(type)], ...Object.entries(fields)]);
const graph = (nodes: Record<string, RawObject>): RawGroup =>
  node('NIRGraph', { nodes: group(Object.entries(nodes)), edges: { kind: 'strings', shape: [0, 2], values: [] } });
const list = (...values: number[]): RawObject => numbers({ shape: [values.length], data: Float64Array.from(values) });
const one = (value: number): RawObject => numbers({ shape: [], data: Float64Array.of(value) });
const lif = { tau: list(1, 2), r: list(1, 1), v_leak: list(0, 0), v_threshold: list(1, 1) };

describe.skipIf(!hasSamples)('decodeNir, of files by others (skipped where ../shared/data/nir is absent)', () => {
  it.each([
    ['01_lif__debug_spike_representation__two_lif_neurons', '0.2.0', 6, 5],
    ['01_lif__lif_norse', '0.1.1', 4, 3],
    ['02_cnn__cnn_sinabs', '0.2.0', 15, 14],
    ['03_rnn__braille_noDelay_bias_zero', '0.2.0', 7, 7],
    ['03_rnn__braille_noDelay_noBias_subtract', '0.2.0', 7, 7],
    ['03_rnn__extras__braille_noDelay_noBias_subtract_subgraph', '0.2.0', 6, 5],
    ['generated_allnodes_gzip', '1.0.8+local', 19, 5],
    ['generated_allnodes_nocomp', '1.0.8+local', 19, 5],
    ['generated_xylo_ff_gzip', '1.0.8+local', 6, 5],
    ['nirtorch_tests__lif_norse', '0.1.1', 4, 3],
    ['rockpool_tests__braille', '0.2.0', 6, 5],
  ])('%s, which is the same again when written', (name, version, nodes, edges) => {
    const { value, issues } = decodeNir(library, sample(name));
    const root = value.root as NirGraph;
    expect([value.version, root.nodes.size, root.edges.length, issues]).toEqual([version, nodes, edges, []]);
    for (const compression of ['gzip', 'none'] as const) {
      expect(decodeNir(library, encodeNir(library, value, compression)).value).toEqual(value);
    }
  });

  it('gives values as they are, in their types', () => {
    const root = decodeNir(library, sample('01_lif__lif_norse')).value.root as NirGraph;
    const neuron = [...root.nodes.values()].find(({ type }) => type === 'LIF');
    expect(neuron).not.toHaveProperty('vReset');
    expect(neuron?.type === 'LIF' && Array.from(neuron.tau.data)[0]).toBeCloseTo(0.0025, 9);
    const all = decodeNir(library, sample('generated_allnodes_gzip')).value.root as NirGraph;
    expect(all.metadata).toEqual({ author: 'x' });
    expect(all.nodes.get('conv2d')).toMatchObject({ padding: 'same', groups: 1 });
    expect(all.nodes.get('sub')?.metadata).toMatchObject({ dt: 0.001, note: 'recurrent', arr: { dtype: 'int64' } });
    expect(all).toEqual(decodeNir(library, sample('generated_allnodes_nocomp')).value.root);
  });
});

describe('encodeNir', () => {
  it('writes every kind of node so that nothing is lost', () => {
    for (const compression of ['gzip', 'none'] as const) {
      const { value, issues } = decodeNir(library, encodeNir(library, everyKind, compression));
      expect(value).toEqual({ ...everyKind, root: { ...everyKind.root, nodes: expect.any(Map) } });
      const [written, read] = [everyKind.root, value.root] as [NirGraph, NirGraph];
      expect(new Map([...read.nodes].sort())).toEqual(new Map([...written.nodes].sort()));
      expect(issues).toEqual([]);
    }
  });

  it('loses nothing of any graph', () => {
    fc.assert(
      fc.property(arbitraryFile, fc.constantFrom('gzip' as const, 'none' as const), (file, compression) => {
        expect(decodeNir(library, encodeNir(library, file, compression)).value).toEqual(file);
      }),
      { numRuns: 100 },
    );
  });

  it('packs arrays, unless told otherwise', () => {
    const weight = f32([200, 200], ...new Array<number>(40_000).fill(1));
    const file = { version: '', root: { type: 'Linear', weight } as const };
    expect(encodeNir(library, file).length).toBeLessThan(20_000);
    expect(encodeNir(library, file, 'none').length).toBeGreaterThan(160_000);
  });

  it('refuses what nobody could read, all of it', () => {
    const nodes = new Map<string, NirNode>([
      ['a', { type: 'Linear', weight: f32([2, 2], 1, Number.NaN, 3, 4) }],
      ['b', { type: 'Affine', weight: f32([1, 1], 1), bias: f32([2], 1, 2) }],
    ]);
    const file = { version: '1', root: { type: 'NIRGraph', nodes, edges: [] } as const };
    const { code, issues } = refusal(() => encodeNir(library, file));
    expect(code).toBe('NIR_FILE_INVALID');
    expect(issues.map(({ code: which, at }) => [which, at])).toEqual([
      ['NIR_NOT_FINITE', ['nodes', 'a', 'weight', 0, 1]],
      ['NIR_FIELD_INVALID', ['nodes', 'b', 'bias']],
    ]);
  });

  it.each(['', '.', 'a/b', 'a\0b', '\ud800'])('refuses the name %j', (name) => {
    const nodes = new Map<string, NirNode>([[name, { type: 'Input', shape: [1] }]]);
    const file = { version: '1', root: { type: 'NIRGraph', nodes, edges: [] } as const };
    expect(refusal(() => encodeNir(library, file)).issues[0]).toMatchObject({ code: 'NIR_NAME_INVALID' });
  });
});

describe('decodeNir', () => {
  it('takes old files: without v_reset, w_in, metadata, and without a version', () => {
    const cuba = { tau_syn: list(1), tau_mem: list(1), r: list(1), v_leak: list(0), v_threshold: list(1) };
    const bytes = writeHdf5(library, group([['node', node('CubaLIF', cuba)]]));
    const { value, issues } = decodeNir(library, bytes);
    expect(Object.keys(value.root).sort()).toEqual(['r', 'tauMem', 'tauSyn', 'type', 'vLeak', 'vThreshold']);
    expect(issues).toMatchObject([{ code: 'NIR_VERSION_MISSING', severity: 'warning', at: ['version'] }]);
  });

  it('gives a single number to all neurons, and says so', () => {
    const { value, issues } = decodeNir(library, fileOf(node('LIF', { ...lif, r: one(3), v_reset: one(0) })));
    expect(value.root).toMatchObject({ r: { shape: [2], data: Float64Array.of(3, 3) } });
    expect(issues.map(({ code, at }) => [code, at])).toEqual([
      ['NIR_SCALAR_SPREAD', ['r']],
      ['NIR_SCALAR_SPREAD', ['v_reset']],
    ]);
  });

  it('leaves out what NIR does not know, and says so', () => {
    const metadata = group([['grid', { kind: 'strings', shape: [1, 1], values: ['x'] }]]);
    const { issues } = decodeNir(library, fileOf(node('LIF', { ...lif, reset: text('subtract'), metadata })));
    expect(issues.map(({ code, severity, at }) => [code, severity, at])).toEqual([
      ['NIR_FIELD_UNKNOWN', 'warning', ['reset']],
      ['NIR_FIELD_UNKNOWN', 'warning', ['metadata', 'grid']],
    ]);
  });

  it('says everything that is wrong at once, and where', () => {
    const bytes = fileOf(
      graph({
        a: node('Rockpool', {}),
        b: node('Linear', {}),
        c: node('Linear', { weight: text('heavy') }),
        d: node('Linear', { weight: numbers({ shape: [1, 2], data: Float32Array.of(0, Number.POSITIVE_INFINITY) }) }),
        e: list(1),
        f: group([]),
        g: node('Input', { shape: list(1.5) }),
        h: node('LIF', { ...lif, r: list(1, 1, 1) }),
        i: node('NIRGraph', {}),
        j: node('Delay', { delay: list(-1) }),
        k: node('LIF', { ...lif, tau: list(0, 1) }),
      }),
    );
    const { code, issues } = refusal(() => decodeNir(library, bytes));
    expect(code).toBe('NIR_FILE_INVALID');
    expect(issues.map(({ code: which, at }) => `${which} ${at.slice(1).join('.')}`).sort()).toEqual(
      [
        'NIR_FIELD_INVALID g.shape',
        'NIR_FIELD_INVALID h.r',
        'NIR_FIELD_INVALID i.edges',
        'NIR_FIELD_INVALID j.delay',
        'NIR_FIELD_INVALID k.tau',
        'NIR_FIELD_MISSING b.weight',
        'NIR_FIELD_MISSING i.nodes',
        'NIR_FIELD_INVALID c.weight',
        'NIR_NODE_INVALID e',
        'NIR_NODE_INVALID f',
        'NIR_NODE_UNKNOWN a',
        'NIR_NOT_FINITE d.weight.0.1',
      ].sort(),
    );
  });

  it('refuses whole numbers that are not safe', () => {
    const weight = numbers({ shape: [1, 1], data: Float64Array.of(2 ** 60), dtype: 'int64' });
    const { issues } = refusal(() => decodeNir(library, fileOf(node('Linear', { weight }))));
    expect(issues).toMatchObject([{ code: 'NIR_FIELD_INVALID', message: expect.stringContaining('beyond 2^53') }]);
  });

  it.each([
    ['nothing', group([]), 'the file holds no node'],
    ['recorded data', group([['nodes', group([])]]), 'NIRGraphData'],
  ])('refuses a file with %s', (_, tree, message) => {
    expect(refusal(() => decodeNir(library, writeHdf5(library, tree))).message).toContain(message);
  });
});
