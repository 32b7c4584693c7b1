import { type Nested, networkTreeFromJson, TimeSeries, tensorFromNested } from '@xylopipe/core';
import { type LayerRecord, type Network, networkFromTree } from '@xylopipe/nn';
import { arrayDifference, firstOf, type Tolerance } from '../difference.js';
import { type CaseResult, runCase } from '../result.js';

interface RecordedLayer {
  readonly path: readonly number[];
  readonly vmem?: Nested;
  readonly isyn?: Nested;
  readonly irec?: Nested;
  readonly spikes?: Nested;
  readonly final_state?: {
    readonly vmem?: Nested;
    readonly isyn?: Nested;
    readonly irec?: Nested;
    readonly spikes?: Nested;
  };
}

interface RecordedRun {
  readonly tolerance: Tolerance;
  readonly output: Nested;
  readonly layers: readonly RecordedLayer[];
}

interface NnFile {
  readonly name: string;
  readonly network: unknown;
  readonly input: readonly Nested[];
  readonly chunks?: readonly number[];
  readonly expected: Readonly<Record<string, RecordedRun>>;
}

/** `nn/`: the float simulation, against float64 and float32 runs of the reference. */
export function checkNn(json: unknown): readonly CaseResult[] {
  const file = json as NnFile;
  return Object.entries(file.expected).map(([backend, recorded]) =>
    runCase(`${file.name} ${backend}`, () => {
      const network = networkFromTree(networkTreeFromJson(file.network));
      const { output, layers } = evolveInChunks(network, TimeSeries.from(file.input), file.chunks ?? []);
      const isExpSyn = network.toTree().type === 'ExpSyn';
      const exact = isExpSyn ? recorded.tolerance : undefined;
      return firstOf([
        () => arrayDifference('output', output, flat(recorded.output), exact),
        ...recorded.layers.map((layer) => () => layerDifference(layers, layer, recorded.tolerance)),
      ]);
    }),
  );
}

const SIGNALS = ['vmem', 'isyn', 'irec', 'spikes'] as const;

/** Values of one layer, concatenated over the calls, and those of the last timestep of (of a batch) the first item. */
interface LayerValues {
  readonly all: Record<(typeof SIGNALS)[number], number[]>;
  readonly last: Record<(typeof SIGNALS)[number], ArrayLike<number>>;
}

function evolveInChunks(
  network: Network,
  input: TimeSeries,
  cuts: readonly number[],
): { output: number[]; layers: ReadonlyMap<string, LayerValues> } {
  const bounds = [0, ...cuts, input.steps];
  const output: number[] = [];
  const layers = new Map<string, LayerValues>();
  for (let i = 0; i + 1 < bounds.length; i++) {
    const chunk = cuts.length === 0 ? input : input.slice(bounds[i] as number, bounds[i + 1] as number);
    const evolved = network.evolve(chunk, { record: true });
    output.push(...evolved.output.values);
    for (const record of evolved.records) append(layers, record, chunk);
    if (evolved.records.length === 0) layers.set('', stateOfExpSyn(evolved.output));
  }
  return { output, layers };
}

function append(layers: Map<string, LayerValues>, record: LayerRecord, { batch = 1, steps }: TimeSeries): void {
  const key = record.path.join('.');
  const empty = (): number[] => [];
  const { all } = layers.get(key) ?? { all: { vmem: empty(), isyn: empty(), irec: empty(), spikes: empty() } };
  const lastOf = ({ data }: LayerRecord['vmem']): Float64Array => {
    const width = data.length / (batch * steps);
    return data.subarray((steps - 1) * width, steps * width);
  };
  for (const name of SIGNALS) for (const x of record[name].data) all[name].push(x);
  const last = {
    vmem: lastOf(record.vmem),
    isyn: lastOf(record.isyn),
    irec: lastOf(record.irec),
    spikes: lastOf(record.spikes),
  };
  layers.set(key, { all, last });
}

/** The state of an ExpSyn layer is its output; the reference calls it isyn. */
function stateOfExpSyn(output: TimeSeries): LayerValues {
  const none = { vmem: [], isyn: [], irec: [], spikes: [] };
  return { all: none, last: { ...none, isyn: output.step(output.steps - 1) } };
}

function layerDifference(
  layers: ReadonlyMap<string, LayerValues>,
  recorded: RecordedLayer,
  tolerance: Tolerance,
): string | undefined {
  const key = recorded.path.join('.');
  const layer = layers.get(key);
  if (layer === undefined) return `layer ${key} was not recorded`;
  return firstOf(
    SIGNALS.flatMap((name) => {
      const within = name === 'spikes' ? undefined : tolerance;
      const values = recorded[name];
      const final = recorded.final_state?.[name];
      return [
        () =>
          values === undefined
            ? undefined
            : arrayDifference(`${name} of layer ${key}`, layer.all[name], flat(values), within),
        () =>
          final === undefined
            ? undefined
            : arrayDifference(`final ${name} of layer ${key}`, layer.last[name], flat(final), within),
      ];
    }),
  );
}

const flat = (nested: Nested): Float64Array => tensorFromNested(nested).data;
