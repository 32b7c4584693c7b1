import type { SpikeTrain } from '../measures/spike-train.js';
import type { LayerSignal } from '../run/layer-run.js';
import type { LayerPair } from './layer-pair.js';
import type { LayerDivergence } from './run-comparison.js';
import { type SignalColumns, signalColumns } from './signal-columns.js';

/** States further apart than this part of the firing level differ: less than 1 of a chip, more than rounding of float64. */
const STATE_TOLERANCE = 1e-6;

/** States in the order in which a timestep computes them, all before the spikes that they cause. */
const STATES = ['isyn', 'isyn2', 'vmem'] as const satisfies readonly LayerSignal[];

/**
 * The earliest difference of a layer in some signals, spikes as differences of trains. States are looked at only where
 * both runs have the same firing levels.
 */
export function firstDivergence(
  pair: LayerPair,
  signals: readonly LayerSignal[],
  spikes: SignalColumns,
  trains: readonly SpikeTrain[],
): LayerDivergence | null {
  const inSpikes = signals.includes('spikes') ? firstInSpikes(pair, spikes, trains) : null;
  if (!sameArithmetic(pair)) return inSpikes;
  let first = inSpikes;
  // Backwards, so that of equal timesteps the earlier signal wins.
  for (const signal of STATES.toReversed()) {
    const columns = signals.includes(signal) ? signalColumns(pair, signal) : undefined;
    if (columns !== undefined) first = firstInState(pair, signal, columns, first?.step ?? pair.to - 1) ?? first;
  }
  return first;
}

/** Whether states of two runs can be held against each other: every neuron has one firing level. */
export function sameArithmetic({ a, b }: Pick<LayerPair, 'a' | 'b'>): boolean {
  if (a.threshold.length !== b.threshold.length) return false;
  for (let i = 0; i < a.threshold.length; i++) if (a.threshold[i] !== b.threshold[i]) return false;
  return true;
}

function firstInSpikes(pair: LayerPair, columns: SignalColumns, trains: readonly SpikeTrain[]): LayerDivergence | null {
  let step = Number.POSITIVE_INFINITY;
  let earliest = 0;
  trains.forEach(({ steps }, i) => {
    if (steps.length === 0 || (steps[0] as number) >= step) return;
    step = steps[0] as number;
    earliest = i;
  });
  return step === Number.POSITIVE_INFINITY ? null : divergenceAt(pair, 'spikes', columns, step, earliest);
}

/** The first cell, up to a timestep, in which a state differs. */
function firstInState(
  pair: LayerPair,
  signal: LayerSignal,
  columns: SignalColumns,
  last: number,
): LayerDivergence | null {
  const { a, b, neurons, columnsA, columnsB } = columns;
  const [, widthA = 0] = a.shape;
  const [, widthB = 0] = b.shape;
  const tolerance = Float64Array.from(neurons, (neuron) => Math.abs(pair.a.threshold[neuron] ?? 0) * STATE_TOLERANCE);
  for (let step = pair.from; step <= last; step++) {
    for (let i = 0; i < neurons.length; i++) {
      const ofA = a.data[step * widthA + (columnsA[i] as number)] as number;
      const ofB = b.data[(step + pair.shift) * widthB + (columnsB[i] as number)] as number;
      if (Math.abs(ofA - ofB) > (tolerance[i] as number)) return divergenceAt(pair, signal, columns, step, i);
    }
  }
  return null;
}

function divergenceAt(
  { a: layer, shift }: LayerPair,
  signal: LayerSignal,
  { a, b, neurons, columnsA, columnsB }: SignalColumns,
  step: number,
  i: number,
): LayerDivergence {
  const [, widthA = 0] = a.shape;
  const [, widthB = 0] = b.shape;
  const neuron = neurons[i] as number;
  const stepB = step + shift;
  return {
    step,
    stepB,
    layer: layer.name,
    role: layer.role,
    neuron,
    id: layer.ids[neuron] as number,
    signal,
    a: a.data[step * widthA + (columnsA[i] as number)] as number,
    b: b.data[stepB * widthB + (columnsB[i] as number)] as number,
  };
}
