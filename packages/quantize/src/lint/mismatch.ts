import { checkSpecShapes, type Issue, issueUnder, type MappedSpec, type QuantizedSpec } from '@xylopipe/core';
import { inputIssues } from '../checks.js';
import { ARRAY_FIELDS, arrayOf } from '../fields.js';

/** What keeps two specifications from being one before and after quantization. All are errors. */
export function mismatches(mapped: MappedSpec, quantized: QuantizedSpec): readonly Issue[] {
  const own = [
    ...inputIssues(mapped).map((issue) => issueUnder(['mapped'], issue)),
    ...checkSpecShapes(quantized).map((issue) => issueUnder(['quantized'], issue)),
  ];
  const issues: Issue[] = [];
  const differ = (field: string, measured: string, limit: string): void => {
    if (measured === limit) return;
    const message = `${field} is not the same before and after quantization`;
    const hint = 'give the specification that was quantized, and what came of it';
    issues.push({ code: 'SPEC_MISMATCH', severity: 'error', at: [field], measured, limit, message, hint });
  };
  differ('chipId', quantized.chipId, mapped.chipId);
  for (const field of ARRAY_FIELDS) {
    differ(field, arrayOf(quantized, field).shape.join(' x '), arrayOf(mapped, field).shape.join(' x '));
  }
  differ('aliases', aliasText(quantized), aliasText(mapped));
  return [...own, ...issues];
}

/** Aliases as text, those of neurons that have any: `0 as 3, 5 as 7 and 8`. */
const aliasText = ({ aliases }: MappedSpec | QuantizedSpec): string =>
  aliases
    .flatMap((ids, n) => (ids.length === 0 ? [] : [`${n} as ${[...ids].sort((a, b) => a - b).join(' and ')}`]))
    .join(', ');
