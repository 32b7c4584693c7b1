import { type Raster, throwIfAborted, type UpdateRule } from '@xylopipe/core';
import type { LayerRun } from '../run/layer-run.js';
import { evolveIdealChip } from './evolve-ideal-chip.js';
import { APPROXIMATIONS } from './explanation.js';
import type { LadderSpecs } from './ideal-network.js';

/** How to evolve ideal chips one after the other. */
export interface LadderOptions {
  /** Which neuron arithmetic the chip has. Default `v2`. */
  readonly updateRule?: UpdateRule | undefined;
  /** Stops between two runs. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Spikes of a network on a chip with the first approximation, with the first two, and so on; the last run is the chip.
 * @param float - the spikes of the float network for the same input, from rest.
 * @throws LADDER_REFUSED like `evolveIdealChip`, ABORTED if the signal says so.
 */
export function evolveLadder(
  float: LayerRun,
  specs: LadderSpecs,
  raster: Raster,
  { updateRule, signal }: LadderOptions = {},
): readonly LayerRun[] {
  return APPROXIMATIONS.map((_, rung) => {
    throwIfAborted(signal, 'ladder');
    return evolveIdealChip(specs, raster, { approximations: APPROXIMATIONS.slice(0, rung + 1), updateRule, float });
  });
}
