import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serveBus } from '../src/device/index.js';
import {
  ByteWriter,
  encodeFrame,
  OPCODES,
  OPERATION_NAMES,
  type Opcode,
  readAnswer,
  seqAfter,
  writeAnswer,
  writeBatch,
  writeCredit,
  writeEvents,
  writeHello,
  writeRefusal,
  writeWelcome,
} from '../src/hxp/index.js';
import { BusError, openBus } from '../src/index.js';
import { loopbackPair, VirtualClock } from '../src/loopback/index.js';
import { answer, event, operation } from './arbitraries.js';
import { identity, TestBoard } from './board.js';
import { collect, pass, settle, within } from './connected.js';
import { RawEnd } from './raw-end.js';

const FRAMES = 10_000;
const SEED = 20_261_123;
const SESSION = 1000;

const payloadOf = (write: (to: ByteWriter) => void): Uint8Array => {
  const to = new ByteWriter(65_516);
  write(to);
  return to.bytes.slice(0, to.length);
};

const samples = <T>(of: fc.Arbitrary<T>, write: (to: ByteWriter, one: T) => void): Uint8Array[] =>
  fc.sample(of, { seed: SEED, numRuns: 60 }).map((one) => payloadOf((to) => write(to, one)));

const HELLO = payloadOf((to) => writeHello(to, { versions: [1, 1], maxFrame: 4096, credit: 100_000 }));
const WELCOME = payloadOf((to) =>
  writeWelcome(to, { version: 1, maxOutstanding: 8, maxFrame: 4096, operations: OPERATION_NAMES, board: identity }),
);
const CREDIT = payloadOf((to) => writeCredit(to, { expected: SESSION + 3, limit: 200_000, resend: true }));
const REFUSAL = payloadOf((to) => writeRefusal(to, { code: 'BOARD_BUSY', message: 'somebody else has it' }));
const NOTHING = new Uint8Array(0);
const few = { maxLength: 3 };
// What asks for gigabytes is refused, and what asks for many words would only take time.
const asked = operation.filter((one) => one.op !== 'readMemory' || one.count < 5000);

/** Sound payloads, by the opcode of their frame. */
const SOUND: readonly (readonly [Opcode, readonly Uint8Array[]])[] = [
  [OPCODES.hello, [HELLO]],
  [OPCODES.welcome, [WELCOME]],
  [OPCODES.batch, samples(fc.array(asked, few), writeBatch)],
  [OPCODES.answer, samples(answer, writeAnswer)],
  [OPCODES.events, samples(fc.array(event, few), writeEvents)],
  [OPCODES.credit, [CREDIT]],
  [OPCODES.error, [REFUSAL]],
  ...[OPCODES.wait, OPCODES.resend, OPCODES.ping, OPCODES.pong, OPCODES.bye, OPCODES.byeAck].map(
    (opcode) => [opcode, [NOTHING]] as const,
  ),
];

/** Those whose sequence numbers count. */
const COUNTED = SOUND.filter(([opcode]) => opcode >= OPCODES.batch && opcode <= OPCODES.events);

/** Bytes as a mad end would send them: sound frames, sound frames of nonsense, damaged frames and noise. */
function* madBytes(): Generator<Uint8Array> {
  let state = SEED;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let n = 0; n < FRAMES; n++) {
    const counted = random(4) > 0;
    const kinds = counted ? COUNTED : SOUND;
    const [opcode, payloads] = kinds[random(kinds.length)]!;
    const payload = payloads[random(payloads.length)]!.slice(0, 4000);
    const kind = random(4);
    if (kind === 1)
      for (let i = random(3); i >= 0 && payload.length > 0; i--) payload[random(payload.length)] = random(256);
    const seq = seqAfter(SESSION, counted ? 1 + random(4) : random(4) === 0 ? random(5) - 2 : 0);
    const frame = encodeFrame(opcode, seq, payload, random(8) === 0 ? 1 : 0);
    if (kind === 2) frame[random(frame.length)]! ^= 1 << random(8);
    yield kind === 3 ? Uint8Array.from({ length: random(40) }, () => random(256)) : frame.slice(0, 4096);
  }
}

describe('whatever comes', () => {
  it('a served board stays one that answers', async () => {
    const clock = new VirtualClock();
    const board = new TestBoard();
    const [hostLink, deviceLink] = loopbackPair({ maxFrame: 4096 });
    const served = serveBus(deviceLink, board, { clock });
    const host = new RawEnd(hostLink);
    for (const bytes of madBytes()) {
      host.sendBytes(bytes);
      await settle();
      clock.advance(10);
    }
    expect(served.statistics.sessions).toBeGreaterThan(10);
    expect(board.executed.length).toBeGreaterThan(50);
    await pass(clock, 10_000);
    // What is begun by a damaged header is over by now.
    host.take();
    for (let i = 0; i < 2; i++) host.send(OPCODES.hello, 77, (to) => to.bytes.set(HELLO, to.skip(HELLO.length)));
    host.send(OPCODES.batch, 78, (to) => writeBatch(to, [{ op: 'writeRegister', address: 5, value: 6 }]));
    host.send(OPCODES.batch, 79, (to) => writeBatch(to, [{ op: 'readRegister', address: 5 }]));
    await settle();
    const last = host.take().at(-1)!;
    expect(last).toMatchObject({ opcode: OPCODES.answer, seq: 79 });
    expect(readAnswer(last.payload)).toMatchObject({ status: 'ok', results: [6] });
    await within(clock, served.close());
    expect(clock.pending).toBe(0);
  });

  it('a host ends its bus in order or with a typed error, and another can be opened', async () => {
    let opened = 0;
    let open: { clock: VirtualClock; board: RawEnd; finish: () => Promise<void>; ended: boolean } | undefined;
    const begin = async () => {
      const clock = new VirtualClock();
      const [link, other] = loopbackPair({ maxFrame: 4096 });
      const board = new RawEnd(other);
      const opening = openBus(link, { clock, session: SESSION });
      board.sendBytes(encodeFrame(OPCODES.welcome, SESSION, WELCOME));
      const bus = await within(clock, opening);
      opened++;
      collect(bus);
      const calls = [0, 1, 2].map(() => bus.run([{ op: 'readRegister', address: 0 }]));
      const settled = Promise.allSettled(calls);
      const finish = async () => {
        await within(clock, bus.close());
        for (const result of await within(clock, settled))
          if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(BusError);
        expect(clock.pending).toBe(0);
      };
      const session = { clock, board, finish, ended: false };
      void bus.end.then(() => {
        session.ended = true;
      });
      return session;
    };
    for (const bytes of madBytes()) {
      if (open?.ended) {
        await open.finish();
        open = undefined;
      }
      open ??= await begin();
      open.board.sendBytes(bytes);
      await settle();
      open.clock.advance(10);
    }
    await open?.finish();
    expect(opened).toBeGreaterThan(10);
  });
});
