import {
  type AnySpec,
  type ChipLimits,
  type DeviceConfig,
  deviceConfigToJson,
  type Evolution,
  evolutionToJson,
  type JsonValue,
  type MappedSpec,
  mappedSpecToJson,
  type NetworkGraph,
  networkGraphToJson,
  OUTPUT_SIGNALS,
  outputOf,
  type QuantizedSpec,
  quantizedSpecToJson,
  totalsOf,
} from '@xylopipe/core';
import { evolutionToNpz } from '@xylopipe/formats';
import { fromNetworkGraph, graphToText } from '@xylopipe/graph';
import { type ResourceUse, resourcesOf } from '../../fit-resources.js';
import { table } from '../output/table.js';
import type { Stop } from './slice.js';

/** How what a stage makes is shown and saved. */
interface ResultKind<T> {
  /** Key in `--json`, and name of the file in a folder of results. */
  readonly key: string;
  readonly fileName: string;
  toJson(artifact: T): JsonValue;
  toFile(artifact: T): string | Uint8Array;
  lines(artifact: T, limits: ChipLimits): readonly string[];
}

const jsonResult = <T>(
  key: string,
  toJson: (artifact: T) => JsonValue,
  lines: ResultKind<T>['lines'],
): ResultKind<T> => ({
  key,
  fileName: `${key}.json`,
  toJson,
  toFile: (artifact) => jsonText(toJson(artifact)),
  lines,
});

/** JSON as it is written to files. */
export const jsonText = (json: JsonValue): string => `${JSON.stringify(json)}\n`;

const GRAPH = jsonResult<NetworkGraph>('graph', networkGraphToJson, (graph) =>
  graphToText(fromNetworkGraph(graph)).trimEnd().split('\n'),
);
const SPEC = jsonResult<MappedSpec>('spec', mappedSpecToJson, resources);
const QUANTIZED = jsonResult<QuantizedSpec>('quantized', quantizedSpecToJson, (spec) => ranges(spec));
const CONFIG = jsonResult<DeviceConfig>('config', deviceConfigToJson, resources);
const EVOLUTION: ResultKind<Evolution> = {
  key: 'evolution',
  fileName: 'evolution.npz',
  toJson: evolutionToJson,
  toFile: evolutionToNpz,
  lines: (evolution) => [
    `${evolution.steps} timesteps, recorded: ${Object.keys(evolution.signals).join(', ')}`,
    `${OUTPUT_SIGNALS[evolution.output]} summed over time: ${totalsOf(outputOf(evolution)).join(' ')}`,
  ],
};

/** What each stage makes. */
export const RESULTS: Readonly<Record<Stop, ResultKind<unknown>>> = {
  extract: GRAPH,
  map: SPEC,
  quantize: QUANTIZED,
  configure: CONFIG,
  evolve: EVOLUTION,
} as Record<Stop, ResultKind<unknown>>;

/** What a specification takes of a chip. */
function resources(spec: AnySpec, limits: ChipLimits): readonly string[] {
  const { inputs, hidden, inputExpansion, outputExpansion, outputs, recurrentWords } = resourcesOf(spec, limits);
  const row = (name: string, { used, limit }: ResourceUse) => [name, used, limit] as const;
  return table([
    [spec.chipId, 'used', 'limit'],
    row('input channels', inputs),
    row('hidden neurons', hidden),
    row('  fed by the input', inputExpansion),
    row('  driving outputs', outputExpansion),
    row('output neurons', outputs),
    row('recurrent connections', recurrentWords),
    ['aliases', spec.aliases.filter((targets) => targets.length > 0).length, ''],
  ]);
}

/** The integers that a quantized specification consists of. */
function ranges(spec: AnySpec): readonly string[] {
  const row = (name: string, data: ArrayLike<number>): readonly (string | number)[] => {
    let [min, max] = [data[0] ?? 0, data[0] ?? 0];
    for (let i = 0; i < data.length; i++)
      [min, max] = [Math.min(min, data[i] as number), Math.max(max, data[i] as number)];
    return [name, min, max];
  };
  return table([
    [spec.chipId, 'min', 'max'],
    row('weightsIn', spec.weightsIn.data),
    row('weightsRec', spec.weightsRec.data),
    row('weightsOut', spec.weightsOut.data),
    row('threshold', spec.threshold),
    row('thresholdOut', spec.thresholdOut),
    row('dashMem', spec.dashMem),
    row('dashSyn', spec.dashSyn),
  ]);
}
