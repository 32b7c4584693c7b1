import {
  header,
  type Issue,
  type JsonValue,
  numberList,
  parseJson,
  Raster,
  refuseOnErrors,
  type Tensor,
  tensorSchema,
  tensorToJson,
  XylopipeError,
} from '@xylopipe/core';
import { z } from 'zod';
import { attempt } from '../attempt.js';
import { jsonFromBytes } from '../bytes/text.js';
import { shortened } from '../few-issues.js';
import { type FileKind, formatOf } from '../file-format.js';
import { type NpyArray, npyFromBytes, npyToBytes } from '../numpy/npy.js';
import { textsFromNpy, textsToNpy } from '../numpy/npy-text.js';
import { npyFilesFromNpz, npyFilesToNpz } from '../numpy/npz.js';
import { rasterFromTensor } from '../raster/raster-file.js';
import { checkLabelledSet, type LabelledSet } from './labelled-set.js';

/** Kinds of files that a labelled set is read from. */
export type LabelledSetFormat = 'npz' | 'json';

/**
 * Reads a labelled set: `.npz` with `rasters` `(S, T, N)`, `labels` `(S)` and, optionally, `classes` `(C)` of text, or JSON
 * `{"format": "xylopipe/dataset", "version": 1, "rasters": […], "labels": […], "classes": […]}`, whose rasters may differ in
 * T; JSON also gzipped.
 * @throws DATASET_INVALID with all issues, FORMAT_UNKNOWN, and what the reader of the format throws.
 */
export function labelledSetFromBytes(bytes: Uint8Array, kind: FileKind<LabelledSetFormat>): LabelledSet {
  return checkLabelledSet(formatOf(kind, ['npz', 'json']) === 'npz' ? fromNpz(bytes) : fromJson(jsonFromBytes(bytes)));
}

/** Writes a labelled set as `.npz`, rasters as uint8 and labels as int64. Throws `DATASET_INVALID`, also if the rasters differ in length. */
export function labelledSetToNpz(set: LabelledSet): Uint8Array {
  const { rasters, labels, classes } = checkLabelledSet(set);
  const { steps = 0, channels = 0 } = rasters[0] ?? {};
  const other = rasters.find((raster) => raster.steps !== steps);
  if (other !== undefined) {
    throw new XylopipeError(
      'DATASET_INVALID',
      `rasters of ${steps} and ${other.steps} timesteps do not fit one array`,
      {
        hint: 'bring them to one length, or write the set as JSON (labelledSetToJson)',
      },
    );
  }
  const counts = new Uint8Array(rasters.length * steps * channels);
  rasters.forEach((raster, i) => {
    counts.set(raster.counts, i * steps * channels);
  });
  const files = new Map([
    ['rasters', npyToBytes({ shape: [rasters.length, steps, channels], data: counts })],
    ['labels', npyToBytes({ dtype: 'i8', shape: [labels.length], data: Float64Array.from(labels) })],
  ]);
  if (classes !== undefined) files.set('classes', textsToNpy(classes));
  return npyFilesToNpz(files);
}

/** The JSON form of a set. Throws `DATASET_INVALID`. */
export function labelledSetToJson(set: LabelledSet): JsonValue {
  const { rasters, labels, classes } = checkLabelledSet(set);
  const tensors = rasters.map(({ steps, channels, counts }) =>
    tensorToJson({ shape: [steps, channels], data: counts }),
  );
  const names = classes === undefined ? {} : { classes };
  return { format: 'xylopipe/dataset', version: 1, rasters: tensors, labels, ...names } as JsonValue;
}

const ARRAYS = ['rasters', 'labels', 'classes'];

function fromNpz(bytes: Uint8Array): LabelledSet {
  const files = npyFilesFromNpz(bytes);
  const issues: Issue[] = [...files.keys()].filter((name) => !ARRAYS.includes(name)).map(unknownArray);
  const read = <T>(name: string, reader: (file: Uint8Array) => T): T | undefined => {
    const file = files.get(name);
    return file && attempt([name], issues, () => reader(file));
  };
  const rasters = read('rasters', (file) => samplesOf(npyFromBytes(file)));
  const labels = read('labels', (file) => labelsOf(npyFromBytes(file)));
  const classes = read('classes', textsFromNpy);
  for (const name of ['rasters', 'labels']) if (!files.has(name)) issues.push(missingArray(name));
  refuseOnErrors(issues, 'DATASET_INVALID', 'not a valid set of labelled rasters');
  return { rasters: rasters ?? [], labels: labels ?? [], classes };
}

function samplesOf({ shape, data }: NpyArray): readonly Raster[] {
  const [samples, steps, channels] = shape as readonly [number, number, number];
  if (shape.length !== 3) {
    throw new XylopipeError('DATASET_INVALID', `rasters is (${shape.join(', ')}), expected (S, T, N)`);
  }
  const size = steps * channels;
  if (size === 0 && samples > 0) {
    throw new XylopipeError('DATASET_INVALID', `samples of ${steps} timesteps and ${channels} channels are empty`);
  }
  const issues: Issue[] = [];
  const rasters = Array.from({ length: samples }, (_, i) =>
    attempt([i], issues, () => Raster.fromValues(steps, channels, data.subarray(i * size, (i + 1) * size))),
  );
  refuseOnErrors(shortened(issues), 'DATASET_INVALID', 'not every sample is a raster');
  return rasters as readonly Raster[];
}

function labelsOf({ shape, data }: NpyArray): readonly number[] {
  if (shape.length === 1) return Array.from(data);
  throw new XylopipeError('DATASET_INVALID', `labels is (${shape.join(', ')}), expected (S)`);
}

const fileSchema = z.strictObject({
  ...header('xylopipe/dataset', 1),
  rasters: z.array(tensorSchema(2)),
  labels: numberList(),
  classes: z.array(z.string()).optional(),
});

function fromJson(json: unknown): LabelledSet {
  const { rasters, labels, classes } = parseJson(fileSchema, json, 'DATASET_INVALID', 'set of labelled rasters');
  const issues: Issue[] = [];
  const read = rasters.map((raster: Tensor, i) => attempt(['rasters', i], issues, () => rasterFromTensor(raster)));
  refuseOnErrors(shortened(issues), 'DATASET_INVALID', 'not every sample is a raster');
  return { rasters: read as readonly Raster[], labels, classes };
}

const unknownArray = (name: string): Issue => ({
  code: 'UNKNOWN_KEY',
  severity: 'error',
  at: [name],
  message: `the array "${name}" is not known here`,
  hint: `remove it; have: ${ARRAYS.join(', ')}`,
});

const missingArray = (name: string): Issue => ({
  code: 'ARRAY_MISSING',
  severity: 'error',
  at: [name],
  message: `the array "${name}" is missing`,
  hint: 'a set has rasters (S, T, N) and labels (S)',
});
