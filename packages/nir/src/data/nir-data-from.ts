import { type Evolution, type Raster, type SignalName, type TensorData, XylopipeError } from '@xylopipe/core';
import type { NirArray } from '../model/nir-graph.js';
import type { NirGraphData, NirNodeData, NirTimeGriddedData } from './nir-data.js';

/** How a raster becomes data. */
export interface NirFromRasterOptions {
  /** Duration of a timestep, seconds. */
  readonly dt: number;
  /** Default `input`. */
  readonly node?: string | undefined;
  /** Default `spikes`. */
  readonly observable?: string | undefined;
}

/** A raster as NIR data: one sample of counts on a grid. Throws `OPTIONS_INVALID` for a `dt` that is none. */
export function nirDataFromRaster(
  { steps, channels, counts }: Raster,
  {
    dt,
    node = 'input',
    observable = 'spikes',
  }: { readonly dt: number; readonly node?: string; readonly observable?: string },
): NirGraphData {
  const spikes = onGrid([steps, channels], counts, checked(dt));
  return graphOf([[node, nodeOf([[observable, spikes]])]]);
}

/** Where each signal goes: what chips call neurons of one kind is a node. */
const PLACES: Readonly<Record<SignalName, readonly [node: string, observable: string]>> = {
  spikesOut: ['output', 'spikes'],
  vmemOut: ['output', 'vmem'],
  isynOut: ['output', 'isyn'],
  spikesHidden: ['hidden', 'spikes'],
  vmem: ['hidden', 'vmem'],
  isyn: ['hidden', 'isyn'],
  isyn2: ['hidden', 'isyn2'],
};

/**
 * All that was recorded of a chip as NIR data: one sample of the nodes `hidden` and `output`, which have the observables
 * `spikes`, `vmem`, `isyn` and `isyn2`, int16 on a grid, in the units of the chip.
 * @param dt - duration of a timestep, seconds; default that of the evolution.
 * @throws OPTIONS_INVALID if nobody says `dt`; NIR_DATA_REFUSED for signals of chosen neurons, which NIR data cannot name.
 */
export function nirDataFromEvolution({ signals, neurons, dt: own }: Evolution, dt = own): NirGraphData {
  const duration = checked(dt);
  const nodes = new Map<string, [string, NirTimeGriddedData][]>();
  for (const [name, [node, observable]] of Object.entries(PLACES) as [SignalName, (typeof PLACES)[SignalName]][]) {
    const signal = signals[name];
    if (signal === undefined) continue;
    if (neurons?.[name] !== undefined) {
      throw new XylopipeError('NIR_DATA_REFUSED', `${name} is of chosen neurons, and NIR data cannot say which`, {
        hint: 'record all neurons',
      });
    }
    nodes.set(node, [...(nodes.get(node) ?? []), [observable, onGrid(signal.shape, signal.data, duration)]]);
  }
  return graphOf([...nodes].map(([node, observables]) => [node, nodeOf(observables)]));
}

const onGrid = (shape: readonly number[], data: TensorData, dt: number): NirTimeGriddedData => {
  const array: NirArray = { shape: [1, ...shape], data };
  return { type: 'TimeGriddedData', data: array, dt };
};

const nodeOf = (observables: Iterable<readonly [string, NirTimeGriddedData]>): NirNodeData => ({
  type: 'NIRNodeData',
  observables: new Map(observables),
});

const graphOf = (nodes: Iterable<readonly [string, NirNodeData]>): NirGraphData => ({
  type: 'NIRGraphData',
  nodes: new Map(nodes),
});

function checked(dt: number | undefined): number {
  if (dt !== undefined && dt > 0 && Number.isFinite(dt)) return dt;
  throw new XylopipeError('OPTIONS_INVALID', `the option "dt" cannot be ${dt}`, {
    hint: 'give the duration of a timestep in seconds',
  });
}
