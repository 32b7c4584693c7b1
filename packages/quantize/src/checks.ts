import { type AnySpec, checkSpecShapes, type Issue, signedRange, unravelIndex, unsignedRange } from '@xylopipe/core';
import {
  ARRAY_FIELDS,
  type ArrayField,
  arrayOf,
  BIAS_FIELDS,
  DASH_FIELDS,
  THRESHOLD_FIELDS,
  WEIGHT_FIELDS,
} from './fields.js';
import type { Settings } from './options.js';

/** Issues listed per field: a wrong scale breaks thousands of values in the same way. */
const MAX_ISSUES_PER_FIELD = 10;

/** Word of a dash on every Xylo, unsigned. */
const DASH_BITS = 4;

type Range = readonly [min: number, max: number];
type Verdict = Pick<Issue, 'code' | 'severity' | 'message' | 'hint'>;

/** Numbers whose squares and sums stay finite. */
const FINITE: Range = [-1e100, 1e100];
const INT32: Range = signedRange(32);

/** What makes a specification impossible to quantize: disagreeing shapes, or else NaN and infinities. All are errors. */
export function inputIssues(spec: AnySpec): readonly Issue[] {
  const shapes = checkSpecShapes(spec);
  if (shapes.length > 0) return shapes;
  return ARRAY_FIELDS.flatMap((field) => outside(spec, field, FINITE, notFinite));
}

/**
 * Integers that do not fit: the requested bits, as warnings, since a simulator may take them and `configure` decides;
 * or the 32 bits that a quantized specification holds, as errors. A bias is measured by the bits of a weight.
 */
export function resultIssues(spec: AnySpec, { bitsPerWeight, bitsPerThreshold }: Settings): readonly Issue[] {
  const check = (fields: readonly ArrayField[], range: Range, verdict: Verdict): readonly Issue[] =>
    fields.flatMap((field) => {
      const warnings = outside(spec, field, range, verdict);
      const errors = warnings.length === 0 ? [] : outside(spec, field, INT32, tooWide);
      return errors.length > 0 ? errors : warnings;
    });
  return [
    ...check(WEIGHT_FIELDS, signedRange(bitsPerWeight), doesNotFit('leave compat out to have weights clipped')),
    ...check(
      THRESHOLD_FIELDS,
      signedRange(bitsPerThreshold),
      doesNotFit('leave compat out to have thresholds limited'),
    ),
    ...check(
      BIAS_FIELDS,
      signedRange(bitsPerWeight),
      doesNotFit('use smaller biases, or method "global" without fuzzyScaling, which makes room for them'),
    ),
    ...check(DASH_FIELDS, unsignedRange(DASH_BITS), doesNotFit('use time constants from dt to 2^15 dt')),
  ];
}

const notFinite: Verdict = {
  code: 'NOT_FINITE',
  severity: 'error',
  message: 'is not a number that can be scaled',
  hint: 'look for a division by zero or a training run that diverged',
};

const tooWide: Verdict = {
  code: 'VALUE_RANGE',
  severity: 'error',
  message: 'does not fit 32 bits',
  hint: 'bring the weights, the threshold and the bias of a neuron to comparable magnitudes',
};

const doesNotFit = (hint: string): Verdict => ({
  code: 'VALUE_RANGE',
  severity: 'warning',
  message: 'does not fit its word',
  hint,
});

/** One issue per value outside of `range`, and one more where there are too many to list. */
function outside(spec: AnySpec, field: ArrayField, [min, max]: Range, verdict: Verdict): readonly Issue[] {
  const { shape, data } = arrayOf(spec, field);
  const limit = `${min} to ${max}`;
  const issues: Issue[] = [];
  let found = 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number;
    if (value >= min && value <= max) continue;
    if (++found > MAX_ISSUES_PER_FIELD) continue;
    const index = unravelIndex(i, shape);
    const measured = Number.isFinite(value) ? value : String(value);
    const message = `${field}[${index.join('][')}] ${verdict.message}`;
    issues.push({ ...verdict, at: [field, ...index], measured, limit, message });
  }
  if (found > MAX_ISSUES_PER_FIELD) {
    const message = `${found} values of ${field} are like this; the first ${MAX_ISSUES_PER_FIELD} are listed`;
    issues.push({ ...verdict, at: [field], measured: found, limit: 0, message });
  }
  return issues;
}
