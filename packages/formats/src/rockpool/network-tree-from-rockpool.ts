import {
  type Checked,
  type Issue,
  type IssuePath,
  type LifTree,
  type NetworkTree,
  refuseOnErrors,
} from '@xylopipe/core';
import type { Architecture } from './architecture.js';
import { LEAVES, type LifLeaves, readLeaves } from './leaves.js';
import { modulesInOrder, type NamedModule } from './names.js';
import { type Draft, withShapes } from './shapes.js';

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
 * numbers are counted by the weights around them, and have one synapse each where nothing says otherwise. Warnings come for
 * what the tree cannot hold: noise, and recurrent weights that are switched off.
 * @throws ROCKPOOL_INVALID with all issues: names that are not known, modules and parameters that are missing or damaged.
 */
export function networkTreeFromRockpool(json: unknown, _options: RockpoolOptions = {}): RockpoolNetwork {
  const issues: Issue[] = [];
  const drafts = readRoot(json, issues);
  refuseOnErrors(issues, 'ROCKPOOL_INVALID', 'not a parameter file of a known architecture');
  const children = withShapes(drafts, undefined, undefined, issues);
  refuseOnErrors(issues, 'ROCKPOOL_INVALID', 'the file does not tell the size of every module');
  return { value: { type: 'Sequential', children }, issues, architecture: 'chain' };
}

function readRoot(json: unknown, issues: Issue[]): readonly Draft[] {
  if (!isRecord(json) || !('seq' in json)) return readChain(json, [], issues);
  for (const name of Object.keys(json)) {
    if (name === 'seq') continue;
    const message = `the module "${name}" next to "seq" is not known`;
    issues.push({ code: 'UNKNOWN_MODULE', severity: 'error', at: [name], message, hint: 'a SynNet has "seq" only' });
  }
  return readChain(json.seq, ['seq'], issues);
}

function readChain(content: unknown, at: IssuePath, issues: Issue[]): readonly Draft[] {
  if (!isRecord(content) || Object.keys(content).length === 0) {
    const message = 'this must be an object of modules by name';
    issues.push({ code: 'INVALID_MODULE', severity: 'error', at, message, hint: HOW_TO_SAVE });
    return [];
  }
  return modulesInOrder(content, at, issues).flatMap((module) => readModule(module, [...at, module.name], issues));
}

/** The module, or nothing where an issue says why. */
function readModule({ name, kind, content }: NamedModule, at: IssuePath, issues: Issue[]): readonly Draft[] {
  if (kind === 'Sequential' || kind === 'Residual') {
    return [{ type: kind, name, children: readChain(content, at, issues) }];
  }
  if (!isRecord(content)) {
    const message = `the module "${name}" must be an object of parameters`;
    issues.push({ code: 'INVALID_MODULE', severity: 'error', at, message, hint: HOW_TO_SAVE });
    return [];
  }
  switch (kind) {
    case 'Linear': {
      const leaves = readLeaves(LEAVES.Linear, content, at, issues);
      return leaves ? [{ type: kind, name, weight: leaves.weight, bias: leaves.bias ?? null }] : [];
    }
    case 'ExpSyn': {
      const leaves = readLeaves(LEAVES.ExpSyn, content, at, issues);
      warnOfNoise(leaves?.noise_std, at, issues);
      return leaves ? [{ type: kind, name, at, tau: leaves.tau, dt: leaves.dt }] : [];
    }
    default: {
      const leaves = readLeaves(LEAVES.LIF, content, at, issues);
      return leaves ? [{ type: kind, name, at, leaves, ...neurons(leaves, at, issues) }] : [];
    }
  }
}

function neurons(leaves: LifLeaves, at: IssuePath, issues: Issue[]): Omit<LifTree, 'type' | 'shape'> {
  const { w_rec } = leaves;
  const hasRec = leaves._has_rec ?? w_rec != null;
  const needed = [...DECAYS[leaves.leak_mode ?? 'taus'], ...(hasRec ? (['w_rec'] as const) : [])];
  for (const key of needed) if (leaves[key] == null) issues.push(missingParameter([...at, key]));
  warnOfNoise(leaves.noise_std, at, issues);
  if (!hasRec && w_rec?.some((row) => row.some((weight) => weight !== 0))) {
    const message = 'recurrent weights are there, but switched off (_has_rec is false)';
    issues.push({ code: 'IGNORED_VALUE', severity: 'warning', at: [...at, 'w_rec'], message });
  }
  return {
    tau_mem: leaves.tau_mem ?? undefined,
    tau_syn: leaves.tau_syn ?? undefined,
    threshold: leaves.threshold,
    bias: leaves.bias ?? 0,
    has_rec: hasRec,
    w_rec: hasRec ? w_rec : null,
    dt: leaves.dt,
    max_spikes_per_dt: leaves.max_spikes_per_dt ?? undefined,
    leak_mode: leaves.leak_mode ?? undefined,
    dash_mem: leaves.dash_mem ?? undefined,
    dash_syn: leaves.dash_syn ?? undefined,
    alpha: leaves.alpha ?? undefined,
    beta: leaves.beta ?? undefined,
  };
}

const DECAYS = {
  taus: ['tau_mem', 'tau_syn'],
  bitshifts: ['dash_mem', 'dash_syn'],
  decays: ['alpha', 'beta'],
} as const;

const HOW_TO_SAVE = 'save the network with the save method of its Rockpool module';

function warnOfNoise(noise: number | null | undefined, at: IssuePath, issues: Issue[]): void {
  if (!noise) return;
  const message = 'noise is left out: the network is simulated without';
  issues.push({
    code: 'NOISE_IGNORED',
    severity: 'warning',
    at: [...at, 'noise_std'],
    measured: noise,
    limit: 0,
    message,
  });
}

const missingParameter = (at: IssuePath): Issue => ({
  code: 'MISSING_PARAMETER',
  severity: 'error',
  at,
  message: `the parameter "${at.at(-1)}" is missing`,
  hint: HOW_TO_SAVE,
});

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
