import type { BusEvent, MonitoredStates, Readout } from '../bus/event.js';
import { ByteReader } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';
import { MONITORED_SIGNALS } from './operation-codec.js';

/** Events at their codes on the wire. */
const EVENT_TYPES = ['readout', 'spike', 'power', 'lost'] as const satisfies readonly BusEvent['type'][];

/** @throws VALUE_RANGE for what does not fit its field, FRAME_TOO_LONG */
export function writeEvent(to: ByteWriter, event: BusEvent): void {
  const { type } = event;
  to.oneOf(EVENT_TYPES, type, 'type');
  switch (type) {
    case 'readout':
      to.i32(event.timestep, `${type}.timestep`);
      to.u32(event.outputSpikes, `${type}.outputSpikes`);
      to.u8(event.hibernating ? 1 : 0, `${type}.hibernating`);
      to.u8(event.states.length, `${type}.states.length`);
      for (const states of event.states) writeStates(to, states);
      return;
    case 'spike':
      to.u32(event.timestep, `${type}.timestep`);
      to.u16(event.neuron, `${type}.neuron`);
      return;
    case 'power':
      to.text(event.channel, `${type}.channel`);
      to.f64(event.microwatts, `${type}.microwatts`);
      to.f64(event.time, `${type}.time`);
      return;
    case 'lost':
      to.u32(event.count, `${type}.count`);
      return;
  }
}

/** Payload of EVENTS: events one behind the other. */
export function writeEvents(to: ByteWriter, events: readonly BusEvent[]): void {
  for (const event of events) writeEvent(to, event);
}

/** Events to the payload's end. @throws FRAME_INVALID */
export function readEvents(payload: Uint8Array): readonly BusEvent[] {
  const from = new ByteReader(payload);
  const events: BusEvent[] = [];
  while (from.at < payload.length) events.push(readEvent(from));
  return events;
}

function readEvent(from: ByteReader): BusEvent {
  const type = from.oneOf(EVENT_TYPES, 'event');
  switch (type) {
    case 'readout':
      return readReadout(from);
    case 'spike':
      return { type, timestep: from.u32('timestep'), neuron: from.u16('neuron') };
    case 'power':
      return { type, channel: from.text('channel'), microwatts: from.f64('microwatts'), time: from.f64('time') };
    case 'lost':
      return { type, count: from.u32('count') };
  }
}

function readReadout(from: ByteReader): Readout {
  const timestep = from.i32('timestep');
  const outputSpikes = from.u32('outputSpikes');
  const hibernating = from.oneOf([false, true], 'hibernating');
  const count = from.u8('count of states');
  const states: MonitoredStates[] = [];
  for (let i = 0; i < count; i++) states.push(readStates(from));
  return { type: 'readout', timestep, outputSpikes, hibernating, states };
}

/** Signal, first neuron, count, width, then values of one or two bytes, whichever holds them all. */
function writeStates(to: ByteWriter, { signal, first, values }: MonitoredStates): void {
  const width = values.every((value) => (value << 24) >> 24 === value) ? 1 : 2;
  to.oneOf(MONITORED_SIGNALS, signal, 'states.signal');
  to.u16(first, 'states.first');
  to.u16(values.length, 'states.values.length');
  to.u8(width, 'states.width');
  const { bytes } = to;
  let at = to.skip(values.length * width);
  for (let i = 0; i < values.length; i++) {
    bytes[at++] = values[i]!;
    if (width === 2) bytes[at++] = values[i]! >>> 8;
  }
}

function readStates(from: ByteReader): MonitoredStates {
  const signal = from.oneOf(MONITORED_SIGNALS, 'signal');
  const first = from.u16('first');
  const count = from.u16('count of values');
  const width = from.u8('width of values');
  if (width !== 1 && width !== 2) from.refuse(`values of ${width} bytes`, 1);
  let at = from.skip(count * width, 'values');
  const { bytes } = from;
  const values = new Int16Array(count);
  if (width === 1) for (let i = 0; i < count; i++) values[i] = (bytes[at++]! << 24) >> 24;
  else for (let i = 0; i < count; i++, at += 2) values[i] = bytes[at]! | (bytes[at + 1]! << 8);
  return { signal, first, values };
}
