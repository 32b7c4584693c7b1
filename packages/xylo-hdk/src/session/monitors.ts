import { type ChipLimits, SIGNAL_NAMES, type SignalName } from '@xylopipe/core';
import type { WantedSignals } from '@xylopipe/core/session';
import type { MonitoredSignal, Operation } from '@xylopipe/hdk-transport';

/** Neurons of a signal that readouts bring, by the first and how many. */
export interface MonitorRange {
  readonly first: number;
  readonly count: number;
}

/** What readouts have to bring for some signals to be recorded. */
export type Monitors = ReadonlyMap<MonitoredSignal, MonitorRange>;

/** Everything that a readout can bring on a chip. */
const monitoredSignals = ({ synapsesPerHidden }: Pick<ChipLimits, 'synapsesPerHidden'>): MonitoredSignal[] =>
  SIGNAL_NAMES.filter((name): name is MonitoredSignal => name !== 'spikesOut').filter(
    (name) => name !== 'isyn2' || synapsesPerHidden === 2,
  );

/**
 * The shortest ranges with all neurons that are wanted. Output spikes need none; nor does the second synapse of a network
 * that has none, which is 0.
 */
export function monitorsFor(
  wanted: WantedSignals,
  neuronsOf: (name: SignalName) => number,
  synapse2: boolean,
): Monitors {
  const monitors = new Map<MonitoredSignal, MonitorRange>();
  for (const [name, neurons] of wanted) {
    if (name === 'spikesOut' || (name === 'isyn2' && !synapse2)) continue;
    const range =
      neurons === null
        ? { first: 0, count: neuronsOf(name) }
        : { first: Math.min(...neurons), count: Math.max(...neurons) - Math.min(...neurons) + 1 };
    if (range.count > 0 && Number.isFinite(range.first)) monitors.set(name, range);
  }
  return monitors;
}

/** Tells a board what readouts are to bring, and that they bring nothing else. */
export const monitorOperations = (limits: ChipLimits, monitors: Monitors): readonly Operation[] =>
  monitoredSignals(limits).map((signal) => ({
    op: 'setMonitor',
    signal,
    ...(monitors.get(signal) ?? { first: 0, count: 0 }),
  }));

/** Bytes of states in one readout. */
export const readoutBytes = (monitors: Monitors): number =>
  2 * [...monitors.values()].reduce((sum, { count }) => sum + count, 0);
