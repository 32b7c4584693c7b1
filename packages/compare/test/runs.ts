import { type Nested, type Tensor, tensorFromNested } from '@xylopipe/core';
import type { LayerRun, LayerSignal, LayerTrace } from '../src/run/layer-run.js';

type Rows = readonly (readonly number[])[];

/** A layer with these signals, one list of values per timestep; ids are 10 and up, firing levels 100. */
export function layer(
  signals: { readonly [S in LayerSignal]?: Rows },
  rest: Partial<Omit<LayerTrace, 'signals'>> = {},
): LayerTrace {
  const tensors = Object.entries(signals).map(([name, rows]) => [name, tensorOf(rows)]);
  const neurons = Math.max(0, ...Object.values(signals).map((rows) => rows[0]?.length ?? 0));
  const ids = Array.from({ length: neurons }, (_, i) => 10 + i);
  return {
    name: 'first',
    role: 'hidden',
    ids,
    delay: 0,
    threshold: ids.map(() => 100),
    signals: Object.fromEntries(tensors),
    ...rest,
  };
}

/** A run of these layers, as long as the first signal of the first. */
export const run = (label: string, ...layers: readonly LayerTrace[]): LayerRun => ({
  label,
  steps: Object.values(layers[0]?.signals ?? {})[0]?.shape[0] ?? 0,
  layers,
});

/** A run of one hidden layer with these spikes. */
export const spiking = (label: string, spikes: Rows, rest: Partial<Omit<LayerTrace, 'signals'>> = {}): LayerRun =>
  run(label, layer({ spikes }, rest));

function tensorOf(rows: Rows): Tensor {
  return rows.length === 0 ? { shape: [0, 0], data: new Float64Array(0) } : tensorFromNested(rows as Nested);
}
