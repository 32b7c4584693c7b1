import type { MonitoredSignal, Operation, OperationMode, Words } from '../bus/operation.js';
import { type BoardState, nextState, sameState, stateFields } from './board-state.js';
import { changesState } from './check-operations.js';
import type { SamnaCall, SamnaDevice } from './devices/samna-device.js';
import { mergeFields, type SamnaFields } from './samna-fields.js';

/** What the Python side does, one call into samna after the other. */
export type Step =
  | { readonly do: 'write'; readonly event: string; readonly fields: readonly Readonly<Record<string, number>>[] }
  | { readonly do: 'read'; readonly event: string; readonly answer: string; readonly addresses: readonly number[] }
  | { readonly do: 'modify'; readonly address: number; readonly mask: number; readonly value: number }
  | {
      readonly do: 'spikes';
      /** Name of the timestep; null in manual mode, where spikes have none. */
      readonly time: string | null;
      /** Whether timesteps may be processed while they come. */
      readonly hold: boolean;
      readonly timesteps: readonly number[];
      readonly channels: readonly number[];
      readonly counts: readonly number[];
    }
  | { readonly do: 'expect'; readonly before: number }
  /** Reads a manual timestep out of the chip when it is done: `[member of a readout, address, count]`. */
  | {
      readonly do: 'gather';
      readonly status: number;
      readonly done: number;
      readonly outputs: number;
      readonly reads: readonly (readonly [member: string, address: number, count: number])[];
    }
  | { readonly do: 'version' }
  /** `gathers`: readouts of the mode that begins are put together by `gather`. */
  | { readonly do: 'apply'; readonly fresh: boolean; readonly gathers: boolean; readonly fields: SamnaFields }
  | { readonly do: 'mark'; readonly number: number }
  | ({ readonly do: 'call' } & SamnaCall)
  | { readonly do: 'power'; readonly rate: number };

/** Steps of one operation, and what their answers, one per step, come to. */
export interface CompiledOperation {
  readonly steps: readonly Step[];
  readonly result: (answers: readonly unknown[]) => number | Words | undefined;
}

/** samna delivers events in order, so an answer to this says that everything before it has arrived. */
const barrier: Step = readRegisters([0]);

/**
 * A configuration as steps. What the board has said before it is waited for, and then what it says to it; in a mode in which
 * it does not answer there is nothing to wait for. Then a mode that was not there before begins. `number` tells this configuration from others in the stream of events.
 */
function applySteps(
  device: SamnaDevice,
  before: OperationMode | undefined,
  mode: OperationMode,
  { number, ...apply }: { readonly fresh: boolean; readonly fields: SamnaFields; readonly number: number },
): readonly Step[] {
  const how = device.modes[mode];
  const calls = typeof how === 'string' ? [] : (how.calls ?? []);
  return [
    ...acknowledged(device, before),
    ...calls.map((call): Step => ({ do: 'call', ...call })),
    { do: 'apply', gathers: mode === 'manual' && device.manual !== undefined, ...apply },
    ...acknowledged(device, mode),
    { do: 'mark', number },
    ...(before === mode ? [] : begin(device, mode)),
  ];
}

/** A new network as steps. It begins at rest, also where another one was before. */
export function configureSteps(
  device: SamnaDevice,
  before: OperationMode | undefined,
  state: BoardState,
  { fields, mainClock, number }: { readonly fields: SamnaFields; readonly mainClock: number; readonly number: number },
): readonly Step[] {
  const { clearsFrom = state.mode } = device;
  const fieldsIn = (mode: OperationMode): SamnaFields => stateFields(device, { ...state, mode }, mainClock);
  const fresh = { fresh: true, fields: mergeFields(fieldsIn(clearsFrom), fields), number };
  const steps = applySteps(device, before, clearsFrom, fresh);
  if (clearsFrom === state.mode) return steps;
  return [
    ...steps,
    ...applySteps(device, clearsFrom, state.mode, { fresh: false, fields: fieldsIn(state.mode), number }),
  ];
}

function begin(device: SamnaDevice, mode: OperationMode): readonly Step[] {
  const how = device.modes[mode];
  if (mode === 'manual') return [clearInput(device), barrier];
  if (typeof how === 'string' || how.trigger === undefined) return [];
  return [{ do: 'write', event: 'TriggerProcessing', fields: [how.trigger] }];
}

/**
 * Makes steps of operations that were found in order. Modes and monitors that stand together are applied together, and not
 * at all where they are what the board has: what another configuration does to its states is not public of every chip.
 */
export function compile(
  device: SamnaDevice,
  state: BoardState | undefined,
  operations: readonly Operation[],
  mainClock: number,
  applied: (state: BoardState) => number,
): readonly CompiledOperation[] {
  let now = state;
  /** What the board is like by then. */
  let settled = state;
  return operations.map((operation, index) => {
    if (now !== undefined) now = nextState(now, operation);
    if (!changesState(operation)) return compileOne(device, now, operation);
    if (now === undefined || settled === undefined || changesState(operations[index + 1]) || sameState(settled, now))
      return { steps: [], result: nothing };
    const apply = { fresh: false, fields: stateFields(device, now, mainClock), number: applied(now) };
    const steps = applySteps(device, settled.mode, now.mode, apply);
    settled = now;
    return { steps, result: nothing };
  });
}

