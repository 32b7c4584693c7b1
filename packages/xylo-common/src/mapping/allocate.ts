import type { IdAllocation, SpecSizes } from '@xylopipe/core';
import {
  type GenericNeurons,
  type GraphHolder,
  type GraphModule,
  type GraphNode,
  LinearWeights,
} from '@xylopipe/graph';
import { type Layers, neuronsIn } from './layers.js';
import type { Room } from './room.js';

/** A layer and the ids of its neurons, one by one. */
export interface PlacedLayer {
  readonly module: GenericNeurons;
  readonly ids: readonly number[];
}

/** Who is where on the chip. */
export interface Layout {
  /** Their ids are those from 0 on. */
  readonly hidden: readonly PlacedLayer[];
  /** Their ids are those from `firstOutputId` on. */
  readonly outputs: readonly PlacedLayer[];
  readonly firstOutputId: number;
  readonly sizes: SpecSizes;
}

/** Gives every layer a block of ids, also those that the room does not suffice for: saying so is the work of `checkRoom`. */
export function allocate(graph: GraphHolder, layers: Layers, order: IdAllocation, room: Room): Layout {
  const fed = new Set(layers.hidden.filter((module) => isFedBy(graph, module)));
  const driving = new Set(layers.hidden.filter((module) => drives(module, layers.outputs)));
  const count = neuronsIn(layers.hidden);
  const hidden = place(order === 'walkOrder' ? layers.hidden : inputFirst(layers.hidden, fed, driving), 0);
  const lastFed = hidden.findLast(({ module }) => fed.has(module));
  const firstDriving = hidden.find(({ module }) => driving.has(module));
  const expansion =
    order === 'walkOrder'
      ? { inputExpansion: count, outputExpansion: count }
      : {
          inputExpansion: lastFed === undefined ? 0 : (lastFed.ids.at(-1) as number) + 1,
          outputExpansion: firstDriving === undefined ? 0 : count - (firstDriving.ids[0] as number),
        };
  return {
    hidden,
    outputs: place(layers.outputs, room.hidden),
    firstOutputId: room.hidden,
    sizes: {
      inputs: graph.inputNodes.length,
      hidden: count,
      outputs: neuronsIn(layers.outputs),
      synapses: layers.hidden.some((module) => module.synapses > 1) ? 2 : 1,
      ...expansion,
    },
  };
}

/** Layers fed by the input first and those that drive the output last, with as few as possible between; else in walk order. */
function inputFirst(
  hidden: readonly GenericNeurons[],
  fed: ReadonlySet<GenericNeurons>,
  driving: ReadonlySet<GenericNeurons>,
): readonly GenericNeurons[] {
  const rank = (module: GenericNeurons): number => {
    if (fed.has(module)) return driving.has(module) ? 1 : 0;
    return driving.has(module) ? 3 : 2;
  };
  return hidden.toSorted((a, b) => rank(a) - rank(b));
}

function place(modules: readonly GenericNeurons[], from: number): readonly PlacedLayer[] {
  let next = from;
  return modules.map((module) => ({ module, ids: module.outputNodes.map(() => next++) }));
}

function isFedBy(graph: GraphHolder, module: GenericNeurons): boolean {
  const inputs = new Set(graph.inputNodes);
  return weightsAt(module.inputNodes, 'sources').some((weights) => weights.inputNodes.some((node) => inputs.has(node)));
}

function drives(module: GenericNeurons, outputs: readonly GenericNeurons[]): boolean {
  const targets = new Set<GraphModule>(outputs);
  return weightsAt(module.outputNodes, 'sinks').some((weights) =>
    weights.outputNodes.some((node) => [...node.sinks].some((sink) => targets.has(sink))),
  );
}

const weightsAt = (nodes: readonly GraphNode[], side: 'sources' | 'sinks'): readonly LinearWeights[] =>
  [...new Set(nodes.flatMap((node) => [...node[side]]))].filter((module) => module instanceof LinearWeights);
