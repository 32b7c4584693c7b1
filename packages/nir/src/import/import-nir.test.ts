import type { LifTree, LinearTree, NetworkTree } from '@xylopipe/core';
import { networkFromTree } from '@xylopipe/nn';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affine, cubaLif, file, graph, input, lif, linear, output, scale, vector } from '../../test/hand-made.js';
import { randomGraph, shuffled } from '../../test/random-graph.js';
import { codes, refusal } from '../../test/refusal.js';
import { evaluateNir } from '../evaluate/evaluate-nir.js';
import type { NirNode } from '../model/nir-graph.js';
import type { ConversionChange } from './conversion-entry.js';
import { importNir } from './import-nir.js';

/** Input, one weight, the given neurons, output. */
const single = (
  neurons: NirNode,
  weights: NirNode = linear([[1]]),
  metadata?: { readonly [key: string]: string | number },
) => file(graph({ in: input(1), w: weights, n: neurons, out: output(1) }, ['in>w', 'w>n', 'n>out'], metadata));

const layersOf = (tree: NetworkTree): readonly (LinearTree | LifTree)[] =>
  'children' in tree ? tree.children.flatMap(layersOf) : [tree as LinearTree | LifTree];

/** The weights and the neurons of a network of one layer. */
const only = (...parameters: Parameters<typeof importNir>) => {
  const { value, issues } = importNir(...parameters);
  const [weights, neurons] = layersOf(value.network) as [LinearTree, LifTree];
  const entry = (change: ConversionChange) => value.report.find((found) => found.change === change);
  return { weights, neurons, entry, issues, report: value.report };
};

/** As NIR neurons are: one spike per timestep at most. */
const oneSpike = (tree: NetworkTree): NetworkTree => {
  if ('children' in tree) return { ...tree, children: tree.children.map(oneSpike) };
  return tree.type === 'LIFBitshift' ? { ...tree, max_spikes_per_dt: 1 } : tree;
};

