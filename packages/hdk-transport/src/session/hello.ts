import { XylopipeError } from '@xylopipe/core';
import { BusError } from '../bus/bus-error.js';
import { readRefusal } from '../hxp/control-codec.js';
import type { Frame } from '../hxp/frame.js';
import { readWelcome, type Welcome, writeHello } from '../hxp/hello-codec.js';
import { HXP_VERSION, MIN_FRAME, OPCODES } from '../hxp/protocol.js';
import type { BusSettings } from './bus-options.js';
import { deadline } from './deadline.js';
import type { Wire } from './wire.js';

/** How often HELLO is sent at most. */
const MAX_TRIES = 3;

/**
 * Begins a session: says HELLO until the board says WELCOME. All other frames are of sessions before, and passed over.
 * What comes of the welcome must be ready for the frame behind it, so `welcomed` makes it at once.
 */
export function sayHello<T>(wire: Wire, settings: BusSettings, welcomed: (welcome: Welcome) => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const { signal, clock, session, maxFrame, eventWindow, retryAfter } = settings;
    let open = true;
    let tries = 0;
    let stopTimer = () => {};
    const settle = (): void => {
      open = false;
      stopTimer();
      signal?.removeEventListener('abort', abort);
      wire.onFrame = undefined;
    };
    const fail = (code: string, message: string, cause?: unknown, hint?: string): void => {
      settle();
      reject(
        new BusError(code, message, { who: wire.name, ...(hint && { hint }), ...(cause !== undefined && { cause }) }),
      );
    };
    const abort = (): void => fail('ABORTED', 'opening was given up', signal?.reason);
    const hello = { versions: [HXP_VERSION, HXP_VERSION], maxFrame, credit: eventWindow } as const;
    const send = (): void => {
      if (tries++ === MAX_TRIES) {
        fail('NO_HXP', noAnswer(wire));
        return;
      }
      wire.sender.control(OPCODES.hello, session, (to) => writeHello(to, hello));
      stopTimer = deadline(clock, retryAfter, send);
    };
    if (signal?.aborted) {
      abort();
      return;
    }
    signal?.addEventListener('abort', abort);
    void wire.end.then(({ cause }) => {
      if (open) fail('BUS_LOST', 'the link ended while the bus was being opened', cause, CLOSED);
    });
    wire.onFrame = (frame) => {
      try {
        const welcome = readReply(frame, session);
        if (welcome) {
          settle();
          resolve(welcomed(welcome));
        } else wire.passOver();
      } catch (error) {
        const { code, message } = error as XylopipeError;
        fail(code === 'HXP_VERSION' ? code : 'HXP_REFUSED', message, error, code === 'BOARD_BUSY' ? BUSY : undefined);
      }
    };
    send();
  });
}

const CLOSED = 'does a board listen there?';
const BUSY = 'wait until another host has left it, and connect again';

/** The board's welcome to this session; undefined if the frame is of another. @throws what the board refuses with, or FRAME_INVALID */
function readReply(frame: Frame, session: number): Welcome | undefined {
  if (frame.seq !== session) return undefined;
  if (frame.opcode === OPCODES.error) {
    const { code, message } = readRefusal(frame.payload);
    throw new XylopipeError(code, message, { who: 'board' });
  }
  if (frame.opcode !== OPCODES.welcome) return undefined;
  const welcome = readWelcome(frame.payload);
  const { version, maxFrame, maxOutstanding } = welcome;
  if (version !== HXP_VERSION) throw new XylopipeError('HXP_VERSION', `the board has chosen version ${version}`);
  if (maxFrame < MIN_FRAME || maxOutstanding < 1)
    throw new XylopipeError('WELCOME_INVALID', `frames of ${maxFrame} bytes, ${maxOutstanding} outstanding`);
  return welcome;
}

const noAnswer = ({ bytesReceived, damaged }: Wire): string =>
  bytesReceived === 0
    ? 'nobody has answered'
    : `nothing that came was an answer (${bytesReceived} bytes, damaged at ${damaged} places)`;
