import fc from 'fast-check';
import { type Answer, MONITORED_SIGNALS, OPERATION_NAMES, type Welcome } from '../src/hxp/index.js';
import type { BusEvent, MonitoredStates, Operation, Words } from '../src/index.js';

const u8 = fc.integer({ min: 0, max: 0xff });
const u16 = fc.integer({ min: 0, max: 0xffff });
export const u32 = fc.nat(0xffffffff);
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (x === 0 ? 0 : x));
const text = (maxLength: number) => fc.string({ unit: 'grapheme', maxLength });
const signal = fc.constantFrom(...MONITORED_SIGNALS);

/** Words in the narrowest array that holds them, as they come back from the wire. */
export const words: fc.Arbitrary<Words> = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.uint16Array({ maxLength: 40 }).map((a) => (a.some((x) => x > 0xff) ? a : Uint8Array.from(a))),
  fc
    .uint32Array({ maxLength: 40 })
    .map((a) => (a.some((x) => x > 0xffff) ? a : a.some((x) => x > 0xff) ? Uint16Array.from(a) : Uint8Array.from(a))),
);

const spikes = fc.array(fc.tuple(u32, u16, u8), { maxLength: 20 }).map((entries) => ({
  timesteps: Uint32Array.from(entries, (e) => e[0]),
  channels: Uint16Array.from(entries, (e) => e[1]),
  counts: Uint8Array.from(entries, (e) => e[2]),
}));

/** Any operation. */
export const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ op: fc.constant('writeRegister' as const), address: u32, value: u32 }),
  fc.record({ op: fc.constant('readRegister' as const), address: u32 }),
  fc.record({ op: fc.constant('modifyRegister' as const), address: u32, mask: u32, value: u32 }),
  fc.record({ op: fc.constant('writeMemory' as const), address: u32, words }),
  fc.record({ op: fc.constant('readMemory' as const), address: u32, count: u32 }),
  fc.record({ op: fc.constant('sendSpikes' as const), spikes }),
  fc.record({
    op: fc.constant('setMode' as const),
    mode: fc.constantFrom('manual' as const, 'accelerated' as const, 'realTime' as const),
  }),
  fc.record({ op: fc.constant('setMonitor' as const), signal, first: u16, count: u16 }),
  fc.record({ op: fc.constant('triggerProcessing' as const), before: u32 }),
  fc.constant({ op: 'triggerProcessing' as const }),
  fc.constant({ op: 'triggerReadout' as const }),
  fc.record({ op: fc.constant('measurePower' as const), rate: number }),
);

const states: fc.Arbitrary<MonitoredStates> = fc.record({
  signal,
  first: u16,
  values: fc.oneof(
    fc.int16Array({ maxLength: 30 }),
    fc.int8Array({ maxLength: 30 }).map((a) => Int16Array.from(a)),
  ),
});

/** Any event. */
export const event: fc.Arbitrary<BusEvent> = fc.oneof(
  fc.record({
    type: fc.constant('readout' as const),
    timestep: fc.integer(),
    outputSpikes: u32,
    hibernating: fc.boolean(),
    states: fc.array(states, { maxLength: 7 }),
  }),
  fc.record({ type: fc.constant('spike' as const), timestep: u32, neuron: u16 }),
  fc.record({ type: fc.constant('power' as const), channel: text(20), microwatts: number, time: number }),
  fc.record({ type: fc.constant('lost' as const), count: u32 }),
);

const results = fc.array(fc.oneof(u32, words), { maxLength: 10 });

/** Any answer. */
export const answer: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({ done: u16, status: fc.constantFrom('ok' as const, 'skipped' as const), results }),
  fc.record({
    done: u16,
    status: fc.constant('failed' as const),
    failure: fc.record({ code: text(20), message: text(60) }),
    results,
  }),
);

/** Any welcome. */
export const welcome: fc.Arbitrary<Welcome> = fc.record({
  version: u8,
  maxOutstanding: u8,
  maxFrame: u32,
  operations: fc.subarray([...OPERATION_NAMES]),
  board: fc.record({
    deviceTypeName: text(20),
    chipId: text(10),
    serial: text(10),
    firmware: fc
      .uniqueArray(fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), text(8)), { selector: ([part]) => part, maxLength: 4 })
      .map((parts) => Object.fromEntries(parts)),
    emulated: fc.boolean(),
  }),
});
