import type { Issue } from '@xylopipe/core';
import type { FlatGraph } from '../model/flat-graph.js';
import type { NirNode } from '../model/nir-graph.js';
import { nodeIssue } from '../model/node-issue.js';
import { type ConversionEntry, EXACT } from './conversion-entry.js';
import { type Neurons, neuronsIn, tauMemOf } from './neurons.js';

/** The timestep of a file and the evidence for it, or why there is none. */
export interface Timestep {
  /** Seconds. */
  readonly dt: number | undefined;
  readonly entries: readonly ConversionEntry[];
  readonly issues: readonly Issue[];
}

/** Takes `given`, else what the metadata of graphs and nodes say, else what all neurons agree on. */
export function readDt(root: NirNode, graph: FlatGraph, given: number | undefined): Timestep {
  if (given !== undefined) {
    if (!(given > 0 && Number.isFinite(given))) {
      const message = 'the timestep must be > 0';
      return refused(nodeIssue('NIR_DT_INVALID', '', message, 'give seconds', { measured: String(given) }));
    }
    return found(given, 'DT_GIVEN', 'it was given as an option');
  }
  const stated = metadataDts(root);
  if (stated.length > 1) {
    const message = `metadata name several timesteps: ${stated.join(', ')} s`;
    return refused(nodeIssue('NIR_DT_CONTRADICTION', '', message, 'give the option "dt"', { measured: stated.length }));
  }
  if (stated.length === 1) return found(stated[0], 'DT_FROM_METADATA', 'metadata of the file say so');
  return inferredDt(graph);
}

/** Distinct `dt` of all metadata. */
function metadataDts(root: NirNode): readonly number[] {
  const dts = new Set<number>();
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const dt = node.metadata?.dt;
    const value = typeof dt === 'object' && 'data' in dt ? (dt as { data: ArrayLike<number> }).data[0] : dt;
    if (typeof value === 'number' && value > 0 && Number.isFinite(value)) dts.add(value);
    if (node.type === 'NIRGraph') open.push(...node.nodes.values());
  }
  return [...dts];
}

/** By how much neurons may differ: more than float32 leaves open, and far less than time constants do. */
const AGREE = 1e-5;

/**
 * A discrete model whose membrane adds its input without a factor is written with `r = tau / dt`. So `tau / r` is the
 * timestep, if it is the same for all neurons and shorter than any time constant; a gain of 1 says nothing.
 */
function inferredDt(graph: FlatGraph): Timestep {
  const neurons = neuronsIn(graph);
  const candidates = neurons.flatMap(([, node]) => Array.from(tauMemOf(node), (tau, i) => tau / node.r.data[i]));
  const taus = neurons.flatMap(([, node]) => [...Array.from(tauMemOf(node)), ...tauSynOf(node)]);
  const low = candidates.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = candidates.reduce((a, b) => Math.max(a, b), 0);
  const shortest = taus.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  if (
    neurons.length > 0 &&
    low > 0 &&
    high - low <= AGREE * high &&
    high <= shortest * (1 + AGREE) &&
    !allOnes(neurons)
  ) {
    const dt = Number(((low + high) / 2).toPrecision(6));
    return found(
      dt,
      'DT_INFERRED',
      `tau_mem / r is the same for all ${candidates.length} neurons, as discrete models are written`,
    );
  }
  const message =
    'NIR files say nothing of a timestep, and the gains of these neurons are not those of a discrete model';
  return refused(
    nodeIssue('NIR_DT_UNKNOWN', '', message, 'give the option "dt", in seconds, as the model was trained with'),
  );
}

const tauSynOf = (node: Neurons): readonly number[] => (node.type === 'CubaLIF' ? Array.from(node.tauSyn.data) : []);

const allOnes = (neurons: readonly (readonly [string, Neurons])[]): boolean =>
  neurons.every(([, { r }]) => r.data.every((value) => value === 1));

const found = (dt: number, change: ConversionEntry['change'], why: string): Timestep => ({
  dt,
  entries: [{ node: '', change, what: `the timestep is ${dt} s`, why, expectedError: EXACT }],
  issues: [],
});

const refused = (issue: Issue): Timestep => ({ dt: undefined, entries: [], issues: [issue] });
