import type { ExpSynTree, LifTree, LinearTree, MappedSpec, NetworkTree } from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { toNetworkGraph } from '@xylopipe/graph';
import { networkFromTree } from '@xylopipe/nn';
import { syns65302 } from '@xylopipe/xylo-syns65302';
import fc from 'fast-check';
import { ready } from 'h5wasm';
import { describe, expect, it } from 'vitest';
import { ABSENT, hasData, nirFile } from '../../test/data-files.js';
import { codes } from '../../test/refusal.js';
import { decodeNir, encodeNir } from '../codec/nir-codec.js';
import { evaluateNir } from '../evaluate/evaluate-nir.js';
import type { Hdf5Library } from '../hdf5/hdf5-library.js';
import { importNir } from '../import/import-nir.js';
import type { NirCubaLif, NirGraph } from '../model/nir-graph.js';
import { validateNir } from '../validate/validate-nir.js';
import { exportNir } from './export-nir.js';

const linear = (weight: readonly (readonly number[])[], bias: readonly number[] | null = null): LinearTree => ({
  type: 'Linear',
  shape: [weight.length, weight[0].length],
  weight,
  bias,
});

const lif = (n: number, of: Partial<LifTree> = {}): LifTree => ({
  type: 'LIFBitshift',
  shape: [n, n],
  tau_mem: 0.04,
  tau_syn: 0.02,
  threshold: 1,
  bias: 0,
  has_rec: of.w_rec !== undefined,
  w_rec: null,
  dt: 0.01,
  ...of,
});

const chain = (...children: readonly NetworkTree[]): NetworkTree => ({ type: 'Sequential', children });
const graphOf = (...parameters: Parameters<typeof exportNir>) => exportNir(...parameters).value.root as NirGraph;
const edgesOf = (root: NirGraph) => root.edges.map((edge) => edge.join('>')).sort();

const { mapper } = new DeviceRegistry([syns65302]).get(syns65302.chipId);
/** What a network comes to on a chip, but for the names of its layers. */
const mapped = (tree: NetworkTree): MappedSpec => {
  const { value } = mapper.map(toNetworkGraph(networkFromTree(tree).asGraph()));
  return { ...value, layers: value.layers?.map((layer) => ({ ...layer, name: '' })) };
};

const number = fc.double({ min: -1, max: 1, noNaN: true }).map((x) => x + 0); // no -0, which would come back as 0
const values = (n: number) => fc.array(number, { minLength: n, maxLength: n });
const rows = (n: number, m: number) => fc.array(values(m), { minLength: n, maxLength: n });

/** Neurons of any bit shift, `n` of them. */
const anyLif = (n: number, recurrent: fc.Arbitrary<boolean>): fc.Arbitrary<LifTree> =>
  fc
    .record({
      tau_mem: fc.array(fc.double({ min: 0.016, max: 10, noNaN: true }), { minLength: n, maxLength: n }),
      tau_syn: fc.array(fc.tuple(fc.double({ min: 0.016, max: 10, noNaN: true })), { minLength: n, maxLength: n }),
      threshold: fc.array(fc.double({ min: 0.5, max: 3, noNaN: true }), { minLength: n, maxLength: n }),
      bias: values(n),
      recurs: recurrent,
      w_rec: rows(n, n),
    })
    .map(({ recurs, w_rec, ...others }) => lif(n, { ...others, has_rec: recurs, w_rec: recurs ? w_rec : null }));

const never = fc.constant(false);

/** Networks that a chip can have: hidden layers, some in residual blocks, and an output layer. */
const anyNetwork: fc.Arbitrary<NetworkTree> = fc
  .record({
    nin: fc.integer({ min: 1, max: 4 }),
    n: fc.integer({ min: 1, max: 4 }),
    nout: fc.integer({ min: 1, max: 3 }),
    blocks: fc.nat(3),
  })
  .chain(({ nin, n, nout, blocks }) => {
    const pair = (a: number, b: number, recurrent: fc.Arbitrary<boolean>) =>
      fc.tuple(rows(a, b), anyLif(b, recurrent)).map(([w, neurons]) => [linear(w), neurons]);
    const block = fc
      .tuple(pair(n, n, fc.boolean()), fc.boolean())
      .map(([layers, residual]): NetworkTree[] => (residual ? [{ type: 'Residual', children: layers }] : layers));
    return fc
      .tuple(pair(nin, n, fc.boolean()), fc.array(block, { maxLength: blocks }), pair(n, nout, never))
      .map(([first, middle, last]) => chain(...first, ...middle.flat(), ...last));
  });

