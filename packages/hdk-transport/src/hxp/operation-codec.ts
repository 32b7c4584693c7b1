import type { MonitoredSignal, Operation, OperationMode } from '../bus/operation.js';
import type { ByteReader } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';
import { readSpikes, SPIKE_SIZE, writeSpikes } from './spikes-codec.js';
import { readWords, WORDS_HEAD, wordWidth, writeWords } from './words-codec.js';

/** Name of an operation. */
export type OperationName = Operation['op'];

/** All operations, at their codes on the wire. */
export const OPERATION_NAMES = [
  'writeRegister',
  'readRegister',
  'modifyRegister',
  'writeMemory',
  'readMemory',
  'sendSpikes',
  'setMode',
  'setMonitor',
  'triggerProcessing',
  'triggerReadout',
  'measurePower',
] as const satisfies readonly OperationName[];

/** Signals of monitors and readouts, at their codes on the wire. */
export const MONITORED_SIGNALS = [
  'vmemOut',
  'isynOut',
  'vmem',
  'isyn',
  'isyn2',
  'spikesHidden',
] as const satisfies readonly MonitoredSignal[];

const MODES = ['manual', 'accelerated', 'realTime'] as const satisfies readonly OperationMode[];

/** Bytes that an operation has on the wire. */
export function operationSize(operation: Operation): number {
  switch (operation.op) {
    case 'writeRegister':
    case 'readMemory':
      return 9;
    case 'readRegister':
      return 5;
    case 'modifyRegister':
      return 13;
    case 'writeMemory':
      return 5 + WORDS_HEAD + operation.words.length * wordWidth(operation.words);
    case 'sendSpikes':
      return 5 + operation.spikes.timesteps.length * SPIKE_SIZE;
    case 'setMode':
      return 2;
    case 'setMonitor':
    case 'triggerProcessing':
      return 6;
    case 'triggerReadout':
      return 1;
    case 'measurePower':
      return 9;
  }
}

/** @throws VALUE_RANGE for what does not fit its field, FRAME_TOO_LONG */
export function writeOperation(to: ByteWriter, operation: Operation): void {
  const { op } = operation;
  to.oneOf(OPERATION_NAMES, op, 'op');
  switch (op) {
    case 'writeRegister':
      to.u32(operation.address, `${op}.address`);
      to.u32(operation.value, `${op}.value`);
      return;
    case 'readRegister':
      to.u32(operation.address, `${op}.address`);
      return;
    case 'modifyRegister':
      to.u32(operation.address, `${op}.address`);
      to.u32(operation.mask, `${op}.mask`);
      to.u32(operation.value, `${op}.value`);
      return;
    case 'writeMemory':
      to.u32(operation.address, `${op}.address`);
      writeWords(to, operation.words, `${op}.words`);
      return;
    case 'readMemory':
      to.u32(operation.address, `${op}.address`);
      to.u32(operation.count, `${op}.count`);
      return;
    case 'sendSpikes':
      writeSpikes(to, operation.spikes, `${op}.spikes`);
      return;
    case 'setMode':
      to.oneOf(MODES, operation.mode, `${op}.mode`);
      return;
    case 'setMonitor':
      to.oneOf(MONITORED_SIGNALS, operation.signal, `${op}.signal`);
      to.u16(operation.first, `${op}.first`);
      to.u16(operation.count, `${op}.count`);
      return;
    case 'triggerProcessing':
      to.u8(operation.before === undefined ? 0 : 1, `${op}.bounded`);
      to.u32(operation.before ?? 0, `${op}.before`);
      return;
    case 'triggerReadout':
      return;
    case 'measurePower':
      to.f64(operation.rate, `${op}.rate`);
      return;
  }
}

/** @throws FRAME_INVALID */
export function readOperation(from: ByteReader): Operation {
  const op = from.oneOf(OPERATION_NAMES, 'operation');
  switch (op) {
    case 'writeRegister':
      return { op, address: from.u32('address'), value: from.u32('value') };
    case 'readRegister':
      return { op, address: from.u32('address') };
    case 'modifyRegister':
      return { op, address: from.u32('address'), mask: from.u32('mask'), value: from.u32('value') };
    case 'writeMemory':
      return { op, address: from.u32('address'), words: readWords(from, 'words') };
    case 'readMemory':
      return { op, address: from.u32('address'), count: from.u32('count') };
    case 'sendSpikes':
      return { op, spikes: readSpikes(from, 'spikes') };
    case 'setMode':
      return { op, mode: from.oneOf(MODES, 'mode') };
    case 'setMonitor':
      return {
        op,
        signal: from.oneOf(MONITORED_SIGNALS, 'signal'),
        first: from.u16('first'),
        count: from.u16('count'),
      };
    case 'triggerProcessing': {
      const bounded = from.oneOf([false, true], 'bounded');
      const before = from.u32('before');
      if (!bounded && before !== 0) from.refuse(`before is ${before} where there is none`, 4);
      return bounded ? { op, before } : { op };
    }
    case 'triggerReadout':
      return { op };
    case 'measurePower':
      return { op, rate: from.f64('rate') };
  }
}
