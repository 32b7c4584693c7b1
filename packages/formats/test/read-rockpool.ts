import type { ChainTree, LifTree } from '@xylopipe/core';
import type { Architecture } from '../src/rockpool/architecture.js';
import { networkTreeFromRockpool } from '../src/rockpool/network-tree-from-rockpool.js';
import { problems } from './refusal.js';

/** The modules of a chain as they are read by their names; neurons, for whoever looks at more than name and shape. */
export const children = (json: unknown): readonly LifTree[] =>
  (networkTreeFromRockpool(json).value as ChainTree).children as readonly LifTree[];

/** The shapes of them. */
export const shapes = (json: unknown) => children(json).map((tree) => tree.shape);

/** What a file is refused for, with an architecture or without. */
export const refused = (json: unknown, architecture?: Architecture) =>
  problems(() => networkTreeFromRockpool(json, { architecture }));

/** A chain of one module. */
export const one = (module: Architecture): Architecture => ({ type: 'Sequential', children: [module] });
