import type { Issue } from '@xylopipe/core';
import { parameter } from '../evaluate/parameter.js';
import type { FlatGraph } from '../model/flat-graph.js';
import { nodeIssue } from '../model/node-issue.js';
import { type Neurons, neuronsIn, sizeOfNeurons, tauMemOf } from './neurons.js';

/** Everything that keeps neurons from becoming those of a chip. `dt`: seconds, where it is known. */
export const checkNeurons = (graph: FlatGraph, dt: number | undefined): readonly Issue[] =>
  neuronsIn(graph).flatMap(([name, node]) => [
    ...checkThreshold(name, node),
    ...(dt === undefined ? [] : checkTaus(name, node, dt)),
  ]);

/** A spike takes the membrane from the threshold down to where it is reset. */
function checkThreshold(name: string, node: Neurons): readonly Issue[] {
  const vReset = parameter(node.vReset, sizeOfNeurons(node));
  const index = node.vThreshold.data.findIndex((value, i) => !(value > vReset[i]));
  if (index < 0) return [];
  const bounds = { measured: node.vThreshold.data[index], limit: `> ${vReset[index]}` };
  const message = `the threshold of neuron ${index} is not over what a spike resets it to`;
  return [nodeIssue('NIR_THRESHOLD', name, message, 'give thresholds over v_reset', bounds)];
}

/** What float32 leaves of a time constant of one timestep. */
const SLACK = 1 - 1e-6;

function checkTaus(name: string, node: Neurons, dt: number): readonly Issue[] {
  const taus = { tau_mem: tauMemOf(node), ...(node.type === 'CubaLIF' ? { tau_syn: node.tauSyn.data } : {}) };
  return Object.entries(taus).flatMap(([field, values]) => {
    const measured = Array.from(values).reduce((a, b) => Math.min(a, b));
    if (measured >= dt * SLACK) return [];
    const message = `${field} is shorter than a timestep`;
    const hint = 'look whether dt and time constants are in the same unit, and use a shorter dt';
    return [nodeIssue('NIR_TAU_BELOW_DT', name, message, hint, { measured, limit: `>= ${dt}` })];
  });
}
