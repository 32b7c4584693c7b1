import {
  deviceConfigFromSpec,
  type LifTree,
  type MappedSpec,
  type NetworkTree,
  networkTreeFromJson,
  Raster,
} from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { toNetworkGraph } from '@xylopipe/graph';
import { networkFromTree } from '@xylopipe/nn';
import { quantize } from '@xylopipe/quantize';
import { XyloSimulator } from '@xylopipe/xylo-sim';
import { syns61201 } from '@xylopipe/xylo-syns61201';
import { syns65302 } from '@xylopipe/xylo-syns65302';
import { describe, expect, it } from 'vitest';
import { ABSENT, dataText, firstColumn, hasData, nirFile } from '../../test/data-files.js';
import { vector } from '../../test/hand-made.js';
import { refusal } from '../../test/refusal.js';
import { evaluateNir } from '../evaluate/evaluate-nir.js';
import type { NirFile, NirGraph, NirNode } from '../model/nir-graph.js';
import { importNir } from './import-nir.js';

const chips = new DeviceRegistry([syns61201, syns65302]);
const mapped = (tree: NetworkTree, chip = syns65302): MappedSpec =>
  chips.get(chip.chipId).mapper.map(toNetworkGraph(networkFromTree(tree).asGraph())).value;
const unnamed = (spec: MappedSpec) => ({ ...spec, layers: spec.layers?.map((layer) => ({ ...layer, name: '' })) });

const spikeSteps = (values: ArrayLike<number>): readonly number[] =>
  Array.from(values).flatMap((spikes, step) => (spikes > 0 ? [step] : []));

