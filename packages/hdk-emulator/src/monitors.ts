import type { ChipLimits } from '@xylopipe/core';
import type { MonitoredSignal, MonitoredStates } from '@xylopipe/hdk-transport';
import type { States } from './evolve/states.js';
import type { Network } from './network/network.js';
import { refusal } from './refuse.js';

/** Where the states of a signal are. */
interface Source {
  readonly values: (states: States) => Int16Array | Uint8Array | undefined;
  readonly layer: 'hidden' | 'output';
}

const SOURCES: Readonly<Record<MonitoredSignal, Source>> = Object.freeze({
  vmemOut: { values: ({ vmem }) => vmem, layer: 'output' },
  isynOut: { values: ({ isyn }) => isyn, layer: 'output' },
  vmem: { values: ({ vmem }) => vmem, layer: 'hidden' },
  isyn: { values: ({ isyn }) => isyn, layer: 'hidden' },
  isyn2: { values: ({ isyn2 }) => isyn2, layer: 'hidden' },
  spikesHidden: { values: ({ spikes }) => spikes, layer: 'hidden' },
});

/** Bytes of a readout on the wire without states. */
const READOUT_BYTES = 11;

/** Which neurons' states a readout brings: a range for each signal. */
export class Monitors {
  readonly #limits: ChipLimits;
  readonly #states: States;
  readonly #ranges = new Map<MonitoredSignal, { readonly first: number; readonly count: number }>();

  constructor(limits: ChipLimits, states: States) {
    this.#limits = limits;
    this.#states = states;
  }

  /** Bytes that a readout takes, about. */
  get readoutBytes(): number {
    return [...this.#ranges.values()].reduce((bytes, { count }) => bytes + 2 * count, READOUT_BYTES);
  }

  /** `count` 0: none. @throws SIGNAL_UNKNOWN, MONITOR_RANGE */
  set(signal: MonitoredSignal, first: number, count: number): void {
    const source = Object.hasOwn(SOURCES, signal) ? SOURCES[signal] : undefined;
    const { chipId, hiddenNeurons, outputNeurons } = this.#limits;
    if (source?.values(this.#states) === undefined)
      throw refusal('SIGNAL_UNKNOWN', `has no signal ${String(signal)}`, chipId);
    const neurons = source.layer === 'hidden' ? hiddenNeurons : outputNeurons;
    if (!(isCount(first) && isCount(count) && first + count <= neurons))
      throw refusal(
        'MONITOR_RANGE',
        `${signal} of ${count} neurons from ${first} on, and there are ${neurons}`,
        chipId,
      );
    if (count === 0) this.#ranges.delete(signal);
    else this.#ranges.set(signal, { first, count });
  }

  /** What is monitored, as it is now; 0 for neurons that are not in use. */
  read({ hidden, outputs }: Pick<Network, 'hidden' | 'outputs'>): readonly MonitoredStates[] {
    return [...this.#ranges].map(([signal, { first, count }]) => {
      const { values, layer } = SOURCES[signal];
      const begin = layer === 'hidden' ? first : hidden + first;
      const end = layer === 'hidden' ? hidden : hidden + outputs;
      const read = new Int16Array(count);
      if (begin < end) read.set(values(this.#states)!.subarray(begin, Math.min(end, begin + count)));
      return { signal, first, values: read };
    });
  }
}

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0;
