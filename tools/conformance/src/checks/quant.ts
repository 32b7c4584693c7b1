import { isXylopipeError, type MappedSpec } from '@xylopipe/core';
import { type QuantizeOptions, quantize } from '@xylopipe/quantize';
import { type RecordedSpec, readSpec } from '../recorded-spec.js';
import { type CaseResult, runCase } from '../result.js';
import { specDifference } from '../spec-difference.js';

interface RecordedOptions {
  readonly method: 'global' | 'channel';
  readonly fuzzy_scaling?: boolean;
  readonly bits_per_weight: number;
  readonly bits_per_threshold: number;
}

interface QuantCase {
  readonly spec: string;
  readonly options: RecordedOptions;
  readonly expected?: Partial<RecordedSpec>;
  readonly corrected?: Partial<RecordedSpec>;
  readonly reference_error?: string;
}

interface QuantFile {
  readonly name: string;
  readonly specs: Readonly<Record<string, RecordedSpec>>;
  readonly cases: readonly QuantCase[];
}

/** Recorded option names as ours. */
export const quantizeOptions = (o: RecordedOptions): QuantizeOptions => ({
  method: o.method,
  bitsPerWeight: o.bits_per_weight,
  bitsPerThreshold: o.bits_per_threshold,
  ...(o.fuzzy_scaling === undefined ? {} : { fuzzyScaling: o.fuzzy_scaling }),
});

/** `quant/`, `quant_discrepancies/`: integers as they should be, and again as the reference makes them. */
export function checkQuant(json: unknown): readonly CaseResult[] {
  const file = json as QuantFile;
  return file.cases.flatMap((recorded, i) => {
    const name = `${file.name}[${i}] ${recorded.spec} ${recorded.options.method}`;
    const spec: MappedSpec = { stage: 'mapped', ...readSpec(file.specs[recorded.spec] as RecordedSpec, 'syns61201') };
    const right = runCase(name, () =>
      specDifference(quantize(spec, quantizeOptions(recorded.options)).value, {
        ...recorded.expected,
        ...recorded.corrected,
      }),
    );
    return isOutOfCompat(recorded, spec)
      ? [right]
      : [right, runCase(`${name} (rockpool-3.0.3)`, () => checkCompat(recorded, spec))];
  });
}

function checkCompat({ options, expected, reference_error }: QuantCase, spec: MappedSpec): string | undefined {
  const compat = (): ReturnType<typeof quantize> =>
    quantize(spec, { ...quantizeOptions(options), compat: 'rockpool-3.0.3' });
  if (expected !== undefined) return specDifference(compat().value, expected);
  try {
    compat();
  } catch (error) {
    return isXylopipeError(error) && error.code === 'REFERENCE_FAILS'
      ? undefined
      : `${error}, recorded ${reference_error}`;
  }
  return `no error, recorded ${reference_error}`;
}

/** The garbage of an all-zero fuzzy group (g7) and sizes of zero are not reproduced. */
function isOutOfCompat({ expected }: QuantCase, spec: MappedSpec): boolean {
  const { weightsIn, weightsRec, weightsOut } = spec;
  const sizes = [...weightsIn.shape, ...weightsRec.shape, ...weightsOut.shape];
  return sizes.includes(0) || JSON.stringify(expected ?? null).includes('-9223372036854');
}
