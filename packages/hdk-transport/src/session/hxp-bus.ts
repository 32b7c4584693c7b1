import { XylopipeError } from '@xylopipe/core';
import type { Observable } from 'rxjs';
import type { BoardIdentity, Bus, BusEnd, BusStatistics, RequestOptions } from '../bus/bus.js';
import { BusError } from '../bus/bus-error.js';
import type { BusEvent } from '../bus/event.js';
import type { Operation, OperationResults } from '../bus/operation.js';
import { readRefusal } from '../hxp/control-codec.js';
import type { Frame } from '../hxp/frame.js';
import { FrameError } from '../hxp/frame-error.js';
import type { Welcome } from '../hxp/hello-codec.js';
import { MAX_WINDOW, OPCODES, seqAfter } from '../hxp/protocol.js';
import { type BusSettings, MAX_TIME } from './bus-options.js';
import { Call } from './call.js';
import { deadline } from './deadline.js';
import { EventInbox } from './event-inbox.js';
import { Farewell } from './farewell.js';
import { Heartbeat } from './heartbeat.js';
import { RequestEncoder } from './request-encoder.js';
import { RequestWindow } from './request-window.js';
import type { Wire } from './wire.js';

/** A session of HXP, from the board's welcome on. */
export class HxpBus implements Bus {
  readonly board: BoardIdentity;
  readonly events$: Observable<BusEvent>;
  readonly end: Promise<BusEnd>;
  readonly #wire: Wire;
  readonly #settings: BusSettings;
  readonly #encoder: RequestEncoder;
  readonly #requests: RequestWindow;
  readonly #events: EventInbox;
  readonly #heartbeat: Heartbeat;
  readonly #farewell: Farewell;
  readonly #calls = new Set<Call>();
  #state: 'ready' | 'draining' | 'ended' = 'ready';
  #closing: Promise<void> | undefined;
  /** Why it has ended, if not by `close`. */
  #loss: BusError | undefined;
  #resolveEnd!: (end: BusEnd) => void;

