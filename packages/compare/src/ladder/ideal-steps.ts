import type { IdealConnections } from './ideal-connections.js';
import type { IdealNetwork } from './ideal-network.js';
import type { IdealNeurons } from './ideal-neurons.js';
import { clamp, wrap } from './words.js';

/**
 * One timestep, in the order of the chip: the input and the hidden spikes of the timestep before are delivered, source by
 * source in increasing id, then the neurons are updated in increasing id. `counts[offset]` is the count of channel 0.
 */
export function evolveStep(network: IdealNetwork, counts: Uint8Array, offset: number): void {
  const { input, recurrent, output, firstOutputSource, hidden, outputs, saturates } = network;
  deliver(input, counts, offset, hidden.isyn, saturates);
  deliver(recurrent, hidden.spikes, 0, hidden.isyn, saturates);
  deliver(output, hidden.spikes, firstOutputSource, outputs.isyn, saturates);
  update(hidden, network);
  update(outputs, network);
}

/** Adds the spikes of all sources to the synapses they lead to; all spikes of a source at once. */
function deliver(
  { sources, most, first, synapse, amount }: IdealConnections,
  counts: Uint8Array | Int32Array,
  offset: number,
  isyn: Float64Array,
  saturates: boolean,
): void {
  for (let source = 0; source < sources; source++) {
    const count = Math.min(counts[offset + source] as number, most);
    if (count === 0) continue;
    const end = first[source + 1] as number;
    for (let c = first[source] as number; c < end; c++) {
      const target = synapse[c] as number;
      const sum = (isyn[target] as number) + count * (amount[c] as number);
      isyn[target] = saturates ? clamp(sum) : sum;
    }
  }
}

/** Leak, integration and spikes of all neurons. What was delivered has leaked once before it reaches a membrane. */
function update(neurons: IdealNeurons, { truncates, saturates, updateRule }: IdealNetwork): void {
  const { count, isyn, synLeak, vmem, memLeak, threshold, bias, most, spikes, aliases } = neurons;
  const saturatesIncrement = saturates && updateRule === 'v2';
  spikes.fill(0);
  for (let id = 0; id < count; id++) {
    let current = 0;
    for (let s = id; s < isyn.length; s += count) {
      const state = isyn[s] as number;
      const left = truncates ? shifted(state, synLeak.lost[s] as number) : state * (synLeak.kept[s] as number);
      isyn[s] = left;
      current += left;
    }

    const before = truncates ? Math.round(vmem[id] as number) : (vmem[id] as number);
    const left = truncates ? shifted(before, memLeak.lost[id] as number) : before * (memLeak.kept[id] as number);
    const added = bias[id] as number;
    let v = saturatesIncrement ? before + clamp(clamp(wrap(left - before) + current) + added) : left + current + added;
    if (saturates) v = clamp(v);

    const level = threshold[id] as number;
    const already = spikes[id] as number;
    const room = (most[id] as number) - already;
    let emitted = 0;
    if (v >= level && level > 0) {
      emitted = Math.min(Math.floor(v / level), room);
      v -= emitted * level;
    } else {
      for (; v >= level && emitted < room; emitted++) v = saturates ? wrap(v - level) : v - level;
    }
    vmem[id] = v;
    const sum = already + emitted;
    spikes[id] = sum;
    if (sum > 0) sendAs(aliases[id], sum, neurons);
  }
}

/** What a timestep leaves of a whole number that loses the part `lost`, rounded down, and at least 1 above rest. */
function shifted(state: number, lost: number): number {
  const x = Math.round(state);
  const loss = Math.floor(x * lost);
  return x - (loss === 0 && x > 0 ? 1 : loss);
}

/** Adds a neuron's spikes to those of its aliases. One with a higher id is yet to be updated and passes the sum on; of another one only the count grows. */
function sendAs(targets: readonly number[] | undefined, emitted: number, { spikes, most }: IdealNeurons): void {
  if (targets === undefined) return;
  for (let i = 0; i < targets.length; i++) {
    const target = targets[i] as number;
    spikes[target] = Math.min((spikes[target] as number) + emitted, most[target] as number);
  }
}
