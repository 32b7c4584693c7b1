import type { Issue, IssuePath } from '@xylopipe/core';
import { describe, fault, lost } from '../codec/fields.js';
import type { RawGroup, RawObject } from '../hdf5/raw-tree.js';
import { fileNameOf } from '../model/field-checks.js';
import type { NirGraphData, NirNodeData, NirObservable } from './nir-data.js';
import { OBSERVABLE_FIELDS, type ObservableFields, TYPE } from './observable-fields.js';

/** Makes something of a group that said what it is; what is wrong is among the issues then. */
type Decoder<T> = (raw: RawGroup, at: IssuePath, issues: Issue[]) => T;

/** Decoders by what groups say that they are. */
type Decoders<T> = Readonly<Record<string, Decoder<T>>>;

/** What a group is according to its type; `undefined` if it is none of these, which is noted. */
function decodeTyped<T>(raw: RawObject, at: IssuePath, issues: Issue[], decoders: Decoders<T>): T | undefined {
  const stated = raw.kind === 'group' ? raw.attributes?.get(TYPE) : undefined;
  const type = stated?.kind === 'strings' && stated.values.length === 1 ? (stated.values[0] as string) : undefined;
  const decode = type !== undefined && Object.hasOwn(decoders, type) ? decoders[type] : undefined;
  if (raw.kind === 'group' && decode !== undefined) return decode(raw, at, issues);
  const found =
    type === undefined ? `${describe(raw)} that does not say what it is` : `of type ${JSON.stringify(type)}`;
  const hint = `its attribute ${TYPE} must be one of ${Object.keys(decoders).join(', ')}`;
  issues.push(fault('NIR_DATA_UNKNOWN', at, `nothing is known here that is ${found}`, hint));
  return undefined;
}

/** The members of the one group that a node or a graph has. */
function decodeAll<T>(
  raw: RawGroup,
  name: string,
  at: IssuePath,
  issues: Issue[],
  decoders: Decoders<T>,
): ReadonlyMap<string, T> {
  noteOthers(raw, [name], [], at, issues);
  const inner = raw.members.get(name);
  const here = [...at, name];
  if (inner?.kind !== 'group') {
    const found = inner === undefined ? 'missing' : describe(inner);
    issues.push(fault('NIR_FIELD_INVALID', here, `this must be a group, and is ${found}`));
    return new Map();
  }
  const decoded = new Map<string, T>();
  for (const [member, object] of inner.members) {
    const value = decodeTyped(object, [...here, member], issues, decoders);
    if (value !== undefined) decoded.set(member, value);
  }
  return decoded;
}

const decodeGraph: Decoder<NirGraphData> = (raw, at, issues) => ({
  type: 'NIRGraphData',
  nodes: decodeAll<NirNodeData | NirGraphData>(raw, 'nodes', at, issues, {
    NIRNodeData: decodeNode,
    NIRGraphData: decodeGraph,
  }),
});

const decodeNode: Decoder<NirNodeData> = (raw, at, issues) => ({
  type: 'NIRNodeData',
  observables: decodeAll(raw, 'observables', at, issues, OBSERVABLES),
});

function decodeObservable(type: NirObservable['type'], raw: RawGroup, at: IssuePath, issues: Issue[]): NirObservable {
  const { datasets, attributes } = OBSERVABLE_FIELDS[type];
  const read: Record<string, unknown> = { type };
  const take = (
    fields: ObservableFields['datasets'],
    from: ReadonlyMap<string, RawObject> = new Map(),
  ): readonly string[] =>
    Object.entries(fields).map(([field, { read: decode, what }]) => {
      const name = fileNameOf(field);
      const found = from.get(name);
      read[field] = found && decode(found);
      if (read[field] === undefined) {
        const is = found === undefined ? 'is missing' : `is ${describe(found)}`;
        issues.push(fault('NIR_FIELD_INVALID', [...at, name], `${type} has ${what} here, and this ${is}`));
      }
      return name;
    });
  noteOthers(raw, take(datasets, raw.members), take(attributes, raw.attributes), at, issues);
  return read as unknown as NirObservable;
}

const OBSERVABLES: Decoders<NirObservable> = {
  TimeGriddedData: (...given) => decodeObservable('TimeGriddedData', ...given),
  EventData: (...given) => decodeObservable('EventData', ...given),
  ValuedEventData: (...given) => decodeObservable('ValuedEventData', ...given),
};

/** Warns of all that is not kept. */
function noteOthers(
  { members, attributes = new Map() }: RawGroup,
  known: readonly string[],
  knownAttributes: readonly string[],
  at: IssuePath,
  issues: Issue[],
): void {
  const others: [string, RawObject][] = [
    ...[...members].filter(([name]) => !known.includes(name)),
    ...[...attributes].filter(([name]) => name !== TYPE && !knownAttributes.includes(name)),
  ];
  for (const [name, raw] of others) issues.push(lost([...at, name], raw, 'put it into a file of its own'));
}

/** The data in the root group of a file; `undefined` if that is something else, which is noted. */
export const decodeGraphData = (root: RawGroup, issues: Issue[]): NirGraphData | undefined =>
  decodeTyped(root, [], issues, { NIRGraphData: decodeGraph });
