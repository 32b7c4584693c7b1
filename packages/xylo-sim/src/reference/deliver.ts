import { saturate16 } from '@xylopipe/core';
import type { Connections } from './connections.js';

/**
 * Adds the spikes of all sources to the synapses they lead to. `counts[offset]` is the number of spikes of source 0.
 *
 * Sources come one after the other in increasing id and every addition saturates, so their order matters. The spikes of
 * one source are added at once: going n times in one direction and saturating each time ends where going there at once
 * and saturating once does.
 * @returns whether there was any spike, connected or not.
 */
export function deliver(connections: Connections, counts: Uint8Array, offset: number, isyn: Int16Array): boolean {
  const { sources, maxSpikes, first, synapse, amount } = connections;
  let any = false;
  for (let source = 0; source < sources; source++) {
    const count = Math.min(counts[offset + source], maxSpikes);
    if (count === 0) continue;
    any = true;
    const end = first[source + 1];
    for (let c = first[source]; c < end; c++) {
      const target = synapse[c];
      isyn[target] = saturate16(isyn[target] + Math.imul(count, amount[c]));
    }
  }
  return any;
}
