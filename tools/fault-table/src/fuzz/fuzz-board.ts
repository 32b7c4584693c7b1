import { serveBoard } from '@xylopipe/hdk-emulator/server';
import { type Link, openBus, systemClock } from '@xylopipe/hdk-transport';
import { encodeFrame, type Frame, FrameReader, MAX_FRAME, OPCODES } from '@xylopipe/hdk-transport/hxp';
import { connectTcp, listenTcp, type TcpListener } from '@xylopipe/hdk-transport/tcp';
import { xyloDriver } from '@xylopipe/xylo-hdk';
import { drivenChip, newBoard } from '../chip.js';
import { networkOn } from '../network.js';
import { FrameFuzzer } from './frame-fuzzer.js';
import { type FuzzReport, fuzzed, type Round } from './fuzz-report.js';
import { evolvesAsItShould } from './sound-board.js';
import { framesToBoard, hello } from './sound-frames.js';

/** Frames that a client sends before another one comes. */
const OF_A_CLIENT = 500;
/** Milliseconds that the board may leave a client waiting: it can be at timesteps that it was asked for. */
const PATIENCE = 10_000;

/** Sends an emulated board behind TCP so many frames from bad clients; afterwards it has to be a board as any other. */
export async function fuzzBoard(frames: number, seed = 1): Promise<FuzzReport> {
  const chip = drivenChip();
  const board = newBoard(chip, systemClock);
  let listener!: TcpListener;
  const server = await serveBoard(board, async (onLink) => {
    listener = await listenTcp({ onLink });
    return listener;
  });
  const fuzzer = new FrameFuzzer(framesToBoard(chip), seed);
  const connect = (): Promise<Link> => connectTcp({ port: listener.port });
  const report = await fuzzed('board', frames, OF_A_CLIENT, (count) => client(connect, fuzzer, count));
  const driver = xyloDriver(chip, async () => openBus(await connect()));
  const wrong = await evolvesAsItShould(driver, chip.limits, networkOn(chip.limits));
  await server.close();
  return { ...report, wrong: [...report.wrong, ...wrong] };
}

/** One client, that begins sessions now and then. Before and behind its frames the board has to welcome it. */
async function client(connect: () => Promise<Link>, fuzzer: FrameFuzzer, count: number): Promise<Round> {
  const link = await connect();
  const reading = new Reading(link);
  try {
    await welcomed(link, reading, 0);
    fuzzer.begin(0);
    for (let sent = 1; sent <= count; sent++) {
      if (fuzzer.sessionOver) {
        fuzzer.begin(sent);
        await link.send(encodeFrame(OPCODES.hello, sent, hello()));
        // What comes all at once is answered once.
        await new Promise((resolve) => setImmediate(resolve));
      }
      await link.send(fuzzer.next());
    }
    await welcomed(link, reading, count + 1);
    return { sent: count, back: reading.frames };
  } finally {
    reading.end();
    await link.close();
  }
}

/** Says HELLO until it is answered: a client before may not have left yet, and half a frame swallows what comes behind it. */
async function welcomed(link: Link, reading: Reading, session: number): Promise<void> {
  const until = performance.now() + PATIENCE;
  while (!reading.welcomes.has(session)) {
    if (performance.now() > until) throw new Error(`no welcome in ${PATIENCE} ms`);
    await link.send(encodeFrame(OPCODES.hello, session, hello()));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What a client hears. */
class Reading {
  frames = 0;
  /** Sessions that the board has welcomed. */
  readonly welcomes = new Set<number>();
  readonly end: () => void;

  constructor(link: Link) {
    const onFrame = ({ opcode, seq }: Frame): void => {
      this.frames++;
      if (opcode === OPCODES.welcome) this.welcomes.add(seq);
    };
    const reader = new FrameReader({ maxFrame: MAX_FRAME, onFrame });
    const subscription = link.received$.subscribe((bytes) => reader.push(bytes));
    this.end = () => subscription.unsubscribe();
  }
}
