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
  /**
   * How sure the chip is of the labels: the geometric mean, over the recordings, of the probability of the label under a softmax
   * of what the outputs total, 0 to 1; absent without labels. It tells recipes apart that classify the same recordings rightly.
   */
  readonly likelihood?: number | undefined;
}

/** One recipe that was tried. */
export interface Trial {
  /** Place in the search, from 0. */
  readonly index: number;
  readonly recipe: QuantizeOptions;
  /** `null` where the chip cannot take what the recipe gives. */
  readonly score: Score | null;
  /** Why not, or what there is to say of the recipe. */
  readonly issues: readonly Issue[];
  /** Tells the integers that the recipe gives from others: SHA-256 in hexadecimal digits. Absent where there are none. */
  readonly digest?: string | undefined;
  /** An earlier trial that gave the same integers: the score is that one's, and nothing was simulated. */
  readonly sameAs?: number | undefined;
}

/** What makes one recipe better than another. */
export const OBJECTIVES = ['accuracy', 'likelihood', 'agreement', 'outputAgreement'] as const;
export type Objective = (typeof OBJECTIVES)[number];
