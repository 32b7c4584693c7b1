import { array, type Field } from '../codec/fields.js';
import { numbers } from '../hdf5/raw-tree.js';
import type { NirObservable } from './nir-data.js';

/** One number as an attribute. */
const number: Field<number> = {
  what: 'one number',
  read: (raw) => (raw.kind === 'numbers' && raw.array.data.length === 1 ? raw.array.data[0] : undefined),
  write: (value) => numbers({ shape: [], data: Float64Array.of(value) }),
};

const wholeNumber: Field<number> = {
  ...number,
  write: (value) => numbers({ shape: [], data: Float64Array.of(value), dtype: 'int64' }),
};

/** How an observable lies in a file. */
export interface ObservableFields {
  readonly datasets: Readonly<Record<string, Field<unknown>>>;
  readonly attributes: Readonly<Record<string, Field<unknown>>>;
}

/** The attribute by which a group says what it is. */
export const TYPE = '__type__';

/** The datasets and the attributes of every kind of observable, by their names in the model; files have these in snake case. */
export const OBSERVABLE_FIELDS: Readonly<Record<NirObservable['type'], ObservableFields>> = {
  TimeGriddedData: { datasets: { data: array }, attributes: { dt: number } },
  EventData: { datasets: { idx: array, time: array }, attributes: { nNeurons: wholeNumber, tMax: number } },
  ValuedEventData: {
    datasets: { idx: array, time: array, value: array },
    attributes: { nNeurons: wholeNumber, tMax: number },
  },
};
