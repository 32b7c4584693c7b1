import { type Issue, type Raster, refuseOnErrors } from '@xylopipe/core';
import { shortened } from '../few-issues.js';

/** Rasters with the class that each of them belongs to: what an evaluation runs through a network. */
export interface LabelledSet {
  /** One per sample; all have the same number of channels. */
  readonly rasters: readonly Raster[];
  /** Class of each sample, from 0: the output neuron that should win. */
  readonly labels: readonly number[];
  /** Names of the classes, by label. */
  readonly classes?: readonly string[] | undefined;
}

/** The set itself. Throws `DATASET_INVALID` with everything in it that disagrees. */
export function checkLabelledSet(set: LabelledSet): LabelledSet {
  const { rasters, labels, classes } = set;
  const issues: Issue[] = [];
  if (rasters.length !== labels.length) {
    issues.push(problem(['labels'], labels.length, rasters.length, 'there must be one label per raster'));
  }
  const channels = rasters[0]?.channels ?? 0;
  const uneven = rasters.flatMap(({ channels: n }, i) =>
    n === channels ? [] : [problem(['rasters', i], n, channels, 'it has another number of channels than the first')],
  );
  const last = classes === undefined ? Number.MAX_SAFE_INTEGER : classes.length - 1;
  const unknown = labels.flatMap((label, i) =>
    Number.isInteger(label) && label >= 0 && label <= last
      ? []
      : [problem(['labels', i], label, `0 to ${last}`, 'the label is not that of a class')],
  );
  issues.push(...shortened(uneven), ...shortened(unknown));
  refuseOnErrors(issues, 'DATASET_INVALID', 'not a valid set of labelled rasters');
  return set;
}

const problem = (at: Issue['at'], measured: number, limit: number | string, message: string): Issue => ({
  code: 'DATASET_MISMATCH',
  severity: 'error',
  at,
  measured,
  limit,
  message,
});
