import type { RequestOptions } from '../bus/bus.js';
import { BusError } from '../bus/bus-error.js';
import { BridgeCall, type CallFailure } from './bridge-call.js';
import { BridgeProcess } from './bridge-process.js';
import type { Message } from './message-codec.js';
import type { SamnaSettings } from './samna-options.js';

/** Requests that the Python side has at a time. The others wait here, and surely were not begun. */
const WINDOW = 16;

const MESSAGES: Readonly<Record<CallFailure, string>> = {
  BUS_TIMEOUT: 'there was no answer in time',
  ABORTED: 'given up',
  BUS_LOST: 'the samna process is lost',
  BUS_CLOSED: 'the bus was closed',
};

/** Requests to a Python process and their answers, in order. */
export class Bridge {
  /** Named in errors. */
  who = 'samna';
  /** Messages that answer nothing. */
  onMessage: (message: Message) => void = () => {};
  roundTrips = 0;
  readonly process: BridgeProcess;
  readonly #settings: SamnaSettings;
  readonly #waiting = new Set<BridgeCall>();
  readonly #sent = new Map<number, BridgeCall>();
  /** Given up, but the Python side still has them. */
  readonly #abandoned = new Set<number>();
  #lastId = 0;
  #ended: { readonly code: 'BUS_LOST' | 'BUS_CLOSED'; readonly cause?: unknown } | undefined;
  #closing = false;
  #drained: (() => void) | undefined;

  constructor(settings: SamnaSettings) {
    this.#settings = settings;
    this.process = new BridgeProcess(settings);
    this.process.onMessage = (message) => this.#receive(message);
    void this.process.end.then((cause) => this.#end('BUS_LOST', cause));
  }

  /**
   * The answer to a request.
   * @param failed makes an error of what the Python side says went wrong
   * @throws BusError `BUS_TIMEOUT`, `ABORTED`, `BUS_LOST` or `BUS_CLOSED`
   */
  async call(
    request: Message,
    failed: (error: Message) => Error,
    { signal, timeout = this.#settings.timeout }: RequestOptions = {},
  ): Promise<unknown> {
    if (this.#ended) throw this.#error(this.#ended.code, 'not-sent', this.#ended.cause);
    if (this.#closing) throw this.#error('BUS_CLOSED', 'not-sent');
    if (signal?.aborted) throw this.#error('ABORTED', 'not-sent', signal.reason);
    const { clock } = this.#settings;
    const call = new BridgeCall(request, clock.now() + timeout);
    const abort = (): void => this.#giveUp(call, 'ABORTED', signal?.reason);
    const stopTimer = clock.after(timeout, () => this.#giveUp(call, 'BUS_TIMEOUT'));
    signal?.addEventListener('abort', abort);
    this.#waiting.add(call);
    try {
      this.#sendMore();
      const answer = (await call.settled) as Message;
      if (answer.error !== undefined) throw failed(answer.error as Message);
      return answer.result;
    } finally {
      stopTimer();
      signal?.removeEventListener('abort', abort);
      this.#waiting.delete(call);
      if (this.#idle) this.#drained?.();
    }
  }

  /** Lets pending calls finish for a moment, rejects the others and ends the process. Never rejects. */
  async close(): Promise<void> {
    this.#closing = true;
    if (!this.#ended && !this.#idle) await this.#drain(this.#settings.closeTime);
    this.#end('BUS_CLOSED');
    await this.process.close();
  }

  get #idle(): boolean {
    return this.#waiting.size === 0 && this.#sent.size === 0;
  }

  #drain(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const stopTimer = this.#settings.clock.after(ms, resolve);
      this.#drained = () => {
        stopTimer();
        resolve();
      };
    });
  }

  #sendMore(): void {
    for (const call of this.#waiting) {
      if (this.#sent.size + this.#abandoned.size >= WINDOW) return;
      this.#waiting.delete(call);
      const id = ++this.#lastId;
      const timeout = Math.max(0, call.deadline - this.#settings.clock.now());
      try {
        this.process.send({ id, timeout, ...call.request });
        call.id = id;
        this.#sent.set(id, call);
      } catch (cause) {
        call.reject(new BusError('OPERATION_INVALID', 'this is too much for one request', { who: this.who, cause }));
      }
    }
  }

  #receive(message: Message): void {
    if (message.id === undefined) {
      this.onMessage(message);
      return;
    }
    this.roundTrips++;
    const id = message.id as number;
    const call = this.#sent.get(id);
    this.#sent.delete(id);
    this.#abandoned.delete(id);
    call?.resolve(message);
    this.#sendMore();
  }

  #giveUp(call: BridgeCall, code: CallFailure, cause?: unknown): void {
    call.reject(this.#error(code, call.id === undefined ? 'not-sent' : 'unknown', cause));
    if (call.id === undefined || !this.#sent.delete(call.id)) return;
    this.#abandoned.add(call.id);
    this.process.send({ cancel: call.id });
  }

  #end(code: 'BUS_LOST' | 'BUS_CLOSED', cause?: unknown): void {
    if (this.#ended) return;
    this.#ended = { code, cause };
    for (const call of this.#waiting) call.reject(this.#error(code, 'not-sent', cause));
    for (const call of this.#sent.values()) call.reject(this.#error(code, 'unknown', cause));
    this.#waiting.clear();
    this.#sent.clear();
    this.#drained?.();
  }

  #error(code: CallFailure, outcome: 'not-sent' | 'unknown', cause?: unknown): BusError {
    return new BusError(code, MESSAGES[code], { who: this.who, outcome, ...(cause !== undefined && { cause }) });
  }
}
