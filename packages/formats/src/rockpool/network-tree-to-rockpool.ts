import { type Checked, type Issue, type IssuePath, type NetworkTree, refuseOnErrors } from '@xylopipe/core';
import { chainName, chainPlace } from './chain-names.js';
import { ignored, MAX_DEPTH, tooDeep } from './differences.js';
import { isSynNet, SYN_NET_ATTRIBUTE } from './syn-net-names.js';
import { type ModuleLeaves, newWriting, type Writing, writeLeaves } from './write-leaves.js';

/** What the `save` method of a Rockpool module writes: modules by name, and parameters as strings of JSON. */
export interface RockpoolParameters {
  readonly [name: string]: string | null | RockpoolParameters;
}

/**
 * The parameters of a network as the `load` method of a Rockpool module of the same architecture reads them, the inverse of
 * `networkTreeFromRockpool`. The names of modules are the attributes that hold them in Python. Where no module of a chain
 * has one of its own, they get the names that Rockpool's combinators give (`0_LinearTorch`, …); the layers of a SynNet go
 * under `seq`. Any other attribute that holds the whole network is a `Sequential` of that name around it. All numbers are
 * written as floats, as Rockpool's parameters are. Not tried with an installed Rockpool; the files that it has written
 * come back in every value that a tree holds.
 *
 * What a tree does not hold is not in the file, and a warning says so: the module that loads it keeps its own noise,
 * learning window and surrogate gradient. Neither are initial states: `save` keeps none.
 * @throws ROCKPOOL_INVALID with all issues: unnamed modules among named ones, names that are taken twice or are none,
 * `FFwdStack`, neurons without a timestep, values that are no numbers, more than 2^24 weights in matrices of one value for all.
 */
export function networkTreeToRockpool(tree: NetworkTree): Checked<RockpoolParameters> {
  const writing = newWriting();
  const { issues } = writing;
  const written = writeModule(tree, [], writing);
  refuseOnErrors(issues, 'ROCKPOOL_INVALID', 'the network has no form as a parameter file');
  const names = 'children' in tree ? tree.children.map(({ name = '' }) => name) : [];
  const isFlat = tree.type === 'Sequential' && names.length > 0 && names.every((name) => isSynNet([name]));
  const value = isFlat ? { [SYN_NET_ATTRIBUTE]: written } : written;
  return { value, issues: hasNeurons(tree) ? [...issues, NOT_IN_A_TREE] : issues };
}

function writeModule(tree: NetworkTree, at: IssuePath, writing: Writing): ModuleLeaves | RockpoolParameters {
  switch (tree.type) {
    case 'Sequential':
    case 'Residual':
      return writeChain(tree.children, at, writing);
    case 'FFwdStack':
      writing.issues.push(unwritableStack(at));
      return {};
    default:
      return writeLeaves(tree, at, writing);
  }
}

function writeChain(children: readonly NetworkTree[], at: IssuePath, writing: Writing): RockpoolParameters {
  const { issues } = writing;
  if (at.length > MAX_DEPTH) {
    issues.push(tooDeep(at));
    return {};
  }
  const isGenerated = children.every(({ name }) => name === undefined || chainPlace(name) !== undefined);
  const names = new Set<string>();
  const modules = children.map((child, i): [string, ModuleLeaves | RockpoolParameters] => {
    const generated = child.type === 'FFwdStack' ? `${i}_FFwdStack` : chainName(i, child.type);
    const name = child.name ?? generated;
    const path = [...at, name];
    if (child.name === undefined && !isGenerated) issues.push(unnamed([...at, i], child.type));
    else if (names.has(name)) issues.push(namedTwice(path));
    else if (!/^\w+$/.test(name)) issues.push(noAttribute(path));
    names.add(name);
    return [name, writeModule(child, path, writing)];
  });
  return Object.fromEntries(modules);
}

function hasNeurons(tree: NetworkTree): boolean {
  return 'children' in tree ? tree.children.some(hasNeurons) : tree.type !== 'Linear';
}

const NOT_IN_A_TREE: Issue = ignored(
  'NOT_IN_TREE',
  [],
  'noise_std, learning_window and spike_generation_fn are not in the file: the module that loads it keeps its own',
);

const unnamed = (at: IssuePath, type: string): Issue => ({
  code: 'MODULE_UNNAMED',
  severity: 'error',
  at,
  message: `this ${type} has no name, although modules next to it have`,
  hint: 'name it after the attribute that holds it in Python, or name none of them',
});

const namedTwice = (at: IssuePath): Issue => ({
  code: 'DUPLICATE_NAME',
  severity: 'error',
  at,
  message: `two modules are called "${at.at(-1)}"`,
  hint: 'give every module a name of its own',
});

const noAttribute = (at: IssuePath): Issue => ({
  code: 'MODULE_NAME',
  severity: 'error',
  at,
  message: 'the name cannot be an attribute in Python',
  hint: 'use letters, digits and _; or name no module here, and they get the names that Rockpool gives',
});

const unwritableStack = (at: IssuePath): Issue => ({
  code: 'UNSUPPORTED_MODULE',
  severity: 'error',
  at,
  message: 'a FFwdStack cannot be written: nothing says what Rockpool calls the weights between its modules',
  hint: 'make it a Sequential with Linear modules in between',
});
