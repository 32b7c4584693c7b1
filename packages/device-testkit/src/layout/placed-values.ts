import {
  type AnySpec,
  type ChipLimits,
  type LayerPlacement,
  type LifNeuronsRecord,
  type NetworkGraph,
  type SpecSizes,
  specSizes,
} from '@xylopipe/core';

/** Every value of a network, with matrices that go over all hidden neurons. */
export interface PlacedValues {
  /** `(Nin, Nhidden, S)`, `(Nhidden, Nhidden, S)` and `(Nhidden, Nout)`, row-major. */
  readonly weightsIn: Float64Array;
  readonly weightsRec: Float64Array;
  readonly weightsOut: Float64Array;
  /** `(Nhidden)`, then `(Nout)`. */
  readonly dashMem: Float64Array;
  readonly dashSyn: Float64Array;
  readonly dashSyn2: Float64Array;
  readonly threshold: Float64Array;
  readonly bias: Float64Array;
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
      if (weight === 0) return;
      const from = module.inputs[Math.floor(i / module.outputs.length)] as number;
      const to = receivers.get(module.outputs[i % module.outputs.length] as number) as Site;
      putWeight(values, sizes, { channel: channels.get(from), neuron: senders.get(from), to, weight });
    });
  }
  return values;
}

function emptyValues({ inputs, hidden, outputs, synapses }: SpecSizes): PlacedValues {
  const zeros = (length: number): Float64Array => new Float64Array(length);
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
  if (channel !== undefined) add(values.weightsIn, channel * hidden * synapses + target, weight);
  else if (to.neuron < hidden) add(values.weightsRec, (neuron as number) * hidden * synapses + target, weight);
  else add(values.weightsOut, (neuron as number) * outputs + to.neuron - hidden, weight);
}

function add(into: Float64Array, place: number, weight: number): void {
  into[place] = (into[place] as number) + weight;
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
  const weightsIn = new Float64Array(inputs * hidden * synapses);
  const fed = inputExpansion * synapses;
  for (let i = 0; i < inputs; i++) {
    weightsIn.set(spec.weightsIn.data.subarray(i * fed, (i + 1) * fed), i * hidden * synapses);
  }
  const weightsOut = new Float64Array(hidden * outputs);
  weightsOut.set(spec.weightsOut.data, (hidden - outputExpansion) * outputs);
  return {
    weightsIn,
    weightsRec: Float64Array.from(spec.weightsRec.data),
    weightsOut,
    dashMem: Float64Array.of(...spec.dashMem, ...spec.dashMemOut),
    dashSyn: Float64Array.of(...spec.dashSyn, ...spec.dashSynOut),
    dashSyn2: Float64Array.from(spec.dashSyn2),
    threshold: Float64Array.of(...spec.threshold, ...spec.thresholdOut),
    bias: Float64Array.of(...spec.bias, ...spec.biasOut),
    aliases: spec.aliases.map((targets) => [...targets]),
  };
}