function compileOne(device: SamnaDevice, state: BoardState | undefined, operation: Operation): CompiledOperation {
  switch (operation.op) {
    case 'readRegister':
      return { steps: [readRegisters([operation.address])], result: ([words]) => (words as number[])[0]! };
    case 'readMemory':
      return readMemory(device, operation.address, operation.count);
    default:
      return { steps: stepsOf(device, state, operation), result: nothing };
  }
}

function stepsOf(device: SamnaDevice, state: BoardState | undefined, operation: Operation): readonly Step[] {
  const { field } = device.time;
  switch (operation.op) {
    case 'writeRegister':
      return [writeRegister(operation.address, operation.value), ...acknowledged(device, state?.mode)];
    case 'modifyRegister': {
      const { address, mask, value } = operation;
      return [{ do: 'modify', address, mask, value }, ...acknowledged(device, state?.mode)];
    }
    case 'sendSpikes': {
      const [timesteps, channels, counts] = [
        Array.from(operation.spikes.timesteps),
        Array.from(operation.spikes.channels),
        Array.from(operation.spikes.counts),
      ];
      const time = state?.mode === 'manual' ? null : field;
      return [{ do: 'spikes', time, hold: state?.mode === 'accelerated', timesteps, channels, counts }];
    }
    case 'triggerProcessing':
      return state?.mode === 'manual' || operation.before === undefined
        ? [{ do: 'write', event: 'TriggerProcessing', fields: [{}] }]
        : processBefore(device, operation.before);
    case 'triggerReadout':
      if (state?.mode === 'manual' && device.manual !== undefined) return gather(device, device.manual, state);
      return [{ do: 'write', event: 'TriggerReadout', fields: [{}] }];
    case 'measurePower':
      return [{ do: 'power', rate: operation.rate }];
    default:
      return [];
  }
}

/** The memories are open for that moment only. */
function gather(
  { monitors: { signals } }: SamnaDevice,
  { status, done, open, banks }: NonNullable<SamnaDevice['manual']>,
  { hidden, outputs, monitors }: BoardState,
): readonly Step[] {
  const reads = Object.keys(monitors).flatMap((name) => {
    const signal = name as MonitoredSignal;
    const [where, bank] = [signals[signal], banks[signal]];
    if (where === undefined || bank === undefined) return [];
    return [
      signal.endsWith('Out')
        ? ([where.member, bank + hidden, outputs] as const)
        : ([where.member, bank, hidden] as const),
    ];
  });
  const { register: address, bits } = open;
  return [
    ...bits.map((mask): Step => ({ do: 'modify', address, mask, value: mask })),
    { do: 'gather', status, done, outputs, reads },
    ...bits.toReversed().map((mask): Step => ({ do: 'modify', address, mask, value: 0 })),
  ];
}

/** There are no acknowledgements of writes. */
function acknowledged(device: SamnaDevice, mode: OperationMode | undefined): readonly Step[] {
  const how = mode === undefined ? undefined : device.modes[mode];
  return typeof how === 'object' && !how.answers ? [] : [barrier];
}

function processBefore(device: SamnaDevice, before: number): readonly Step[] {
  if (device.endOfInput === 'target') {
    return [{ do: 'write', event: 'TriggerProcessing', fields: [{ target_timestep: before }] }];
  }
  return [
    { do: 'expect', before },
    { do: 'write', event: 'Spike', fields: [{ neuron_id: 0, [device.time.field]: before }] },
    clearInput(device),
  ];
}

const clearInput = ({ inputRegisters }: SamnaDevice): Step => ({
  do: 'write',
  event: 'WriteRegisterValue',
  fields: inputRegisters.map((address) => ({ address, data: 0 })),
});

function readMemory({ dummyRead }: SamnaDevice, address: number, count: number): CompiledOperation {
  const addresses = Array.from({ length: count }, (_, i) => address + i);
  const asked = dummyRead && count > 0 ? [address, ...addresses] : addresses;
  return {
    steps: [{ do: 'read', event: 'ReadMemoryValue', answer: 'MemoryValue', addresses: asked }],
    result: ([words]) => Uint32Array.from((words as number[]).slice(asked.length - count)),
  };
}

function readRegisters(addresses: readonly number[]): Step {
  return { do: 'read', event: 'ReadRegisterValue', answer: 'RegisterValue', addresses };
}

const writeRegister = (address: number, data: number): Step => ({
  do: 'write',
  event: 'WriteRegisterValue',
  fields: [{ address, data }],
});

const nothing = (): undefined => undefined;
