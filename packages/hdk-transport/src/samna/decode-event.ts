import { BusError } from '../bus/bus-error.js';
import type { BusEvent, MonitoredStates, Readout } from '../bus/event.js';
import type { MonitoredSignal } from '../bus/operation.js';
import { type BoardState, monitoredIds } from './board-state.js';
import type { SamnaDevice } from './devices/samna-device.js';

/** An event as the Python side tells it: its class in samna and its members. */
export type SamnaEvent = Readonly<Record<string, unknown>> & { readonly event: string };

/** What an event of samna is on a bus. @throws ANSWER_INVALID */
export function decodeEvent(device: SamnaDevice, state: BoardState | undefined, event: SamnaEvent): BusEvent {
  switch (event.event) {
    case 'Readout':
      return decodeReadout(device, state, event);
    case 'Spike':
      return { type: 'spike', timestep: number(event, device.time.field), neuron: number(event, 'neuron_id') };
    case 'Power': {
      const microwatts = number(event, 'watts') * 1e6;
      return { type: 'power', channel: String(event.channel), microwatts, time: number(event, 'microseconds') / 1e6 };
    }
    default:
      throw invalid(`there is no event ${event.event}`);
  }
}

function decodeReadout(device: SamnaDevice, state: BoardState | undefined, event: SamnaEvent): Readout {
  const time = number(event, device.time.field);
  return {
    type: 'readout',
    timestep: device.time.ofReadout === 'next' ? time - 1 : time,
    outputSpikes: event.output_spikes === undefined ? 0 : bitsOf(list(event, 'output_spikes')),
    // samna's readouts do not say.
    hibernating: false,
    states: state === undefined ? [] : statesOf(device, state, event),
  };
}

function statesOf(device: SamnaDevice, state: BoardState, event: SamnaEvent): readonly MonitoredStates[] {
  const asked = Object.entries(state.monitors) as [MonitoredSignal, { first: number; count: number }][];
  return asked.flatMap(([signal, { first, count }]) => {
    const { member, monitor, afterHidden } = device.monitors.signals[signal]!;
    // A readout that answers a trigger tells only the time where states are gathered beside.
    if (event[member] === undefined) return [];
    const values = list(event, member);
    const id = first + (afterHidden ? state.hidden : 0);
    const offset = offsetOf(device, state, values, { member, monitor, id });
    const some = values.slice(offset, offset + count);
    if (some.length < count || some.some((value) => typeof value !== 'number')) {
      throw invalid(`a readout's ${member} has no values of neurons ${id} to ${id + count - 1}`);
    }
    return { signal, first, values: Int16Array.from(some as number[]) };
  });
}

/** Where in a member the values of a neuron begin. */
function offsetOf(
  device: SamnaDevice,
  state: BoardState,
  values: readonly unknown[],
  { member, monitor, id }: { member: string; monitor: string | undefined; id: number },
): number {
  if (monitor === undefined || device.monitors.holds === 'all') return id;
  const ids = monitoredIds(device, state, monitor);
  if (values.length !== ids.length) {
    throw invalid(`a readout's ${member} has ${values.length} values, not those of ${ids.length} monitored neurons`);
  }
  return ids.indexOf(id);
}

function bitsOf(spikes: readonly unknown[]): number {
  if (spikes.length > 32) throw invalid(`a readout has ${spikes.length} output neurons`);
  return spikes.reduce<number>((bits, spike, neuron) => (spike ? bits + 2 ** neuron : bits), 0);
}

function number(event: SamnaEvent, member: string): number {
  const value = event[member];
  if (typeof value !== 'number') throw invalid(`${event.event}.${member} is not a number`);
  return value;
}

function list(event: SamnaEvent, member: string): readonly unknown[] {
  const value = event[member];
  if (!Array.isArray(value)) throw invalid(`${event.event}.${member} is not a list`);
  return value;
}

const invalid = (message: string): BusError =>
  new BusError('ANSWER_INVALID', message, {
    who: 'samna',
    hint: 'the bridge was written from public documentation only: please report this with your version of samna',
  });
