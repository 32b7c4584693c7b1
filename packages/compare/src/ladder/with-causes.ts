import type { LayerRun } from '../run/layer-run.js';
import type { LayerDivergence, RunComparison } from '../runs/run-comparison.js';
import { causeOf } from './cause-of.js';
import { APPROXIMATIONS, type Approximation } from './explanation.js';

/**
 * A comparison of the float network with its chip, or with a board, that tells why each layer first departs.
 * @param comparison - what `compareRuns` gave for `float` and the chip.
 * @param ladder - what `evolveLadder` gave for the network and the input, or a stretch of it where one of its runs stands
 * in place of the float network.
 * @param approximations - what each rung adds to the one before it.
 */
export function withCauses(
  comparison: RunComparison,
  float: LayerRun,
  ladder: readonly LayerRun[],
  approximations: readonly Approximation[] = APPROXIMATIONS,
): RunComparison {
  const caused = (divergence: LayerDivergence | null): LayerDivergence | null =>
    divergence && { ...divergence, cause: causeOf(divergence, float, ladder, approximations) };
  const layers = comparison.layers.map((layer) => ({ ...layer, first: caused(layer.first) }));
  return { ...comparison, layers, first: caused(comparison.first) };
}
