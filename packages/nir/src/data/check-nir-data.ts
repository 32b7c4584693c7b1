import type { Issue, IssuePath } from '@xylopipe/core';
import { FieldChecks, sameShape, shown } from '../model/field-checks.js';
import type { NirEventData, NirGraphData, NirObservable, NirValuedEventData } from './nir-data.js';

/** What is wrong with recorded data: shapes that disagree, neurons and times that there are not, padding in one place only. */
export function checkNirData({ nodes }: NirGraphData, at: IssuePath = []): readonly Issue[] {
  return [...nodes].flatMap(([name, node]) => {
    const here = [...at, 'nodes', name];
    if (node.type === 'NIRGraphData') return checkNirData(node, here);
    return [...node.observables].flatMap(([observable, data]) =>
      checkObservable(data, [...here, 'observables', observable]),
    );
  });
}

function checkObservable(observable: NirObservable, at: IssuePath): readonly Issue[] {
  const checks = new FieldChecks(at);
  if (observable.type === 'TimeGriddedData') {
    const { data, dt } = observable;
    if (checks.fits('data', data)) checks.rank('data', data, 3);
    if (!(dt > 0 && Number.isFinite(dt))) checks.wrong('dt', 'a timestep lasts some time', { measured: dt, limit: 0 });
  } else {
    checkEvents(observable, checks);
  }
  return checks.issues;
}

const PADDING = -1;

function checkEvents(events: NirEventData | NirValuedEventData, checks: FieldChecks): void {
  const { idx, time, nNeurons, tMax } = events;
  checks.atLeast('nNeurons', nNeurons, 0);
  if (!(tMax >= 0 && Number.isFinite(tMax))) checks.wrong('tMax', 'a recording lasts some time', { measured: tMax });
  checks.rank('idx', idx, 2);
  let isWhole = checks.fits('idx', idx);
  for (const field of ['time', 'value'] as const) {
    const array = field in events ? (events as NirValuedEventData)[field] : undefined;
    if (array === undefined) continue;
    isWhole = checks.fits(field, array) && isWhole;
    if (sameShape(array.shape, idx.shape)) continue;
    checks.wrong(field, `the shape is ${shown(array.shape)}, and that of idx is ${shown(idx.shape)}`);
    isWhole = false;
  }
  if (!isWhole) return;
  const isNeuron = (n: number): boolean => Number.isInteger(n) && n >= PADDING && n < nNeurons;
  checks.every('idx', idx, isNeuron, 'no neuron', { limit: nNeurons - 1 });
  // A time in float32 may be above the end that it was.
  const end = time.data instanceof Float32Array ? Math.max(tMax, Math.fround(tMax)) : tMax;
  const isTime = (t: number): boolean => (t >= 0 && t <= end) || t === Number.POSITIVE_INFINITY;
  checks.every('time', time, isTime, 'outside of the recording', { limit: tMax });
  const isPaired = (t: number, i: number): boolean =>
    (t === Number.POSITIVE_INFINITY) === (idx.data[i] === PADDING) || !isTime(t);
  checks.every('time', time, isPaired, 'padding, or its idx is, and the other is not');
}
