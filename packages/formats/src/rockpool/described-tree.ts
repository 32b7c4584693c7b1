import type { Issue, IssuePath, NetworkTree } from '@xylopipe/core';
import type { Architecture, ChainArchitecture } from './architecture.js';
import { chainName, chainPlace } from './chain-names.js';
import { describedLeaf } from './described-leaf.js';
import { invalidModule, MAX_DEPTH, missingModule, tooDeep, unknownModule, unknownParameter } from './differences.js';
import type { Place } from './draft.js';
import { isRecord } from './is-record.js';
import { nearMisses } from './near-misses.js';

/**
 * A parameter file as a tree of the given architecture. Every difference between the two is noted; the tree is whole
 * where there is none. The architecture may leave out the attribute that holds the whole network in the file, as `seq`
 * holds the layers of a SynNet.
 */
export function describedTree(architecture: Architecture, json: unknown, issues: Issue[]): NetworkTree | undefined {
  noteUnreadable(architecture, [], issues);
  if (issues.length > 0) return undefined;
  const { name } = architecture;
  const attribute = attributeAround(architecture, json);
  if (attribute === undefined) return describedModule(architecture, json, { name, at: [] }, issues);
  const file = json as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(file)) {
    if (key !== attribute)
      issues.push(unknownModule([key], `the network is in "${attribute}": describe what is around it`));
  }
  return describedModule(architecture, file[attribute], { name, at: [attribute] }, issues);
}

/** The one module that has parts of the architecture, where the file itself has none of them. */
function attributeAround(architecture: Architecture, json: unknown): string | undefined {
  if (!isRecord(json) || !('children' in architecture)) return undefined;
  const isAround = (modules: unknown): boolean => {
    if (!isRecord(modules)) return false;
    const names = architecture.children.map(namesIn(Object.keys(modules)));
    return names.some((name) => Object.hasOwn(modules, name));
  };
  if (isAround(json)) return undefined;
  const found = Object.keys(json).filter((key) => isAround(json[key]));
  return found.length === 1 ? found[0] : undefined;
}

/** Notes what no file can be held against. */
function noteUnreadable(architecture: Architecture, at: IssuePath, issues: Issue[]): void {
  if (at.length > MAX_DEPTH) {
    issues.push(tooDeep(at));
    return;
  }
  if (architecture.type === 'FFwdStack') issues.push(unreadableStack(at));
  if (architecture.type === 'Skipped' && at.length === 0) issues.push(nothingToRead);
  if (architecture.type !== 'Sequential' && architecture.type !== 'Residual') return;
  for (const [i, child] of architecture.children.entries()) noteUnreadable(child, [...at, child.name ?? i], issues);
}

/** The module; nothing where an issue says why, or where it has no part in inference. */
function describedModule(
  architecture: Architecture,
  content: unknown,
  place: Place,
  issues: Issue[],
): NetworkTree | undefined {
  switch (architecture.type) {
    case 'Skipped':
    case 'FFwdStack':
      return undefined;
    case 'Sequential':
    case 'Residual': {
      const { type } = architecture;
      const named = place.name === undefined ? {} : { name: place.name };
      return { type, ...named, children: describedChain(architecture, content, place.at, issues) };
    }
    default:
      return describedLeaf(architecture, content, place, issues);
  }
}

function describedChain(
  { children }: ChainArchitecture,
  content: unknown,
  at: IssuePath,
  issues: Issue[],
): readonly NetworkTree[] {
  if (!isRecord(content)) {
    issues.push(invalidModule(at, 'this must be an object of modules by name'));
    return [];
  }
  const keys = Object.keys(content);
  const inFile = children.map(namesIn(keys));
  const expected = new Set(inFile);
  const unknown = keys.filter((key) => !expected.has(key));
  const missing = inFile.filter((name, i) => children[i]?.type !== 'Skipped' && !Object.hasOwn(content, name));
  const meant = nearMisses(missing, unknown);
  for (const name of unknown) {
    const describe = isRecord(content[name]) ? unknownModule : unknownParameter;
    issues.push(describe([...at, name], isRecord(content[name]) ? ADD_IT : OUTSIDE, meant(name)));
  }
  const read = new Set<string>();
  return children.flatMap((child, i) => {
    const name = inFile[i] as string;
    const path = [...at, name];
    if (read.has(name)) issues.push(namedTwice(path));
    else if (Object.hasOwn(content, name)) {
      read.add(name);
      return describedModule(child, content[name], { name, at: path }, issues) ?? [];
    } else if (child.type !== 'Skipped') issues.push(missingModule(path, meant(name)));
    return [];
  });
}

const ADD_IT = 'add it to the architecture, as "Skipped" if inference does without';
const OUTSIDE = 'a network tree has no place for parameters outside of its modules';

/** What parts are called in the file: as the architecture says, or by place and class, in whatever backend. */
function namesIn(keys: readonly string[]): (child: Architecture, slot: number) => string {
  const bySlot = new Map<string, string>();
  for (const key of keys) {
    const { slot, kind } = chainPlace(key) ?? {};
    if (slot !== undefined) bySlot.set(`${slot} ${kind}`, key);
    bySlot.set(`${parseInt(key, 10)} Skipped`, key);
  }
  return ({ name, type }, slot) => {
    const isOfRockpool = type !== 'Skipped' && type !== 'FFwdStack';
    return name ?? bySlot.get(`${slot} ${type}`) ?? (isOfRockpool ? chainName(slot, type) : `${slot}_${type}`);
  };
}

const namedTwice = (at: IssuePath): Issue => ({
  code: 'DUPLICATE_NAME',
  severity: 'error',
  at,
  message: `two modules of the architecture are called "${at.at(-1)}"`,
  hint: 'give every module the attribute that holds it in Python',
});

const unreadableStack = (at: IssuePath): Issue => ({
  code: 'UNSUPPORTED_MODULE',
  severity: 'error',
  at,
  message: 'a FFwdStack cannot be read: nothing says what Rockpool calls the weights between its modules',
  hint: 'build the network in Rockpool as a Sequential with linear modules in between',
});

const nothingToRead: Issue = {
  code: 'UNSUPPORTED_MODULE',
  severity: 'error',
  at: [],
  message: 'the architecture has no module to read',
  hint: 'describe the modules that inference consists of',
};
