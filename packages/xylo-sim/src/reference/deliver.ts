import { saturate16 } from '@xylopipe/core';
import type { Connections } from './connections.js';
import type { Neurons } from './neurons.js';

/**
 * Adds the spikes of all sources to the synapses they lead to. `counts[offset]` is the number of spikes of source 0.
 *
 * Sources come one after the other in increasing id and every addition saturates, so their order matters. The spikes of
 * one source are added at once: going n times in one direction and saturating each time ends where going there at once
 * and saturating once does.
 * @returns whether there was any spike, connected or not.
 */
export function deliver(
  connections: Connections,
  counts: Uint8Array,
  offset: number,
  { isyn, cuts }: Pick<Neurons, 'isyn' | 'cuts'>,
): boolean {
  const { sources, maxSpikes, first, synapse, amount } = connections;
  let any = false;
  for (let source = 0; source < sources; source++) {
    const count = Math.min(counts[offset + source], maxSpikes);
    if (count === 0) continue;
    any = true;
    if (cuts !== null) markSaturating(connections, source, count, isyn, cuts.isyn);
    const end = first[source + 1];
    for (let c = first[source]; c < end; c++) {
      const target = synapse[c];
      isyn[target] = saturate16(isyn[target] + Math.imul(count, amount[c]));
    }
  }
  return any;
}

/** Marks the synapses that saturate when they get `count` spikes of this source, which leads to each but once. */
function markSaturating(
  { first, synapse, amount }: Connections,
  source: number,
  count: number,
  isyn: Int16Array,
  marks: Uint8Array,
): void {
  for (let c = first[source]; c < first[source + 1]; c++) {
    const sum = isyn[synapse[c]] + Math.imul(count, amount[c]);
    if (sum !== saturate16(sum)) marks[synapse[c]] = 1;
  }
}