describe('importNir', () => {
  it('makes networks that do what the graphs do, where time constants are those of bit shifts', () => {
    fc.assert(
      fc.property(randomGraph(fc.constant(true)), ({ nir, rows }) => {
        const { network } = importNir(nir, { dt: 1, reset: 'subtract' }).value;
        const expected = evaluateNir(nir, rows, { dt: 1, reset: 'subtract' }).output.values;
        expect(networkFromTree(oneSpike(network)).evolve(rows).output.values).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('makes the same network of the same graph, in whatever order its file has it', () => {
    fc.assert(
      fc.property(randomGraph(), fc.nat(), ({ nir }, seed) => {
        expect(importNir(shuffled(nir, seed), { dt: 1 }).value.network).toEqual(
          importNir(nir, { dt: 1 }).value.network,
        );
      }),
      { numRuns: 100 },
    );
  });

  describe('timestep', () => {
    it('takes what is given over what is found', () => {
      const { neurons, entry } = only(single(cubaLif(1), undefined, { dt: 0.5 }), { dt: 1 });
      expect([neurons.dt, entry('DT_GIVEN')?.what]).toEqual([1, 'the timestep is 1 s']);
    });

    it('takes what metadata say, of nested graphs and nodes too', () => {
      expect(only(single(cubaLif(1), undefined, { dt: 0.5 })).entry('DT_FROM_METADATA')?.what).toContain('0.5 s');
      expect(only(single({ ...cubaLif(1), metadata: { dt: vector(0.5) } })).neurons.dt).toBe(0.5);
    });

    it('infers it where all gains are those of a discrete model', () => {
      const noise = 1 + 2 ** -24;
      const { neurons, entry } = only(single(cubaLif(1, { tau: 4e-4 * noise, tauSyn: 2e-4, r: 4 })));
      expect(neurons.dt).toBe(1e-4);
      expect(entry('DT_INFERRED')).toMatchObject({ what: 'the timestep is 0.0001 s', expectedError: { value: 0 } });
    });

    it.each([
      ['gains of 1', single(cubaLif(1, { r: 1 }))],
      ['a timestep longer than a time constant', single(cubaLif(1, { tau: 4, tauSyn: 0.5, r: 4 }))],
      ['negative gains', single(cubaLif(1, { r: -4 }))],
      [
        'neurons that disagree',
        file(graph({ in: input(1), a: cubaLif(1), b: cubaLif(1, { r: 5 }), out: output(1) }, ['in>a', 'a>b', 'b>out'])),
      ],
    ])('does not infer it from %s', (_what, nir) => {
      expect(codes(() => importNir(nir))).toEqual(['NIR_DT_UNKNOWN']);
    });

    it('refuses contradictions, and what is no timestep', () => {
      const nir = single({ ...cubaLif(1), metadata: { dt: 1 } }, undefined, { dt: 2 });
      expect(codes(() => importNir(nir))).toEqual(['NIR_DT_CONTRADICTION']);
      for (const dt of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
        expect(codes(() => importNir(single(cubaLif(1)), { dt }))).toEqual(['NIR_DT_INVALID']);
      }
    });
  });

  describe('neurons', () => {
    it('fold gains into weights and undo that an input decays at once', () => {
      const { weights, neurons, entry } = only(single(cubaLif(1, { r: 8, wIn: 3 })), { dt: 1 });
      expect(neurons).toMatchObject({ tau_mem: [4], tau_syn: [[2]], threshold: [1], bias: [0], max_spikes_per_dt: 1 });
      // Half of wIn gets through the synapse, a quarter of r to the membrane; the chip would take half of it again.
      expect(weights.weight).toEqual([[1.5 * 2 * 2]]);
      expect(entry('GAIN_FOLDED')?.what).toContain('multiplied by 3,');
      expect(entry('DECAY_AFTER_INPUT')?.what).toContain('multiplied by 2,');
      expect(entry('SYNAPSE_DASH')?.expectedError).toEqual({ value: 0, unit: 'of the state per timestep' });
    });

    it('take the dash with the nearest decay, and say how far it is off', () => {
      const { neurons, entry } = only(single(cubaLif(1, { tau: 1 / 0.15, tauSyn: 1 / 0.55 })), { dt: 1 });
      expect([neurons.tau_mem, neurons.tau_syn]).toEqual([[8], [[2]]]);
      expect(entry('MEMBRANE_DASH')?.expectedError?.value).toBeCloseTo(0.025, 12);
      expect(entry('SYNAPSE_DASH')?.expectedError?.value).toBeCloseTo(0.05, 12);
      expect(entry('MEMBRANE_DASH')?.what).toBe(
        'tau_mem, which leaves 0.85 per timestep, became dash 3, which leaves 0.875',
      );
    });

    it('read time constants as exponentials if asked to', () => {
      const tau = -1 / Math.log(0.75);
      const { weights, neurons } = only(single(cubaLif(1, { tau, tauSyn: tau, r: 1, wIn: 1 })), {
        dt: 1,
        decay: 'exponential',
      });
      expect([neurons.tau_mem, neurons.tau_syn]).toEqual([[4], [[4]]]);
      expect((weights.weight as number[][])[0][0]).toBeCloseTo((0.25 * 0.25) / 0.75, 12);
    });

    it('without a synapse get the shortest, and weights that bring as much charge', () => {
      const { weights, neurons, entry } = only(single(lif(1, { tau: 4, r: 8 })), { dt: 1 });
      expect([neurons.tau_mem, neurons.tau_syn, weights.weight]).toEqual([[4], [[2]], [[2]]]);
      expect(entry('SYNAPSE_ADDED')?.expectedError).toEqual({
        value: 1,
        unit: 'timesteps that charge is late on average',
      });
      expect([entry('SYNAPSE_DASH'), entry('DECAY_AFTER_INPUT')]).toEqual([undefined, undefined]);
    });

    it('hold the level of v_leak by a bias', () => {
      const { neurons, entry } = only(single(cubaLif(1, { tau: 1 / 0.15, vLeak: 1.2 })), { dt: 1 });
      expect(neurons.bias).toEqual([1.2 / 8]);
      expect(entry('LEAK_AS_BIAS')?.expectedError?.value).toBe(0);
    });

    it('take over biases of weights, or refuse them', () => {
      const nir = single(cubaLif(1, { r: 8, wIn: 3 }), affine([[1]], [0.5]));
      const { neurons, entry } = only(nir, { dt: 1 });
      // 0.5 times wIn is where the current comes to, of which the membrane takes 2.
      expect(neurons.bias).toEqual([3]);
      expect(entry('BIAS_FOLDED')?.expectedError).toEqual({
        value: 3,
        unit: 'thresholds too much in the beginning, once',
      });
      expect(codes(() => importNir(nir, { dt: 1, bias: 'reject' }))).toEqual(['NIR_BIAS']);
      expect(only(single(cubaLif(1), affine([[1]], [0])), { dt: 1, bias: 'reject' }).neurons.bias).toEqual([0]);
    });

    it('come to the level that a folded bias brings in the file', () => {
      const nir = single(cubaLif(1, { r: 8, wIn: 3, vThreshold: 1000 }), affine([[1]], [0.5]));
      const network = networkFromTree(importNir(nir, { dt: 1 }).value.network);
      const { vmem } = network.evolve(new Array(200).fill([0]), { record: true }).records[0];
      expect(vmem.data[199]).toBeCloseTo(0.5 * 3 * 8, 9);
    });

    it('reset by subtraction, with a warning unless they were trained so', () => {
      const nir = single(cubaLif(1));
      expect(importNir(nir).issues.map(({ code, severity }) => [code, severity])).toEqual([
        ['NIR_RESET_DIFFERS', 'warning'],
      ]);
      expect(only(nir).entry('RESET_BY_SUBTRACTION')).toMatchObject({ node: 'n', expectedError: null });
      for (const result of [
        only(nir, { reset: 'subtract' }),
        only(single(cubaLif(1), undefined, { reset: 'subtract' })),
      ]) {
        expect([result.issues, result.entry('RESET_BY_SUBTRACTION')]).toEqual([[], undefined]);
      }
    });

    it('count from v_reset where a spike sets them to it', () => {
      const nir = single(cubaLif(1, { vReset: -1, vLeak: -1 }));
      expect(only(nir).neurons).toMatchObject({ threshold: [2], bias: [0] });
      expect(only(nir, { reset: 'subtract' }).neurons).toMatchObject({ threshold: [1], bias: [-0.25] });
    });
  });

  describe('refuses', () => {
    const chain = (...types: readonly NirNode[]) => {
      const names = types.map((_, i) => `n${i}`);
      const nodes = Object.fromEntries(types.map((node, i) => [names[i], node]));
      const edges = ['in', ...names].map((name, i): `${string}>${string}` => `${name}>${names[i] ?? 'out'}`);
      return file(graph({ in: input(1), ...nodes, out: output(1) }, edges));
    };

    it('every node that a chip cannot have, all at once, each with a hint', () => {
      const one = vector(1);
      const nir = chain(
        { type: 'Threshold', threshold: one },
        { type: 'Delay', delay: one },
        { type: 'I', r: one },
        { type: 'IF', r: one, vThreshold: one },
        { type: 'LI', tau: one, r: one, vLeak: one },
        { type: 'CubaLI', tauSyn: one, tauMem: one, r: one, vLeak: one },
      );
      const { code, issues } = refusal(() => importNir(nir, { dt: 1, bias: 'reject' }));
      expect(code).toBe('NIR_IMPORT_REFUSED');
      expect(issues.map(({ at, measured }) => [at[0], measured])).toEqual([
        ['n0', 'Threshold'],
        ['n1', 'Delay'],
        ['n2', 'I'],
        ['n3', 'IF'],
        ['n4', 'LI'],
        ['n5', 'CubaLI'],
      ]);
      expect(issues.every(({ hint, message }) => hint !== undefined && message !== '')).toBe(true);
    });

    it('timesteps longer than time constants', () => {
      const { issues } = refusal(() => importNir(single(cubaLif(1, { tau: 0.02, tauSyn: 0.01 })), { dt: 1 }));
      expect(issues.map(({ code, at, measured }) => [code, at[0], measured])).toEqual([
        ['NIR_TAU_BELOW_DT', 'n', 0.02],
        ['NIR_TAU_BELOW_DT', 'n', 0.01],
      ]);
    });

    it('thresholds that are not over the reset', () => {
      expect(codes(() => importNir(single(cubaLif(1, { vThreshold: 0 })), { dt: 1 }))).toEqual(['NIR_THRESHOLD']);
      expect(codes(() => importNir(single(cubaLif(1, { vReset: 2 })), { dt: 1 }))).toEqual(['NIR_THRESHOLD']);
    });

    it('outputs that are no spikes', () => {
      expect(codes(() => importNir(chain(cubaLif(1), scale(2)), { dt: 1 }))).toEqual(['NIR_OUTPUT_NOT_SPIKES']);
    });

    it('several inputs and outputs, and nodes that hang loose', () => {
      const nodes = { a: input(1), b: input(1), n: cubaLif(1), m: cubaLif(1), out: output(1), too: output(1) };
      const nir = file(graph(nodes, ['a>n', 'b>n', 'n>out', 'n>too', 'n>m']));
      expect(codes(() => importNir(nir, { dt: 1 }))).toEqual(
        expect.arrayContaining(['NIR_INPUTS', 'NIR_OUTPUTS', 'NIR_NOT_CONNECTED']),
      );
    });

    it('cycles without neurons, and cycles of several layers', () => {
      const w = linear([[1]]);
      const without = graph({ in: input(1), a: w, b: w, n: cubaLif(1), out: output(1) }, [
        'in>a',
        'a>b',
        'b>a',
        'b>n',
        'n>out',
      ]);
      expect(codes(() => importNir(file(without), { dt: 1 }))).toContain('NIR_INSTANT_CYCLE');
      const several = graph({ in: input(1), n: cubaLif(1), w, m: cubaLif(1), out: output(1) }, [
        'in>n',
        'n>w',
        'w>m',
        'm>n',
        'm>out',
      ]);
      expect(codes(() => importNir(file(several), { dt: 1 }))).toEqual(['NIR_CYCLE_OF_LAYERS']);
    });

    it('weights that are no matrix, numbers that are none, shapes that disagree', () => {
      const cube = { type: 'Linear', weight: { shape: [1, 1, 1], data: Float64Array.of(1) } } as const;
      expect(codes(() => importNir(single(cubaLif(1), cube), { dt: 1 }))).toContain('NIR_WEIGHT_RANK');
      expect(refusal(() => importNir(single(cubaLif(1), linear([[Number.NaN]])), { dt: 1 })).issues[0].at).toContain(
        'w',
      );
      expect(codes(() => importNir(single(cubaLif(1), linear([[1, 2]])), { dt: 1 }))).toContain('NIR_SHAPES_DISAGREE');
    });

    it('layers wider than any chip before anything is multiplied', () => {
      const n = 5000;
      const ones = { shape: [n], data: new Float64Array(n).fill(1) };
      const wide = graph(
        {
          in: input(n),
          s: { type: 'Scale', scale: ones },
          n: { type: 'LIF', tau: ones, r: ones, vLeak: ones, vThreshold: ones },
          out: output(n),
        },
        ['in>s', 's>n', 'n>out'],
      );
      expect(codes(() => importNir(file(wide), { dt: 1 }))).toEqual(['NIR_TOO_LARGE', 'NIR_TOO_LARGE']);
    });

    it('numbers that overflow on the way', () => {
      const nir = chain(linear([[1e200]]), linear([[1e200]]), cubaLif(1));
      const error = refusal(() => importNir(nir, { dt: 1 }));
      expect([error.code, error.issues[0].code]).toEqual(['NIR_IMPORT_REFUSED', 'NOT_FINITE']);
      expect(error.cause).toBeDefined();
    });
  });
});
