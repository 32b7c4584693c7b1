import { type LinearWeightsRecord, type NetworkGraph, signedRange, tensor } from '@xylopipe/core';
import { limits } from './limits.js';
import { recurrentWeights } from './one-sign-per-neuron.js';

/** The same network, but every hidden neuron obeys the rule: those at even nodes excite, the others inhibit. */
export function legalize(graph: NetworkGraph): NetworkGraph {
  const bent = new Map(recurrentWeights(graph).map((record) => [record, withOneSign(record)]));
  return { ...graph, modules: graph.modules.map((module) => bent.get(module as LinearWeightsRecord) ?? module) };
}

function withOneSign(record: LinearWeightsRecord): LinearWeightsRecord {
  const { inputs, outputs, weights } = record;
  const [, largest] = signedRange(limits.bits.weight);
  const data = weights.data.map((w, i) => {
    // A word holds one negative number more than positive ones.
    const magnitude = Math.min(Math.abs(w), largest);
    const excites = inputs[Math.floor(i / outputs.length)] % 2 === 0;
    return excites || magnitude === 0 ? magnitude : -magnitude;
  });
  return { ...record, weights: tensor(weights.shape, data) };
}
