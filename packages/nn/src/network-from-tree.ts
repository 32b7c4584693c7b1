import {
  type Issue,
  issueUnder,
  type JsonValue,
  type NetworkTree,
  networkTreeFromJson,
  networkTreeToJson,
} from '@xylopipe/core';
import { chainSize, type Sized } from './chain.js';
import { checkExpSynTree, ExpSyn, expSynOptions } from './exp-syn.js';
import { checkStack, FFwdStack } from './ffwd-stack.js';
import { Lif } from './lif.js';
import { LifBitshift } from './lif-bitshift.js';
import { checkLifTree, lifOptions } from './lif-tree.js';
import { checkLinearTree, Linear, linearOptions } from './linear.js';
import type { Network } from './network.js';
import { refuseInvalid } from './refusal.js';
import { checkResidual, Residual } from './residual.js';
import { checkSequential, Sequential } from './sequential.js';

/** The network that a tree describes. Throws `NETWORK_INVALID` with everything that is wrong anywhere in the tree. */
export function networkFromTree(tree: NetworkTree): Network {
  refuseInvalid(checkTree(tree), 'network tree');
  return build(tree);
}

/** Reads a network file, a bare tree or `xylopipe/network`. Throws `NETWORK_INVALID` with all issues. */
export const networkFromJson = (json: unknown): Network => networkFromTree(networkTreeFromJson(json));

/** The file form of a network, `xylopipe/network` version 1. */
export const networkToJson = (network: Network): JsonValue => networkTreeToJson(network.toTree());

function build(tree: NetworkTree): Network {
  const { name } = tree;
  switch (tree.type) {
    case 'Linear':
      return new Linear(linearOptions(tree));
    case 'LIF':
      return new Lif(lifOptions(tree));
    case 'LIFBitshift':
      return new LifBitshift(lifOptions(tree));
    case 'ExpSyn':
      return new ExpSyn(expSynOptions(tree));
    case 'Sequential':
      return new Sequential(tree.children.map(build), { name });
    case 'Residual':
      return new Residual(tree.children.map(build), { name });
    case 'FFwdStack':
      return new FFwdStack(tree.children.map(build), { name, weights: tree.weights });
  }
}

function checkTree(tree: NetworkTree): readonly Issue[] {
  switch (tree.type) {
    case 'Linear':
      return checkLinearTree(tree);
    case 'LIF':
    case 'LIFBitshift':
      return checkLifTree(tree);
    case 'ExpSyn':
      return checkExpSynTree(tree);
    default:
      return [...checkContainer(tree), ...checkChildren(tree.children)];
  }
}

type ContainerTree = Extract<NetworkTree, { children: unknown }>;

function checkContainer(tree: ContainerTree): readonly Issue[] {
  const sizes = tree.children.map(sizeOfTree);
  switch (tree.type) {
    case 'Sequential':
      return checkSequential(sizes);
    case 'Residual':
      return checkResidual(sizes);
    case 'FFwdStack':
      return checkStack(sizes, tree.weights);
  }
}

const checkChildren = (children: readonly NetworkTree[]): readonly Issue[] =>
  children.flatMap((child, i) => checkTree(child).map((issue) => issueUnder(['children', i], issue)));

/** As the tree says, so that a layer with a fault can still be compared with its neighbours. */
function sizeOfTree(tree: NetworkTree): Sized {
  if ('children' in tree) return chainSize(tree.children.map(sizeOfTree));
  return { nin: tree.shape[0], nout: tree.shape[1] ?? tree.shape[0] };
}
