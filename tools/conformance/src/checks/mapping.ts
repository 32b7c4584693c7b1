import { type AnySpec, type Issue, isXylopipeError, type MapOptions, type NetworkGraph, sizeOf } from '@xylopipe/core';
import type { Device } from '@xylopipe/core/registry';
import { xyloDesignRules } from '@xylopipe/xylo-common';
import { arrayDifference, firstOf, type Tolerance, valueDifference } from '../difference.js';
import { type RecordedSpec, SPEC_ARRAYS } from '../recorded-spec.js';
import { specDifference } from '../spec-difference.js';

/** What the reference said when a chip's mapper was given a network. */
export interface DeviceEntry {
  readonly ok: boolean;
  readonly drc_warnings?: readonly string[];
  readonly spec?: Partial<RecordedSpec>;
  readonly spec_digest?: {
    readonly shapes: Readonly<Record<string, readonly number[]>>;
    readonly sums: Readonly<Record<string, number>>;
  };
  readonly error?: { readonly stage: string; readonly rule?: string; readonly kind?: string; readonly gist?: string };
  readonly rules?: readonly {
    readonly rule: string;
    readonly result: 'pass' | 'error' | 'warning';
    readonly n_warnings?: number;
  }[];
  readonly hw_ids?: readonly { readonly path: readonly number[]; readonly ids: readonly number[] }[];
  readonly reference_wrong?: readonly { readonly fields: readonly string[]; readonly see: string }[];
}

/** Networks of the reference's torch modules have time constants in float32. */
const dashTolerance = (backend: string | undefined): Tolerance =>
  backend === 'torch' ? { abs: 1e-5, rel: 1e-5 } : { abs: 1e-12, rel: 1e-12 };

/**
 * Compares a mapping, or its refusal, with what was recorded.
 * @param faults - recorded fields that contradict their own file and are not compared.
 */
export function mappingDifference(
  device: Device,
  graph: NetworkGraph,
  options: MapOptions,
  entry: DeviceEntry,
  backend?: string,
  faults: readonly string[] = [],
): string | undefined {
  const skip = [...(entry.reference_wrong ?? []).flatMap((wrong) => wrong.fields), ...faults];
  if (skip.includes('ok')) return undefined;
  const rules = (): string | undefined => rulesDifference(device, graph, entry);
  let mapped: ReturnType<Device['mapper']['map']>;
  try {
    mapped = device.mapper.map(graph, options);
  } catch (error) {
    if (!isXylopipeError(error)) throw error;
    if (entry.ok) return `refused: ${error.message}`;
    return (skip.includes('error') ? undefined : refusalDifference(error.issues, entry)) ?? rules();
  }
  if (!entry.ok) return `mapped, recorded ${JSON.stringify(entry.error)}`;
  const { value: spec, issues } = mapped;
  return firstOf([
    () => specDifference(spec, entry.spec ?? {}, { skip, dashTolerance: dashTolerance(backend) }),
    () => digestDifference(spec, entry),
    () =>
      skip.includes('drc_warnings')
        ? undefined
        : valueDifference('drc_warnings', issues.flatMap(toRuleNames), entry.drc_warnings ?? []),
    () =>
      firstOf(
        (entry.hw_ids ?? []).map(({ path, ids }) => () => {
          const layer = spec.layers.find((l) => l.name === path.join('.'));
          return valueDifference(`ids of ${path.join('.')}`, [layer?.firstId, layer?.count], [ids[0], ids.length]);
        }),
      ),
    rules,
  ]);
}

const CHANNEL_RULES: Readonly<Record<string, RegExp>> = {
  LIMIT_INPUT_CHANNELS: /^le_16_input_channels$/,
  LIMIT_OUTPUT_CHANNELS: /^le_(8|16)_output_channels$/,
};

/** The name that the reference has for a warning; none for the limits of which it knows nothing. */
function toRuleNames({ code, limit }: Issue): readonly string[] {
  if (code.startsWith('DRC_')) return [code.slice(4).toLowerCase()];
  if (code === 'LIMIT_INPUT_CHANNELS') return ['le_16_input_channels'];
  if (code === 'LIMIT_OUTPUT_CHANNELS') return [`le_${limit}_output_channels`];
  return [];
}

/** The reference stops at its first problem, we report all: that one must be among them. */
function refusalDifference(issues: readonly Issue[], { ok, error }: DeviceEntry): string | undefined {
  if (ok || error === undefined) return 'refused, recorded a specification';
  const codes = issues.filter((i) => i.severity === 'error').map((i) => i.code);
  const expected =
    error.stage === 'drc'
      ? [`DRC_${error.rule?.toUpperCase()}`]
      : error.stage === 'allocate'
        ? [`MAP_OUT_OF_${error.kind?.toUpperCase()}_NEURONS`]
        : convertCodes(error.gist ?? '');
  return expected.every((code) => codes.includes(code))
    ? undefined
    : `refused with ${codes.join(', ')}, recorded ${expected.join(', ')}`;
}

function convertCodes(gist: string): readonly string[] {
  if (gist.includes('no dt')) return ['MAP_NO_DT'];
  if (gist.includes('<= dt')) return ['MAP_TAU_NOT_ABOVE_DT'];
  if (gist.includes('synapses')) return ['MAP_TOO_MANY_SYNAPSES'];
  throw new Error(`the check does not know the conversion error "${gist}"`);
}

/** Each design rule run alone. The channel rules are resource limits here, and two rules of the reference are empty. */
function rulesDifference(device: Device, graph: NetworkGraph, { rules = [] }: DeviceEntry): string | undefined {
  const ours = new Map(xyloDesignRules(device.limits).map((rule) => [rule.id, rule]));
  for (const { rule, result, n_warnings } of rules) {
    if (rule.startsWith('le_128_') || Object.values(CHANNEL_RULES).some((pattern) => pattern.test(rule))) continue;
    const found = ours.get(`DRC_${rule.toUpperCase()}`);
    if (found === undefined) return `there is no rule ${rule}`;
    const issues = found.check(graph);
    const outcome = issues.some((i) => i.severity === 'error') ? 'error' : issues.length > 0 ? 'warning' : 'pass';
    const difference = valueDifference(`rule ${rule}`, outcome, result);
    if (difference !== undefined) return difference;
    if (n_warnings !== undefined && n_warnings !== issues.length)
      return `rule ${rule}: ${issues.length} warnings, recorded ${n_warnings}`;
  }
  return undefined;
}

/** Large specifications are recorded as shapes and element sums only. */
function digestDifference(spec: AnySpec, { spec_digest }: DeviceEntry): string | undefined {
  return firstOf(
    Object.entries(SPEC_ARRAYS).map(([key, name]) => () => {
      const shape = spec_digest?.shapes[key];
      const sum = spec_digest?.sums[key];
      if (shape === undefined || sum === undefined) return undefined;
      const field = spec[name];
      const data: ArrayLike<number> = 'shape' in field ? field.data : field;
      let total = 0;
      for (let i = 0; i < data.length; i++) total += data[i] as number;
      return (
        valueDifference(`elements of ${key}`, data.length, sizeOf(shape)) ??
        arrayDifference(`sum of ${key}`, [total], [sum], { abs: 1e-9, rel: 1e-9 })
      );
    }),
  );
}
