import type { Issue, LifStateTree, LifTree } from '@xylopipe/core';
import { checkLif } from './check-lif.js';
import { fault } from './fault.js';
import type { LifInitialState, LifOptions } from './lif-options.js';
import { matrixToTree } from './matrix.js';
import { perNeuronToTree } from './per-neuron.js';
import { perSynapseToTree, rowsToTree } from './per-synapse.js';
import { inTree, type TreeKeys, withoutUndefined } from './tree-keys.js';

/** Where a tree has what the options call otherwise. */
const LIF_KEYS: TreeKeys = {
  n: ['shape', 1],
  nin: ['shape', 0],
  leakMode: ['leak_mode'],
  tauMem: ['tau_mem'],
  tauSyn: ['tau_syn'],
  dashMem: ['dash_mem'],
  dashSyn: ['dash_syn'],
  weightsRec: ['w_rec'],
  maxSpikesPerDt: ['max_spikes_per_dt'],
  initialState: ['initial_state'],
};

/** The options that a tree stands for. */
export const lifOptions = (tree: LifTree): LifOptions => ({
  name: tree.name,
  nin: tree.shape[0],
  n: tree.shape[1],
  leakMode: tree.leak_mode,
  tauMem: tree.tau_mem,
  tauSyn: tree.tau_syn,
  dashMem: tree.dash_mem,
  dashSyn: tree.dash_syn,
  alpha: tree.alpha,
  beta: tree.beta,
  threshold: tree.threshold,
  bias: tree.bias,
  weightsRec: tree.w_rec ?? undefined,
  dt: tree.dt ?? undefined,
  maxSpikesPerDt: tree.max_spikes_per_dt,
  initialState: tree.initial_state,
});

/** The tree that stands for options, as a copy; the inverse of `lifOptions`. */
export function lifTree(type: LifTree['type'], options: LifOptions): LifTree {
  const { name, n, nin = n, leakMode, tauMem, tauSyn, dashMem, dashSyn, alpha, beta } = options;
  const { threshold = 1, bias = 0, weightsRec, dt, maxSpikesPerDt, initialState } = options;
  return withoutUndefined<LifTree>({
    type,
    name,
    shape: [nin, n],
    tau_mem: tauMem === undefined ? undefined : perNeuronToTree(tauMem),
    tau_syn: tauSyn === undefined ? undefined : perSynapseToTree(tauSyn),
    threshold: perNeuronToTree(threshold),
    bias: perNeuronToTree(bias),
    has_rec: weightsRec !== undefined,
    w_rec: weightsRec === undefined ? null : matrixToTree(weightsRec),
    dt: dt ?? null,
    max_spikes_per_dt: maxSpikesPerDt,
    leak_mode: leakMode,
    dash_mem: dashMem === undefined ? undefined : perNeuronToTree(dashMem),
    dash_syn: dashSyn === undefined ? undefined : perSynapseToTree(dashSyn),
    alpha: alpha === undefined ? undefined : perNeuronToTree(alpha),
    beta: beta === undefined ? undefined : perSynapseToTree(beta),
    initial_state: initialState === undefined ? undefined : stateToTree(initialState),
  });
}

/** Everything that is wrong with the tree of a LIF layer. */
export const checkLifTree = (tree: LifTree): readonly Issue[] => [
  ...inTree(LIF_KEYS, checkLif(tree.type, lifOptions(tree))),
  ...checkRecurrence(tree),
];

function checkRecurrence({ has_rec, w_rec }: LifTree): readonly Issue[] {
  const given = w_rec !== undefined && w_rec !== null;
  if (has_rec === given) return [];
  return has_rec
    ? [fault('PARAMETER_MISSING', ['w_rec'], 'has_rec is true, but there are no recurrent weights', 'give w_rec')]
    : [fault('PARAMETER_UNUSED', ['w_rec'], 'there are recurrent weights, but has_rec is false', 'set w_rec to null')];
}

const stateToTree = ({ vmem, isyn, spikes }: LifInitialState): LifStateTree => ({
  vmem: Array.from(vmem),
  isyn: rowsToTree(isyn),
  spikes: Array.from(spikes),
});
