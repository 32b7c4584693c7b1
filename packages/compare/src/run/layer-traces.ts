import type { RecordedNeurons, Tensor, TensorData } from '@xylopipe/core';
import { type AnySpec, type Checked, type Issue, refuseOnErrors, type SignalName, specSizes } from '@xylopipe/core';
import { type LayerDelay, layerDelays } from './layer-delays.js';
import { LAYER_SIGNALS, type LayerSignal, type LayerTrace } from './layer-run.js';

/** What was recorded of a chip, real or idealised: of all hidden neurons and of all outputs, by their ids. */
export interface ChipRecording {
  readonly steps: number;
  /** `(T, N)` each. */
  readonly signals: { readonly [S in SignalName]?: Tensor<TensorData> };
  /** As in an `Evolution`: ids of the columns of those signals of which neurons were chosen. */
  readonly neurons?: RecordedNeurons | undefined;
}

const RECORDED_AS = {
  hidden: { isyn: 'isyn', isyn2: 'isyn2', vmem: 'vmem', spikes: 'spikesHidden' },
  output: { isyn: 'isynOut', isyn2: undefined, vmem: 'vmemOut', spikes: 'spikesOut' },
} as const satisfies Record<LayerTrace['role'], Record<LayerSignal, SignalName | undefined>>;

/**
 * Splits what a chip recorded by the layers of its specification. Columns are copied only where a layer has not all of
 * a signal in its own order. A layer whose spikes were not recorded is there, with a warning `SIGNAL_MISSING`; `isyn2`
 * is left out of a network with one synapse per neuron, where it is always 0.
 * @throws EVOLUTION_INVALID, with all issues, if a recording is not of the neurons of the specification; LAYERS_INVALID
 * unless every neuron is in one layer.
 */
export function layerTraces(recording: ChipRecording, spec: AnySpec): Checked<readonly LayerTrace[]> {
  refuseOnErrors(recordingIssues(recording, spec), 'EVOLUTION_INVALID', 'the recording is not of this specification');
  const { value: layers, issues: unreached } = layerDelays(spec);
  const issues: Issue[] = [...unreached];
  const columns = new Map<SignalName, ReadonlyMap<number, number>>();
  for (const [name, ids] of Object.entries(recording.neurons ?? {}) as [SignalName, readonly number[]][]) {
    columns.set(name, new Map(ids.map((id, column) => [id, column])));
  }
  const value = layers.map((layer): LayerTrace => {
    const trace = traceOf(layer, recording, columns, specSizes(spec).synapses);
    if (trace.signals.spikes === undefined && layer.ids.length > 0) issues.push(noSpikes(layer));
    const threshold = layer.role === 'hidden' ? spec.threshold : spec.thresholdOut;
    return { ...trace, threshold: Float64Array.from(layer.ids, (id) => threshold[id] as number) };
  });
  return { value, issues };
}

function traceOf(
  { name, role, ids, delay }: LayerDelay,
  { signals: recorded }: ChipRecording,
  columnsOf: ReadonlyMap<SignalName, ReadonlyMap<number, number>>,
  synapses: number,
): Omit<LayerTrace, 'threshold'> {
  const signals: { [S in LayerSignal]?: Tensor<TensorData> } = {};
  const neurons: { [S in LayerSignal]?: readonly number[] } = {};
  for (const signal of LAYER_SIGNALS) {
    const recordedAs = RECORDED_AS[role][signal];
    if (recordedAs === undefined || (signal === 'isyn2' && synapses === 1)) continue;
    const tensor = recorded[recordedAs];
    if (tensor === undefined) continue;
    const columnOf = columnsOf.get(recordedAs);
    const there = columnOf === undefined ? ids : ids.filter((id) => columnOf.has(id));
    if (there.length === 0 && ids.length > 0) continue;
    signals[signal] = pickColumns(tensor, columnOf === undefined ? ids : there.map((id) => columnOf.get(id) as number));
    if (there.length < ids.length) neurons[signal] = [...ids.keys()].filter((n) => columnOf?.has(ids[n] as number));
  }
  const chosen = Object.keys(neurons).length > 0;
  return { name, role, ids, delay, signals, ...(chosen ? { neurons } : {}) };
}

/** Some columns of a recording, which is given back itself where these are all in order. */
function pickColumns(tensor: Tensor<TensorData>, columns: readonly number[]): Tensor<TensorData> {
  const [steps = 0, width = 0] = tensor.shape;
  if (columns.length === width && columns.every((column, i) => column === i)) return tensor;
  const { data } = tensor;
  const picked = new (data.constructor as new (length: number) => TensorData)(steps * columns.length);
  for (let step = 0, i = 0; step < steps; step++) {
    const row = step * width;
    for (let c = 0; c < columns.length; c++) picked[i++] = data[row + (columns[c] as number)] as number;
  }
  return { shape: [steps, columns.length], data: picked };
}

/** Everything that keeps a recording from being of the neurons of a specification. */
function recordingIssues({ steps, signals, neurons }: ChipRecording, spec: AnySpec): readonly Issue[] {
  const sizes = specSizes(spec);
  return (['hidden', 'output'] as const).flatMap((role) =>
    Object.values(RECORDED_AS[role]).flatMap((name): Issue[] => {
      const tensor = name === undefined ? undefined : signals[name];
      if (name === undefined || tensor === undefined) return [];
      const count = role === 'hidden' ? sizes.hidden : sizes.outputs;
      const ids = neurons?.[name];
      const found: Issue[] = [];
      const expected = [steps, ids?.length ?? count];
      if (tensor.shape.join() !== expected.join() || tensor.data.length !== steps * (expected[1] as number)) {
        found.push(otherShape(name, tensor.shape, expected));
      }
      const foreign = ids?.find((id) => !(id >= 0 && id < count));
      if (foreign !== undefined) found.push(noNeuron(name, foreign, count));
      return found;
    }),
  );
}

const otherShape = (name: SignalName, shape: readonly number[], expected: readonly number[]): Issue => ({
  code: 'SIGNAL_SHAPE',
  severity: 'error',
  at: ['signals', name],
  measured: `(${shape.join(', ')})`,
  limit: `(${expected.join(', ')})`,
  message: `${name} is not of the timesteps and neurons of the specification`,
  hint: 'give the specification that was evolved',
});

const noNeuron = (name: SignalName, id: number, count: number): Issue => ({
  code: 'INVALID_VALUE',
  severity: 'error',
  at: ['neurons', name],
  measured: id,
  limit: `0 to ${count - 1}`,
  message: `${name} is of a neuron that the specification does not have`,
  hint: 'give the specification that was evolved',
});

const noSpikes = ({ name, role }: LayerDelay): Issue => ({
  code: 'SIGNAL_MISSING',
  severity: 'warning',
  at: ['layers', name, 'spikes'],
  message: `no spikes of the ${role} layer ${name} were recorded`,
  hint: `record ${RECORDED_AS[role].spikes}`,
});
