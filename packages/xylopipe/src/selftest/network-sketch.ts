import { type ChipLimits, type DeviceConfig, deviceConfigFromSpec, Raster } from '@xylopipe/core';

/** A network that a chip is tested with, and what goes into it. */
export interface SelftestNetwork {
  readonly name: string;
  readonly config: DeviceConfig;
  readonly input: Raster;
}

/** A small network of integers, written to be read: what is left out is usual, or not there. */
export interface NetworkSketch {
  /** `[channel][neuron]`, of the first hidden neurons. */
  readonly weightsIn: Rows;
  /** The same for the second synapse. */
  readonly weightsIn2?: Rows | undefined;
  readonly hidden: Neurons & { readonly count: number; readonly dashSyn2?: Values | undefined };
  /** To the first synapse. */
  readonly recurrent?: readonly Connection[] | undefined;
  /** To the second synapse. */
  readonly recurrent2?: readonly Connection[] | undefined;
  /** `[neuron][output]`, of the last hidden neurons. */
  readonly weightsOut: Rows;
  readonly outputs?: Neurons | undefined;
  /** Left shifts of input, recurrent and output weights. Default 0. */
  readonly shifts?: readonly [input: number, recurrent: number, output: number] | undefined;
  /** Pairs of hidden neurons, of each source one. */
  readonly aliases?: readonly (readonly [source: number, target: number])[] | undefined;
  /** Timesteps. Default 40. */
  readonly steps?: number | undefined;
  /** Spikes of a channel in a timestep. */
  readonly input: (timestep: number, channel: number) => number;
}

interface Neurons {
  /** Default 3. */
  readonly dashMem?: Values | undefined;
  /** Default 2. */
  readonly dashSyn?: Values | undefined;
  /** Default 100. */
  readonly threshold?: Values | undefined;
  /** Default 0. */
  readonly bias?: Values | undefined;
}

type Rows = readonly (readonly number[])[];
type Connection = readonly [source: number, target: number, weight: number];
/** One for all neurons, or one for each. */
type Values = number | readonly number[];

/** The network of a sketch, for one chip. @throws CONFIG_INVALID for values that no chip has words for */
export function networkOf(name: string, sketch: NetworkSketch, limits: ChipLimits): SelftestNetwork {
  const { weightsIn, weightsIn2, hidden, recurrent = [], recurrent2 = [], weightsOut, outputs = {} } = sketch;
  const { shifts: [shiftIn, shiftRec, shiftOut] = [0, 0, 0], aliases = [], steps = 40, input } = sketch;
  const [channels, expansion, outputCount] = [weightsIn.length, width(weightsIn), width(weightsOut)];
  const synapses = weightsIn2 === undefined && recurrent2.length === 0 ? 1 : 2;
  const config = deviceConfigFromSpec({
    chipId: limits.chipId,
    dt: limits.realTimeDt ?? 0.001,
    weightsIn: {
      shape: [channels, expansion, synapses],
      data: filled(channels * expansion * synapses, (i) => {
        const [at, synapse] = [Math.floor(i / synapses), i % synapses];
        const rows = synapse === 0 ? weightsIn : weightsIn2;
        return rows?.[Math.floor(at / expansion)]?.[at % expansion] ?? 0;
      }),
    },
    weightsRec: {
      shape: [hidden.count, hidden.count, synapses],
      data: recurrentWeights(hidden.count, synapses === 1 ? [recurrent] : [recurrent, recurrent2]),
    },
    weightsOut: { shape: [weightsOut.length, outputCount], data: Float64Array.from(weightsOut.flat()) },
    weightShiftIn: shiftIn,
    weightShiftRec: shiftRec,
    weightShiftOut: shiftOut,
    dashMem: perNeuron(hidden.count, hidden.dashMem, 3),
    dashSyn: perNeuron(hidden.count, hidden.dashSyn, 2),
    dashSyn2: perNeuron(hidden.count, hidden.dashSyn2, 0),
    dashMemOut: perNeuron(outputCount, outputs.dashMem, 3),
    dashSynOut: perNeuron(outputCount, outputs.dashSyn, 2),
    threshold: perNeuron(hidden.count, hidden.threshold, 100),
    thresholdOut: perNeuron(outputCount, outputs.threshold, 100),
    bias: perNeuron(hidden.count, hidden.bias, 0),
    biasOut: perNeuron(outputCount, outputs.bias, 0),
    aliases: Array.from({ length: hidden.count }, (_, neuron) =>
      aliases.filter(([source]) => source === neuron).map(([, target]) => target),
    ),
    layers: [],
  });
  const counts = filled(steps * channels, (i) => input(Math.floor(i / channels), i % channels));
  return { name, config, input: new Raster(steps, channels, Uint8Array.from(counts)) };
}

const width = (rows: Rows): number => rows[0]?.length ?? 0;

const filled = (length: number, value: (i: number) => number): Float64Array =>
  Float64Array.from({ length }, (_, i) => value(i));

const perNeuron = (count: number, values: Values | undefined, usual: number): Float64Array =>
  filled(count, (i) => (typeof values === 'object' ? (values[i] ?? usual) : (values ?? usual)));

function recurrentWeights(hidden: number, synapses: readonly (readonly Connection[])[]): Float64Array {
  const weights = new Float64Array(hidden * hidden * synapses.length);
  for (const [synapse, connections] of synapses.entries()) {
    for (const [source, target, weight] of connections) {
      weights[(source * hidden + target) * synapses.length + synapse] = weight;
    }
  }
  return weights;
}
