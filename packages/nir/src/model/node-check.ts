import type { Issue, IssuePath } from '@xylopipe/core';
import { FieldChecks, isArray, sameShape, shown } from './field-checks.js';
import type { NirAffine, NirConv1d, NirConv2d, NirFlatten, NirNode, NirPool2d } from './nir-graph.js';

/** What is wrong with the fields of a node, or of all nodes of a graph: numbers that are none, shapes that do not fit. */
export function checkNodes(node: NirNode, at: IssuePath = []): readonly Issue[] {
  if (node.type === 'NIRGraph') {
    return [...node.nodes].flatMap(([name, inner]) => checkNodes(inner, [...at, 'nodes', name]));
  }
  const checks = new FieldChecks(at);
  for (const [field, value] of Object.entries(node)) {
    if (field === 'metadata' || !isArray(value)) continue;
    checks.numbers(field, value);
    if (field.startsWith('tau')) checks.times(field, value, false);
  }
  checkKind(node, checks);
  return checks.issues;
}

type Leaf = Exclude<NirNode, { type: 'NIRGraph' }>;

function checkKind(node: Leaf, checks: FieldChecks): void {
  switch (node.type) {
    case 'Input':
    case 'Output':
      checks.atLeast('shape', node.shape, 0);
      break;
    case 'Affine':
      checkAffine(node, checks);
      break;
    case 'Linear':
      checks.rank('weight', node.weight, 2, Number.POSITIVE_INFINITY);
      break;
    case 'Conv1d':
    case 'Conv2d':
      checkConvolution(node, checks);
      break;
    case 'SumPool2d':
    case 'AvgPool2d':
      checkPool(node, checks);
      break;
    case 'Flatten':
      checkFlatten(node, checks);
      break;
    case 'Delay':
      checks.times('delay', node.delay, true);
      break;
    case 'IF':
    case 'LIF':
    case 'CubaLIF':
      checkNeurons(node, node.vThreshold.shape, checks);
      break;
    case 'LI':
    case 'CubaLI':
      checkNeurons(node, node.vLeak.shape, checks);
      break;
    // One array of any shape each.
    case 'Scale':
    case 'Threshold':
    case 'I':
      break;
  }
}

function checkAffine({ weight, bias }: NirAffine, checks: FieldChecks): void {
  checks.rank('weight', weight, 2, Number.POSITIVE_INFINITY);
  if (bias.shape.at(-1) !== weight.shape.at(-2)) {
    checks.wrong('bias', `a bias of shape ${shown(bias.shape)} does not fit weights of shape ${shown(weight.shape)}`);
  }
}

function checkConvolution(node: NirConv1d | NirConv2d, checks: FieldChecks): void {
  const axes = node.type === 'Conv1d' ? 1 : 2;
  checks.rank('weight', node.weight, axes + 2);
  const [channels] = node.weight.shape;
  if (!sameShape(node.bias.shape, [channels ?? 0])) {
    checks.wrong('bias', `a bias of shape ${shown(node.bias.shape)} does not fit ${channels} output channels`);
  }
  checks.atLeast('groups', node.groups, 1);
  for (const [field, least] of [
    ['stride', 1],
    ['dilation', 1],
    ['padding', 0],
    ['inputShape', 0],
  ] as const) {
    const value = node[field];
    if (value === undefined || typeof value === 'string') continue;
    if (typeof value !== 'number') checks.axes(field, value.length, axes);
    checks.atLeast(field, value, least);
  }
}

function checkPool(node: NirPool2d, checks: FieldChecks): void {
  for (const [field, least] of [
    ['kernelSize', 1],
    ['stride', 1],
    ['padding', 0],
  ] as const) {
    const { shape, data } = node[field];
    if (shape.length > 0) checks.axes(field, data.length, 2);
    checks.atLeast(field, data, least);
  }
}

function checkFlatten({ inputType, startDim, endDim }: NirFlatten, checks: FieldChecks): void {
  checks.atLeast('inputType', inputType, 0);
  for (const [field, dim] of [
    ['startDim', startDim],
    ['endDim', endDim],
  ] as const) {
    if (dim >= -inputType.length && dim < inputType.length) continue;
    checks.wrong(field, `there is no dimension ${dim} in ${shown(inputType)}`, { measured: dim });
  }
}

/** All parameters of neurons have the same shape; `wIn` may be a single number. */
function checkNeurons(node: Leaf, shape: readonly number[], checks: FieldChecks): void {
  for (const [field, value] of Object.entries(node)) {
    if (field === 'metadata' || !isArray(value) || sameShape(value.shape, shape)) continue;
    if (field === 'wIn' && value.shape.length === 0) continue;
    checks.wrong(field, `this has shape ${shown(value.shape)} where others of the same neurons have ${shown(shape)}`);
  }
}
