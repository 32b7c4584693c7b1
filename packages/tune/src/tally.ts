import { type Evolution, outputOf, totalsOf, XylopipeError } from '@xylopipe/core';
import { logLikelihood } from './log-likelihood.js';
import { spikeOverlap } from './spike-overlap.js';
import type { Score } from './trial.js';
import type { Yardstick } from './yardstick.js';

/** Adds up how good answers are, recording by recording: none needs to be kept. */
export class Tally {
  readonly #yardstick: Yardstick;
  readonly #hidden = { spikes: 0, unmatched: 0 };
  readonly #output = { spikes: 0, unmatched: 0 };
  #added = 0;
  #correct = 0;
  #logLikelihood = 0;

  constructor(yardstick: Yardstick) {
    this.#yardstick = yardstick;
  }

  /**
   * Takes what the chip answers to the next recording, from rest, with `spikesHidden` recorded.
   * @throws EVOLUTION_INVALID if it was not, or if there is no further recording.
   */
  add(evolution: Evolution): void {
    const { references, labels } = this.#yardstick;
    const reference = references[this.#added];
    if (reference === undefined) throw notOneForEach(this.#added + 1, references.length);
    const { hidden, output } = spikeOverlap(reference, evolution);
    for (const [sum, { spikes, unmatched }] of [[this.#hidden, hidden] as const, [this.#output, output] as const]) {
      sum.spikes += spikes;
      sum.unmatched += unmatched;
    }
    const label = labels?.[this.#added];
    if (label !== undefined) this.#classify(totalsOf(outputOf(evolution)), label);
    this.#added++;
  }

  /** How good they are: agreement over the spikes of all recordings. Throws EVOLUTION_INVALID unless there was one for each. */
  score(): Score {
    const { references, labels } = this.#yardstick;
    if (this.#added !== references.length) throw notOneForEach(this.#added, references.length);
    const [hidden, output] = [this.#hidden, this.#output];
    const agreement = agreementOf(hidden.spikes + output.spikes, hidden.unmatched + output.unmatched);
    const outputAgreement = agreementOf(output.spikes, output.unmatched);
    if (labels === undefined) return { agreement, outputAgreement };
    const accuracy = this.#correct / labels.length;
    return { agreement, outputAgreement, accuracy, likelihood: Math.exp(this.#logLikelihood / labels.length) };
  }

  /** The class is the output with the highest total, the lowest on a tie. */
  #classify(totals: readonly number[], label: number): void {
    if (totals.indexOf(Math.max(...totals)) === label) this.#correct++;
    this.#logLikelihood += logLikelihood(totals, label);
  }
}

const agreementOf = (spikes: number, unmatched: number): number => (spikes === 0 ? 1 : (spikes - unmatched) / spikes);

const notOneForEach = (evolutions: number, recordings: number): XylopipeError =>
  new XylopipeError('EVOLUTION_INVALID', `${recordings} recordings have ${evolutions} evolutions`);
