import type { QuantizeOptions } from '@xylopipe/quantize';

/** Options of the quantizer that a search changes, as flags of the command. */
const FLAGS = {
  method: '--quantize',
  scaleCap: '--scale-cap',
  clipPercentile: '--clip-percentile',
  thresholdScale: '--threshold-scale',
  thresholdScaleOut: '--threshold-scale-out',
  dashRounding: '--dash-rounding',
} as const satisfies Partial<Record<keyof QuantizeOptions, string>>;

/** A recipe as it is typed behind any command that quantizes, e.g. `--quantize channel --scale-cap 4`. */
export const flagsOf = (recipe: QuantizeOptions): string =>
  (Object.keys(FLAGS) as (keyof typeof FLAGS)[])
    .filter((option) => recipe[option] !== undefined)
    .map((option) => `${FLAGS[option]} ${recipe[option]}`)
    .join(' ');
