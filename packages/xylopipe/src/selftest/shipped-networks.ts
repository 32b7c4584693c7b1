import type { ChipLimits } from '@xylopipe/core';
import { networkOf, type SelftestNetwork } from './network-sketch.js';
import { biases, everyDecay, manySpikes, saturation, shifts } from './shipped/arithmetic.js';
import { aliases, fanOut, inhibition, ring, twoSynapses } from './shipped/connections.js';
import { everyChannel, firstInLastOut, onePath, silence } from './shipped/paths.js';
import type { ShippedNetwork } from './shipped/shipped-network.js';

/** From the simplest on: the first that differs says most. */
const SHIPPED: readonly ShippedNetwork[] = [
  ...[onePath, everyChannel, firstInLastOut, silence],
  ...[ring, inhibition, fanOut, aliases, twoSynapses],
  ...[everyDecay, biases, shifts, saturation, manySpikes],
];

/** The networks that come with the self-test, as far as a chip has what they are about: all legal on it. */
export const shippedNetworks = (limits: ChipLimits): readonly SelftestNetwork[] =>
  SHIPPED.flatMap(({ name, sketch }) => {
    const drawn = sketch(limits);
    return drawn === undefined ? [] : [networkOf(name, drawn, limits)];
  });
