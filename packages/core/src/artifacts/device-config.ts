import { z } from 'zod';
import type { Tensor, TensorData } from '../data/tensor.js';
import { XylopipeError } from '../issues/error.js';
import type { Issue } from '../issues/issue.js';
import { header, type JsonValue, numberList, parseJson } from './json.js';
import type { QuantizedSpec } from './quantized-spec.js';
import { checkSpecShapes, type SpecFields } from './spec-fields.js';
import { tensorSchema, tensorToJson } from './tensor-json.js';

/**
 * The full state to write to a Xylo, in the integer types of the silicon.
 * It can hold more than one chip allows (two aliases, wide biases): legality for a chip is the validator's word.
 */
export interface DeviceConfig extends SpecFields<Int8Array, TensorData> {
  readonly stage: 'configured';
  readonly dashMem: Uint8Array;
  readonly dashSyn: Uint8Array;
  readonly dashSyn2: Uint8Array;
  readonly dashMemOut: Uint8Array;
  readonly dashSynOut: Uint8Array;
  readonly threshold: Int16Array;
  readonly thresholdOut: Int16Array;
  readonly bias: Int16Array;
  readonly biasOut: Int16Array;
  /** Whether biases are applied: true if any of them is not 0. */
  readonly biasEnable: boolean;
  /** Whether the second synapse exists: S = 2. */
  readonly synapse2Enable: boolean;
  /** Whether any neuron has an alias. */
  readonly aliasEnable: boolean;
}

/** Integers of a specification in any array type; it may leave out where its layers lie. */
export type DeviceConfigSource = Omit<SpecFields<TensorData, TensorData>, 'layers'> &
  Partial<Pick<QuantizedSpec, 'layers'>>;

/** What each group of fields can hold: the arithmetic of the simulator and the words of the chip's memories. */
const STORAGE = {
  weight: { min: -128, max: 127, make: (d: TensorData) => Int8Array.from(d) },
  threshold: { min: -32768, max: 32767, make: (d: TensorData) => Int16Array.from(d) },
  dash: { min: 0, max: 15, make: (d: TensorData) => Uint8Array.from(d) },
} as const;

/** Issues shown per array: a wrong scale breaks thousands of weights in the same way. */
const MAX_ISSUES_PER_FIELD = 10;

/**
 * Puts integers into the types of the silicon, whatever chip they are for.
 * @throws CONFIG_INVALID with every value that does not fit its word and every disagreement of shapes.
 */
export function deviceConfigFromSpec(spec: DeviceConfigSource): DeviceConfig {
  const source = { layers: [], ...spec };
  const issues: Issue[] = [...checkSpecShapes(source)];
  const matrix = (name: 'weightsIn' | 'weightsRec' | 'weightsOut'): Tensor<Int8Array> => {
    checkRange(name, source[name].data, STORAGE.weight, issues);
    return { shape: source[name].shape, data: STORAGE.weight.make(source[name].data) };
  };
  const dash = (name: 'dashMem' | 'dashSyn' | 'dashSyn2' | 'dashMemOut' | 'dashSynOut'): Uint8Array => {
    checkRange(name, source[name], STORAGE.dash, issues);
    return STORAGE.dash.make(source[name]);
  };
  const state = (name: 'threshold' | 'thresholdOut' | 'bias' | 'biasOut'): Int16Array => {
    checkRange(name, source[name], STORAGE.threshold, issues);
    return STORAGE.threshold.make(source[name]);
  };
  for (const name of ['weightShiftIn', 'weightShiftRec', 'weightShiftOut'] as const) {
    checkRange(name, Float64Array.of(source[name]), STORAGE.dash, issues);
  }
  const config: DeviceConfig = Object.freeze({
    stage: 'configured',
    chipId: source.chipId,
    dt: source.dt,
    weightsIn: matrix('weightsIn'),
    weightsRec: matrix('weightsRec'),
    weightsOut: matrix('weightsOut'),
    weightShiftIn: source.weightShiftIn,
    weightShiftRec: source.weightShiftRec,
    weightShiftOut: source.weightShiftOut,
    dashMem: dash('dashMem'),
    dashSyn: dash('dashSyn'),
    dashSyn2: dash('dashSyn2'),
    dashMemOut: dash('dashMemOut'),
    dashSynOut: dash('dashSynOut'),
    threshold: state('threshold'),
    thresholdOut: state('thresholdOut'),
    bias: state('bias'),
    biasOut: state('biasOut'),
    aliases: source.aliases,
    layers: source.layers,
    biasEnable: source.bias.some((b) => b !== 0) || source.biasOut.some((b) => b !== 0),
    synapse2Enable: source.weightsIn.shape[2] === 2,
    aliasEnable: source.aliases.some((targets) => targets.length > 0),
  });
  if (issues.length > 0) {
    throw new XylopipeError(
      'CONFIG_INVALID',
      `${issues.length} problem${issues.length === 1 ? '' : 's'} in the configuration`,
      {
        who: source.chipId,
        issues,
      },
    );
  }
  return config;
}

