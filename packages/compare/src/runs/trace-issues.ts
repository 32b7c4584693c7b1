import { type Issue, issueUnder, sizeOf, type Tensor, type TensorData } from '@xylopipe/core';
import { LAYER_SIGNALS, type LayerSignal, type LayerTrace } from '../run/layer-run.js';
import { sameArithmetic } from './first-divergence.js';
import type { LayerMeasures } from './layer-measures.js';
import type { LayerPair } from './layer-pair.js';
import { signalColumns } from './signal-columns.js';

/** What keeps signals of a layer from being compared; each issue is at `layers`, the layer, the signal. */
export function traceIssues(pair: LayerPair, { signals, required }: LayerMeasures): readonly Issue[] {
  const { a, b } = pair;
  const issues: Issue[] = [];
  if (a.ids.length !== b.ids.length) issues.push(otherNeurons(a, b));
  for (const signal of LAYER_SIGNALS) {
    const asked = signal === 'spikes' || (required && signals.includes(signal));
    if (!asked && !signals.includes(signal)) continue;
    const [left, right] = [a.signals[signal], b.signals[signal]];
    const found = [
      ...(left === undefined ? [] : signalIssues(a, signal, left, pair.stepsA, 'a')),
      ...(right === undefined ? [] : signalIssues(b, signal, right, pair.stepsB, 'b')),
    ];
    if (left === undefined || right === undefined) {
      const notable = asked || ((left !== undefined || right !== undefined) && sameArithmetic(pair));
      if (notable) found.push(missing(signal, left === undefined, right === undefined, asked));
    } else if (found.length === 0) {
      const compared = signalColumns(pair, signal)?.neurons.length ?? 0;
      if (compared === 0) found.push(noneInBoth(signal));
      else if (signal === 'spikes' && compared < Math.min(a.ids.length, b.ids.length)) {
        found.push(partly(compared, a.ids.length));
      }
      if (required && signal !== 'spikes' && !sameArithmetic(pair)) found.push(notComparable(signal));
    }
    issues.push(...found.map((issue) => issueUnder(['layers', a.name, signal], issue)));
  }
  return issues;
}

function signalIssues(
  { ids, neurons }: LayerTrace,
  signal: LayerSignal,
  { shape, data }: Tensor<TensorData>,
  steps: number,
  run: 'a' | 'b',
): readonly Issue[] {
  const width = neurons?.[signal]?.length ?? ids.length;
  if (shape.length !== 2 || shape[0] !== steps || shape[1] !== width || sizeOf(shape) !== data.length) {
    return [badShape(signal, run, shape, [steps, width])];
  }
  const repeated = neurons?.[signal]?.find((neuron, i, all) => all.indexOf(neuron) !== i || !(neuron < ids.length));
  if (repeated !== undefined) return [badNeuron(signal, run, repeated, ids.length)];
  const bad = signal === 'spikes' ? firstNoCount(data) : firstNotFinite(data);
  if (bad < 0) return [];
  return [badValue(signal, run, Math.floor(bad / width), bad % width, data[bad] as number)];
}

/** Index of the first value that cannot be a number of spikes; -1 if there is none. */
function firstNoCount(data: TensorData): number {
  if (data instanceof Uint8Array) return -1;
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number;
    if (value !== 0 && !(value > 0 && Number.isInteger(value))) return i;
  }
  return -1;
}

function firstNotFinite(data: TensorData): number {
  if (!(data instanceof Float64Array)) return -1;
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return i;
  return -1;
}

const otherNeurons = (a: LayerTrace, b: LayerTrace): Issue => ({
  code: 'SHAPE_MISMATCH',
  severity: 'error',
  at: ['layers', a.name],
  measured: `${a.ids.length} and ${b.ids.length}`,
  message: `layer ${a.name} has other numbers of neurons in a and b; the first ones that both have are compared`,
  hint: 'compare runs of the same network',
});

const badShape = (signal: LayerSignal, run: 'a' | 'b', shape: readonly number[], limit: readonly number[]): Issue => ({
  code: 'SIGNAL_SHAPE',
  severity: 'error',
  at: [],
  measured: `(${shape.join(', ')})`,
  limit: `(${limit.join(', ')})`,
  message: `${signal} is not compared: that of ${run} has another shape than its layer`,
  hint: 'give one row per timestep and one column per recorded neuron',
});

const badValue = (signal: LayerSignal, run: 'a' | 'b', step: number, column: number, measured: number): Issue => ({
  code: signal === 'spikes' ? 'SPIKES_INVALID' : 'STATE_NOT_FINITE',
  severity: 'error',
  at: [step, column],
  measured,
  message: `${signal} is not compared: in ${run}, timestep ${step}, column ${column} is no ${signal === 'spikes' ? 'number of spikes' : 'finite number'}`,
  hint:
    signal === 'spikes'
      ? 'give whole numbers of spikes, from 0 up'
      : 'look for time constants, thresholds or inputs that are no finite numbers',
});

const badNeuron = (signal: LayerSignal, run: 'a' | 'b', neuron: number, count: number): Issue => ({
  code: 'NEURONS_INVALID',
  severity: 'error',
  at: [],
  measured: neuron,
  limit: count - 1,
  message: `${signal} is not compared: neuron ${neuron} of ${run} is recorded twice, or not in the layer`,
  hint: 'name each recorded neuron of the layer once',
});

/** Of states it is usual; the measures are of spikes. */
const partly = (measured: number, limit: number): Issue => ({
  code: 'NEURONS_PARTLY',
  severity: 'warning',
  at: [],
  measured,
  limit,
  message: 'spikes of some neurons only are compared: those of the others are not recorded in both',
  hint: 'record all neurons in both',
});

const notComparable = (signal: LayerSignal): Issue => ({
  code: 'NOT_COMPARABLE',
  severity: 'error',
  at: [],
  message: `${signal} is not compared: the neurons have other firing levels in a than in b`,
  hint: 'compare the spikes, or runs of one configuration',
});

const missing = (signal: LayerSignal, inA: boolean, inB: boolean, asked: boolean): Issue => ({
  code: 'SIGNAL_MISSING',
  severity: asked ? 'error' : 'warning',
  at: [],
  message: `${signal} is not compared: it is missing in ${inA && inB ? 'both runs' : inA ? 'a' : 'b'}`,
  hint: 'record the same signals in both',
});

const noneInBoth = (signal: LayerSignal): Issue => ({
  code: 'NEURONS_DISJOINT',
  severity: 'error',
  at: [],
  message: `no neuron's ${signal} is recorded in both a and b`,
  hint: 'record the same neurons in both',
});
