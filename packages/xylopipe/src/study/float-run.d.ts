import { type LayerRun } from '@xylopipe/compare';
import { type AnySpec, type Checked, type Raster } from '@xylopipe/core';
import type { Network } from '@xylopipe/nn';
/**
 * The float network as a run to compare a chip with: its LIF layers, from rest, called and numbered as in `spec`, the
 * mapped specification of the same network, with the spikes that skip paths add where a chip
 * counts them. The network is reset before and after. Layers of the specification that the
 * network does not record under the same name and size are left out and named in the warnings (`LAYER_MISSING`).
 * @throws LAYERS_INVALID if the layers of `spec` contradict its neurons, FLOAT_RUN_FAILED if no layer is in both; what
 * `Network.evolve` throws.
 */
export declare function floatRun(network: Network, input: Raster, spec: AnySpec): Checked<LayerRun>;