describe('exportNir', () => {
  it('gives what importNir makes the same mapped specification of', () => {
    fc.assert(
      fc.property(anyNetwork, (tree) => {
        const { value } = importNir(exportNir(tree).value);
        expect(mapped(value.network)).toEqual(mapped(tree));
        expect(value.report.every(({ expectedError }) => expectedError === null || expectedError.value === 0)).toBe(
          true,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('gives graphs without a fault', () => {
    fc.assert(
      fc.property(anyNetwork, (tree) => {
        expect(validateNir(graphOf(tree))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('writes fields of the Python package only, and what it adds into metadata', () => {
    const root = graphOf(
      chain(
        linear([[1, 2]]),
        lif(2, {
          w_rec: [
            [1, 2],
            [3, 4],
          ],
          max_spikes_per_dt: 31,
        }),
      ),
    );
    expect(root.metadata).toEqual({ dt: 0.01, reset: 'subtract' });
    expect(edgesOf(root)).toEqual(['0>1', '1.w_rec>1', '1>1.w_rec', '1>output', 'input>0']);
    expect(root.nodes.get('0')).toEqual({ type: 'Linear', weight: { shape: [2, 1], data: Float64Array.of(1, 2) } });
    expect(root.nodes.get('1.w_rec')).toMatchObject({ weight: { data: Float64Array.of(1, 3, 2, 4) } });
    const { metadata, ...fields } = root.nodes.get('1') as NirCubaLif;
    expect(Object.keys(fields).sort()).toEqual(['r', 'tauMem', 'tauSyn', 'type', 'vLeak', 'vThreshold', 'wIn']);
    expect(metadata).toEqual({ max_spikes_per_dt: 31 });
    expect([fields.tauMem.data, fields.tauSyn.data, fields.r.data, fields.wIn?.data]).toEqual([
      Float64Array.of(0.04, 0.04),
      Float64Array.of(0.02, 0.02),
      Float64Array.of(4, 4),
      Float64Array.of(1, 1),
    ]);
  });

  it('keeps names, and makes them distinct', () => {
    const root = graphOf(
      chain({ ...linear([[1]]), name: 'input' }, lif(1, { name: 'a' }), linear([[1]]), lif(1, { name: 'a' })),
    );
    expect([...root.nodes.keys()]).toEqual(['input', 'input_2', 'a', '2', 'a_2', 'output']);
    expect([...graphOf(lif(1)).nodes.keys()]).toEqual(['input', 'lif', 'output']);
  });

  it('writes residual blocks as edges, and nested ones with a Scale for what an edge cannot say twice', () => {
    const block = (...children: readonly NetworkTree[]): NetworkTree => ({ type: 'Residual', children });
    const layer = [linear([[1]]), lif(1)];
    expect(edgesOf(graphOf(chain(...layer, block(...layer), linear([[1]]))))).toEqual([
      '0>1',
      '1>2.0',
      '1>3',
      '2.0>2.1',
      '2.1>3',
      '3>output',
      'input>0',
    ]);
    const twice = block(block(linear([[3]])));
    expect(Array.from(evaluateNir(exportNir(twice, { dt: 1 }).value, [[1], [2]], { dt: 1 }).output.values)).toEqual([
      5, 10,
    ]);
  });

  it.each([
    ['time constants', lif(1, { type: 'LIF', tau_mem: 0.03, tau_syn: 0.017 })],
    [
      'decays',
      lif(1, { type: 'LIF', tau_mem: undefined, tau_syn: undefined, leak_mode: 'decays', alpha: 0.7, beta: 0.6 }),
    ],
    ['biases', lif(1, { bias: 0.13 })],
    ['two synapses that decay alike', lif(1, { shape: [2, 1], w_rec: [[0.3, 0.2]] })],
  ] as const)('writes %s so that Euler steps do the same', (_what, neurons) => {
    const tree = chain(linear([Array.from({ length: neurons.shape[0] }, (_, i) => 0.4 + i)]), {
      ...neurons,
      threshold: 0.47,
      max_spikes_per_dt: 1,
    });
    const input = Array.from({ length: 50 }, (_, i) => [(i * 7) % 3 === 0 ? 1 : 0]);
    const { output } = evaluateNir(exportNir(tree).value, input, { dt: 0.01, reset: 'subtract' });
    expect(output.values).toEqual(networkFromTree(tree).evolve(input).output.values);
    expect(output.values).toContain(1);
  });

  it('writes synapses without neurons, stacks, filled matrices and biases of weights', () => {
    const expSyn: ExpSynTree = { type: 'ExpSyn', shape: [2], tau: [0.02, 0.05], dt: 0.01 };
    const tree: NetworkTree = {
      type: 'FFwdStack',
      children: [linear([[1, 2]], [0.5, 0]), expSyn],
      weights: [{ shape: [2, 2], fill: 3 }],
    };
    const input = [[1], [0], [2], [0]];
    const expected = networkFromTree(tree).evolve(input).output.values;
    evaluateNir(exportNir(tree).value, input, { dt: 0.01 }).output.values.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], 9);
    });
  });

  it('says in the report of an import by how much time constants that are no bit shifts are off', () => {
    const tree = chain(linear([[1]]), lif(1, { type: 'LIF', tau_mem: 0.03 }));
    const { report } = importNir(exportNir(tree).value).value;
    const kept = Math.exp(-1 / 3);
    expect(report.find(({ change }) => change === 'MEMBRANE_DASH')?.expectedError?.value).toBeCloseTo(0.75 - kept, 9);
  });

  it('takes networks and trees', () => {
    const tree = chain(linear([[1]]), lif(1));
    expect(exportNir(networkFromTree(tree))).toEqual(exportNir(tree));
  });

  it.each([
    ['layers without a timestep', lif(1, { dt: null }), {}, ['NIR_DT_UNKNOWN']],
    ['two timesteps', chain(lif(1), lif(1, { dt: 0.02 })), {}, ['NIR_DT_CONTRADICTION']],
    ['an impossible timestep', lif(1), { dt: -1 }, ['NIR_DT_INVALID']],
    ['nothing with a timestep', linear([[1]]), {}, ['NIR_DT_UNKNOWN']],
    ['synapses that decay differently', lif(1, { shape: [2, 1], tau_syn: [[0.02, 0.04]] }), {}, ['NIR_SYNAPSES']],
    [
      'states that never leak',
      lif(1, { type: 'LIF', tau_mem: undefined, tau_syn: undefined, leak_mode: 'decays', alpha: 1, beta: 1 }),
      {},
      ['NIR_NO_LEAK', 'NIR_NO_LEAK'],
    ],
  ] as const)('refuses %s', (_what, tree, options, expected) => {
    expect(codes(() => exportNir(tree as NetworkTree, options))).toEqual(expected);
  });

  it('takes the given timestep for layers that have none', () => {
    expect(graphOf(lif(1, { dt: null }), { dt: 0.01 })).toEqual(graphOf(lif(1)));
  });

  it('warns of what is lost', () => {
    const initial_state = { vmem: [1], isyn: [[0]], spikes: [0] };
    expect(exportNir(lif(1, { initial_state })).issues).toMatchObject([
      { code: 'NIR_STATE_LOST', severity: 'warning' },
    ]);
    expect(exportNir(lif(1, { shape: [2, 1] })).issues).toMatchObject([
      { code: 'NIR_SYNAPSES_JOINED', severity: 'warning' },
    ]);
  });

  it('makes files that are read as they were written', async () => {
    const library = (await ready) as unknown as Hdf5Library;
    const block: NetworkTree = { type: 'Residual', children: [linear([[0.5]]), lif(1, { w_rec: [[0.1]] })] };
    const { value } = exportNir(
      chain(linear([[1]], [0.25]), lif(1, { max_spikes_per_dt: 31 }), block, linear([[2]]), lif(1)),
    );
    const { value: read } = decodeNir(library, encodeNir(library, value));
    expect(importNir(read)).toEqual(importNir(value));
    expect(edgesOf(read.root as NirGraph)).toEqual(edgesOf(value.root as NirGraph));
  });

  it.skipIf(!hasData)(`has the structure of a file of the Python package${ABSENT}`, async () => {
    const { root } = await nirFile('nir/generated_xylo_ff_gzip.nir');
    const theirs = [...(root as NirGraph).nodes.values()];
    const ours = [...graphOf(chain(linear([[1]]), lif(1), linear([[2]]), lif(1))).nodes.values()];
    for (const node of ours) {
      const fields = theirs.filter(({ type }) => type === node.type).flatMap((their) => Object.keys(their));
      expect(fields).toEqual(expect.arrayContaining(Object.keys(node)));
    }
  });
});
