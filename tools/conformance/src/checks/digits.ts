import {
  deviceConfigFromSpec,
  type Evolution,
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
import type { Context } from '../context.js';
import { arrayDifference, firstOf, sha256OfInt16, valueDifference } from '../difference.js';
import { openSimulator } from '../open-simulator.js';
import type { RecordedSpec } from '../recorded-spec.js';
import { type CaseResult, runCase } from '../result.js';
import { specDifference } from '../spec-difference.js';
import { readJson } from '../vectors.js';
import { graphOf } from './map.js';

export interface Run {
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

export interface ExpectedFile {
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
export async function checkDigits(json: unknown, context: Context): Promise<readonly CaseResult[]> {
  const file = json as ExpectedFile | SpecsFile;
  if (file.format === 'xylo-digits/specs/1')
    return Promise.all(Object.entries(file.specs).map(([key, spec]) => checkSpec(key, spec, context)));
  if (file.format === 'xylo-digits/expected/1') return checkExpected(file, context);
  throw new Error(`nobody knows how to judge the format ${JSON.stringify((file as { format: unknown }).format)}`);
}

export const treeOf = async (context: Pick<Context, 'read'>, file: string): Promise<NetworkTree> =>
  networkTreeFromJson(await readJson(context, `data/digits/${file}`));

export const quantizedOn = (device: Device, tree: NetworkTree, method: 'global' | 'channel'): QuantizedSpec =>
  quantize(device.mapper.map(graphOf(tree)).value, { method }).value;

async function checkSpec(key: string, recorded: RecordedSpec, context: Context): Promise<CaseResult> {
  const [network, chipId, method] = key.split('/') as [string, string, 'global' | 'channel'];
  const name = `spec ${key}`;
  if (!context.registry.has(chipId)) return { name, outcome: 'notYet', chipId };
  const tree = await treeOf(context, `${network}.network.json`);
  return runCase(name, () => specDifference(quantizedOn(context.registry.get(chipId), tree, method), recorded));
}

async function checkExpected(file: ExpectedFile, context: Context): Promise<readonly CaseResult[]> {
  const data = await readJson(context, 'data/digits/digits-data.json.gz');
  const { images } = data as { images: readonly (readonly number[])[] };
  const checked = await Promise.all(
    Object.entries(file.networks).map(async ([name, recorded]) => {
      const tree = await treeOf(context, recorded.network);
      const rasters = recorded.dataset_indices.map((i) => encodeImage(images[i] as readonly number[]));
      return recorded.cases.map((run) => checkRun(name, run, tree, rasters, recorded.labels, context));
    }),
  );
  return checked.flat();
}

function checkRun(
  network: string,
  run: Run,
  tree: NetworkTree,
  rasters: readonly Raster[],
  labels: readonly number[],
  context: Context,
): CaseResult {
  const name = `${network} ${run.kind} ${run.decay ?? `${run.device} ${run.method}`}`;
  if (run.kind === 'float')
    return runCase(name, () => runDifference(floatRun(run.decay === 'exp' ? asLif(tree) : tree, rasters), run, labels));
  const { device: chipId = '', method = 'global' } = run;
  if (!context.registry.has(chipId)) return { name, outcome: 'notYet', chipId };
  return runCase(name, () => {
    const spec = quantizedOn(context.registry.get(chipId), tree, method);
    return runDifference(integerRun(spec, rasters, context), run, labels);
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

function integerRun(spec: QuantizedSpec, rasters: readonly Raster[], context: Context): Outcome {
  const simulator = openSimulator(deviceConfigFromSpec(spec), context);
  return integerOutcome(
    rasters.map((raster) => {
      simulator.resetState();
      return simulator.evolve(raster, { record: true });
    }),
  );
}

/** What evolutions from rest of all samples come to, with all states recorded. */
export function integerOutcome(evolutions: readonly Evolution[]): Outcome {
  const runs = evolutions.map(({ signals: { spikesOut, spikesHidden, vmem, isyn } }) => {
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

export function runDifference(
  { counts, hidden, hashes }: Outcome,
  run: Run,
  labels: readonly number[],
): string | undefined {
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
