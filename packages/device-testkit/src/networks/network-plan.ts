import { type NetworkGraph, tensor } from '@xylopipe/core';
import {
  AliasConnection,
  GraphHolder,
  type GraphNode,
  LifNeurons,
  LinearWeights,
  makeNodes,
  toNetworkGraph,
} from '@xylopipe/graph';

/** Layers in whole numbers, each fed by the one before it, so that no quantizer is needed on the way to a configuration. */
export interface NetworkPlan {
  readonly inputs: number;
  /** In seconds. */
  readonly dt: number;
  /** From input to output; the last one is the output layer. */
  readonly layers: readonly LayerPlan[];
  /** Weights that pass over layers, so that more than one matrix leads into a layer. */
  readonly skips: readonly SkipPlan[];
  /** Hidden layers of equal size, by index: the spikes of the one are also sent as those of the other. */
  readonly aliases: readonly (readonly [from: number, to: number])[];
}

/** `N` neurons of `S` synapses, with the weights that lead to them. */
export interface LayerPlan {
  readonly neurons: number;
  readonly synapses: number;
  /** `(Nin, N * S)`, row-major. */
  readonly weights: Float64Array;
  /** `(N, N * S)`, row-major; absent where the layer is not recurrent. */
  readonly weightsRec?: Float64Array | undefined;
  /** Decays as `log2(tau / dt)`, `(N)` and `(N * S)`. */
  readonly dashMem: ArrayLike<number>;
  readonly dashSyn: ArrayLike<number>;
  /** `(N)`. */
  readonly threshold: Float64Array;
  readonly bias: Float64Array;
}

/** Weights from the input, or from a layer by its index, to the layer `to`, which is not the next one. */
export interface SkipPlan {
  readonly from: number | 'input';
  readonly to: number;
  /** `(Nfrom, Nto * S)`, row-major. */
  readonly weights: Float64Array;
}

/** The graph of a plan. */
export function graphOf({ inputs, dt, layers, skips, aliases }: NetworkPlan): NetworkGraph {
  const inputNodes = makeNodes(inputs);
  const synapseNodes: (readonly GraphNode[])[] = [];
  const outputs: (readonly GraphNode[])[] = [];
  layers.forEach((layer, i) => {
    const { neurons, synapses, weights, weightsRec, threshold, bias } = layer;
    const into = makeNodes(neurons * synapses);
    const out = makeNodes(neurons);
    const from = outputs.at(-1) ?? inputNodes;
    new LinearWeights(from, into, { name: `${i}.weights`, weights: tensor([from.length, into.length], weights) });
    new LifNeurons(into, out, {
      tauMem: Float64Array.from(layer.dashMem, (dash) => dt * 2 ** dash),
      tauSyn: tensor(
        [neurons, synapses],
        Float64Array.from(layer.dashSyn, (dash) => dt * 2 ** dash),
      ),
      threshold,
      bias,
      dt,
      name: `${i}.neurons`,
    });
    if (weightsRec !== undefined)
      new LinearWeights(out, into, { name: `${i}.recurrent`, weights: tensor([neurons, into.length], weightsRec) });
    synapseNodes.push(into);
    outputs.push(out);
  });
  for (const { from, to, weights } of skips) {
    const source = from === 'input' ? inputNodes : (outputs[from] as readonly GraphNode[]);
    const target = synapseNodes[to] as readonly GraphNode[];
    const name = `${from}.to.${to}`;
    new LinearWeights(source, target, { name, weights: tensor([source.length, target.length], weights) });
  }
  for (const [from, to] of aliases) {
    new AliasConnection(outputs[from] as readonly GraphNode[], outputs[to] as readonly GraphNode[]);
  }
  return toNetworkGraph(new GraphHolder(inputNodes, outputs.at(-1) as readonly GraphNode[]));
}
