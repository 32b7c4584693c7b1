import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  deviceConfigFromSpec,
  type NetworkTree,
  networkTreeFromJson,
  type QuantizedSpec,
  type Raster,
  totalsOf,
} from '@xylopipe/core';
import type { Device } from '@xylopipe/core/registry';
import { encodeImage } from '@xylopipe/example-digits/encode-image';
import { networkFromTree } from '@xylopipe/nn';
import { quantize } from '@xylopipe/quantize';
import { XyloSimulator } from '@xylopipe/xylo-sim';
import { type Context, readJson } from '../context.js';
import { arrayDifference, firstOf, sha256OfInt16, valueDifference } from '../difference.js';
import type { RecordedSpec } from '../recorded-spec.js';
import { type CaseResult, runCase } from '../result.js';
import { specDifference } from '../spec-difference.js';
import { graphOf } from './map.js';

interface Run {
  readonly kind: 'float' | 'integer';
  readonly decay?: 'bitshift' | 'exp';
  readonly device?: string;
  readonly method?: 'global' | 'channel';
  readonly accuracy: readonly [correct: number, samples: number];
  readonly output_counts: readonly (readonly number[])[];
  readonly predicted: readonly number[];
  readonly hidden_spikes: readonly number[];
  readonly sha256_hidden_spikes_first20?: string;
  readonly sha256_hidden_vmem_first20?: string;
  readonly sha256_hidden_isyn_first20?: string;
}

interface ExpectedFile {
  readonly format: 'xylo-digits/expected/1';
  readonly networks: Readonly<
    Record<
      string,
      {
        readonly network: string;
        readonly dataset_indices: readonly number[];
        readonly labels: readonly number[];
        readonly cases: readonly Run[];
      }
    >
  >;
}

interface SpecsFile {
  readonly format: 'xylo-digits/specs/1';
  readonly specs: Readonly<Record<string, RecordedSpec>>;
}

/** Samples whose hidden states are hashed. */
const HASHED = 20;

/** `digits/`: trained networks on handwritten digits, float and integer, and their quantized specifications. */
export function checkDigits(json: unknown, context: Context): readonly CaseResult[] {
  const file = json as ExpectedFile | SpecsFile;
  if (file.format === 'xylo-digits/specs/1')
    return Object.entries(file.specs).map(([key, spec]) => checkSpec(key, spec, context));
  if (file.format === 'xylo-digits/expected/1') return checkExpected(file, context);
  throw new Error(`nobody knows how to judge the format ${JSON.stringify((file as { format: unknown }).format)}`);
}

const treeOf = (context: Context, file: string): NetworkTree =>
  networkTreeFromJson(readJson(context, join('data/digits', file)));

const quantizedOn = (device: Device, tree: NetworkTree, method: 'global' | 'channel'): QuantizedSpec =>
  quantize(device.mapper.map(graphOf(tree)).value, { method }).value;

function checkSpec(key: string, recorded: RecordedSpec, context: Context): CaseResult {
  const [network, chipId, method] = key.split('/') as [string, string, 'global' | 'channel'];
  const name = `spec ${key}`;
  if (!context.registry.has(chipId)) return { name, outcome: 'notYet', chipId };
  const tree = treeOf(context, `${network}.network.json`);
  return runCase(name, () => specDifference(quantizedOn(context.registry.get(chipId), tree, method), recorded));
}

function checkExpected(file: ExpectedFile, context: Context): readonly CaseResult[] {
  const data = gunzipSync(readFileSync(join(context.root, 'data/digits/digits-data.json.gz'))).toString('utf8');
  const { images } = JSON.parse(data) as { images: readonly (readonly number[])[] };
  return Object.entries(file.networks).flatMap(([network, { network: treeFile, dataset_indices, labels, cases }]) => {
    const tree = treeOf(context, treeFile);
    const rasters = dataset_indices.map((i) => encodeImage(images[i] as readonly number[]));
    return cases.map((run): CaseResult => {
      const name = `${network} ${run.kind} ${run.decay ?? `${run.device} ${run.method}`}`;
      if (run.kind === 'float')
        return runCase(name, () =>
          runDifference(floatRun(run.decay === 'exp' ? asLif(tree) : tree, rasters), run, labels),
        );
      const { device: chipId = '', method = 'global' } = run;
      if (!context.registry.has(chipId)) return { name, outcome: 'notYet', chipId };
      return runCase(name, () =>
        runDifference(integerRun(quantizedOn(context.registry.get(chipId), tree, method), rasters), run, labels),
      );
    });
  });
}

