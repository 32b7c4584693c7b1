import { isXylopipeError, type NetworkGraph } from '@xylopipe/core';
import type { Device } from '@xylopipe/core/registry';
import { toNetworkGraph } from '@xylopipe/graph';
import type { Network } from '@xylopipe/nn';
import { quantize } from '@xylopipe/quantize';

/** Graph, mapping and quantization. */
const toIntegers = (network: Network, device: Device) => {
  const graph: NetworkGraph = toNetworkGraph(network.asGraph());
  return quantize(device.mapper.map(graph).value, { method: 'global' }).value;
};

/** From a network to a legal configuration. */
export const configureNetwork = (network: Network, device: Device): unknown =>
  device.configurator.configure(toIntegers(network, device)).value;

/** From a network to integers, as long as the configurator refuses them. */
export function refuseNetwork(network: Network, device: Device): string {
  const spec = toIntegers(network, device);
  try {
    device.configurator.configure(spec);
  } catch (error) {
    if (isXylopipeError(error)) return error.issues.map((issue) => issue.code).join(', ');
    throw error;
  }
  throw new Error('a network that is too dense for the chip was not refused');
}
