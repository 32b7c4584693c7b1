import { parameter } from '../evaluate/parameter.js';
import type { NirImportOptions } from './import-options.js';
import { nearestDash } from './nearest-dash.js';
import { type Neurons, sizeOfNeurons, tauMemOf } from './neurons.js';

/**
 * Neurons in the terms of a timestep, as the file has them and as a chip has them, one value each. The file:
 * `I = (1 - leakSyn) I + gainSyn x`, `V = (1 - leakMem) V + gainMem I + leakMem vLeak`. The chip, which decays an input in the step
 * in which it comes: `I = (1 - 2^-dashSyn) (I + factor x)`, `V = (1 - 2^-dashMem) V + I + bias`.
 */
export interface NeuronTerms {
  readonly n: number;
  /** Of neurons without a synapse: 1. */
  readonly leakSyn: Float64Array;
  readonly leakMem: Float64Array;
  readonly gainSyn: Float64Array;
  readonly gainMem: Float64Array;
  readonly vLeak: Float64Array;
  readonly threshold: Float64Array;
  readonly dashSyn: Float64Array;
  readonly dashMem: Float64Array;
  /** What weights into a neuron are multiplied by. */
  readonly factor: Float64Array;
}

/** The terms of neurons at a timestep of `dt` seconds, in which no time constant may be shorter than it. */
export function neuronTerms(node: Neurons, dt: number, decay: NirImportOptions['decay']): NeuronTerms {
  const n = sizeOfNeurons(node);
  const leakOf = (tau: number): number => (decay === 'exponential' ? -Math.expm1(-dt / tau) : Math.min(1, dt / tau));
  const leakMem = Float64Array.from(tauMemOf(node), leakOf);
  const leakSyn = node.type === 'LIF' ? new Float64Array(n).fill(1) : parameter(node.tauSyn, n).map(leakOf);
  const wIn = node.type === 'LIF' ? new Float64Array(n).fill(1) : parameter(node.wIn, n, 1);
  const gainSyn = wIn.map((w, i) => w * leakSyn[i]);
  const gainMem = parameter(node.r, n).map((r, i) => r * leakMem[i]);
  const dashSyn = leakSyn.map(nearestDash);
  const dashMem = leakMem.map(nearestDash);
  const factor = gainSyn.map((gain, i) => gain * gainMem[i] * compensation(leakSyn[i], dashSyn[i]));
  const [vLeak, threshold] = [parameter(node.vLeak, n), parameter(node.vThreshold, n)];
  return { n, leakSyn, leakMem, gainSyn, gainMem, vLeak, threshold, dashSyn, dashMem, factor };
}

/**
 * A synapse gets through, in the first step, as much as in the file. Where the file has none, all of an input comes
 * through in the end: half of it in each step, of what is left.
 */
const compensation = (leakSyn: number, dashSyn: number): number => (leakSyn === 1 ? 1 : 1 / (1 - 2 ** -dashSyn));
