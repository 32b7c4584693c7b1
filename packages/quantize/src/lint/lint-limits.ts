import { type Issue, XylopipeError } from '@xylopipe/core';

/** From where on something is a finding; every one is a number from 0. */
export interface LintLimits {
  /** Weights into a neuron that became 0, in per cent. Default 25. */
  readonly weightsLost: number;
  /** Root mean square error of the weights into a neuron, in per cent. Default 10. */
  readonly weightError: number;
  /** Bits, sign included, that the largest weight into a neuron needs at least. Default 4. */
  readonly rangeBits: number;
  /** Threshold against the weights, in per cent. Default 10. */
  readonly thresholdError: number;
  /** Bias against the weights, in per cent. Default 25. */
  readonly biasError: number;
  /** Time constants, in per cent; rounding to the nearest dash alone is up to 41 % off. Default 30. */
  readonly tauError: number;
  /** Largest magnitude of a threshold that its word holds. Default 32767. */
  readonly maxThreshold: number;
}

/** Limits of the lint; each default is in {@link LintLimits}. */
export type LintOptions = { readonly [Name in keyof LintLimits]?: LintLimits[Name] | undefined };

const DEFAULTS: LintLimits = {
  weightsLost: 25,
  weightError: 10,
  rangeBits: 4,
  thresholdError: 10,
  biasError: 25,
  tauError: 30,
  maxThreshold: 32767,
};

/** Fills in the defaults. Throws `LINT_OPTIONS_INVALID` with every limit that is not one. */
export function lintLimits(options: LintOptions): LintLimits {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const issues = given.flatMap(([name, value]): Issue[] =>
    name in DEFAULTS && (value as number) >= 0 ? [] : [notALimit(name, value)],
  );
  if (issues.length > 0) throw new XylopipeError('LINT_OPTIONS_INVALID', 'cannot lint like this', { issues });
  return { ...DEFAULTS, ...Object.fromEntries(given) };
}

const notALimit = (name: string, value: unknown): Issue => ({
  code: name in DEFAULTS ? 'LINT_LIMIT_RANGE' : 'UNKNOWN_KEY',
  severity: 'error',
  at: [name],
  measured: String(value),
  limit: name in DEFAULTS ? 'from 0' : Object.keys(DEFAULTS).join(', '),
  message: name in DEFAULTS ? `${name} is not a number from 0` : `the lint has no limit "${name}"`,
  hint: `leave ${name} out, or give one of the numbers that the limits are`,
});
