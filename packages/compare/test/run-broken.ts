import type { MappedSpec, QuantizedSpec } from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { toNetworkGraph } from '@xylopipe/graph';
import { networkFromTree } from '@xylopipe/nn';
import { quantize } from '@xylopipe/quantize';
import { syns61201 } from '@xylopipe/xylo-syns61201';
import { withAliasSpikes } from '../src/ladder/with-alias-spikes.js';
import { layerDelays } from '../src/run/layer-delays.js';
import type { LayerRun, LayerTrace } from '../src/run/layer-run.js';
import type { BrokenNetwork } from './broken-networks.js';

/** A broken network on a chip, and what it does as it was meant. */
export interface BrokenRun {
  readonly float: LayerRun;
  readonly mapped: MappedSpec;
  readonly quantized: QuantizedSpec;
}

/** Maps and quantizes a broken network, and runs it in float. */
export function runBroken({ tree, raster, method }: Pick<BrokenNetwork, 'tree' | 'raster' | 'method'>): BrokenRun {
  const network = networkFromTree(tree);
  const { mapper } = new DeviceRegistry([syns61201]).get(syns61201.chipId);
  const { value: mapped } = mapper.map(toNetworkGraph(network.asGraph()));
  const { value: quantized } = quantize(mapped, { method });
  const { records } = network.evolve(raster, { record: true });
  const layers = layerDelays(mapped).value.map(({ name, role, ids }): LayerTrace => {
    const spikes = records.find((record) => record.name === name)?.spikes;
    if (spikes === undefined) throw new Error(`no layer ${name} was recorded`);
    return { name, role, ids, delay: 0, threshold: new Float64Array(ids.length).fill(1), signals: { spikes } };
  });
  const float = withAliasSpikes({ label: 'float', steps: raster.steps, dt: mapped.dt, layers }, mapped);
  return { float, mapped, quantized };
}