  constructor(wire: Wire, settings: BusSettings, welcome: Welcome) {
    const { clock, session, eventWindow, retryAfter, silence } = settings;
    const { sender } = wire;
    this.#wire = wire;
    this.#settings = settings;
    this.board = welcome.board;
    this.end = new Promise((resolve) => {
      this.#resolveEnd = resolve;
    });
    this.#encoder = new RequestEncoder(Math.min(settings.maxFrame, welcome.maxFrame), welcome.operations);
    this.#requests = new RequestWindow({
      sender,
      clock,
      firstSeq: seqAfter(session),
      size: Math.min(welcome.maxOutstanding, MAX_WINDOW),
      retryAfter,
      onSilence: () => this.#lose('lost', silent('does not answer')),
    });
    this.#events = new EventInbox({ sender, clock, session, window: eventWindow, repeatAfter: retryAfter });
    this.events$ = this.#events.events$;
    this.#heartbeat = new Heartbeat({
      clock,
      silence,
      ping: () => sender.control(OPCODES.ping, session),
      onDead: () => this.#lose('lost', silent('has fallen silent')),
    });
    this.#farewell = new Farewell(sender, clock, session);
    wire.onFrame = (frame) => this.#receive(frame);
    void wire.end.then(({ reason, cause }) => this.#lose(reason, cause));
  }

  get statistics(): BusStatistics {
    const { roundTrips, retries } = this.#requests;
    const { damaged, bytesReceived, sender } = this.#wire;
    return { roundTrips, retries, damaged, bytesSent: sender.bytes, bytesReceived };
  }

  async run<const Os extends readonly Operation[]>(
    operations: Os,
    options: RequestOptions = {},
  ): Promise<OperationResults<Os>> {
    const { signal, timeout = this.#settings.timeout } = options;
    if (this.#state !== 'ready')
      throw new BusError('BUS_CLOSED', 'the bus is closed', { who: this.#wire.name, cause: this.#loss });
    if (signal?.aborted)
      throw new BusError('ABORTED', 'given up before it began', { who: 'bus', cause: signal.reason });
    if (!(timeout > 0)) throw new BusError('OPTIONS_INVALID', `a timeout of ${timeout} ms cannot be`, { who: 'bus' });
    const drafts = this.#encoder.encode(operations);
    const call = new Call(operations.length, drafts.length);
    const abort = (): void => call.fail('ABORTED', 'given up', { cause: signal?.reason });
    const late = (): void => call.fail('BUS_TIMEOUT', `not done after ${timeout} ms`);
    const stopTimer = timeout > MAX_TIME ? () => {} : deadline(this.#settings.clock, timeout, late);
    signal?.addEventListener('abort', abort);
    this.#calls.add(call);
    const forgetUnsent = this.#requests.add(call, drafts);
    try {
      return (await call.settled) as OperationResults<Os>;
    } finally {
      stopTimer();
      signal?.removeEventListener('abort', abort);
      this.#calls.delete(call);
      forgetUnsent();
      if (this.#requests.idle) this.#farewell.drained();
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    if (this.#state === 'ready') {
      this.#state = 'draining';
      if (!this.#requests.idle) await this.#farewell.drain(this.#settings.closeTime);
      this.#rejectCalls('BUS_CLOSED', 'the bus was closed');
      await this.#farewell.say();
    }
    await this.#finish('local');
  }

  #receive(frame: Frame): void {
    this.#heartbeat.heard();
    try {
      if (!this.#use(frame)) this.#wire.passOver();
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#lose('lost', error);
    }
  }

  /** False if the frame is of no use. @throws FRAME_INVALID */
  #use(frame: Frame): boolean {
    const ofSession = frame.seq === this.#settings.session;
    switch (frame.opcode) {
      case OPCODES.answer:
        return this.#answer(frame);
      case OPCODES.events:
        return this.#events.receive(frame);
      case OPCODES.wait:
        this.#requests.wait(frame.seq);
        return true;
      case OPCODES.resend:
        this.#requests.repeatFrom(frame.seq);
        return true;
      case OPCODES.pong:
        return ofSession;
      case OPCODES.byeAck:
        if (ofSession) this.#farewell.answered();
        return ofSession;
      case OPCODES.bye:
        if (ofSession) this.#lose('remote');
        return ofSession;
      case OPCODES.error:
        if (!ofSession && !this.#requests.has(frame.seq)) return false;
        this.#lose('lost', refusalOf(frame));
        return true;
      default:
        return false;
    }
  }

  #answer(frame: Frame): boolean {
    const useful = this.#requests.answer(frame);
    if (this.#requests.idle) this.#farewell.drained();
    return useful;
  }

  #lose(reason: BusEnd['reason'], cause?: unknown): void {
    if (this.#state === 'ended') return;
    const how = reason === 'remote' ? 'the board has ended the connection' : 'the board is lost';
    this.#loss = new BusError('BUS_LOST', how, { who: this.#wire.name, outcome: 'unknown', cause });
    void this.#finish(reason, cause, this.#loss);
  }

  async #finish(reason: BusEnd['reason'], cause?: unknown, error?: BusError): Promise<void> {
    if (this.#state === 'ended') {
      await this.end;
      return;
    }
    this.#state = 'ended';
    this.#wire.onFrame = undefined;
    this.#heartbeat.end();
    this.#requests.end();
    this.#farewell.answered();
    this.#rejectCalls('BUS_LOST', 'the board is lost', cause);
    this.#events.end(error);
    await this.#wire.close();
    this.#resolveEnd(cause === undefined ? { reason } : { reason, cause });
  }

  #rejectCalls(code: string, message: string, cause?: unknown): void {
    for (const call of this.#calls) call.fail(code, message, cause === undefined ? {} : { cause });
  }
}

const silent = (what: string): XylopipeError => new XylopipeError('BOARD_SILENT', `the board ${what}`, { who: 'bus' });

function refusalOf(frame: Frame): XylopipeError {
  const { code, message } = readRefusal(frame.payload);
  return new XylopipeError(code, message, { who: 'board' });
}
