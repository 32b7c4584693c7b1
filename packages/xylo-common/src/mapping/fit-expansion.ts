import type { ChipLimits, SpecSizes } from '@xylopipe/core';
import type { GraphHolder } from '@xylopipe/graph';
import type { Layout } from './allocate.js';
import { placeAliases } from './place-aliases.js';
import { placeWeights } from './place-weights.js';

/**
 * Where a layout has more expansion neurons than the chip, the same network in an order of its hidden neurons that has
 * not, if there is one; else the layout itself. Neurons without weights to the outside, or with weights of 0 only, are
 * free to be anywhere, whatever their layer.
 *
 * Of `H` hidden neurons let `f` take input, `d` drive outputs and `b` do both; the chip has `I` input- and `O`
 * output-expansion neurons, at most `H` of either counting. The first `I` ids can take input, the last `O` drive outputs.
 * So an order exists if and only if `f <= I`, `d <= O` and `b <= max(0, I + O - H)`, and this one is one: those that take
 * input only, as many of the others as bring what follows among the last `O`, those that do both, the rest of the
 * others, those that drive outputs only. Within each kind the order of the layout stays.
 *
 * Weights and aliases are placed by id and follow. But the chip hands spikes on by aliases in the order of ids, so an
 * order that turns an alias around is another network, and is not taken.
 */
export function fitExpansion(graph: GraphHolder, layout: Layout, limits: ChipLimits): Layout {
  if (limits.idAllocation === 'walkOrder' || fits(layout.sizes, limits)) return layout;
  const ends = endsOf(graph, layout);
  const order = orderOf(ends, layout.sizes.hidden, limits.outputExpansionNeurons);
  const ids = new Map(order.map((id, place) => [id, place]));
  const fitted = {
    ...layout,
    hidden: layout.hidden.map((layer) => ({ ...layer, ids: layer.ids.map((id) => ids.get(id) as number) })),
    sizes: { ...layout.sizes, ...expansionOf(order, ends) },
  };
  return fits(fitted.sizes, limits) && keepsAliases(placeAliases(graph, layout), ids) ? fitted : layout;
}

const fits = ({ inputExpansion, outputExpansion }: SpecSizes, limits: ChipLimits): boolean =>
  inputExpansion <= limits.inputExpansionNeurons && outputExpansion <= limits.outputExpansionNeurons;

/** The hidden ids that have a weight other than 0 from an input, and those that have one to an output. */
interface Ends {
  readonly fed: ReadonlySet<number>;
  readonly driving: ReadonlySet<number>;
}

function endsOf(graph: GraphHolder, layout: Layout): Ends {
  const { hidden, outputs, inputExpansion, outputExpansion, synapses } = layout.sizes;
  const { weightsIn, weightsOut } = placeWeights(graph, layout);
  const fed = new Set<number>();
  const driving = new Set<number>();
  weightsIn.data.forEach((weight, i) => {
    if (weight !== 0) fed.add(Math.floor(i / synapses) % inputExpansion);
  });
  weightsOut.data.forEach((weight, i) => {
    if (weight !== 0) driving.add(hidden - outputExpansion + Math.floor(i / outputs));
  });
  return { fed, driving };
}

/** The ids of a layout in their new order. */
function orderOf({ fed, driving }: Ends, count: number, outputExpansion: number): readonly number[] {
  const all = Array.from({ length: count }, (_, id) => id);
  const kind = (takes: boolean, gives: boolean): readonly number[] =>
    all.filter((id) => fed.has(id) === takes && driving.has(id) === gives);
  const inputOnly = kind(true, false);
  const others = kind(false, false);
  const before = Math.max(0, count - outputExpansion - inputOnly.length);
  return [...inputOnly, ...others.slice(0, before), ...kind(true, true), ...others.slice(before), ...kind(false, true)];
}

function expansionOf(
  order: readonly number[],
  { fed, driving }: Ends,
): Pick<SpecSizes, 'inputExpansion' | 'outputExpansion'> {
  const firstDriving = order.findIndex((id) => driving.has(id));
  return {
    inputExpansion: order.findLastIndex((id) => fed.has(id)) + 1,
    outputExpansion: firstDriving < 0 ? 0 : order.length - firstDriving,
  };
}

const keepsAliases = (aliases: readonly (readonly number[])[], ids: ReadonlyMap<number, number>): boolean =>
  aliases.every((targets, source) =>
    targets.every((target) => source < target === (ids.get(source) as number) < (ids.get(target) as number)),
  );
