import type { LayerRun, LayerSignal, LayerTrace, RunComparison } from '@xylopipe/compare';
import type { TensorData } from '@xylopipe/core';

/** Rows of a signal: one list per timestep. */
export type Rows = readonly (readonly number[])[];

/** A layer of what was recorded of it. */
export function layer(
  name: string,
  signals: { readonly [S in LayerSignal]?: Rows },
  more: Partial<LayerTrace> = {},
): LayerTrace {
  const entries = Object.entries(signals).map(([signal, rows]) => [signal, tensorOf(rows)]);
  const neurons = Object.values(signals)[0]?.[0]?.length ?? 0;
  return {
    name,
    role: 'hidden',
    ids: Array.from({ length: neurons }, (_, n) => n),
    delay: 0,
    threshold: new Array<number>(neurons).fill(100),
    signals: Object.fromEntries(entries),
    ...more,
  };
}

/** A run of layers. */
export const runOf = (label: string, steps: number, ...layers: readonly LayerTrace[]): LayerRun => ({
  label,
  steps,
  layers,
});

const tensorOf = (rows: Rows): { shape: readonly number[]; data: TensorData } => ({
  shape: [rows.length, rows[0]?.length ?? 0],
  data: Float64Array.from(rows.flat()),
});

const measures = { agreement: 0.5, countDifference: 0, vanRossum: 1.5, victorPurpura: 2 };

/** A comparison of two runs with one layer, `1.lif` of 2 neurons. */
export const comparisonOf = (more: Partial<RunComparison> = {}): RunComparison => ({
  ...measures,
  a: 'simulator',
  b: 'float',
  layers: [
    {
      ...measures,
      name: '1.lif',
      role: 'hidden',
      neurons: 2,
      shift: 0,
      steps: 3,
      spikesA: 2,
      spikesB: 2,
      fellSilent: [1],
      first: null,
    },
  ],
  output: measures,
  first: {
    step: 1,
    stepB: 1,
    layer: '1.lif',
    role: 'hidden',
    neuron: 1,
    id: 1,
    signal: 'spikes',
    a: 1,
    b: 0,
    cause: 'saturation',
  },
  issues: [],
  ...more,
});
