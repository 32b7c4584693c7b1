import type { LayerRun } from '@xylopipe/compare';
import { type MappedSpec, XylopipeError } from '@xylopipe/core';
import { type Reference, referenceOf } from './spike-overlap.js';

/** What answers are judged by: plain data, which can be sent to a worker. */
export interface Yardstick {
  /** What the float network answers, one for each recording. */
  readonly references: readonly Reference[];
  /** The class of each recording; absent where neither accuracy nor likelihood is scored. */
  readonly labels?: readonly number[] | undefined;
}

/** What a yardstick is made of. */
export interface YardstickOptions {
  /** The network on its chip, to be quantized. */
  readonly mapped: MappedSpec;
  /** What the float network answers to each recording: all its layers with their spikes. Nothing else of a run is kept. */
  readonly reference: Iterable<LayerRun>;
  /** The class of each recording, the index of the output that ought to spike most. Default: neither accuracy nor likelihood is scored. */
  readonly labels?: readonly number[] | undefined;
}

/**
 * What answers are judged by: the float network, and the classes of the recordings.
 * @throws REFERENCE_INVALID if the float runs are not of the network; RECORDINGS_INVALID if there is none, if labels are not
 * one for each, or with the labels that are no output.
 */
export function yardstick({ mapped, reference, labels }: YardstickOptions): Yardstick {
  const references = Array.from(reference, (run) => referenceOf(run, mapped));
  refuseBadLabels(labels, references.length, mapped.thresholdOut.length);
  return { references, labels };
}

/** Bad labels that are named: a wrong column has as many as there are recordings. */
const NAMED = 10;

function refuseBadLabels(labels: readonly number[] | undefined, recordings: number, outputs: number): void {
  if (recordings === 0) throw new XylopipeError('RECORDINGS_INVALID', 'there is no recording to judge by');
  if (labels === undefined) return;
  const hint = 'a label is the index of the output that ought to spike most';
  if (labels.length !== recordings) {
    throw new XylopipeError('RECORDINGS_INVALID', `${recordings} recordings have ${labels.length} labels`, { hint });
  }
  const bad = [...labels.keys()].filter((i) => !isIndex(labels[i] as number, outputs));
  if (bad.length === 0) return;
  throw new XylopipeError('RECORDINGS_INVALID', `${bad.length} of ${recordings} labels stand for no output`, {
    issues: bad.slice(0, NAMED).map((i) => ({
      code: 'LABEL_OUT_OF_RANGE',
      severity: 'error',
      at: ['labels', i],
      measured: labels[i] as number,
      limit: `0 to ${outputs - 1}`,
      message: 'there is no such output',
    })),
    hint,
  });
}

const isIndex = (label: number, outputs: number): boolean => Number.isInteger(label) && label >= 0 && label < outputs;
