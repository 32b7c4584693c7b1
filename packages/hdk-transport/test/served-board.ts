import type { Operation } from '../src/bus/operation.js';
import type { BusHandler } from '../src/device/bus-handler.js';
import { type ServeOptions, serveBus } from '../src/device/serve-bus.js';
import {
  type Frame,
  type Hello,
  OPCODES,
  readAnswer,
  readEvents,
  writeBatch,
  writeCredit,
  writeHello,
} from '../src/hxp/index.js';
import { loopbackPair, VirtualClock } from '../src/loopback/index.js';
import { TestBoard } from './board.js';
import { settle } from './connected.js';
import { RawEnd } from './raw-end.js';

export const SESSION = 0xfffffffe;
export const [FIRST, SECOND, THIRD, FOURTH] = [0xffffffff, 0, 1, 2];

const HELLO: Hello = { versions: [1, 1], maxFrame: 4096, credit: 10_000 };

export const write = (value: number): Operation => ({ op: 'writeRegister', address: 0, value });

/** A served board and a raw host at the other end. */
export function served(options: ServeOptions = {}, handler: BusHandler = new TestBoard()) {
  const clock = new VirtualClock();
  const [hostLink, deviceLink] = loopbackPair({ maxFrame: 4096 });
  const server = serveBus(deviceLink, handler, { clock, ...options });
  const host = new RawEnd(hostLink);
  const hello = async (change: Partial<Hello> = {}, session = SESSION): Promise<Frame[]> => {
    host.send(OPCODES.hello, session, (to) => writeHello(to, { ...HELLO, ...change }));
    await settle();
    return host.take();
  };
  const batch = async (seq: number, operations: readonly Operation[], flags = 0): Promise<Frame[]> => {
    host.send(OPCODES.batch, seq, (to) => writeBatch(to, operations), flags);
    await settle();
    return host.take();
  };
  const credit = async (expected: number, limit: number, resend = false): Promise<Frame[]> => {
    host.send(OPCODES.credit, SESSION, (to) => writeCredit(to, { expected, limit, resend }));
    await settle();
    return host.take();
  };
  return { clock, server, host, hostLink, board: handler as TestBoard, hello, batch, credit };
}

export const opcodes = (frames: readonly Frame[]) => frames.map(({ opcode }) => opcode);

export const answers = (frames: readonly Frame[]) => frames.map(({ payload }) => readAnswer(payload));

export const spikes = (frames: readonly Frame[]) =>
  frames
    .flatMap(({ payload }) => readEvents(payload))
    .map((event) => (event.type === 'spike' ? event.timestep : event.type === 'lost' ? `lost ${event.count}` : event));
