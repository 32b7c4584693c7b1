import type { AnySpec, ChipLimits, Issue, Severity, Tensor, TensorData } from '@xylopipe/core';
import { firstFew } from '../first-few.js';
import { hiddenNeuron } from './hidden-neuron.js';

/** Recurrent targets per hidden neuron, `(Nhidden)`: those with a weight other than 0 on either synapse. */
export function fanOutOf({ shape: [hidden = 0, , synapses = 1], data }: Tensor<TensorData>): Int32Array {
  const fanOut = new Int32Array(hidden);
  for (let source = 0, next = 0; source < hidden; source++) {
    for (let target = 0; target < hidden; target++) {
      let connected = 0;
      for (let synapse = 0; synapse < synapses; synapse++) if (data[next++] !== 0) connected = 1;
      fanOut[source] = (fanOut[source] as number) + connected;
    }
  }
  return fanOut;
}

/** Recurrent targets per neuron, and connections in total: each takes a word in the bank of every synapse. */
export function checkRecurrentSynapses(spec: AnySpec, limits: ChipLimits, severity: Severity): readonly Issue[] {
  const fanOut = fanOutOf(spec.weightsRec);
  const issues: Issue[] = [];
  const broad = [...fanOut.keys()].filter((id) => (fanOut[id] as number) > limits.maxFanOut);
  if (broad.length > 0) {
    const measured = broad.reduce((most, id) => Math.max(most, fanOut[id] as number), 0);
    const widest = fanOut.indexOf(measured);
    issues.push({
      code: 'LIMIT_FAN_OUT',
      severity,
      at: ['weightsRec', widest],
      measured,
      limit: limits.maxFanOut,
      message: `the fan-out of ${broad.length} of ${fanOut.length} hidden neurons (${firstFew(broad)}) is too large for ${limits.chipId}, most of all that of ${hiddenNeuron(spec, widest)}`,
      hint: 'make hidden-to-hidden weights sparser: only weights that quantize to 0 are free',
    });
  }
  const words = fanOut.reduce((sum, n) => sum + n, 0);
  if (words > limits.recurrentWordsPerBank) {
    issues.push({
      code: 'LIMIT_RECURRENT_WORDS',
      severity,
      at: ['weightsRec'],
      measured: words,
      limit: limits.recurrentWordsPerBank,
      message: `${words} connections between hidden neurons, the recurrent synapse memory of ${limits.chipId} holds ${limits.recurrentWordsPerBank}`,
      hint: 'make hidden layers smaller or their weights sparser: only weights that quantize to 0 are free',
    });
  }
  return issues;
}
