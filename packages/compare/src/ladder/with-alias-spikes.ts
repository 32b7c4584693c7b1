import type { AnySpec } from '@xylopipe/core';
import type { LayerRun, LayerTrace } from '../run/layer-run.js';

/**
 * A float run with the spikes that skip paths add, where a chip counts them: a layer at the end of a residual block sends
 * its own spikes and, by aliases, those that came into the block, so that both are in its record. `spec` has the aliases.
 * Layers whose spikes are not all recorded stay as they are, and what they would add is left out.
 */
export function withAliasSpikes(float: LayerRun, { aliases }: Pick<AnySpec, 'aliases'>): LayerRun {
  const trainOf = new Map<number, Float64Array>();
  const sources = new Map<number, number[]>();
  aliases.forEach((targets, id) => {
    for (const target of targets) sources.set(target, [...(sources.get(target) ?? []), id]);
  });
  const layers = float.layers.map((layer): LayerTrace => {
    const { role, ids, signals, neurons } = layer;
    if (role === 'output' || signals.spikes === undefined || neurons?.spikes !== undefined) return layer;
    const { shape, data } = signals.spikes;
    const sums = Float64Array.from(data);
    ids.forEach((id, column) => {
      for (const source of sources.get(id) ?? []) add(trainOf.get(source), sums, column, ids.length);
    });
    // In the data's way a layer comes after those that it gets spikes from, whose sums it passes on.
    ids.forEach((id, column) => {
      if (aliases[id]?.length) trainOf.set(id, trainIn(sums, column, ids.length));
    });
    return { ...layer, signals: { ...signals, spikes: { shape, data: sums } } };
  });
  return { ...float, layers };
}

function trainIn(spikes: Float64Array, column: number, width: number): Float64Array {
  const train = new Float64Array(spikes.length / width);
  for (let step = 0; step < train.length; step++) train[step] = spikes[step * width + column] as number;
  return train;
}

function add(train: Float64Array | undefined, sums: Float64Array, column: number, width: number): void {
  train?.forEach((count, step) => {
    sums[step * width + column] = (sums[step * width + column] as number) + count;
  });
}
