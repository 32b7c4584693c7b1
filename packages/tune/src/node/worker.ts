import { type DeviceConfig, isXylopipeError } from '@xylopipe/core';
import { workerData } from 'piscina';
import type { Score } from '../trial.js';
import { ScoringBench } from './scoring-bench.js';

const bench = new ScoringBench(workerData);

/** A score, or what was thrown in its place: errors lose their class on the way between threads. */
export type Answer = { readonly score: Score } | { readonly refusal: Refusal };

/** An error of ours as data. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly issues: unknown;
}

export function score(config: DeviceConfig): Answer {
  try {
    return { score: bench.score(config) };
  } catch (error) {
    if (!isXylopipeError(error)) throw error;
    return { refusal: { code: error.code, message: error.message, issues: error.issues } };
  }
}
