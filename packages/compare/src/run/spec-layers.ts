import {
  type AnySpec,
  type Issue,
  type LayerPlacement,
  layersNamedTwice,
  refuseOnErrors,
  specSizes,
} from '@xylopipe/core';

/** A layer of the network on a chip, its blocks of ids put together. */
export interface SpecLayer {
  /** Name of the graph module; `hidden` or `output` where a specification does not say. */
  readonly name: string;
  readonly role: 'hidden' | 'output';
  /** Hardware id of each neuron, in the order that they have in the network; outputs count from 0. */
  readonly ids: readonly number[];
}

/**
 * The layers of a specification, in the order in which they got their ids, outputs last.
 * @throws LAYERS_INVALID, with all issues, unless every neuron is in one layer, and every layer has a name of its own.
 */
export function specLayers(spec: AnySpec): readonly SpecLayer[] {
  const { hidden, outputs } = specSizes(spec);
  const layers = [...layersOf(spec.layers, 'hidden', hidden), ...layersOf(spec.layers, 'output', outputs)];
  const issues = [
    ...layersNamedTwice(spec.layers),
    ...placementIssues(layers, 'hidden', hidden),
    ...placementIssues(layers, 'output', outputs),
  ];
  refuseOnErrors(issues, 'LAYERS_INVALID', 'the layers of the specification are not those of its neurons');
  return layers;
}

function layersOf(placements: readonly LayerPlacement[], role: SpecLayer['role'], count: number): SpecLayer[] {
  const blocks = placements.filter((block) => block.role === role);
  if (blocks.length === 0) return count === 0 ? [] : [{ name: role, role, ids: range(0, count) }];
  // Output ids go on where the hidden ids of the chip end, which a specification does not know.
  const origin = role === 'hidden' ? 0 : Math.min(...blocks.map(({ firstId }) => firstId));
  return [...new Set(blocks.map(({ name }) => name))].map((name) => ({
    name,
    role,
    ids: blocks
      .filter((block) => block.name === name)
      .sort((a, b) => (a.firstNeuron ?? 0) - (b.firstNeuron ?? 0))
      .flatMap((block) => range(block.firstId - origin, block.count)),
  }));
}

const range = (first: number, count: number): number[] => Array.from({ length: count }, (_, i) => first + i);

function placementIssues(layers: readonly SpecLayer[], role: SpecLayer['role'], count: number): readonly Issue[] {
  const owners = new Map<number, number>();
  for (const layer of layers.filter((one) => one.role === role)) {
    for (const id of layer.ids) owners.set(id, (owners.get(id) ?? 0) + 1);
  }
  const wrong = (ids: readonly number[], what: string): readonly Issue[] =>
    ids.length === 0 ? [] : [misplaced(role, ids, what)];
  return [
    ...wrong(
      [...owners.keys()].filter((id) => !(id >= 0 && id < count)),
      'do not exist',
    ),
    ...wrong(
      [...owners].filter(([, times]) => times > 1).map(([id]) => id),
      'are in two places',
    ),
    ...wrong(
      range(0, count).filter((id) => !owners.has(id)),
      'are in no layer',
    ),
  ];
}

const misplaced = (role: SpecLayer['role'], ids: readonly number[], what: string): Issue => ({
  code: 'LAYER_PLACEMENT',
  severity: 'error',
  at: ['layers'],
  measured: ids.length,
  message: `${role} neurons ${what}, the first is ${ids[0]}`,
  hint: 'give the layers as mapping made them, or none',
});
