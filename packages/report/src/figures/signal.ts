import type { LayerRun, LayerSignal, LayerTrace } from '@xylopipe/compare';
import type { Raster } from '@xylopipe/core';
import { counted } from '../numbers.js';
import { numeral } from '../svg/text.js';

/** Values per timestep and neuron, row-major `(steps, neurons)`. */
export interface Grid {
  readonly steps: number;
  readonly neurons: number;
  readonly data: ArrayLike<number>;
}

/** A recorded signal of a layer; `undefined` where it was not recorded, or has no shape that can be drawn. */
export function signalOf(layer: LayerTrace, signal: LayerSignal): Grid | undefined {
  const { shape = [], data } = layer.signals[signal] ?? {};
  const [steps, neurons] = shape;
  if (data === undefined || shape.length !== 2 || steps === undefined || neurons === undefined) return undefined;
  return data.length === steps * neurons ? { steps, neurons, data } : undefined;
}

/** Spikes of every neuron over the whole run; what is no number counts as none. */
export function spikesPerNeuron({ neurons, data }: Grid): Float64Array {
  const totals = new Float64Array(neurons);
  for (let i = 0, n = 0; i < data.length; i++) {
    const count = data[i] as number;
    if (Number.isFinite(count)) totals[n] = (totals[n] as number) + count;
    if (++n === neurons) n = 0;
  }
  return totals;
}

/** Cells that hold no finite number, which are not drawn. */
export function notNumbers({ data }: Grid): number {
  let found = 0;
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) found++;
  return found;
}

/** A band of a raster: the input, or the spikes of a layer. */
export interface RasterBand {
  readonly name: string;
  /** `channel` or `neuron`. */
  readonly of: string;
  /** Number of channels or neurons, also where nothing was recorded. */
  readonly rows: number;
  /** Hardware id of each row. Default: rows count from 0. */
  readonly ids?: readonly number[] | undefined;
  /** Spike counts; absent where they were not recorded. */
  readonly spikes?: Grid | undefined;
}

/** The input of a run as a band. */
export const inputBand = ({ steps, channels, counts }: Raster): RasterBand => ({
  name: 'input',
  of: 'channel',
  rows: channels,
  spikes: { steps, neurons: channels, data: counts },
});

/** The spikes of a run's layers as bands, in the data's way. */
export const spikeBands = ({ layers }: LayerRun, role?: 'hidden' | 'output'): readonly RasterBand[] =>
  layers
    .filter((layer) => role === undefined || layer.role === role)
    .map((layer) => ({
      name: layer.name,
      of: 'neuron',
      rows: layer.ids.length,
      ids: layer.ids,
      spikes: signalOf(layer, 'spikes'),
    }));

/** What an axis of time is called. */
export const timeLabel = (dt: number | undefined): string =>
  dt !== undefined && Number.isFinite(dt) && dt > 0 ? `timestep (${numeral(dt * 1000)} ms each)` : 'timestep';

/** `; 3 values are not finite numbers and left out`, or nothing. */
export const leftOut = (n: number): string =>
  n === 0 ? '' : `; ${counted(n, 'value')} ${n === 1 ? 'is no finite number' : 'are no finite numbers'}, left out`;
