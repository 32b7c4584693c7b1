import type { Issue } from '@xylopipe/core';
import type { QuantizeMethod, QuantizeOptions } from '@xylopipe/quantize';

/** A range to draw from, evenly in the logarithm. */
export interface LogRange {
  readonly from: number;
  readonly to: number;
}

/** The recipes that a search may try: what each option of the quantizer may be. */
export interface RecipeSpace {
  readonly methods: readonly QuantizeMethod[];
  readonly dashRounding: readonly NonNullable<QuantizeOptions['dashRounding']>[];
  /** Of methods with a factor per layer or neuron; some of them are tried without a cap. From 1. */
  readonly scaleCap: LogRange;
  /** How many of 100 weights may be clipped; some recipes clip none. Over 0, under 100. */
  readonly clippedPercent: LogRange;
  /** Over 0; around 1. */
  readonly thresholdScale: LogRange;
  /** The same of output neurons; in some recipes they have the scale of all. */
  readonly thresholdScaleOut: LogRange;
}

/** Every method and rounding, factors up to 32 times the global one, up to 5 % of weights clipped, thresholds within 20 %. */
export const DEFAULT_SPACE: RecipeSpace = {
  methods: ['global', 'layer', 'channel'],
  dashRounding: ['nearest', 'decay'],
  scaleCap: { from: 1, to: 32 },
  clippedPercent: { from: 0.05, to: 5 },
  thresholdScale: { from: 1 / 1.2, to: 1.2 },
  thresholdScaleOut: { from: 1 / 1.2, to: 1.2 },
};

/** Everything that keeps a space from being searched. */
export const spaceIssues = (space: RecipeSpace): readonly Issue[] => [
  ...emptyList('methods', space.methods),
  ...emptyList('dashRounding', space.dashRounding),
  ...badRange('scaleCap', space.scaleCap, 1, Number.POSITIVE_INFINITY),
  ...badRange('clippedPercent', space.clippedPercent, Number.MIN_VALUE, 99),
  ...badRange('thresholdScale', space.thresholdScale, Number.MIN_VALUE, Number.MAX_VALUE),
  ...badRange('thresholdScaleOut', space.thresholdScaleOut, Number.MIN_VALUE, Number.MAX_VALUE),
];

const emptyList = (name: string, { length }: readonly unknown[]): readonly Issue[] =>
  length > 0 ? [] : [{ ...fault(name), measured: length, limit: 'at least 1', message: `${name} is empty` }];

const badRange = (name: string, { from, to }: LogRange, min: number, max: number): readonly Issue[] =>
  from >= min && to >= from && to <= max && Number.isFinite(to)
    ? []
    : [
        {
          ...fault(name),
          measured: `${from} to ${to}`,
          limit: `${min} to ${max}, ascending`,
          message: `${name} is no range`,
        },
      ];

const fault = (name: string): Pick<Issue, 'code' | 'severity' | 'at' | 'hint'> => ({
  code: 'SEARCH_SPACE',
  severity: 'error',
  at: ['space', name],
  hint: 'leave it out for the default',
});
