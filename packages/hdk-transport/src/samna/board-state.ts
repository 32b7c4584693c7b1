import type { DeviceConfig } from '@xylopipe/core';
import type { MonitoredSignal, Operation, OperationMode } from '../bus/operation.js';
import type { SamnaDevice } from './devices/samna-device.js';
import { mergeFields, type SamnaFields, type SamnaValue } from './samna-fields.js';

/** Neurons of a monitor. */
interface Monitor {
  readonly first: number;
  readonly count: number;
}

/** What the configuration object says besides the network. */
export interface BoardState {
  readonly dt: number;
  /** Hidden neurons. */
  readonly hidden: number;
  readonly outputs: number;
  readonly mode: OperationMode;
  readonly monitors: Readonly<Partial<Record<MonitoredSignal, Monitor>>>;
}

/** After a configuration: in accelerated mode, without monitors. */
export const stateOf = (config: DeviceConfig): BoardState => ({
  dt: config.dt,
  hidden: config.dashMem.length,
  outputs: config.dashMemOut.length,
  mode: 'accelerated',
  monitors: {},
});

/** The state after `setMode` and `setMonitor`; any other operation leaves it as it is. */
export function nextState(state: BoardState, operation: Operation): BoardState {
  if (operation.op === 'setMode') return { ...state, mode: operation.mode };
  if (operation.op !== 'setMonitor') return state;
  const { signal, first, count } = operation;
  const { [signal]: _, ...others } = state.monitors;
  return { ...state, monitors: count === 0 ? others : { ...others, [signal]: { first, count } } };
}

/** Whether two states are the same to a board. */
export function sameState(a: BoardState, b: BoardState): boolean {
  const [monitors, others] = [Object.entries(a.monitors), b.monitors];
  return (
    a.mode === b.mode &&
    monitors.length === Object.keys(others).length &&
    monitors.every(([signal, { first, count }]) => {
      const other = others[signal as MonitoredSignal];
      return other?.first === first && other.count === count;
    })
  );
}

/** Fields of mode and monitors. The mode is one that the device has. */
export function stateFields(device: SamnaDevice, state: BoardState, mainClock: number): SamnaFields {
  const mode = device.modes[state.mode];
  const modeFields = typeof mode === 'string' ? {} : mode.fields(state.dt, mainClock);
  // In the other modes states come with readouts in any case, or are read out of memories.
  const monitored = typeof mode === 'object' && mode.monitors ? state : { ...state, monitors: {} };
  return mergeFields(modeFields, { debug: monitorFields(device, monitored) });
}

/** Ids that a field of the configuration monitors, ascending; outputs may count on from the hidden neurons. */
export function monitoredIds(device: SamnaDevice, state: BoardState, field: string): readonly number[] {
  const ids = new Set<number>();
  for (const [signal, { first, count }] of Object.entries(state.monitors)) {
    const where = device.monitors.signals[signal as MonitoredSignal];
    if (where?.monitor !== field) continue;
    const start = first + (where.afterHidden ? state.hidden : 0);
    for (let id = start; id < start + count; id++) ids.add(id);
  }
  const sorted = [...ids].sort((a, b) => a - b);
  if (device.monitors.value === 'ids' || sorted.length === 0) return sorted;
  const [start, end] = [sorted[0]!, sorted.at(-1)! + 1];
  return Array.from({ length: end - start }, (_, i) => start + i);
}

function monitorFields(device: SamnaDevice, state: BoardState): SamnaFields {
  const fields = new Set(Object.values(device.monitors.signals).flatMap(({ monitor }) => monitor ?? []));
  const entries = [...fields].map((field): [string, SamnaValue] => {
    const ids = monitoredIds(device, state, field);
    if (device.monitors.value === 'ids') return [field, ids];
    return [field, ids.length === 0 ? null : rangeOf(device, ids[0]!, ids.at(-1)! + 1)];
  });
  return Object.fromEntries(entries);
}

/** Which of the two modules the class is in is not public. */
const rangeOf = ({ module }: SamnaDevice, start: number, end: number): SamnaValue => ({
  $new: [`${module}.configuration.NeuronRange`, `${module}.NeuronRange`],
  args: [start, end],
});