function checkRange(name: string, data: TensorData, { min, max }: { min: number; max: number }, issues: Issue[]): void {
  let found = 0;
  for (let i = 0; i < data.length; i++) {
    const measured = data[i] as number;
    if (measured >= min && measured <= max && Number.isInteger(measured)) continue;
    if (++found > MAX_ISSUES_PER_FIELD) continue;
    const limit = `${min} to ${max}`;
    const message = `element ${i} (row-major) of ${name} does not fit its word`;
    issues.push({
      code: 'VALUE_RANGE',
      severity: 'error',
      at: [name, i],
      measured,
      limit,
      message,
      hint: 'quantize to the bits of the chip',
    });
  }
  if (found > MAX_ISSUES_PER_FIELD) {
    const message = `${found} elements of ${name} do not fit their words; the first ${MAX_ISSUES_PER_FIELD} are listed`;
    issues.push({ code: 'VALUE_RANGE', severity: 'error', at: [name], measured: found, limit: 0, message });
  }
}

/** Made when a file is read: a program that reads none, a worker for one, is bundled without zod. */
function configSchema() {
  const values = numberList().transform((list) => Float64Array.from(list));
  const shift = z.int();
  return z.strictObject({
    ...header('xylopipe/config', 1),
    chipId: z.string(),
    dt: z.number(),
    weightsIn: tensorSchema(3),
    weightsRec: tensorSchema(3),
    weightsOut: tensorSchema(2),
    weightShiftIn: shift,
    weightShiftRec: shift,
    weightShiftOut: shift,
    dashMem: values,
    dashSyn: values,
    dashSyn2: values,
    dashMemOut: values,
    dashSynOut: values,
    threshold: values,
    thresholdOut: values,
    bias: values,
    biasOut: values,
    aliases: z.array(numberList()),
    layers: z.array(
      z.strictObject({
        name: z.string(),
        role: z.enum(['hidden', 'output']),
        firstId: z.int(),
        count: z.int(),
        firstNeuron: z.int().optional(),
      }),
    ),
  });
}

/** The file form, `xylopipe/config` version 1. The enable bits follow from the rest and are not written. */
export function deviceConfigToJson(config: DeviceConfig): JsonValue {
  const { stage, biasEnable, synapse2Enable, aliasEnable, ...fields } = config;
  const entries = Object.entries(fields).map(([key, value]) => {
    if (ArrayBuffer.isView(value)) return [key, Array.from(value as Int16Array)];
    return [key, isTensor(value) ? tensorToJson(value) : value];
  });
  return { format: 'xylopipe/config', version: 1, ...Object.fromEntries(entries) } as JsonValue;
}

/** Reads a configuration. Throws `CONFIG_INVALID` with all issues: unknown keys and versions, shapes, values out of their words. */
export function deviceConfigFromJson(json: unknown): DeviceConfig {
  const { format, version, ...fields } = parseJson(configSchema(), json, 'CONFIG_INVALID', 'configuration');
  return deviceConfigFromSpec(fields);
}

const isTensor = (value: unknown): value is Tensor<TensorData> =>
  typeof value === 'object' && value !== null && 'shape' in value;
