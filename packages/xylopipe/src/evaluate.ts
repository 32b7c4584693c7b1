import {
  type DeviceSession,
  type Issue,
  issueUnder,
  outputOf,
  type Raster,
  refuseOnErrors,
  throwIfAborted,
  totalsOf,
  XylopipeError,
} from '@xylopipe/core';
import type { LabelledSet } from '@xylopipe/formats';
import type { Network } from '@xylopipe/nn';

/** What a sample is, and what it was taken for. */
export interface Prediction {
  readonly label: number;
  /** By the float simulation of the network. */
  readonly float: number;
  /** By the chip. */
  readonly chip: number;
}

/** How often the predictions are right. */
export interface Score {
  readonly correct: number;
  /** `correct` as a fraction of all samples. */
  readonly accuracy: number;
  /** Number of samples by `[label][predicted class]`. */
  readonly confusion: readonly (readonly number[])[];
}

/** A network and its chip on the same data. */
export interface Evaluation {
  readonly predictions: readonly Prediction[];
  readonly float: Score;
  readonly chip: Score;
  /** Samples that both take for the same class. */
  readonly agreement: { readonly same: number; readonly fraction: number };
  /** Warnings of the chip; paths begin with the index of the sample. */
  readonly issues: readonly Issue[];
}

export interface EvaluateOptions {
  /** Aborts the evaluation: it rejects with `ABORTED`. */
  readonly signal?: AbortSignal | undefined;
  /** Is told after each sample how much of the data is done, 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * Classifies data with a network in float and with the chip that it was deployed to. The class is the output with the
 * most spikes, the lowest index on a tie; both states are reset before each sample.
 * @throws DATASET_INVALID if there is no sample, or with an issue for each label that is not the index of an output.
 */
export async function evaluate(
  network: Network,
  session: DeviceSession,
  { rasters, labels }: LabelledSet,
  { signal, onProgress }: EvaluateOptions = {},
): Promise<Evaluation> {
  refuseUnlessLabelled(rasters.length, labels, network.nout);
  const issues: Issue[] = [];
  const predictions: Prediction[] = [];
  for (const [i, input] of rasters.entries()) {
    throwIfAborted(signal, 'evaluate');
    const watching = session.events$.subscribe(({ issue }) => issues.push(issueUnder([i], issue)));
    try {
      await session.resetState();
      const chip = mostActive(totalsOf(outputOf(await session.evolve(input, { signal }))));
      predictions.push({ label: labels[i] as number, float: floatClass(network, input), chip });
    } finally {
      watching.unsubscribe();
    }
    onProgress?.(predictions.length / rasters.length);
  }
  const same = predictions.filter((p) => p.float === p.chip).length;
  return {
    predictions,
    float: scoreOf(predictions, 'float', network.nout),
    chip: scoreOf(predictions, 'chip', network.nout),
    agreement: { same, fraction: same / predictions.length },
    issues,
  };
}

/** Index of the largest total, the lowest on a tie. */
export const mostActive = (totals: readonly number[]): number => totals.indexOf(Math.max(...totals));

function floatClass(network: Network, input: Raster): number {
  network.resetState();
  const { values, channels } = network.evolve(input).output;
  const totals = new Array<number>(channels).fill(0);
  values.forEach((value, i) => {
    totals[i % channels] = (totals[i % channels] as number) + value;
  });
  return mostActive(totals);
}

function scoreOf(predictions: readonly Prediction[], by: 'float' | 'chip', classes: number): Score {
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const p of predictions) {
    const row = confusion[p.label] as number[];
    row[p[by]] = (row[p[by]] as number) + 1;
  }
  const correct = predictions.filter((p) => p[by] === p.label).length;
  return { correct, accuracy: correct / predictions.length, confusion };
}

function refuseUnlessLabelled(samples: number, labels: readonly number[], classes: number): void {
  if (samples === 0) throw new XylopipeError('DATASET_INVALID', 'there is no sample to evaluate');
  if (samples !== labels.length)
    throw new XylopipeError('DATASET_INVALID', `${samples} samples have ${labels.length} labels`);
  const issues = labels.flatMap((label, i) =>
    Number.isInteger(label) && label >= 0 && label < classes ? [] : [notAnOutput(i, label, classes - 1)],
  );
  refuseOnErrors(
    issues,
    'DATASET_INVALID',
    `${issues.length} of ${samples} labels stand for no output of the network`,
    {
      hint: 'a label is the index of the output that ought to spike most',
    },
  );
}

const notAnOutput = (sample: number, label: number, last: number): Issue => ({
  code: 'LABEL_OUT_OF_RANGE',
  severity: 'error',
  at: ['labels', sample],
  measured: label,
  limit: `0 to ${last}`,
  message: 'there is no such output',
});
