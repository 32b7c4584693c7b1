import { type MappedSpec, type Tensor, zeros } from '@xylopipe/core';
import { findModules, type GraphHolder, type GraphNode, LinearWeights } from '@xylopipe/graph';
import type { Layout } from './allocate.js';
import { idsByNode, type NodeTable, nodeTable } from './node-table.js';

/**
 * The weights of the network between the ids of the chip. Node by node, so that partial and crossed connections land
 * where they belong. Weights that meet in one synapse, as those of layers connected twice, add up: so do their currents.
 */
export function placeWeights(
  graph: GraphHolder,
  { hidden, outputs, firstOutputId, sizes }: Layout,
): Pick<MappedSpec, 'weightsIn' | 'weightsRec' | 'weightsOut'> {
  const { synapses } = sizes;
  const weightsIn = zeros([sizes.inputs, sizes.inputExpansion, synapses]);
  const weightsRec = zeros([sizes.hidden, sizes.hidden, synapses]);
  const weightsOut = zeros([sizes.outputExpansion, sizes.outputs]);
  const firstDriving = sizes.hidden - sizes.outputExpansion;

  const channels = nodeTable(graph.inputNodes.map((node, channel) => [node, channel]));
  const ids = idsByNode(hidden);
  const hiddenSynapses = nodeTable(
    hidden.flatMap(({ module, ids }) =>
      module.inputNodes.map((node, i) => {
        const id = ids[Math.floor(i / module.synapses)] as number;
        return [node, id * synapses + (i % module.synapses)] as const;
      }),
    ),
  );
  const outputSynapses = nodeTable(
    outputs.flatMap(({ module, ids }) =>
      module.inputNodes.map((node, i) => [node, (ids[i] as number) - firstOutputId] as const),
    ),
  );

  for (const { inputNodes, outputNodes, weights } of findModules(graph, LinearWeights)) {
    const toHidden = columnsInto(hiddenSynapses, outputNodes);
    const toOutput = columnsInto(outputSynapses, outputNodes);
    inputNodes.forEach((node, row) => {
      for (const channel of channels.get(node) ?? []) addRow(weightsIn, channel, weights, row, toHidden);
      for (const id of ids.get(node) ?? []) {
        addRow(weightsRec, id, weights, row, toHidden);
        addRow(weightsOut, id - firstDriving, weights, row, toOutput);
      }
    });
  }
  return { weightsIn, weightsRec, weightsOut };
}

/** Which columns of a module's weights go where in every row of the chip's. */
interface Columns {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

function columnsInto(synapses: NodeTable, nodes: readonly GraphNode[]): Columns {
  const pairs = nodes.flatMap((node, column) => (synapses.get(node) ?? []).map((slot) => [column, slot] as const));
  return { from: Int32Array.from(pairs, ([column]) => column), to: Int32Array.from(pairs, ([, slot]) => slot) };
}

function addRow(into: Tensor, at: number, weights: Tensor, row: number, { from, to }: Columns): void {
  const { data: sum } = into;
  const { data: values } = weights;
  const target = at * (sum.length / (into.shape[0] as number));
  const source = row * (weights.shape[1] as number);
  for (let k = 0; k < from.length; k++) {
    const place = target + (to[k] as number);
    sum[place] = (sum[place] as number) + (values[source + (from[k] as number)] as number);
  }
}
