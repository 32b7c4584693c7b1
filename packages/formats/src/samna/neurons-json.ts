import type { Issue, IssuePath } from '@xylopipe/core';
import { FewIssues } from '../few-issues.js';
import { HIDDEN_KEYS, OUTPUT_KEYS } from './config-keys.js';
import { type Findings, flag, integer, list, type Members, members, type Noted, type Range } from './findings.js';

type HiddenField = (typeof HIDDEN_KEYS)[keyof typeof HIDDEN_KEYS];
type OutputField = (typeof OUTPUT_KEYS)[keyof typeof OUTPUT_KEYS];

/** One value per neuron, by the name of the field of a `DeviceConfig`. */
type NeuronValues<Field extends string> = Readonly<Record<Field, Float64Array>>;

/** The hidden neurons of a file. */
export interface HiddenNeurons extends NeuronValues<HiddenField> {
  readonly aliases: readonly (readonly number[])[];
}

/** The output neurons of a file. */
export type OutputNeurons = NeuronValues<OutputField>;

/** Reads hidden neurons. What is wrong is noted; `undefined` if there is no list of them. */
export function hiddenNeurons(json: unknown, at: IssuePath, found: Findings): HiddenNeurons | undefined {
  const neurons = neuronsIn(json, [...Object.keys(HIDDEN_KEYS), 'aliasTarget'], at, found);
  if (neurons === undefined) return undefined;
  const faults = new FewIssues();
  const aliases = neurons.map((neuron, id) =>
    neuron === undefined
      ? []
      : aliasFrom(neuron.aliasTarget, neurons.length, [...at, id, 'aliasTarget'], { ...found, issues: faults }),
  );
  found.issues.push(...faults.issues);
  return { ...valuesOf(neurons, HIDDEN_KEYS, at, found.issues), aliases };
}

/** Reads output neurons. What is wrong is noted; `undefined` if there is no list of them. */
export function outputNeurons(json: unknown, at: IssuePath, found: Findings): OutputNeurons | undefined {
  const neurons = neuronsIn(json, Object.keys(OUTPUT_KEYS), at, found);
  return neurons && valuesOf(neurons, OUTPUT_KEYS, at, found.issues);
}

type Neurons = readonly (Members | undefined)[];

function neuronsIn(json: unknown, keys: readonly string[], at: IssuePath, found: Findings): Neurons | undefined {
  const faults = new FewIssues();
  const neurons = list(json, at, found.issues)?.map((neuron, id) =>
    members(neuron, keys, [...at, id], { ...found, issues: faults }),
  );
  found.issues.push(...faults.issues);
  return neurons;
}

function valuesOf<Field extends string>(
  neurons: Neurons,
  keys: Readonly<Partial<Record<keyof typeof RANGES, Field>>>,
  at: IssuePath,
  issues: Issue[],
): NeuronValues<Field> {
  const columns = (Object.entries(keys) as [keyof typeof RANGES, Field][]).map(([key, field]) => {
    const faults = new FewIssues();
    const column = Float64Array.from(neurons, (neuron, id) =>
      neuron === undefined ? 0 : integer(neuron[key], RANGES[key], () => [...at, id, key], faults),
    );
    issues.push(...faults.issues);
    return [field, column];
  });
  return Object.fromEntries(columns);
}

const DASH: Range = [0, 15];
const STATE: Range = [-32_768, 32_767];

/** What the fields of a `DeviceConfig` can hold. */
const RANGES = { threshold: STATE, vMemDecay: DASH, iSynDecay: DASH, iSyn2Decay: DASH, vMemBias: STATE } as const;

/** An optional, as cereal writes one: the form with a target is not in any public file. */
function aliasFrom(json: unknown, neurons: number, at: IssuePath, found: Noted): readonly number[] {
  const optional = members(json, ['nullopt', 'data'], at, found);
  if (optional === undefined || flag(optional.nullopt, [...at, 'nullopt'], found.issues)) return [];
  const target = integer(optional.data, STATE, () => [...at, 'data'], found.issues);
  if (target >= 0 && target < neurons) return [target];
  found.issues.push({
    code: 'SPEC_SHAPE',
    severity: 'error',
    at: [...at, 'data'],
    measured: target,
    limit: `0 to ${neurons - 1}`,
    message: 'an alias target must be a hidden neuron',
  });
  return [];
}
