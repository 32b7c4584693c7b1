import { errorsIn } from '@xylopipe/core';
import type { RunComparison } from './run-comparison.js';

/** What two runs must have in common. */
export interface Gate {
  /** Of every layer that is compared, from 0 to 1; with it, of all layers together. */
  readonly minAgreement: number;
  /** Whether nothing may differ that was compared, states included. Default `false`. */
  readonly exact?: boolean | undefined;
}

/** What of a layer, or of all of them, a gate looks at. */
interface Judged {
  readonly agreement: number;
  /** Whether anything differs, states included. */
  readonly differs: boolean;
}

/** Whether a part of a comparison passes a gate. */
export const agreesEnough = ({ agreement, differs }: Judged, { minAgreement, exact = false }: Gate): boolean =>
  agreement >= minAgreement && !(exact && differs);

/**
 * Whether two runs agree enough, layer by layer, so that no large layer outweighs a small one, and everything could be
 * compared. The tests of `junitXml` for the same gate pass where this does.
 */
export const passesGate = ({ layers, issues }: RunComparison, gate: Gate): boolean =>
  layers.length > 0 &&
  errorsIn(issues).length === 0 &&
  layers.every(({ agreement, first }) => agreesEnough({ agreement, differs: first !== null }, gate));
