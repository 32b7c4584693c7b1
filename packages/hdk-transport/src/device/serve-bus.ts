import { type Clock, systemClock } from '../clock.js';
import { type Refusal, writeRefusal } from '../hxp/control-codec.js';
import { encodeFrame, type Frame } from '../hxp/frame.js';
import { FrameError } from '../hxp/frame-error.js';
import { FrameReader } from '../hxp/frame-reader.js';
import { FrameSender } from '../hxp/frame-sender.js';
import { FrameWriter } from '../hxp/frame-writer.js';
import { type Hello, readHello, type Welcome, writeWelcome } from '../hxp/hello-codec.js';
import { OPERATION_NAMES } from '../hxp/operation-codec.js';
import { HXP_VERSION, MAX_FRAME, MAX_WINDOW, MIN_FRAME, OPCODES } from '../hxp/protocol.js';
import { checkNumbers } from '../link/check-numbers.js';
import type { Link, LinkEnd } from '../link/link.js';
import { takeBytes } from '../link/take-bytes.js';
import type { BusHandler } from './bus-handler.js';
import { DeviceSession } from './device-session.js';
import { failureOf } from './execute-batch.js';
import { FirstBytes } from './first-bytes.js';
import { HELLO_TIME } from './hello-time.js';

/** How a board is served. */
export interface ServeOptions {
  /** Default: the platform's. */
  readonly clock?: Clock | undefined;
  /** Longest frame in bytes that is taken and sent, at least 2048. Default: the link's, at most 65536. */
  readonly maxFrame?: number | undefined;
  /** Requests taken before the first is answered, and answers remembered. 1 to 8, default 8. */
  readonly maxOutstanding?: number | undefined;
  /** Bytes of events that wait for a host, and as many that it has not acknowledged. Default 1 MiB. */
  readonly eventCapacity?: number | undefined;
  /** Milliseconds until events that were not acknowledged are sent again. Default 500. */
  readonly resendAfter?: number | undefined;
  /** Milliseconds without a frame of the host after which nothing is sent again. Default 5000. */
  readonly silence?: number | undefined;
  /**
   * Milliseconds within which whoever has connected says HELLO; else the link is closed, as it is at once if its first
   * bytes are of no frame. 0: it may say what it likes, when it likes. Default 5000 over sockets, to which anybody can
   * connect, and 0 over other links.
   */
  readonly helloTime?: number | undefined;
}

/** Milliseconds that a link may take for the last frame. */
const BYE_TIME = 250;

/** What a served board has done so far. */
export interface ServeStatistics {
  /** Sessions begun. */
  readonly sessions: number;
  /** Requests of the current or last session that came again and were not run again. */
  readonly replays: number;
  /** Frames that arrived damaged, late or for nobody. */
  readonly damaged: number;
  /** Events of the current or last session that were dropped, because the host did not take them. */
  readonly eventsDropped: number;
}

/** A board that is being served. */
export interface ServedBus {
  readonly statistics: ServeStatistics;
  /** Resolves with the link's end, and never rejects. */
  readonly end: Promise<LinkEnd>;
  /** Says BYE to the host, if there is one, and closes the link. */
  close(): Promise<void>;
}

/**
 * Speaks HXP for a board, over one link: the device's side of `docs/hxp.md`. The handler is called for what the board
 * itself has to do. A session that a host begins replaces the one before.
 * @throws OPTIONS_INVALID; LINK_IN_USE where somebody else takes the bytes of the link already; VALUE_RANGE or FRAME_TOO_LONG where `handler.board` does not fit into a frame
 */
export function serveBus(link: Link, handler: BusHandler, options: ServeOptions = {}): ServedBus {
  return new BusServer(link, handler, options);
}

class BusServer implements ServedBus {
  readonly end: Promise<LinkEnd>;
  readonly #link: Link;
  readonly #handler: BusHandler;
  readonly #options: Settings;
  readonly #welcome: Welcome;
  readonly #sender: FrameSender;
  readonly #reader: FrameReader;
  /** The current one, or the last. */
  #session: DeviceSession | undefined;
  #open = false;
  #sessions = 0;
  #useless = 0;
  /** Until HELLO has come, where not everybody is let in. */
  #firstBytes: FirstBytes | undefined;
  #stopHelloTimer = (): void => {};

