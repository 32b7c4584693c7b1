import type { LayerRun, LayerSignal, LayerTrace } from '@xylopipe/compare';
import { signalOf } from '../../figures/signal.js';

/** The states of one neuron, below one another with those of others; heights are in thresholds of its run. */
interface Lane {
  readonly neuron: number;
  readonly id: number;
  /** Where 0 of this lane is. */
  readonly baseline: number;
  /** Where its firing level is, `undefined` where that is no number above 0. */
  readonly threshold: number | undefined;
  /** Per timestep; `null`, a gap, where the state is no number. */
  readonly own: readonly (number | null)[];
  /** Of the second run, aligned to the first. */
  readonly other?: readonly (number | null)[] | undefined;
}

/** Traces of one signal of some neurons of a layer. */
export interface Lanes {
  readonly lanes: readonly Lane[];
  /** All that is drawn lies between these. */
  readonly low: number;
  readonly high: number;
  /** Lowest and highest state of all, in firing levels. */
  readonly extent: readonly [low: number, high: number];
}

/** States of one neuron by timestep. */
export type States = (step: number) => number | undefined;

/** The states of a neuron of a layer; `undefined` where they were not recorded. */
export function statesOf(layer: LayerTrace | undefined, signal: LayerSignal, neuron: number): States | undefined {
  const grid = layer === undefined ? undefined : signalOf(layer, signal);
  if (grid === undefined || neuron >= grid.neurons) return undefined;
  const { steps, neurons, data } = grid;
  return (step) => (step >= 0 && step < steps ? data[step * neurons + neuron] : undefined);
}

/** The layer of the same name and role in another run. */
export const layerIn = (run: LayerRun | undefined, { name, role }: LayerTrace): LayerTrace | undefined =>
  run?.layers.find((layer) => layer.name === name && layer.role === role);

/** Room between lanes, in their height. */
const ROOM = 1.08;

/** Traces of `neurons` of a layer, the first at the top, and those of the second run over them. */
export function stagger(
  layer: LayerTrace,
  signal: LayerSignal,
  neurons: readonly number[],
  steps: number,
  second?: LayerRun,
): Lanes {
  const other = layerIn(second, layer);
  const shift = (other?.delay ?? 0) - layer.delay;
  const raw = neurons.map((neuron) => {
    const own = scaled(statesOf(layer, signal, neuron), unitOf(layer, neuron), steps, 0);
    const states = statesOf(other, signal, neuron);
    const over =
      other === undefined || states === undefined ? undefined : scaled(states, unitOf(other, neuron), steps, shift);
    return { neuron, own, over };
  });
  const [low, high] = extentOf(raw.flatMap(({ own, over }) => (over === undefined ? [own] : [own, over])));
  const distance = (high - low) * ROOM;
  const lanes = raw.map(({ neuron, own, over }, index): Lane => {
    const baseline = -index * distance;
    const raised = (values: readonly (number | null)[]): (number | null)[] =>
      values.map((value) => (value === null ? null : value + baseline));
    const isFiringLevel = (layer.threshold[neuron] ?? 0) > 0 && signal === 'vmem';
    return {
      neuron,
      id: layer.ids[neuron] ?? neuron,
      baseline,
      threshold: isFiringLevel ? baseline + 1 : undefined,
      own: raised(own),
      other: over === undefined ? undefined : raised(over),
    };
  });
  return { lanes, low: low - Math.max(0, neurons.length - 1) * distance, high, extent: [low, high] };
}

/** What states are measured by: the firing level, or 1 where that is no measure. */
function unitOf({ threshold }: LayerTrace, neuron: number): number {
  const level = threshold[neuron] ?? 1;
  return level > 0 && Number.isFinite(level) ? level : 1;
}

function scaled(states: States | undefined, unit: number, steps: number, shift: number): (number | null)[] {
  return Array.from({ length: steps }, (_, step) => {
    const value = states?.(step + shift);
    return value === undefined || !Number.isFinite(value) ? null : value / unit;
  });
}

/** Lowest and highest of all values and 0; not the same. */
function extentOf(traces: readonly (readonly (number | null)[])[]): readonly [low: number, high: number] {
  let low = 0;
  let high = 0;
  for (const trace of traces) {
    for (const value of trace) {
      if (value === null) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return high > low ? [low, high] : [low, low + 1];
}