/** What a run over all samples gave. */
interface Outcome {
  readonly counts: readonly (readonly number[])[];
  readonly hidden: readonly number[];
  readonly hashes?: { readonly spikes: string; readonly vmem: string; readonly isyn: string };
}

function floatRun(tree: NetworkTree, rasters: readonly Raster[]): Outcome {
  const network = networkFromTree(tree);
  const runs = rasters.map((raster) => {
    network.resetState();
    const { output, records } = network.evolve(raster, { record: true });
    const spikes = records.map((r) => (r.spikes?.data ?? []).reduce((a: number, b: number) => a + b, 0));
    return { counts: output.toRaster().totals(), hidden: spikes.slice(0, -1).reduce((a, b) => a + b, 0) };
  });
  return { counts: runs.map((r) => r.counts), hidden: runs.map((r) => r.hidden) };
}

function integerRun(spec: QuantizedSpec, rasters: readonly Raster[]): Outcome {
  const simulator = XyloSimulator.from(deviceConfigFromSpec(spec));
  const runs = rasters.map((raster) => {
    simulator.resetState();
    const { spikesOut, spikesHidden, vmem, isyn } = simulator.evolve(raster, { record: true }).signals;
    if (spikesOut === undefined || spikesHidden === undefined || vmem === undefined || isyn === undefined)
      throw new Error('a signal was not recorded');
    return {
      counts: totalsOf(spikesOut),
      hidden: totalsOf(spikesHidden).reduce((a, b) => a + b, 0),
      spikesHidden,
      vmem,
      isyn,
    };
  });
  const hashOf = (name: 'spikesHidden' | 'vmem' | 'isyn'): string =>
    sha256OfInt16(...runs.slice(0, HASHED).map((r) => r[name].data));
  return {
    counts: runs.map((r) => r.counts),
    hidden: runs.map((r) => r.hidden),
    hashes: { spikes: hashOf('spikesHidden'), vmem: hashOf('vmem'), isyn: hashOf('isyn') },
  };
}

function runDifference({ counts, hidden, hashes }: Outcome, run: Run, labels: readonly number[]): string | undefined {
  const predicted = counts.map((row) => row.indexOf(Math.max(...row)));
  return firstOf([
    ...run.output_counts.map((row, i) => () => arrayDifference(`output counts of sample ${i}`, counts[i] ?? [], row)),
    () => arrayDifference('predicted', predicted, run.predicted),
    () =>
      arrayDifference('accuracy', [predicted.filter((p, i) => p === labels[i]).length, predicted.length], run.accuracy),
    () => arrayDifference('hidden spikes', hidden, run.hidden_spikes),
    () =>
      hashes === undefined
        ? undefined
        : valueDifference('hash of hidden spikes', hashes.spikes, run.sha256_hidden_spikes_first20),
    () =>
      hashes === undefined ? undefined : valueDifference('hash of vmem', hashes.vmem, run.sha256_hidden_vmem_first20),
    () =>
      hashes === undefined ? undefined : valueDifference('hash of isyn', hashes.isyn, run.sha256_hidden_isyn_first20),
  ]);
}

/** The same time constants read as exponential decay. */
function asLif(tree: NetworkTree): NetworkTree {
  if ('children' in tree) return { ...tree, children: tree.children.map(asLif) };
  return tree.type === 'LIFBitshift' ? { ...tree, type: 'LIF', max_spikes_per_dt: tree.max_spikes_per_dt ?? 31 } : tree;
}
