import {
  type AnySpec,
  type ChipLimits,
  type LayerPlacement,
  type LifNeuronsRecord,
  type NetworkGraph,
  type SpecSizes,
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

/** One synapse of a neuron; hidden neurons count from 0, output neurons from behind them. */
interface Site {
  readonly neuron: number;
  readonly synapse: number;
}

/** Where the values of a graph must be on a chip, its layers lying where `spec` says. */
export function valuesOfGraph(graph: NetworkGraph, spec: AnySpec, { hiddenNeurons }: ChipLimits): PlacedValues {
  const sizes = specSizes(spec);
  const values = emptyValues({ ...sizes, inputs: graph.inputNodes.length });
  const senders = new Map<number, number>();
  const receivers = new Map<number, Site>();
  for (const module of graph.modules) {
    if (module.type !== 'LifNeurons') continue;
    module.outputs.forEach((node, n) => {
      const id = idOf(module, n, spec.layers);
      const neuron = id < hiddenNeurons ? id : sizes.hidden + id - hiddenNeurons;
      senders.set(node, neuron);
      synapsesOf(module, n).forEach((input, synapse) => {
        receivers.set(input, { neuron, synapse });
      });
      putNeuron(values, module, n, neuron);
    });
  }
  const channels = new Map(graph.inputNodes.map((node, channel) => [node, channel]));
  for (const module of graph.modules) {
    if (module.type === 'AliasConnection') {
      module.inputs.forEach((from, i) => {
        values.aliases[senders.get(from) as number]?.push(senders.get(module.outputs[i] as number) as number);
      });
    }
    if (module.type !== 'LinearWeights') continue;
    module.weights.data.forEach((weight, i) => {
      const from = module.inputs[Math.floor(i / module.outputs.length)] as number;
      const to = receivers.get(module.outputs[i % module.outputs.length] as number) as Site;
      putWeight(values, sizes, { channel: channels.get(from), neuron: senders.get(from), to, weight });
    });
  }
  return values;
}

function emptyValues({ inputs, hidden, outputs, synapses }: SpecSizes): PlacedValues {
  const zeros = (length: number): number[] => new Array<number>(length).fill(0);
  return {
    weightsIn: zeros(inputs * hidden * synapses),
    weightsRec: zeros(hidden * hidden * synapses),
    weightsOut: zeros(hidden * outputs),
    dashMem: zeros(hidden + outputs),
    dashSyn: zeros(hidden + outputs),
    dashSyn2: zeros(hidden),
    threshold: zeros(hidden + outputs),
    bias: zeros(hidden + outputs),
    aliases: Array.from({ length: hidden }, () => []),
  };
}

function putNeuron(values: PlacedValues, module: LifNeuronsRecord, n: number, neuron: number): void {
  const { tauMem, tauSyn, threshold, bias, dt = 0 } = module;
  const own = synapsesOf(module, n).length;
  values.dashMem[neuron] = dashOf(tauMem[n] as number, dt);
  values.dashSyn[neuron] = dashOf(tauSyn.data[n * own] as number, dt);
  if (own > 1) values.dashSyn2[neuron] = dashOf(tauSyn.data[n * own + 1] as number, dt);
  values.threshold[neuron] = threshold[n] as number;
  values.bias[neuron] = bias[n] as number;
}

/** A weight from an input channel or from a neuron. */
interface PlacedWeight {
  readonly channel: number | undefined;
  readonly neuron: number | undefined;
  readonly to: Site;
  readonly weight: number;
}

function putWeight(values: PlacedValues, sizes: SpecSizes, { channel, neuron, to, weight }: PlacedWeight): void {
  const { hidden, outputs, synapses } = sizes;
  const target = to.neuron * synapses + to.synapse;
  if (channel !== undefined) values.weightsIn[channel * hidden * synapses + target] = weight;
  else if (to.neuron < hidden) values.weightsRec[(neuron as number) * hidden * synapses + target] = weight;
  else values.weightsOut[(neuron as number) * outputs + to.neuron - hidden] = weight;
}

/** Input nodes of a neuron of a layer, one per synapse. */
function synapsesOf({ inputs, outputs }: LifNeuronsRecord, n: number): readonly number[] {
  const own = inputs.length / outputs.length;
  return inputs.slice(n * own, (n + 1) * own);
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
