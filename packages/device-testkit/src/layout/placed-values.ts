import {
  type AnySpec,
  type ChipLimits,
  type LayerPlacement,
  type LifNeuronsRecord,
  type NetworkGraph,
  specSizes,
  type Tensor,
  type TensorData,
} from '@xylopipe/core';

/** Every value of a network, with matrices that go over all hidden neurons. */
export interface PlacedValues {
  /** `(Nin, Nhidden, S)`, `(Nhidden, Nhidden, S)` and `(Nhidden, Nout)`, row-major. */
  readonly weightsIn: number[];
  readonly weightsRec: number[];
  readonly weightsOut: number[];
  /** `(Nhidden)`, then `(Nout)`. */
  readonly dashMem: number[];
  readonly dashSyn: number[];
  readonly dashSyn2: number[];
  readonly threshold: number[];
  readonly bias: number[];
  readonly aliases: number[][];
}

/** A neuron, counted over hidden and output neurons, and one of its synapses. */
interface Site {
  readonly neuron: number;
  readonly synapse: number;
}

/** Where the values of a graph must be on a chip, its layers lying where `spec` says. */
export function valuesOfGraph(graph: NetworkGraph, spec: AnySpec, { hiddenNeurons }: ChipLimits): PlacedValues {
  const { hidden, outputs, synapses } = specSizes(spec);
  const zeros = (length: number): number[] => new Array<number>(length).fill(0);
  const values: PlacedValues = {
    weightsIn: zeros(graph.inputNodes.length * hidden * synapses),
    weightsRec: zeros(hidden * hidden * synapses),
    weightsOut: zeros(hidden * outputs),
    dashMem: zeros(hidden + outputs),
    dashSyn: zeros(hidden + outputs),
    dashSyn2: zeros(hidden),
    threshold: zeros(hidden + outputs),
    bias: zeros(hidden + outputs),
    aliases: Array.from({ length: hidden }, () => []),
  };
  const channels = new Map(graph.inputNodes.map((node, channel) => [node, channel]));
  const sources = new Map<number, number>();
  const targets = new Map<number, Site>();

  for (const module of graph.modules) {
    if (module.type !== 'LifNeurons') continue;
    const { inputs, outputs: out, tauMem, tauSyn, threshold, bias, dt = 0 } = module;
    const own = inputs.length / out.length;
    out.forEach((node, n) => {
      const id = idOf(module, n, spec.layers);
      const neuron = id < hiddenNeurons ? id : hidden + id - hiddenNeurons;
      sources.set(node, neuron);
      for (let synapse = 0; synapse < own; synapse++) {
        targets.set(inputs[n * own + synapse] as number, { neuron, synapse });
        const dashes = synapse === 0 ? values.dashSyn : values.dashSyn2;
        dashes[neuron] = dashOf(tauSyn.data[n * own + synapse] as number, dt);
      }
      values.dashMem[neuron] = dashOf(tauMem[n] as number, dt);
      values.threshold[neuron] = threshold[n] as number;
      values.bias[neuron] = bias[n] as number;
    });
  }
  for (const module of graph.modules) {
    if (module.type === 'AliasConnection') {
      module.inputs.forEach((from, i) => {
        const target = sources.get(module.outputs[i] as number) as number;
        values.aliases[sources.get(from) as number]?.push(target);
      });
    }
    if (module.type !== 'LinearWeights') continue;
    const { inputs, outputs: out, weights } = module;
    inputs.forEach((from, i) => {
      out.forEach((to, j) => {
        const { neuron, synapse } = targets.get(to) as Site;
        const source = channels.get(from) ?? (sources.get(from) as number);
        const weight = weights.data[i * out.length + j] as number;
        if (neuron >= hidden) values.weightsOut[source * outputs + neuron - hidden] = weight;
        else
          (channels.has(from) ? values.weightsIn : values.weightsRec)[(source * hidden + neuron) * synapses + synapse] =
            weight;
      });
    });
  }
  return values;
}

/** Hardware id of a neuron of a layer, by what is said of where layers lie. */
function idOf({ name }: LifNeuronsRecord, neuron: number, layers: readonly LayerPlacement[]): number {
  const block = layers.find(
    ({ name: layer, firstNeuron = 0, count }) =>
      layer === name && neuron >= firstNeuron && neuron < firstNeuron + count,
  );
  return block === undefined ? Number.NaN : block.firstId + neuron - (block.firstNeuron ?? 0);
}

/** Whole for the networks of the kit, but for the last bit of a division. */
const dashOf = (tau: number, dt: number): number => Math.round(Math.log2(tau / dt) * 1e6) / 1e6;

/** The values of a specification or of a configuration. */
export function valuesOfSpec(spec: AnySpec): PlacedValues {
  const { inputs, inputExpansion, hidden, outputExpansion, outputs, synapses } = specSizes(spec);
  const weightsIn = Array.from({ length: inputs }, (_, i) => {
    const width = inputExpansion * synapses;
    const row = Array.from(spec.weightsIn.data.subarray(i * width, (i + 1) * width));
    return [...row, ...new Array<number>((hidden - inputExpansion) * synapses).fill(0)];
  });
  return {
    weightsIn: weightsIn.flat(),
    weightsRec: listOf(spec.weightsRec),
    weightsOut: [...new Array<number>((hidden - outputExpansion) * outputs).fill(0), ...listOf(spec.weightsOut)],
    dashMem: [...spec.dashMem, ...spec.dashMemOut],
    dashSyn: [...spec.dashSyn, ...spec.dashSynOut],
    dashSyn2: [...spec.dashSyn2],
    threshold: [...spec.threshold, ...spec.thresholdOut],
    bias: [...spec.bias, ...spec.biasOut],
    aliases: spec.aliases.map((targets) => [...targets]),
  };
}

const listOf = ({ data }: Tensor<TensorData>): number[] => Array.from(data);
