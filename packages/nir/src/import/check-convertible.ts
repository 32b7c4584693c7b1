import { type Issue, sizeOf } from '@xylopipe/core';
import type { FlatGraph, FlatNode } from '../model/flat-graph.js';
import type { NirArray } from '../model/nir-graph.js';
import { nodeIssue } from '../model/node-issue.js';
import { isIdentity } from './drop-identities.js';
import type { NirImportOptions } from './import-options.js';

/** Every node that no network for a chip can have, with the reason. */
export const checkConvertible = (graph: FlatGraph, bias: NirImportOptions['bias']): readonly Issue[] =>
  [...graph.nodes].flatMap(([name, node]) => [
    ...checkType(name, node),
    ...checkSizes(name, node),
    ...checkBias(name, node, bias),
  ]);

/** Why a type of node has no place on a chip, and what to do instead. */
const REASONS: Readonly<Partial<Record<FlatNode['type'], readonly [reason: string, hint: string]>>> = {
  Conv1d: ['a chip has no convolutions', 'write it as a Linear, if its fan-out fits on the chip'],
  Conv2d: ['a chip has no convolutions', 'write it as a Linear, if its fan-out fits on the chip'],
  SumPool2d: ['a chip has no pools', 'multiply the pool into the weights behind it, as a Linear'],
  AvgPool2d: ['a chip has no pools', 'multiply the pool into the weights behind it, as a Linear'],
  Delay: ['a chip has no delays', 'train without, or put a layer of neurons in its place'],
  Threshold: ['a threshold without a membrane is no neuron of a chip', 'train with LIF or CubaLIF neurons'],
  I: [
    'an integrator does not leak, and nothing on a chip keeps its state for ever',
    'train with LIF or CubaLIF neurons',
  ],
  IF: ['these neurons do not leak, and no dash leaves all of a state', 'train with LIF or CubaLIF neurons'],
  LI: [
    'a leaky integrator gives no spikes, which is all that leaves a chip',
    'give it a threshold (LIF), or leave it out and read vmem of the layer before it',
  ],
  CubaLI: [
    'a leaky integrator gives no spikes, which is all that leaves a chip',
    'give it a threshold (CubaLIF), and read vmem of the simulator if it is to be read out',
  ],
};

function checkType(name: string, node: FlatNode): readonly Issue[] {
  const reason = REASONS[node.type];
  if (reason === undefined || isIdentity(node)) return [];
  return [nodeIssue('NIR_NOT_CONVERTIBLE', name, reason[0], reason[1], { measured: node.type })];
}

/** As wide as no layer can be: products of weights stay within memory. */
const MAX_WIDTH = 4096;

function checkSizes(name: string, node: FlatNode): readonly Issue[] {
  if (node.type === 'Linear' || node.type === 'Affine') {
    const { shape } = node.weight;
    if (shape.length === 2) return checkWidth(name, Math.max(...shape));
    const hint = 'let the weights be a matrix (out, in)';
    const measured = `(${shape.join(', ')})`;
    return [nodeIssue('NIR_WEIGHT_RANK', name, 'weights of a chip have two dimensions', hint, { measured })];
  }
  const array = elementsOf(node);
  return array === undefined ? [] : checkWidth(name, sizeOf(array.shape));
}

const elementsOf = (node: FlatNode): NirArray | undefined => {
  if (node.type === 'Scale') return node.scale;
  return node.type === 'LIF' || node.type === 'CubaLIF' ? node.vThreshold : undefined;
};

const checkWidth = (name: string, measured: number): readonly Issue[] =>
  measured <= MAX_WIDTH
    ? []
    : [
        nodeIssue('NIR_TOO_LARGE', name, 'the layer is wider than any chip', 'use smaller layers', {
          measured,
          limit: MAX_WIDTH,
        }),
      ];

function checkBias(name: string, node: FlatNode, bias: NirImportOptions['bias']): readonly Issue[] {
  if (bias !== 'reject' || node.type !== 'Affine') return [];
  const measured = node.bias.data.find((value) => value !== 0);
  if (measured === undefined) return [];
  const hint = `train without, or import with the option "bias" 'fold', which gives them to the neurons`;
  return [nodeIssue('NIR_BIAS', name, 'weights of a chip have no bias', hint, { measured, limit: 0 })];
}
