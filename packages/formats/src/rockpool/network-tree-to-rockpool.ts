import { type Checked, type NetworkTree, XylopipeError } from '@xylopipe/core';

/** What the `save` method of a Rockpool module writes: modules by name, and parameters as strings of JSON. */
export interface RockpoolParameters {
  readonly [name: string]: string | null | RockpoolParameters;
}

/**
 * The parameters of a network as the `load` method of a Rockpool module of the same architecture reads them, the inverse of
 * `networkTreeFromRockpool`. Modules without a name get the one that Rockpool's combinators give them (`0_LinearTorch`, …).
 * What a tree does not hold (noise, learning window, surrogate gradient) is not in the file, and a warning says so.
 * @throws ROCKPOOL_INVALID with all issues: unnamed modules among named ones, names that are taken twice or are none,
 * `FFwdStack`, neurons without a timestep.
 */
export function networkTreeToRockpool(tree: NetworkTree): Checked<RockpoolParameters> {
  throw new XylopipeError('ROCKPOOL_INVALID', `not written yet: ${tree.type}`);
}
