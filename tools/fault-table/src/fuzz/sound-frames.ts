import type { BoardIdentity, Operation } from '@xylopipe/hdk-transport';
import {
  ByteWriter,
  MAX_FRAME,
  OPCODES,
  OPERATION_NAMES,
  writeAnswer,
  writeBatch,
  writeCredit,
  writeEvents,
  writeHello,
  writeRefusal,
  writeWelcome,
} from '@xylopipe/hdk-transport/hxp';
import type { ChipLayout } from '@xylopipe/xylo-hdk';
import type { SoundFrame } from './frame-fuzzer.js';

const NONE = new Uint8Array(0);

/** What a host of this chip's board could say, of every kind. */
export function framesToBoard({ registers, memories }: ChipLayout): readonly SoundFrame[] {
  const { address } = registers.registers[0]!;
  const spikes = { timesteps: Uint32Array.of(1, 3), channels: Uint16Array.of(0, 1), counts: Uint8Array.of(2, 200) };
  const operations: readonly Operation[] = [
    { op: 'writeRegister', address, value: 1 },
    { op: 'readRegister', address },
    { op: 'modifyRegister', address, mask: 0xff, value: 3 },
    ...memories.banks.flatMap(({ address: bank }): Operation[] => [
      { op: 'writeMemory', address: bank, words: Uint16Array.of(1, 2, 300) },
      { op: 'readMemory', address: bank, count: 40 },
    ]),
    { op: 'sendSpikes', spikes },
    { op: 'setMode', mode: 'accelerated' },
    { op: 'setMode', mode: 'manual' },
    { op: 'setMonitor', signal: 'vmem', first: 0, count: 4 },
    { op: 'triggerProcessing', before: 9 },
    { op: 'triggerProcessing' },
    { op: 'triggerReadout' },
    { op: 'measurePower', rate: 10 },
  ];
  const batches = [...operations.map((operation) => [operation]), operations.slice(0, 6)];
  return [
    ...batches.map((batch) => ({
      opcode: OPCODES.batch,
      payload: written((to) => writeBatch(to, batch)),
      counted: true,
    })),
    { opcode: OPCODES.hello, payload: hello() },
    {
      opcode: OPCODES.credit,
      payload: written((to) => writeCredit(to, { expected: 1, limit: 2 ** 20, resend: true })),
    },
    { opcode: OPCODES.ping, payload: NONE },
    { opcode: OPCODES.bye, payload: NONE },
  ];
}

/** What opens a session. */
export const hello = (): Uint8Array =>
  written((to) => writeHello(to, { versions: [1, 1], maxFrame: MAX_FRAME, credit: 2 ** 18 }));

/** What a board says to that. */
export const welcome = (board: BoardIdentity): Uint8Array =>
  written((to) =>
    writeWelcome(to, { version: 1, maxOutstanding: 8, maxFrame: MAX_FRAME, operations: OPERATION_NAMES, board }),
  );

/** What a board could say, of every kind. */
export function framesToHost(board: BoardIdentity): readonly SoundFrame[] {
  const answers = [
    { done: 1, status: 'ok', results: [7] },
    { done: 2, status: 'ok', results: [Uint16Array.of(1, 2, 3)] },
    { done: 30, status: 'ok', results: [] },
    { done: 0, status: 'failed', failure: { code: 'MEMORY_OFF', message: 'no' }, results: [] },
    { done: 0, status: 'skipped', results: [] },
  ] as const;
  const states = [{ signal: 'vmem', first: 0, values: Int16Array.of(1, -2) }] as const;
  const readout = { type: 'readout', timestep: 3, outputSpikes: 1, hibernating: false, states } as const;
  const events = [
    [readout],
    [readout, { type: 'spike', timestep: 4, neuron: 1 }],
    [{ type: 'power', channel: 'core', microwatts: 3, time: 1 }],
    [{ type: 'lost', count: 3 }],
  ] as const;
  return [
    ...answers.map((answer) => ({
      opcode: OPCODES.answer,
      payload: written((to) => writeAnswer(to, answer)),
      counted: true,
    })),
    ...events.map((some) => ({
      opcode: OPCODES.events,
      payload: written((to) => writeEvents(to, some)),
      counted: true,
    })),
    { opcode: OPCODES.welcome, payload: welcome(board) },
    { opcode: OPCODES.wait, payload: NONE, counted: true },
    { opcode: OPCODES.resend, payload: NONE, counted: true },
    { opcode: OPCODES.pong, payload: NONE },
    { opcode: OPCODES.byeAck, payload: NONE },
    { opcode: OPCODES.bye, payload: NONE },
    { opcode: OPCODES.error, payload: written((to) => writeRefusal(to, { code: 'BOARD_BUSY', message: 'no' })) },
  ];
}

function written(write: (to: ByteWriter) => void): Uint8Array {
  const to = new ByteWriter(MAX_FRAME);
  write(to);
  return to.bytes.slice(0, to.length);
}
