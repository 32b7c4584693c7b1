import { group, type RawGroup, type RawObject, type RawValue, text } from '../hdf5/raw-tree.js';
import { fileNameOf } from '../model/field-checks.js';
import type { NirGraphData, NirNodeData, NirObservable } from './nir-data.js';
import { OBSERVABLE_FIELDS, type ObservableFields, TYPE } from './observable-fields.js';

/** Data as the group that a file has for it. */
export const encodeGraphData = ({ type, nodes }: NirGraphData): RawGroup =>
  typed(type, [
    ['nodes', all(nodes, (node) => (node.type === 'NIRGraphData' ? encodeGraphData(node) : encodeNode(node)))],
  ]);

const encodeNode = ({ type, observables }: NirNodeData): RawGroup =>
  typed(type, [['observables', all(observables, encodeObservable)]]);

function encodeObservable(observable: NirObservable): RawGroup {
  const values: Readonly<Record<string, unknown>> = { ...observable };
  const { datasets, attributes } = OBSERVABLE_FIELDS[observable.type];
  const written = (fields: ObservableFields['datasets']): [string, RawObject][] =>
    Object.entries(fields).map(([field, { write }]) => [fileNameOf(field), write(values[field])]);
  return typed(observable.type, written(datasets), written(attributes) as [string, RawValue][]);
}

const all = <T>(entries: ReadonlyMap<string, T>, encode: (value: T) => RawGroup): RawGroup =>
  group([...entries].map(([name, value]) => [name, encode(value)]));

const typed = (
  type: string,
  members: Iterable<readonly [string, RawObject]>,
  attributes: readonly [string, RawValue][] = [],
) => group(members, [[TYPE, text(type)], ...attributes]);
