import { type Checked, type Issue, type IssuePath, type NetworkTree, refuseOnErrors } from '@xylopipe/core';
import type { Architecture } from './architecture.js';
import type { NamedModule } from './chain-names.js';
import { describedTree } from './described-tree.js';
import { ignored, invalidModule, MAX_DEPTH, tooDeep, unknownModule } from './differences.js';
import { type Draft, readExpSyn, readLif, readLinear } from './draft.js';
import { isRecord } from './is-record.js';
import { modulesInOrder } from './modules-in-order.js';
import { withShapes } from './shapes.js';
import { isSynNet, SYN_NET_ATTRIBUTE } from './syn-net-names.js';

/** What a parameter file does not say. */
export interface RockpoolOptions {
  /** Which modules there are, where their names do not tell; the file is held against it. A network tree is one too. */
  readonly architecture?: Architecture | undefined;
}

/** A network out of a parameter file, and how its architecture was known. */
export interface RockpoolNetwork extends Checked<NetworkTree> {
  /** `SynNet` and `chain`: by the names in the file. `described`: by the architecture that was given. */
  readonly architecture: 'SynNet' | 'chain' | 'described';
}

/**
 * Reads what the `save` method of a Rockpool module writes: nested objects by sub-module name, whose leaves are strings
 * of JSON. Such a file names modules, but tells neither architecture nor sizes. So it is read where the names tell: chains
 * of `<n>_LinearTorch`, `<n>_LIFTorch`, `<n>_TorchResidual` and the like, and SynNet (`seq.0_linear`, `seq.0_neurons`, … ,
 * `seq.out_neurons`; the neurons are taken for `LIF`). Modules keep their names. Neurons whose parameters are single
 * numbers are counted by the weights around them, and have one synapse each where nothing says otherwise.
 *
 * Any other module needs its `architecture`. Its tree of names is compared with the file as a whole, and so are shapes;
 * whether neighbours fit each other is not looked at, `networkFromTree` of `@xylopipe/nn` does. A module of one's own,
 * ```text
 * class Net(TorchModule):
 *     def __init__(self):
 *         self.enc, self.lif1, self.loss = LinearTorch((16, 20)), LIFTorch(20), MyLoss()
 * ```
 * is
 * ```json
 * {"type": "Sequential", "children": [
 *   {"type": "Linear", "name": "enc", "shape": [16, 20]},
 *   {"type": "LIF", "name": "lif1", "shape": [20, 20]},
 *   {"type": "Skipped", "name": "loss"}
 * ]}
 * ```
 * An attribute that holds the whole network (`self.net = Sequential(…)`) may be left out.
 *
 * Warnings come for what the tree cannot hold: noise, states, dropout, and recurrent weights that are switched off.
 * @throws ROCKPOOL_INVALID with all issues: modules and parameters that are missing (`MISSING_MODULE`,
 * `MISSING_PARAMETER`), not known (`UNKNOWN_MODULE`, `UNKNOWN_PARAMETER`; near misses are in the hints), of another shape
 * (`WRONG_SHAPE`), not finite (`NOT_FINITE`), or no numbers (`INVALID_VALUE`, `INVALID_LEAF`).
 */
export function networkTreeFromRockpool(json: unknown, { architecture }: RockpoolOptions = {}): RockpoolNetwork {
  const issues: Issue[] = [];
  if (architecture !== undefined) {
    const value = describedTree(architecture, json, issues);
    refuseOnErrors(issues, 'ROCKPOOL_INVALID', 'not a parameter file of this architecture');
    return { value: value as NetworkTree, issues, architecture: 'described' };
  }
  const drafts = readRoot(json, issues);
  refuseOnErrors(issues, 'ROCKPOOL_INVALID', 'not a parameter file of a known architecture');
  const children = withShapes(drafts, undefined, undefined, issues);
  refuseOnErrors(issues, 'ROCKPOOL_INVALID', 'the file does not tell the size of every module');
  const isNamedSo = isSynNet(children.map(({ name = '' }) => name));
  return { value: { type: 'Sequential', children }, issues, architecture: isNamedSo ? 'SynNet' : 'chain' };
}

/** The tree of a SynNet has its layers at once, not under the attribute that holds them. */
function readRoot(json: unknown, issues: Issue[]): readonly Draft[] {
  const name = SYN_NET_ATTRIBUTE;
  if (!isRecord(json) || !Object.hasOwn(json, name)) return readChain(json, [], issues);
  const others = Object.keys(json).filter((key) => key !== name);
  for (const key of others) {
    issues.push(unknownModule([key], `a SynNet has "${name}" only; give the architecture of a module of your own`));
  }
  const children = readChain(json[name], [name], issues);
  const isFlat = isRecord(json[name]) && isSynNet(Object.keys(json[name]));
  return isFlat ? children : [{ type: 'Sequential', name, children }];
}

function readChain(content: unknown, at: IssuePath, issues: Issue[]): readonly Draft[] {
  if (at.length > MAX_DEPTH) {
    issues.push(tooDeep(at));
    return [];
  }
  if (!isRecord(content) || Object.keys(content).length === 0) {
    issues.push(invalidModule(at, 'this must be an object of modules by name'));
    return [];
  }
  return modulesInOrder(content, at, issues).flatMap(
    (module) => readModule(module, [...at, module.name], issues) ?? [],
  );
}

/** The module, or nothing where an issue says why. */
function readModule({ name, kind, content }: NamedModule, at: IssuePath, issues: Issue[]): Draft | undefined {
  switch (kind) {
    case 'Sequential':
    case 'Residual':
      return { type: kind, name, children: readChain(content, at, issues) };
    case 'Linear':
      return readLinear(content, { name, at }, issues);
    case 'ExpSyn':
      return readExpSyn(content, { name, at }, issues);
    case 'Dropout':
      issues.push(ignored('MODULE_IGNORED', at, 'dropout is left out: it matters in training only'));
      return undefined;
    default:
      return readLif(kind, content, { name, at }, issues);
  }
}
