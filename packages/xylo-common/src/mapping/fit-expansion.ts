import type { ChipLimits, SpecSizes } from '@xylopipe/core';
import type { GraphHolder } from '@xylopipe/graph';
import type { Layout } from './allocate.js';
import { type IdRange, orderByDeadline, type Precedence } from './order-by-deadline.js';
import { placeAliases } from './place-aliases.js';
import { placeWeights } from './place-weights.js';

/**
 * Where a layout has more expansion neurons than the chip, the same network in an order of its hidden neurons that has
 * not, if there is one; else the layout itself. Neurons without weights to the outside are free to be anywhere, whatever
 * their layer, and so are those with weights of 0 only: it is the weights before quantization that count, one that is
 * rounded to 0 later still holds its neuron.
 *
 * Of `H` hidden neurons, with `I` input- and `O` output-expansion neurons on the chip, those that take input need one of the
 * first `I` ids, those that drive outputs one of the last `O`. The order of the layout stays where it keeps to that; else
 * `orderByDeadline` finds one if any does.
 *
 * Weights and aliases are placed by id and follow. But neurons are updated in the order of ids, and spikes sent to an alias
 * are fired and handed on by it if it comes later, else they only count: an order that turns an alias around is another
 * network. Nothing else depends on the order but sums of what several neurons send, to one alias or into one synapse. The
 * former are the same in any order; the latter as long as no synaptic current saturates on the way, as additions to a
 * current saturate one by one.
 */
export function fitExpansion(graph: GraphHolder, layout: Layout, limits: ChipLimits): Layout {
  if (limits.idAllocation === 'walkOrder' || fits(layout.sizes, limits)) return layout;
  const ends = endsOf(graph, layout);
  const order = orderOf(ends, layout.sizes.hidden, limits, precedencesIn(placeAliases(graph, layout)));
  if (order === undefined) return layout;
  const ids = new Map(order.map((id, place) => [id, place]));
  return {
    ...layout,
    hidden: layout.hidden.map((layer) => ({ ...layer, ids: layer.ids.map((id) => ids.get(id) as number) })),
    sizes: { ...layout.sizes, ...expansionOf(order, ends) },
  };
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

/** Which of each two neurons with an alias between them comes first; a neuron that is its own alias may be anywhere. */
const precedencesIn = (aliases: readonly (readonly number[])[]): readonly Precedence[] =>
  aliases.flatMap((targets, source) =>
    targets
      .filter((target) => target !== source)
      .map((target): Precedence => [Math.min(source, target), Math.max(source, target)]),
  );

/** The ids of a layout in an order that fits the chip: their own, or another one; `undefined` where none does. */
function orderOf(
  { fed, driving }: Ends,
  count: number,
  { inputExpansionNeurons, outputExpansionNeurons }: ChipLimits,
  precedences: readonly Precedence[],
): readonly number[] | undefined {
  const ids = Array.from({ length: count }, (_, id) => id);
  const ranges = ids.map(
    (id): IdRange => ({
      first: driving.has(id) ? Math.max(0, count - outputExpansionNeurons) : 0,
      last: fed.has(id) ? Math.min(count, inputExpansionNeurons) - 1 : count - 1,
    }),
  );
  const fitsAsItIs = ranges.every(({ first, last }, id) => first <= id && id <= last);
  return fitsAsItIs ? ids : orderByDeadline(ranges, precedences);
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
