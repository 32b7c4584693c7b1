import {
  type AnySpec,
  type ChipLimits,
  type Issue,
  roundHalfEven,
  type Severity,
  signedRange,
  type TensorData,
  unsignedRange,
} from '@xylopipe/core';

const DASHES = ['dashMem', 'dashSyn', 'dashSyn2', 'dashMemOut', 'dashSynOut'] as const;
const SHIFTS = ['weightShiftIn', 'weightShiftRec', 'weightShiftOut'] as const;
const WEIGHTS = ['weightsIn', 'weightsRec', 'weightsOut'] as const;
const THRESHOLDS = ['threshold', 'thresholdOut'] as const;
const BIASES = ['bias', 'biasOut'] as const;

/** Decays that the chip cannot hold. True before quantization as well, which only rounds them. */
export function checkDashes(spec: AnySpec, { bits }: ChipLimits, severity: Severity): readonly Issue[] {
  const hint = `use time constants up to ${2 ** (2 ** bits.dash - 1)} dt, or a longer dt`;
  return DASHES.flatMap((field) => checkRange(field, spec[field], unsignedRange(bits.dash), severity, hint));
}

/** Biases on a chip that has none. */
export function checkBiasIsThere(spec: AnySpec, limits: ChipLimits, severity: Severity): readonly Issue[] {
  if (limits.bias) return [];
  return BIASES.flatMap((field) => {
    const index = spec[field].findIndex((x: number) => x !== 0);
    if (index < 0) return [];
    return [
      {
        code: 'LIMIT_BIAS',
        severity,
        at: [field, index],
        measured: spec[field][index] as number,
        limit: 0,
        message: `the neurons of ${limits.chipId} have no bias`,
        hint: 'train without biases, or use a chip that has them',
      },
    ];
  });
}

/** Integers that the words of the chip cannot hold. Says nothing sensible about weights that are not quantized yet. */
export function checkIntegers(spec: AnySpec, limits: ChipLimits, severity: Severity): readonly Issue[] {
  const { bits } = limits;
  const quantize = 'quantize to the bits of the chip';
  const assumed = limits.assumed.includes('bits.bias')
    ? `; ${bits.bias} bits are assumed, the width is not public`
    : '';
  return [
    ...WEIGHTS.flatMap((f) => checkRange(f, spec[f].data, signedRange(bits.weight), severity, quantize)),
    ...THRESHOLDS.flatMap((f) => checkRange(f, spec[f], signedRange(bits.threshold), severity, quantize)),
    ...(limits.bias ? BIASES : []).flatMap((f) =>
      checkRange(f, spec[f], signedRange(bits.bias), severity, `use smaller biases${assumed}`),
    ),
    ...SHIFTS.flatMap((f) =>
      checkRange(f, Float64Array.of(spec[f]), unsignedRange(bits.weightShift), severity, 'shift weights less'),
    ),
  ];
}

/** One issue per field, at the value that is farthest out. Real numbers count as what they round to. */
function checkRange(
  field: string,
  data: TensorData,
  [min, max]: readonly [min: number, max: number],
  severity: Severity,
  hint: string,
): readonly Issue[] {
  let found = 0;
  let worst = 0;
  let excess = 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number;
    if (value >= min && value <= max) continue;
    const rounded = roundHalfEven(value);
    const beyond = Math.max(min - rounded, rounded - max);
    if (beyond <= 0) continue;
    found++;
    if (beyond > excess) {
      excess = beyond;
      worst = i;
    }
  }
  if (found === 0) return [];
  const measured = data[worst] as number;
  const message = `${found} of ${data.length} values of ${field} do not fit their words, farthest out is element ${worst} (row-major)`;
  return [{ code: 'VALUE_RANGE', severity, at: [field, worst], measured, limit: `${min} to ${max}`, message, hint }];
}
