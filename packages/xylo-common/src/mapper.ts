import {
  type ChipLimits,
  errorsIn,
  type Issue,
  type MapOptions,
  type MappedSpec,
  type Mapper,
  type NetworkGraph,
  refuseOnErrors,
} from '@xylopipe/core';
import { findModules, fromNetworkGraph, type GraphHolder, LifNeurons } from '@xylopipe/graph';
import type { DesignRule } from './design-rules/design-rule.js';
import { xyloDesignRules } from './design-rules/xylo-design-rules.js';
import { checkStructure } from './limit-checks/check-limits.js';
import { checkCounts } from './limit-checks/counts.js';
import { allocate, type Layout } from './mapping/allocate.js';
import { checkNeurons } from './mapping/check-neurons.js';
import { fitExpansion } from './mapping/fit-expansion.js';
import { checkOutputChannels, splitLayers } from './mapping/layers.js';
import { placeAliases } from './mapping/place-aliases.js';
import { placeNeurons } from './mapping/place-neurons.js';
import { placeWeights } from './mapping/place-weights.js';
import { placements } from './mapping/placements.js';
import { checkMapOptions, checkRoom, roomFor } from './mapping/room.js';
import { withNames } from './module-names.js';

/**
 * Lays networks out on a Xylo. Refuses what breaks a design rule, cannot be converted or finds no ids. What merely
 * exceeds the chip are warnings: it can be simulated. Throws `GRAPH_INVALID` for a graph that contradicts itself.
 * `rules`: the design rules, default those of the family; a chip with rules of its own gives them besides.
 */
export function xyloMapper(limits: ChipLimits, rules: readonly DesignRule[] = xyloDesignRules(limits)): Mapper {
  return Object.freeze({
    map(data, options = {}) {
      const named = withNames(data);
      const graph = fromNetworkGraph(named);
      const { layout, issues } = plan(named, graph, rules, limits, options);
      refuseOnErrors(issues, 'MAP_REFUSED', 'this network cannot be mapped', { who: limits.chipId });
      const spec = place(graph, layout as Layout, limits);
      return { value: spec, issues: [...issues, ...checkStructure(spec, limits, 'warning')] };
    },
  } satisfies Mapper);
}

interface Plan {
  /** There unless the graph breaks design rules. */
  readonly layout?: Layout;
  readonly issues: readonly Issue[];
}

/** Everything that can be said of a network before anything is laid out. */
function plan(
  named: NetworkGraph,
  graph: GraphHolder,
  rules: readonly DesignRule[],
  limits: ChipLimits,
  options: MapOptions,
): Plan {
  const broken = rules.flatMap((rule) => rule.check(named));
  const layers = splitLayers(graph);
  const issues = [...checkMapOptions(options), ...broken, ...checkNeurons(layers, limits)];
  const inputs = named.inputNodes.length;
  // Where rules are broken, it is open which layers will be hidden and which output in the end.
  if (errorsIn(broken).length > 0) return { issues: [...issues, ...checkCounts({ inputs }, limits, 'warning')] };

  const room = roomFor(options, limits);
  const usual = allocate(graph, layers, limits.idAllocation, room);
  const layout = errorsIn(issues).length > 0 ? usual : fitExpansion(graph, usual, limits);
  const { hidden, ...others } = layout.sizes;
  return {
    layout,
    issues: [
      ...issues,
      ...checkRoom(layers, room, limits),
      ...checkOutputChannels(graph, layers),
      // Too few hidden ids is said already; of output channels, the reference warns besides refusing.
      ...checkCounts(hidden > room.hidden ? others : { ...others, hidden }, limits, 'warning'),
    ],
  };
}

/** The specification of a network about which no error was found. */
function place(graph: GraphHolder, layout: Layout, { chipId }: ChipLimits): MappedSpec {
  return Object.freeze({
    stage: 'mapped',
    chipId,
    dt: findModules(graph, LifNeurons)[0]?.dt as number,
    ...placeWeights(graph, layout),
    weightShiftIn: 0,
    weightShiftRec: 0,
    weightShiftOut: 0,
    ...placeNeurons(layout),
    aliases: placeAliases(graph, layout),
    layers: placements(layout),
  } satisfies MappedSpec);
}
