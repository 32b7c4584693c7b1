import type { MappedSpec, QuantizedSpec } from '@xylopipe/core';
import { lintQuantization, type QuantizationLint } from '../src/lint/lint-quantization.js';
import { quantize } from '../src/quantize.js';
import { type SmallSpec, smallSpec } from './small-spec.js';

/** Without shifts, which the small specification has for other tests. */
export const spec = (fields: SmallSpec = {}): MappedSpec => ({
  ...smallSpec(fields),
  weightShiftIn: 0,
  weightShiftRec: 0,
  weightShiftOut: 0,
  aliases: (fields.threshold ?? [1, 1]).map(() => []),
});

export const lintOf = (mapped: MappedSpec, change: Partial<QuantizedSpec> = {}): QuantizationLint =>
  lintQuantization(mapped, { ...quantize(mapped).value, ...change });

export const codesOf = ({ issues }: QuantizationLint): readonly string[] => issues.map(({ code }) => code);
export const issueOf = ({ issues }: QuantizationLint, code: string) => issues.filter((issue) => issue.code === code);

/** Dashes of the time constants that whole dashes have exactly. */
const dashes = (...whole: number[]): number[] => whole.map((d) => Math.log2(-1 / Math.log1p(-(2 ** -d))));
/** With time constants that a chip has exactly. */
export const exact = (mapped: MappedSpec): MappedSpec => {
  const list = (data: Float64Array): Float64Array => Float64Array.from(dashes(...data));
  return {
    ...mapped,
    dashMem: list(mapped.dashMem),
    dashSyn: list(mapped.dashSyn),
    dashMemOut: list(mapped.dashMemOut),
    dashSynOut: list(mapped.dashSynOut),
  };
};