/** How often each thing is there. */
function counted(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

describe.skipIf(!hasData)(`importNir on files of other tools${ABSENT}`, () => {
  const BRAILLE = 'nir/03_rnn__braille_noDelay_noBias_subtract.nir';

  it.each([
    ['nir/01_lif__debug_spike_representation__two_lif_neurons.nir', { dt: 1e-4 }],
    ['nir/01_lif__lif_norse.nir', { dt: 1e-4 }],
    ['nir/nirtorch_tests__lif_norse.nir', { dt: 1e-4 }],
    [BRAILLE, {}],
    ['nir/03_rnn__braille_noDelay_bias_zero.nir', {}],
    ['nir/generated_xylo_ff_gzip.nir', { dt: 1e-3 }],
    // Its time constants are in timesteps.
    ['nir/rockpool_tests__braille.nir', { dt: 1 }],
    ['digits/digits-10.nir', {}],
    ['digits/digits-8-residual.nir', {}],
  ])('imports %s', async (path, options) => {
    const { network, report } = importNir(await nirFile(path), options).value;
    expect(networkFromTree(network).nout).toBeGreaterThan(0);
    expect(report.map(({ change }) => change)).toEqual(
      expect.arrayContaining(['MEMBRANE_DASH', 'THRESHOLD_INCLUSIVE']),
    );
  });

  it.each([
    ['nir/01_lif__debug_spike_representation__two_lif_neurons.nir', { NIR_DT_UNKNOWN: 1 }],
    ['nir/01_lif__lif_norse.nir', { NIR_DT_UNKNOWN: 1 }],
    ['nir/generated_xylo_ff_gzip.nir', { NIR_DT_UNKNOWN: 1 }],
    ['nir/rockpool_tests__braille.nir', { NIR_DT_UNKNOWN: 1 }],
    ['nir/02_cnn__cnn_sinabs.nir', { NIR_NOT_CONVERTIBLE: 10, NIR_DT_UNKNOWN: 1 }],
    ['nir/03_rnn__extras__braille_noDelay_noBias_subtract_subgraph.nir', { NIR_DANGLING_EDGE: 4 }],
    ['nir/generated_allnodes_gzip.nir', { NIR_NO_SHAPE: 2, NIR_NOT_CONVERTIBLE: 10, NIR_NOT_CONNECTED: 14 }],
    ['nir/generated_allnodes_nocomp.nir', { NIR_NO_SHAPE: 2, NIR_NOT_CONVERTIBLE: 10, NIR_NOT_CONNECTED: 14 }],
  ])('refuses %s', async (path, expected) => {
    const nir = await nirFile(path);
    const { issues } = refusal(() => importNir(nir));
    const errors = issues.filter(({ severity }) => severity === 'error');
    expect(counted(errors.map(({ code }) => code))).toEqual(expected);
    expect(errors.filter(({ hint }) => hint === undefined)).toEqual([]);
  });

  describe('the Braille network', () => {
    it('has the decays that are nearest to its own', async () => {
      const { network, report } = importNir(await nirFile(BRAILLE)).value;
      const layers = (network as Extract<NetworkTree, { children: unknown }>).children as readonly LifTree[];
      const dashes = layers.flatMap(({ tau_mem, tau_syn, dt }) =>
        tau_mem === undefined
          ? []
          : [[(tau_syn as number[][])[0][0], (tau_mem as number[])[0]].map((tau) => Math.log2(tau / (dt as number)))],
      );
      expect(dashes).toEqual([
        [2, 3],
        [1, 2],
      ]);
      const errors = report.flatMap(({ node, change, expectedError }) =>
        change.endsWith('_DASH') ? [[node, change, Number(expectedError?.value.toFixed(3))]] : [],
      );
      expect(errors).toEqual([
        ['lif1.lif', 'SYNAPSE_DASH', 0],
        ['lif1.lif', 'MEMBRANE_DASH', 0.025],
        ['lif2', 'SYNAPSE_DASH', 0.05],
        ['lif2', 'MEMBRANE_DASH', 0.05],
      ]);
      expect(report[0]).toMatchObject({ change: 'DT_INFERRED', what: 'the timestep is 0.0001 s' });
    });

    it.each([syns61201, syns65302])('maps to $chipId, with the same decays in its configuration', async (chip) => {
      const { network } = importNir(await nirFile(BRAILLE)).value;
      const { value } = quantize(mapped(network, chip), {});
      const distinct = (values: ArrayLike<number>) => [...new Set(Array.from(values))];
      expect([value.dashSyn, value.dashMem, value.dashSynOut, value.dashMemOut].map(distinct)).toEqual([
        [2],
        [3],
        [1],
        [2],
      ]);
      expect([value.weightsIn.shape[0], value.weightsRec.shape[0], value.weightsOut.shape[1]]).toEqual([12, 40, 7]);
    });
  });

  describe.each(['digits-10', 'digits-8-residual'])('%s', (name) => {
    it('comes to the same mapped specification as its tree', async () => {
      const tree = networkTreeFromJson(JSON.parse(dataText(`digits/${name}.network.json`)));
      const { network } = importNir(await nirFile(`digits/${name}.nir`)).value;
      expect(unnamed(mapped(network))).toEqual(unnamed(mapped(tree)));
    });

    it('predicts the same as its tree', async () => {
      const tree = networkFromTree(networkTreeFromJson(JSON.parse(dataText(`digits/${name}.network.json`))));
      const imported = networkFromTree(importNir(await nirFile(`digits/${name}.nir`)).value.network);
      let state = 7;
      for (let image = 0; image < 10; image++) {
        const rows = Array.from({ length: 40 }, () =>
          Array.from({ length: 16 }, () => {
            state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
            return Math.floor((state / 2 ** 32) * 3);
          }),
        );
        for (const network of [tree, imported]) network.resetState();
        expect(imported.evolve(rows).output.values).toEqual(tree.evolve(rows).output.values);
      }
    });
  });

  describe('what a synapse costs that the file does not have', () => {
    const input = () => firstColumn('nir/expected/lif_exact.csv');

    /** The neuron of the paper, with a time constant that is a bit shift, so that the synapse is all that differs. */
    async function neuron(): Promise<NirFile> {
      const { version, root } = await nirFile('nir/01_lif__lif_norse.nir');
      const nodes = new Map<string, NirNode>((root as NirGraph).nodes);
      const lif = nodes.get('1') as Extract<NirNode, { type: 'LIF' }>;
      nodes.set('1', { ...lif, tau: vector(32e-4), r: vector(32 * 0.04) });
      return { version, root: { ...(root as NirGraph), nodes } };
    }

    it('is a timestep of charge, as the report says; spikes come one or two timesteps after the input that causes them', async () => {
      const nir = await neuron();
      const { network, report } = importNir(nir, { dt: 1e-4 }).value;
      const expected = report.find(({ change }) => change === 'SYNAPSE_ADDED')?.expectedError;
      expect(expected).toEqual({ value: 1, unit: 'timesteps that charge is late on average' });

      const inputs = spikeSteps(input().map(([x]) => x));
      const before = spikeSteps(evaluateNir(nir, input(), { dt: 1e-4, reset: 'subtract' }).output.values);
      const after = spikeSteps(networkFromTree(network).evolve(input()).output.values);
      const late = (steps: readonly number[]) =>
        steps.map((step) => step - (inputs.findLast((at) => at <= step) as number));
      expect(late(before)).toEqual(before.map(() => 0));
      expect([before, after, late(after)]).toEqual([
        [440, 480, 520, 700, 740, 780],
        [451, 492, 711, 751],
        [1, 2, 1, 1],
      ]);
    });

    it('delays the impulse response of the membrane by what the report says', async () => {
      const silent = await neuron();
      const { network } = importNir(silent, { dt: 1e-4 }).value;
      const impulse = Array.from({ length: 400 }, (_, t) => [t === 0 ? 1 : 0]);
      const { isyn } = networkFromTree(network).evolve(impulse, { record: true }).records[0];
      const charge = isyn.data.reduce((sum, x) => sum + x, 0);
      expect(charge).toBeCloseTo(0.04, 12);
      expect(isyn.data.reduce((sum, x, t) => sum + x * t, 0) / charge).toBeCloseTo(1, 12);
    });

    it('is one or two timesteps on the chip', async () => {
      const { network } = importNir(await neuron(), { dt: 1e-4 }).value;
      const layers = (network as Extract<NetworkTree, { children: unknown }>).children;
      const lif = layers[1] as LifTree;
      const two: NetworkTree = {
        type: 'Sequential',
        children: [
          ...layers.map((layer) => ({ ...layer, name: undefined })),
          { type: 'Linear', shape: [1, 1], weight: [[1]] },
          { ...lif, name: undefined },
        ],
      };
      const { value } = quantize(mapped(two), {});
      const raster = Raster.fromValues(input().length, 1, Float64Array.from(input().flat()));
      const { signals } = XyloSimulator.from(deviceConfigFromSpec(value), {}).evolve(raster, {
        record: ['spikesHidden'],
      });
      // One or two timesteps later than the graph above, which fires at 440, 480, 520, 700, 740 and 780.
      expect(spikeSteps(signals.spikesHidden?.data ?? [])).toEqual([442, 482, 521, 702, 742, 782]);
    });
  });
});
