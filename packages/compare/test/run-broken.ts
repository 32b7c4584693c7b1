import type { MappedSpec, QuantizedSpec } from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { toNetworkGraph } from '@xylopipe/graph';
import { networkFromTree } from '@xylopipe/nn';
import { quantize } from '@xylopipe/quantize';
import { syns61201 } from '@xylopipe/xylo-syns61201';
import type { LayerRun } from '../src/run/layer-run.js';
import type { BrokenNetwork } from './broken-networks.js';
import { runFloat } from './run-float.js';

/** A broken network on a chip, and what it does as it was meant. */
export interface BrokenRun {
  readonly float: LayerRun;
  readonly mapped: MappedSpec;
  readonly quantized: QuantizedSpec;
}

/** Maps and quantizes a broken network, and runs it in float. */
export function runBroken({
  tree,
  raster,
  method,
  scales,
}: Pick<BrokenNetwork, 'tree' | 'raster' | 'method' | 'scales'>): BrokenRun {
  const { mapper } = new DeviceRegistry([syns61201]).get(syns61201.chipId);
  const { value: mapped } = mapper.map(toNetworkGraph(networkFromTree(tree).asGraph()));
  const { value: quantized } = quantize(mapped, { method, ...scales });
  return { float: runFloat(tree, mapped, raster), mapped, quantized };
}
