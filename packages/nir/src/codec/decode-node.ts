import { errorsIn, type Issue, type IssuePath, sizeOf } from '@xylopipe/core';
import type { RawGroup, RawObject } from '../hdf5/raw-tree.js';
import { fileNameOf } from '../model/field-checks.js';
import type { NirArray, NirGraph, NirNode } from '../model/nir-graph.js';
import { checkNodes } from '../model/node-check.js';
import { describe, fault, lost } from './fields.js';
import { readMetadata } from './metadata.js';
import { fieldsOf, NODE_FIELDS } from './node-fields.js';

/** The node in a group, graphs with all that is in them; `undefined` if it has errors, which are then among the issues. */
export function decodeNode(raw: RawObject, at: IssuePath, issues: Issue[]): NirNode | undefined {
  if (raw.kind !== 'group') {
    issues.push(fault('NIR_NODE_INVALID', at, `a node is a group, and this is ${describe(raw)}`));
    return undefined;
  }
  const type = raw.members.get('type');
  if (type?.kind !== 'strings' || type.values.length !== 1) {
    const found = type === undefined ? 'is missing' : `is ${describe(type)}`;
    issues.push(fault('NIR_NODE_INVALID', at, `the node's type ${found}`, 'give it a text "type", such as LIF'));
    return undefined;
  }
  const before = issues.length;
  const fields = decodeFields(type.values[0] as string, raw, at, issues);
  const metadata = raw.members.get('metadata');
  if (metadata?.kind === 'group') fields.metadata = readMetadata(metadata, [...at, 'metadata'], issues);
  else if (metadata !== undefined) issues.push(lost([...at, 'metadata'], metadata, 'metadata are a group'));
  if (errorsIn(issues.slice(before)).length > 0) return undefined;
  const node = { type: type.values[0], ...fields } as NirNode;
  // Those within a graph have been looked at.
  if (node.type !== 'NIRGraph') issues.push(...checkNodes(node, at));
  return node;
}

function decodeFields(type: string, { members }: RawGroup, at: IssuePath, issues: Issue[]): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  const known = new Set(['type', 'metadata']);
  if (type === 'NIRGraph') {
    for (const name of ['nodes', 'edges']) known.add(name);
    Object.assign(read, decodeGraph(members, at, issues));
  } else {
    const fields = fieldsOf(type);
    if (fields === undefined) {
      const kinds = `known are ${Object.keys(NODE_FIELDS).join(', ')} and NIRGraph`;
      issues.push(fault('NIR_NODE_UNKNOWN', at, `there is no node of type ${JSON.stringify(type)}`, kinds));
      return read;
    }
    for (const [field, { read: decode, what, ...rest }] of fields) {
      const name = fileNameOf(field);
      known.add(name);
      const raw = members.get(name);
      if (raw === undefined) {
        if (!rest.optional)
          issues.push(fault('NIR_FIELD_MISSING', [...at, name], `a node of type ${type} needs ${what} here`));
        continue;
      }
      read[field] = decode(raw);
      if (read[field] === undefined) {
        issues.push(fault('NIR_FIELD_INVALID', [...at, name], `this must be ${what}, and is ${describe(raw)}`));
      }
    }
    if (NEURONS.has(type)) spreadScalars(read, at, issues);
  }
  for (const [name, raw] of members) {
    if (!known.has(name)) issues.push(lost([...at, name], raw, `move it to the node's metadata`));
  }
  return read;
}

function decodeGraph(members: RawGroup['members'], at: IssuePath, issues: Issue[]): Pick<NirGraph, 'nodes' | 'edges'> {
  const nodes = new Map<string, NirNode>();
  const group = members.get('nodes');
  if (group?.kind === 'group') {
    for (const [name, raw] of group.members) {
      const node = decodeNode(raw, [...at, 'nodes', name], issues);
      if (node !== undefined) nodes.set(name, node);
    }
  } else issues.push(fault('NIR_FIELD_MISSING', [...at, 'nodes'], 'a graph needs a group of nodes here'));
  return { nodes, edges: decodeEdges(members.get('edges'), [...at, 'edges'], issues) };
}

function decodeEdges(raw: RawObject | undefined, at: IssuePath, issues: Issue[]): NirGraph['edges'] {
  // A list without edges has no type that the Python package could know, so that it writes numbers.
  if (raw?.kind === 'numbers' && sizeOf(raw.array.shape) === 0) return [];
  if (raw?.kind === 'strings' && raw.shape.length === 2 && raw.shape[1] === 2) {
    const { values } = raw;
    return Array.from({ length: values.length / 2 }, (_, i) => [values[2 * i] as string, values[2 * i + 1] as string]);
  }
  const found = raw === undefined ? 'missing' : describe(raw);
  issues.push(fault('NIR_FIELD_INVALID', at, `edges are pairs of names, and these are ${found}`));
  return [];
}

const NEURONS: ReadonlySet<string> = new Set(['IF', 'LI', 'LIF', 'CubaLI', 'CubaLIF']);

/** Where some parameters of a neuron node are a single number and others have a shape, the number is given to all. */
function spreadScalars(fields: Record<string, unknown>, at: IssuePath, issues: Issue[]): void {
  const arrays = Object.entries(fields).filter((entry): entry is [string, NirArray] => entry[1] !== undefined);
  const shape = arrays.find(([, array]) => array.shape.length > 0)?.[1].shape;
  if (shape === undefined) return;
  for (const [field, array] of arrays) {
    if (array.shape.length > 0) continue;
    const data = new (array.data.constructor as typeof Float64Array)(sizeOf(shape)).fill(array.data[0] as number);
    fields[field] = { ...array, shape, data };
    // That one may be a single number by the specification.
    if (field === 'wIn') continue;
    issues.push({
      code: 'NIR_SCALAR_SPREAD',
      severity: 'warning',
      at: [...at, fileNameOf(field)],
      message: `the single number ${array.data[0]} is given to all ${sizeOf(shape)} neurons`,
    });
  }
}
