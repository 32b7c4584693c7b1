import type { Issue } from '@xylopipe/core';
import type { QuantizeOptions } from '@xylopipe/quantize';

/** How good a recipe is. Larger is better. */
export interface Score {
  /** Spike agreement with the float network, all layers and recordings, 0 to 1. */
  readonly agreement: number;
  /** The same of the outputs alone. */
  readonly outputAgreement: number;
  /** Share of labelled recordings that are classified rightly, 0 to 1; absent without labels. */
  readonly accuracy?: number | undefined;
}

/** One recipe that was tried. */
export interface Trial {
  /** Place in the search, from 0. */
  readonly index: number;
  readonly recipe: QuantizeOptions;
  /** `null` where the chip cannot take what the recipe gives. */
  readonly score: Score | null;
  /** Why not. */
  readonly issues: readonly Issue[];
}

/** Tries one recipe. What the chip refuses is `score: null` with issues; whatever it throws ends the search. */
export type Evaluate = (
  recipe: QuantizeOptions,
  signal: AbortSignal | undefined,
) => Promise<Pick<Trial, 'score' | 'issues'>>;

/** What makes one recipe better than another. */
export const OBJECTIVES = ['accuracy', 'agreement', 'outputAgreement'] as const;
export type Objective = (typeof OBJECTIVES)[number];
