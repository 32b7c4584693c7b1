import type { LayerRun } from '../run/layer-run.js';
import { compareRuns } from '../runs/compare-runs.js';
import type { RunComparison } from '../runs/run-comparison.js';
import { APPROXIMATIONS } from './explanation.js';
import { withCauses } from './with-causes.js';

/** The run between the float network and its chip, and what it has in common with both. */
export interface QuantizedRun {
  /** The quantized network, in spikes: whole weights, thresholds, biases and dashes, on states in real numbers without end. */
  readonly run: LayerRun;
  /** What quantization does: the float network and this, with the causes up to `weightRounding`. */
  readonly withFloat: RunComparison;
  /** What 16-bit arithmetic does: this and the chip, with `truncation` and `saturation` as causes. */
  readonly withChip: RunComparison;
}

/**
 * Sets the quantized network between the float network and the chip: the rung of the ladder whose weights are rounded.
 * @param chip - the simulator, or a board, for the same input.
 * @param ladder - what `evolveLadder` gave for `float`.
 */
export function compareQuantized(float: LayerRun, chip: LayerRun, ladder: readonly LayerRun[]): QuantizedRun {
  const rungs = APPROXIMATIONS.indexOf('weightRounding') + 1;
  const run: LayerRun = { ...(ladder[rungs - 1] as LayerRun), label: 'quantized' };
  const signals = ['spikes'] as const;
  const before = [ladder.slice(0, rungs), APPROXIMATIONS.slice(0, rungs)] as const;
  const behind = [ladder.slice(rungs), APPROXIMATIONS.slice(rungs)] as const;
  return {
    run,
    withFloat: withCauses(compareRuns(float, run, { signals }), float, ...before),
    withChip: withCauses(compareRuns(run, chip, { signals }), run, ...behind),
  };
}
