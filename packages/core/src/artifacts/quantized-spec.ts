import { XylopipeError } from '../issues/error.js';
import type { Issue } from '../issues/issue.js';
import type { JsonValue } from './json.js';
import type { SpecFields } from './spec-fields.js';
import { specFromJson, specToJson } from './spec-json.js';

/** A network laid out on a chip in integers: what `quantize` makes. The integers may still exceed the chip's ranges. */
export interface QuantizedSpec extends SpecFields<Int32Array, Int32Array> {
  readonly stage: 'quantized';
}

/** JSON with Rockpool's keys. */
export const quantizedSpecToJson = (spec: QuantizedSpec): JsonValue => specToJson(spec, 'quantized');

/** The inverse. Throws `SPEC_INVALID` with all issues, numbers that are not 32-bit integers included. */
export const quantizedSpecFromJson = (json: unknown): QuantizedSpec => integerSpec(specFromJson(json, 'quantized'));

/** A float specification that already holds integers, as a quantized one. Throws `SPEC_INVALID` naming every array that does not. */
export function integerSpec(spec: SpecFields<Float64Array, Float64Array>): QuantizedSpec {
  const issues: Issue[] = [];
  const integers = (name: string, data: Float64Array): Int32Array => {
    const out = new Int32Array(data.length);
    for (let i = 0; i < data.length; i++) {
      out[i] = data[i] as number;
      if (out[i] === data[i]) continue;
      issues.push(notInteger(name, i, data[i] as number));
      break;
    }
    return out;
  };
  const matrix = (name: 'weightsIn' | 'weightsRec' | 'weightsOut') => ({
    shape: spec[name].shape,
    data: integers(name, spec[name].data),
  });
  const quantized: QuantizedSpec = {
    ...spec,
    stage: 'quantized',
    weightsIn: matrix('weightsIn'),
    weightsRec: matrix('weightsRec'),
    weightsOut: matrix('weightsOut'),
    dashMem: integers('dashMem', spec.dashMem),
    dashSyn: integers('dashSyn', spec.dashSyn),
    dashSyn2: integers('dashSyn2', spec.dashSyn2),
    dashMemOut: integers('dashMemOut', spec.dashMemOut),
    dashSynOut: integers('dashSynOut', spec.dashSynOut),
    threshold: integers('threshold', spec.threshold),
    thresholdOut: integers('thresholdOut', spec.thresholdOut),
    bias: integers('bias', spec.bias),
    biasOut: integers('biasOut', spec.biasOut),
  };
  if (issues.length > 0) throw new XylopipeError('SPEC_INVALID', 'not a quantized specification', { issues });
  return quantized;
}

const notInteger = (name: string, index: number, measured: number): Issue => ({
  code: 'NOT_INTEGER',
  severity: 'error',
  at: [name, index],
  measured,
  message: `element ${index} (row-major) of ${name} is not a 32-bit integer`,
  hint: 'quantize the specification first',
});
