import type { LayerRun } from '../run/layer-run.js';
import type { LayerDivergence, RunComparison } from '../runs/run-comparison.js';
import { causeOf } from './cause-of.js';

/**
 * A comparison of the float network with its chip, or with a board, that tells why each layer first departs.
 * @param comparison - what `compareRuns` gave for `float` and the chip.
 * @param ladder - what `evolveLadder` gave for the network and the input.
 */
export function withCauses(comparison: RunComparison, float: LayerRun, ladder: readonly LayerRun[]): RunComparison {
  const caused = (divergence: LayerDivergence | null): LayerDivergence | null =>
    divergence && { ...divergence, cause: causeOf(divergence, float, ladder) };
  const layers = comparison.layers.map((layer) => ({ ...layer, first: caused(layer.first) }));
  return { ...comparison, layers, first: caused(comparison.first) };
}
