import { binEvents, type Checked, Raster, sizeOf, unremarkable, XylopipeError } from '@xylopipe/core';
import type { NirEventData, NirGraphData, NirNodeData, NirTimeGriddedData, NirValuedEventData } from './nir-data.js';

/** Which spikes of a file, and how to count them. */
export interface NirRasterOptions {
  /** The node, by the names of the graphs that it is in and its own. Default the only one. */
  readonly node?: string | readonly string[] | undefined;
  /** Default `spikes`, or the only one. */
  readonly observable?: string | undefined;
  /** From 0. Default the only one. */
  readonly sample?: number | undefined;
  /** Duration of a timestep, seconds; events need it, and data on a grid must have it. */
  readonly dt?: number | undefined;
  /**
   * Whether an event where two timesteps meet is of the one that ends there (default, as the Python package counts) or of the
   * one that starts.
   */
  readonly border?: 'start' | 'end' | undefined;
  /** Most events that a cell gets; what is over is lost, and counted. Default 255. */
  readonly maxCount?: number | undefined;
}

/**
 * Spikes of one node in one sample as a raster. Data on a grid must be counts; events are counted by `dt`, of which
 * `EVENTS_CLIPPED` says what did not fit.
 * @throws NIR_DATA_REFUSED if it is not clear what is meant, or that is no spikes; RASTER_INVALID, and what `binEvents` throws.
 */
export function rasterFromNirData(data: NirGraphData, options: NirRasterOptions = {}): Checked<Raster> {
  const { observables } = nodeIn(data, options.node);
  const usual = observables.has('spikes') ? 'spikes' : undefined;
  const observable = chosen(observables, 'observable', options.observable ?? usual);
  const { shape } = observable.type === 'TimeGriddedData' ? observable.data : observable.idx;
  const samples = shape[0] as number;
  const { sample = samples === 1 ? 0 : -1 } = options;
  if (!(Number.isInteger(sample) && sample >= 0 && sample < samples)) {
    const hint = samples === 0 ? undefined : `give the option "sample", from 0 to ${samples - 1}`;
    const named = options.sample === undefined ? 'no sample is named' : `there is no sample ${options.sample}`;
    throw refused(`${named}; there are ${samples}`, hint);
  }
  return observable.type === 'TimeGriddedData'
    ? unremarkable(gridded(observable, sample, options.dt))
    : counted(observable, sample, options);
}

function nodeIn(data: NirGraphData, node: NirRasterOptions['node'] = []): NirNodeData {
  let rest = typeof node === 'string' ? [node] : node;
  let at: NirGraphData | NirNodeData = data;
  while (at.type === 'NIRGraphData') {
    at = chosen(at.nodes, 'node', rest[0]);
    rest = rest.slice(1);
  }
  if (rest.length > 0) throw refused(`there is no node ${JSON.stringify(rest[0])} in a node that is no graph`);
  return at;
}

/** What has this name; without one, the only thing there is. */
function chosen<T>(among: ReadonlyMap<string, T>, what: string, name: string | undefined): T {
  const only = among.size === 1 ? [...among.values()][0] : undefined;
  const found = name === undefined ? only : among.get(name);
  if (found !== undefined) return found;
  const have = [...among.keys()];
  const shown = have.length > MOST_SHOWN ? [...have.slice(0, MOST_SHOWN), '…'] : have;
  const named = name === undefined ? `no ${what} is named` : `there is no ${what} ${JSON.stringify(name)}`;
  throw refused(`${named}; have: ${shown.join(', ') || 'none'}`, `give the option "${what}"`);
}

const MOST_SHOWN = 20;

const REGRID = 'record them as events or with the timestep of the network; without one, they are read as they are';

function gridded({ data: { shape, data }, dt }: NirTimeGriddedData, sample: number, asked = dt): Raster {
  if (Math.abs(asked - dt) > dt * 1e-9) {
    throw refused(`the data have timesteps of ${dt} s, not of ${asked} s`, REGRID);
  }
  const [, steps, neurons] = shape as readonly [number, number, number];
  const size = sizeOf([steps, neurons]);
  return Raster.fromValues(steps, neurons, data.subarray(sample * size, (sample + 1) * size));
}

function counted(
  events: NirEventData | NirValuedEventData,
  sample: number,
  { dt, border = 'end', maxCount }: NirRasterOptions,
): Checked<Raster> {
  if (events.type === 'ValuedEventData') throw refused('the events carry values, and spikes of a raster do not');
  if (dt === undefined) throw refused('events have no timesteps', 'give the option "dt", seconds');
  const { idx, time, nNeurons, tMax } = events;
  const [, length = 0] = idx.shape;
  const [from, to] = [sample * length, (sample + 1) * length];
  const isEvent = (_: number, i: number): boolean => (idx.data[from + i] as number) >= 0;
  const times = time.data.subarray(from, to).filter(isEvent);
  const channels = idx.data.subarray(from, to).filter(isEvent);
  // A duration that was meant as so many timesteps is not one more for a rounding.
  const steps = Math.ceil((tMax / dt) * (1 - 1e-9));
  return binEvents({ times, channels }, { dt, unit: 's', border, maxCount }, { steps, channels: nNeurons });
}

const refused = (message: string, hint?: string): XylopipeError =>
  new XylopipeError('NIR_DATA_REFUSED', message, hint === undefined ? {} : { hint });
