import type { NirEventData, NirGraphData, NirObservable, NirTimeGriddedData } from '../src/data/nir-data.js';

/** Data of one node, `lif`. */
export const recorded = (observables: Readonly<Record<string, NirObservable>>): NirGraphData => ({
  type: 'NIRGraphData',
  nodes: new Map([['lif', { type: 'NIRNodeData', observables: new Map(Object.entries(observables)) }]]),
});

/** Two samples of three timesteps of two neurons. */
export const gridded: NirTimeGriddedData = {
  type: 'TimeGriddedData',
  data: { shape: [2, 3, 2], data: Float32Array.of(0, 1, 2, 0, 0, 255, 1, 1, 0, 0, 0, 0) },
  dt: 0.001,
};

/** Two samples of up to three events of two neurons. */
export const events: NirEventData = {
  type: 'EventData',
  idx: { shape: [2, 3], data: Float64Array.of(1, -1, 0, 0, 0, 1), dtype: 'int64' },
  time: { shape: [2, 3], data: Float64Array.of(0.001, Number.POSITIVE_INFINITY, 0.0025, 0.0011, 0.002, 0.003) },
  nNeurons: 2,
  tMax: 0.003,
};
