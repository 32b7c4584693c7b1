import type { Issue, IssuePath } from '@xylopipe/core';
import { group, numbers, other, type RawGroup, type RawObject, text } from '../hdf5/raw-tree.js';
import type { NirArray, NirMetadata } from '../model/nir-graph.js';
import { lost } from './fields.js';

type Value = NirMetadata[string];

/** What a group of metadata holds. What the model has no place for is left out, with a warning. */
export function readMetadata({ members }: RawGroup, at: IssuePath, issues: Issue[]): NirMetadata {
  const entries: [string, Value][] = [];
  for (const [name, raw] of members) {
    const value = readValue(raw, [...at, name], issues);
    if (value === undefined)
      issues.push(lost([...at, name], raw, 'metadata are numbers, texts, lists of texts and groups of these'));
    else entries.push([name, value]);
  }
  // Not by assignment: a name of anybody's choice may be __proto__.
  return Object.fromEntries(entries);
}

function readValue(raw: RawObject, at: IssuePath, issues: Issue[]): Value | undefined {
  switch (raw.kind) {
    case 'group':
      return readMetadata(raw, at, issues);
    case 'strings':
      return raw.shape.length === 0 ? raw.values[0] : raw.shape.length === 1 ? raw.values : undefined;
    case 'numbers':
      return singleIn(raw.array) ?? raw.array;
    case 'other':
      return undefined;
  }
}

/** The number that an array is, if that number is written as just this array. */
function singleIn({ shape, data, dtype }: NirArray): number | undefined {
  const value = data[0];
  if (shape.length > 0 || value === undefined || !(data instanceof Float64Array)) return undefined;
  return dtype === (isWhole(value) ? 'int64' : undefined) ? value : undefined;
}

const isWhole = (value: number): boolean => Number.isSafeInteger(value) && !Object.is(value, -0);

/** Metadata as a group. */
export const writeMetadata = (metadata: NirMetadata): RawGroup =>
  group(Object.entries(metadata).map(([name, value]) => [name, writeValue(value)]));

function writeValue(value: Value): RawObject {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') {
    return numbers({ shape: [], data: Float64Array.of(value), ...(isWhole(value) && { dtype: 'int64' }) });
  }
  if (isTexts(value)) return { kind: 'strings', shape: [value.length], values: value };
  if (isArray(value)) return numbers(value);
  return typeof value === 'object' && value !== null ? writeMetadata(value) : other(`${typeof value} as metadata`);
}

const isTexts = (value: Value): value is readonly string[] => Array.isArray(value);

const isArray = (value: Value): value is NirArray =>
  typeof value === 'object' && 'data' in value && ArrayBuffer.isView(value.data);
