import type { MappedSpec, NetworkTree, Raster } from '@xylopipe/core';
import { networkFromTree } from '@xylopipe/nn';
import { withAliasSpikes } from '../src/ladder/with-alias-spikes.js';
import { layerDelays } from '../src/run/layer-delays.js';
import type { LayerRun, LayerTrace } from '../src/run/layer-run.js';

/** Spikes of a float network, from rest, by the layers that mapping gave it. */
export function runFloat(tree: NetworkTree, mapped: MappedSpec, raster: Raster): LayerRun {
  const { records } = networkFromTree(tree).evolve(raster, { record: true });
  const layers = layerDelays(mapped).value.map(({ name, role, ids }): LayerTrace => {
    const spikes = records.find((record) => record.name === name)?.spikes;
    if (spikes === undefined) throw new Error(`no layer ${name} was recorded`);
    const levels = role === 'hidden' ? mapped.threshold : mapped.thresholdOut;
    const threshold = ids.map((id) => levels[id] as number);
    return { name, role, ids, delay: 0, threshold, signals: { spikes } };
  });
  return withAliasSpikes({ label: 'float', steps: raster.steps, dt: mapped.dt, layers }, mapped);
}
