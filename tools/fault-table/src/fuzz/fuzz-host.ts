import { isXylopipeError } from '@xylopipe/core';
import { type BoardIdentity, type Link, openBus } from '@xylopipe/hdk-transport';
import { encodeFrame, FrameReader, MAX_FRAME, OPCODES } from '@xylopipe/hdk-transport/hxp';
import { loopbackPair } from '@xylopipe/hdk-transport/loopback';
import { xyloDriver } from '@xylopipe/xylo-hdk';
import { drivenChip, newBoard } from '../chip.js';
import { networkOn } from '../network.js';
import { Time, turns } from '../time.js';
import { FrameFuzzer } from './frame-fuzzer.js';
import { type FuzzReport, fuzzed, type Round } from './fuzz-report.js';
import { framesToHost, welcome } from './sound-frames.js';

/** Frames with which a bad board answers a deployment, at most. */
const OF_A_BOARD = 100;
/** Milliseconds in which a deployment fails whatever comes. */
const DEADLINE = 60_000;

/** Lets the driver deploy to bad boards, which send it so many frames together: each deployment has to end in one typed error. */
export async function fuzzHost(frames: number, seed = 2): Promise<FuzzReport> {
  const chip = drivenChip();
  const config = networkOn(chip.limits);
  const time = new Time(turns(1));
  const { clock } = time;
  const { identity } = newBoard(chip, clock);
  const fuzzer = new FrameFuzzer(framesToHost(identity), seed);
  return fuzzed('host', frames, OF_A_BOARD, async (count) => {
    const [host, device] = loopbackPair();
    const over = badBoard(device, identity, fuzzer, count);
    const driver = xyloDriver(chip, () => openBus(host, { clock }), { clock });
    try {
      await time.until(driver.deploy(config), DEADLINE);
      throw new Error('a deployment to nobody went well');
    } catch (error) {
      if (!isXylopipeError(error)) throw error;
      const round = await over;
      if (clock.pending > 0) throw new Error(`${error.code} leaves ${clock.pending} timers behind`);
      return { ...round, code: error.code };
    }
  });
}

/** Welcomes a host, and then sends frames until the host has had enough. */
async function badBoard(link: Link, board: BoardIdentity, fuzzer: FrameFuzzer, count: number): Promise<Round> {
  let back = 0;
  const session = new Promise<number>((resolve) => {
    const reader = new FrameReader({
      maxFrame: MAX_FRAME,
      onFrame: ({ opcode, seq }) => {
        back++;
        if (opcode === OPCODES.hello) resolve(seq);
      },
    });
    link.received$.subscribe((bytes) => reader.push(bytes));
  });
  const seq = await session;
  fuzzer.begin(seq);
  let sent = 0;
  try {
    await link.send(encodeFrame(OPCODES.welcome, seq, welcome(board)));
    for (; sent < count; sent++) await link.send(fuzzer.next());
    await link.close();
  } catch (error) {
    // The host has closed the link.
    if ((error as { code?: string }).code !== 'LINK_CLOSED') throw error;
  }
  return { sent, back };
}
