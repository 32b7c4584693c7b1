import { type TimeSeries, zeros } from '@xylopipe/core';
import type { LifTrace } from './lif-steps.js';
import type { LayerRecord } from './network.js';

/** An empty record of `n` neurons with `s` synapses for the steps and batch of a series. */
export function blankRecord(series: TimeSeries, n: number, s: number): LayerRecord {
  const steps = series.shape.slice(0, -1);
  const perNeuron = [...steps, n];
  const perSynapse = [...steps, n, s];
  return {
    path: [],
    name: '',
    vmem: zeros(perNeuron),
    isyn: zeros(perSynapse),
    irec: zeros(perSynapse),
    spikes: zeros(perNeuron),
  };
}

/** The arrays of one of `items` batch items of a record, sharing memory. */
export function traceOf(record: LayerRecord, item: number, items: number): LifTrace {
  const part = (data: Float64Array): Float64Array =>
    data.subarray((item * data.length) / items, ((item + 1) * data.length) / items);
  const { vmem, isyn, irec, spikes } = record;
  return { vmem: part(vmem.data), isyn: part(isyn.data), irec: part(irec.data), spikes: part(spikes.data) };
}
