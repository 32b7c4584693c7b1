import { group, type RawGroup, type RawObject, text } from '../hdf5/raw-tree.js';
import { fileNameOf } from '../model/field-checks.js';
import type { NirGraph, NirNode } from '../model/nir-graph.js';
import { writeMetadata } from './metadata.js';
import { fieldsOf } from './node-fields.js';

/** A node as the group that a file has for it. Throws a `TypeError` for a node of a type that there is not. */
export function encodeNode(node: NirNode): RawGroup {
  const members: [string, RawObject][] = [['type', text(node.type)]];
  members.push(...(node.type === 'NIRGraph' ? encodeGraph(node) : encodeFields(node)));
  if (node.metadata !== undefined && Object.keys(node.metadata).length > 0) {
    members.push(['metadata', writeMetadata(node.metadata)]);
  }
  return group(members);
}

const encodeGraph = ({ nodes, edges }: NirGraph): [string, RawObject][] => [
  ['nodes', group([...nodes].map(([name, node]) => [name, encodeNode(node)]))],
  ['edges', { kind: 'strings', shape: [edges.length, 2], values: edges.flat() }],
];

function encodeFields(node: Exclude<NirNode, NirGraph>): [string, RawObject][] {
  const fields = fieldsOf(node.type);
  if (fields === undefined) throw new TypeError(`there is no node of type ${node.type}`);
  const values: Readonly<Record<string, unknown>> = { ...node };
  return fields.flatMap(([field, { write }]): [string, RawObject][] =>
    values[field] === undefined ? [] : [[fileNameOf(field), write(values[field])]],
  );
}
