import type { ExpSynTree, Issue, IssuePath, LifTree, LinearTree } from '@xylopipe/core';
import { ignored } from './differences.js';
import { LEAVES, type LifLeaves, neededByLif, readLeaves } from './leaves.js';

/** Modules as the file tells them: without their shapes. */
export type Draft = LinearDraft | LifDraft | ExpSynDraft | ChainDraft;

export interface LinearDraft extends Omit<LinearTree, 'shape' | 'weight'> {
  readonly weight: readonly (readonly number[])[];
}
export interface LifDraft extends Omit<LifTree, 'shape'> {
  readonly at: IssuePath;
  /** All parameters, also those that matter for the shape only. */
  readonly leaves: LifLeaves;
}
export interface ExpSynDraft extends Omit<ExpSynTree, 'shape'> {
  readonly at: IssuePath;
}
interface ChainDraft {
  readonly type: 'Sequential' | 'Residual';
  readonly name: string;
  readonly children: readonly Draft[];
}

/** A module and where it is in the file; the outermost one has no name. */
export interface Place {
  readonly name?: string | undefined;
  readonly at: IssuePath;
}

/** Weights, or nothing where an issue says why. */
export function readLinear(content: unknown, { name, at }: Place, issues: Issue[]): LinearDraft | undefined {
  const leaves = readLeaves(LEAVES.Linear, content, at, issues);
  return leaves && { type: 'Linear', name, weight: leaves.weight, bias: leaves.bias ?? null };
}

/** Synapses, likewise. */
export function readExpSyn(content: unknown, { name, at }: Place, issues: Issue[]): ExpSynDraft | undefined {
  const leaves = readLeaves(LEAVES.ExpSyn, content, at, issues);
  return leaves && { type: 'ExpSyn', name, at, tau: leaves.tau, dt: leaves.dt };
}

/** Neurons, likewise. Warns of recurrent weights that are switched off. */
export function readLif(
  type: LifTree['type'],
  content: unknown,
  { name, at }: Place,
  issues: Issue[],
): LifDraft | undefined {
  const leaves = readLeaves(LEAVES.LIF, content, at, issues, neededByLif);
  if (leaves === undefined) return undefined;
  const { w_rec } = leaves;
  const hasRec = leaves._has_rec ?? w_rec != null;
  if (!hasRec && w_rec?.some((row) => row.some((weight) => weight !== 0))) {
    const message = 'recurrent weights are there, but switched off (_has_rec is false)';
    issues.push(ignored('IGNORED_VALUE', [...at, 'w_rec'], message));
  }
  return {
    type,
    name,
    at,
    leaves,
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
