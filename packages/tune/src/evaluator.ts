import type { LayerRun } from '@xylopipe/compare';
import {
  type Evolution,
  errorsIn,
  type Issue,
  isXylopipeError,
  type MappedSpec,
  outputOf,
  type QuantizedSpec,
  totalsOf,
  XylopipeError,
} from '@xylopipe/core';
import { type QuantizeOptions, quantize } from '@xylopipe/quantize';
import { type Reference, referenceOf, spikeOverlap } from './spike-overlap.js';
import type { Evaluate, Score, Trial } from './trial.js';

/** What recipes are judged by. */
export interface EvaluatorOptions {
  /** The network on its chip, to be quantized. */
  readonly mapped: MappedSpec;
  /** What the float network answers to each recording: all its layers with their spikes. */
  readonly reference: readonly LayerRun[];
  /** The class of each recording, the index of the output that ought to spike most. Default: accuracy is not scored. */
  readonly labels?: readonly number[] | undefined;
  /**
   * Evolves every recording from rest, recording `spikesHidden`. An error of ours that it throws is a chip's refusal, and
   * the recipe has no score; other errors, `ABORTED` too, end the search.
   */
  readonly simulate: (
    quantized: QuantizedSpec,
    signal: AbortSignal | undefined,
  ) => readonly Evolution[] | Promise<readonly Evolution[]>;
  /** Words of the chip. Default: those of every Xylo. */
  readonly bits?: Pick<QuantizeOptions, 'bitsPerWeight' | 'bitsPerThreshold'> | undefined;
}

/**
 * Judges recipes by what they do to a network on recordings.
 * @throws REFERENCE_INVALID if the float runs are not of the network, RECORDINGS_INVALID if there is none, or if labels are
 * not one output for each.
 */
export function evaluator({ mapped, reference, labels, simulate, bits }: EvaluatorOptions): Evaluate {
  refuseBadLabels(labels, reference.length, mapped.thresholdOut.length);
  const references = reference.map((run) => referenceOf(run, mapped));
  return async (recipe, signal) => {
    try {
      const { value: quantized, issues } = quantize(mapped, { ...bits, ...recipe });
      const evolutions = await simulate(quantized, signal);
      return { score: scoreOf(evolutions, references, labels), issues };
    } catch (error) {
      return refusalOf(error);
    }
  };
}

function scoreOf(
  evolutions: readonly Evolution[],
  references: readonly Reference[],
  labels: readonly number[] | undefined,
): Score {
  const agreement = pooled(evolutions, references);
  const outputAgreement = pooled(evolutions, references, 'output');
  if (labels === undefined) return { agreement, outputAgreement };
  const correct = evolutions.filter((evolution, i) => mostActive(evolution) === labels[i]).length;
  return { agreement, outputAgreement, accuracy: correct / labels.length };
}

/** Agreement over the spikes of all recordings. */
function pooled(evolutions: readonly Evolution[], references: readonly Reference[], role?: 'output'): number {
  let [spikes, unmatched] = [0, 0];
  references.forEach((reference, i) => {
    const overlap = spikeOverlap(reference, evolutions[i] as Evolution, role);
    spikes += overlap.spikes;
    unmatched += overlap.unmatched;
  });
  return spikes === 0 ? 1 : (spikes - unmatched) / spikes;
}

/** The output with the most spikes, the lowest on a tie. */
function mostActive(evolution: Evolution): number {
  const totals = totalsOf(outputOf(evolution));
  return totals.indexOf(Math.max(...totals));
}

function refusalOf(error: unknown): Pick<Trial, 'score' | 'issues'> {
  if (!isXylopipeError(error) || error.code === 'ABORTED') throw error;
  const { code, message, hint, issues } = error;
  const whole: Issue = { code, severity: 'error', at: [], message: message.split('\n', 1)[0] as string, hint };
  return { score: null, issues: errorsIn(issues).length > 0 ? issues : [whole, ...issues] };
}

function refuseBadLabels(labels: readonly number[] | undefined, recordings: number, outputs: number): void {
  if (recordings === 0) throw new XylopipeError('RECORDINGS_INVALID', 'there is no recording to judge by');
  if (labels === undefined) return;
  const bad = labels.findIndex((label) => !(Number.isInteger(label) && label >= 0 && label < outputs));
  if (labels.length === recordings && bad < 0) return;
  const message =
    labels.length === recordings
      ? `label ${labels[bad]} of recording ${bad} stands for none of the ${outputs} outputs`
      : `${recordings} recordings have ${labels.length} labels`;
  throw new XylopipeError('RECORDINGS_INVALID', message, {
    hint: 'a label is the index of the output that ought to spike most',
  });
}
