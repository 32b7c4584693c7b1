import type { NirCubaLi, NirCubaLif, NirI, NirIf, NirLi, NirLif } from '../model/nir-graph.js';
import type { NodeStep } from './node-step.js';
import { parameter } from './parameter.js';

/** What becomes of a membrane after a spike: it is set to `vReset`, as NIR says, or loses `vThreshold`. */
export type NirReset = 'value' | 'subtract';

type NeuronNode = NirI | NirIf | NirLi | NirLif | NirCubaLi | NirCubaLif;

/**
 * One Euler step of `n` elements: `I += dt / tauSyn (wIn x - I)` where there is a synapse, then
 * `v += dt / tau (vLeak - v + r I)`, or `v += dt r I` where there is no leak, then `v > vThreshold` fires.
 */
export function neuronStep(node: NeuronNode, n: number, dt: number, reset: NirReset): NodeStep {
  const current = synapse(node, n, dt);
  const membrane = integrator(node, n, dt);
  const v = new Float64Array(n);
  if (!('vThreshold' in node)) {
    return (x, y) => {
      membrane(v, current(x));
      y.set(v);
    };
  }
  const threshold = parameter(node.vThreshold, n);
  const vReset = parameter(node.vReset, n);
  return (x, y) => {
    membrane(v, current(x));
    for (let i = 0; i < n; i++) {
      const fires = v[i] > threshold[i];
      y[i] = fires ? 1 : 0;
      if (fires) v[i] = reset === 'value' ? vReset[i] : v[i] - threshold[i];
    }
  };
}

/** What reaches the membrane. */
function synapse(node: NeuronNode, n: number, dt: number): (x: Float64Array) => Float64Array {
  if (!('tauSyn' in node)) return (x) => x;
  const rate = parameter(node.tauSyn, n).map((tau) => dt / tau);
  const wIn = parameter(node.wIn, n, 1);
  const isyn = new Float64Array(n);
  return (x) => {
    for (let i = 0; i < n; i++) isyn[i] += rate[i] * (wIn[i] * x[i] - isyn[i]);
    return isyn;
  };
}

function integrator(node: NeuronNode, n: number, dt: number): (v: Float64Array, current: Float64Array) => void {
  const r = parameter(node.r, n);
  if (!('vLeak' in node)) {
    return (v, current) => {
      for (let i = 0; i < n; i++) v[i] += dt * r[i] * current[i];
    };
  }
  const rate = parameter('tauMem' in node ? node.tauMem : node.tau, n).map((tau) => dt / tau);
  const vLeak = parameter(node.vLeak, n);
  return (v, current) => {
    for (let i = 0; i < n; i++) v[i] += rate[i] * (vLeak[i] - v[i] + r[i] * current[i]);
  };
}
