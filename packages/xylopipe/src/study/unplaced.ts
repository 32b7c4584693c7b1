import type { LayerRun, LayerTrace } from '@xylopipe/compare';
import type { Evolution, SignalName } from '@xylopipe/core';

/** A recording of which nobody knows the network, as one hidden layer and one of outputs; thresholds are not known. */
export function unplaced({ steps, dt, signals, neurons }: Evolution): LayerRun {
  const layer = (role: LayerTrace['role'], names: Readonly<Record<string, SignalName>>): readonly LayerTrace[] => {
    const recorded = Object.entries(names).flatMap(([signal, name]) => {
      const tensor = signals[name];
      return tensor === undefined ? [] : [{ signal, tensor, ids: neurons?.[name] ?? range(tensor.shape[1] ?? 0) }];
    });
    if (recorded.length === 0) return [];
    const ids = [...new Set(recorded.flatMap((one) => [...one.ids]))].toSorted((a, b) => a - b);
    // A layer has the same columns in all of its signals.
    const whole = recorded.filter((one) => one.ids.length === ids.length && one.ids.every((id, i) => id === ids[i]));
    const threshold = new Float64Array(ids.length).fill(Number.NaN);
    const byName = Object.fromEntries(whole.map(({ signal, tensor }) => [signal, tensor]));
    return [{ name: role, role, ids, delay: 0, threshold, signals: byName }];
  };
  const hidden = layer('hidden', { spikes: 'spikesHidden', vmem: 'vmem', isyn: 'isyn', isyn2: 'isyn2' });
  const outputs = layer('output', { spikes: 'spikesOut', vmem: 'vmemOut', isyn: 'isynOut' });
  return { label: 'recording', steps, dt, layers: [...hidden, ...outputs] };
}

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, id) => id);