  constructor(link: Link, handler: BusHandler, options: ServeOptions) {
    this.#options = settingsFor(link, options);
    const { clock, maxFrame, maxOutstanding, helloTime } = this.#options;
    const { board, operations = OPERATION_NAMES } = handler;
    this.#welcome = { version: HXP_VERSION, maxOutstanding, maxFrame, operations, board };
    // A board that cannot say what it is must not be served.
    new FrameWriter(MIN_FRAME).frame(OPCODES.welcome, 0, (to) => writeWelcome(to, this.#welcome));
    this.#link = link;
    this.#handler = handler;
    this.#sender = new FrameSender(link);
    this.#reader = new FrameReader({ maxFrame, clock, onFrame: (frame) => this.#receive(frame) });
    this.#firstBytes = helloTime > 0 ? new FirstBytes() : undefined;
    const subscription = takeBytes(link, (chunk) => this.#take(chunk));
    if (this.#firstBytes) this.#stopHelloTimer = clock.after(helloTime, () => void link.close(), { idle: true });
    this.end = link.end.then((end) => {
      this.#acquainted();
      this.#endSession();
      subscription.unsubscribe();
      return end;
    });
  }

  get statistics(): ServeStatistics {
    return {
      sessions: this.#sessions,
      replays: this.#session?.replays ?? 0,
      damaged: this.#reader.damaged + this.#useless,
      eventsDropped: this.#session?.eventsDropped ?? 0,
    };
  }

  async close(): Promise<void> {
    if (this.#open) {
      this.#endSession();
      await this.#sayBye(this.#session!.id);
    }
    await this.#link.close();
    await this.end;
  }

  /** Resolves when the link has taken it, or a moment later. */
  #sayBye(id: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(BYE_TIME, resolve);
      void this.#sender.send(encodeFrame(OPCODES.bye, id)).then(() => {
        cancel();
        resolve();
      });
    });
  }

  #take(chunk: Uint8Array): void {
    if (this.#firstBytes?.plausible(chunk) === false) {
      this.#acquainted();
      void this.#link.close();
    } else this.#reader.push(chunk);
  }

  #acquainted(): void {
    this.#stopHelloTimer();
    this.#firstBytes = undefined;
  }

  #receive(frame: Frame): void {
    try {
      if (frame.opcode === OPCODES.hello) this.#hello(frame);
      else if (frame.opcode === OPCODES.bye) this.#bye(frame.seq);
      else if (!this.#open || !this.#session!.receive(frame)) this.#passOver(frame);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#useless++;
      this.#refuse(frame.seq, error);
    }
  }

  #passOver({ opcode, seq }: Frame): void {
    this.#useless++;
    if (!this.#open && (opcode === OPCODES.batch || opcode === OPCODES.ping))
      this.#refuse(seq, { code: 'NO_SESSION', message: 'there is no session: say HELLO first' });
  }

  #hello(frame: Frame): void {
    const again = this.#open && this.#session!.id === frame.seq;
    const hello = readHello(frame.payload);
    this.#acquainted();
    const objection = this.#objection(hello);
    if (objection) {
      this.#refuse(frame.seq, objection);
      return;
    }
    if (!again) {
      this.#begin(frame.seq, hello);
      if (!this.#session!.admit()) return;
      this.#sessions++;
    }
    this.#sender.control(OPCODES.welcome, frame.seq, (to) => writeWelcome(to, this.#welcome));
    if (!again) this.#session!.open();
  }

  #objection({ versions: [first, last], maxFrame, credit }: Hello): Refusal | undefined {
    if (first > HXP_VERSION || last < HXP_VERSION)
      return { code: 'HXP_VERSION', message: `this board speaks version ${HXP_VERSION}, not ${first} to ${last}` };
    if (maxFrame < MIN_FRAME)
      return { code: 'FRAME_TOO_SHORT', message: `frames of ${maxFrame} bytes; at least ${MIN_FRAME} are needed` };
    if (credit < Math.min(maxFrame, this.#options.maxFrame))
      return { code: 'CREDIT_TOO_SMALL', message: `a credit of ${credit} bytes does not let every frame pass` };
    return undefined;
  }

  #begin(id: number, hello: Hello): void {
    this.#endSession();
    this.#session = new DeviceSession(id, hello, {
      ...this.#options,
      maxFrame: Math.min(this.#options.maxFrame, hello.maxFrame),
      handler: this.#handler,
      sender: this.#sender,
      before: this.#session?.left ?? Promise.resolve(),
      onFailure: (error) => {
        this.#endSession();
        this.#refuse(id, failureOf(error));
      },
    });
    this.#open = true;
  }

  #bye(seq: number): void {
    if (this.#open && this.#session!.id === seq) this.#endSession();
    this.#sender.control(OPCODES.byeAck, seq);
  }

  #endSession(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#session!.end();
  }

  #refuse(seq: number, refusal: Refusal): void {
    this.#sender.control(OPCODES.error, seq, (to) => writeRefusal(to, refusal));
  }
}

type Settings = Required<{ [K in keyof ServeOptions]: Exclude<ServeOptions[K], undefined> }>;

function settingsFor(link: Link, options: ServeOptions): Settings {
  const { clock = systemClock, eventCapacity = 2 ** 20, resendAfter = 500, silence = 5000 } = options;
  const { maxFrame = Math.min(link.maxFrame, MAX_FRAME), maxOutstanding = MAX_WINDOW } = options;
  const { helloTime = isSocket(link) ? HELLO_TIME : 0 } = options;
  checkNumbers('serveBus', {
    maxFrame: [maxFrame, MIN_FRAME, Math.min(link.maxFrame, MAX_FRAME)],
    maxOutstanding: [maxOutstanding, 1, MAX_WINDOW],
    eventCapacity: [eventCapacity, 0, 2 ** 30],
    resendAfter: [resendAfter, 1, 2 ** 31 - 1],
    silence: [silence, 1, 2 ** 31 - 1],
    helloTime: [helloTime, 0, 2 ** 31 - 1],
  });
  return { clock, maxFrame, maxOutstanding, eventCapacity, resendAfter, silence, helloTime };
}

const isSocket = ({ info }: Link): boolean => info.kind === 'tcp' || info.kind === 'unix';
