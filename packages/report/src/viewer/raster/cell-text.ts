import type { LayerSignal } from '@xylopipe/compare';
import { duration, readable } from '../../numbers.js';
import { statesOf } from '../traces/lanes.js';
import { neuronAt, type RowNeuron } from './bands.js';
import type { Cell } from './hit.js';
import type { RasterData } from './raster-data.js';
import { valueAt } from './spikes.js';

/** What is known of a cell, as name and value, in the order in which it is read. */
export function cellFacts(
  data: RasterData,
  cell: Cell,
  own: { readonly label: string; readonly dt?: number | undefined },
): readonly (readonly [name: string, value: string])[] {
  const neuron = neuronAt(data.bands, cell.row);
  if (neuron === undefined) return [];
  const time = own.dt === undefined ? '' : ` (${duration(cell.step * own.dt)})`;
  return [
    ['layer', neuron.band.name],
    [data.part === 'input' ? 'channel' : 'neuron', String(neuron.neuron)],
    ...(data.part === 'input' ? [] : [['id', String(neuron.id)] as const]),
    ['step', `${cell.step}${time}`],
    ['spikes', spikesAt(data, cell, own.label)],
    ...states(neuron, cell.step),
  ];
}

function spikesAt(data: RasterData, { step, row }: Cell, label: string): string {
  const value = readable(valueAt(data.spikes, step, row));
  if (data.other === undefined) return value;
  return `${value} ${label}, ${readable(valueAt(data.other.spikes, step, row))} ${data.other.label}`;
}

const STATES: readonly LayerSignal[] = ['vmem', 'isyn', 'isyn2'];

function states({ band, neuron }: RowNeuron, step: number): readonly (readonly [string, string])[] {
  return STATES.flatMap((signal) => {
    const value = statesOf(band.layer, signal, neuron)?.(step);
    return value === undefined ? [] : [[signal, readable(value)] as const];
  });
}
