import { XylopipeError } from '@xylopipe/core';
import type { Observable } from 'rxjs';
import { Inbox } from './inbox.js';
import type { Link, LinkEnd, LinkInfo } from './link.js';

/** What moves the bytes of a `MediumLink`. */
export interface Medium {
  readonly info: LinkInfo;
  readonly maxFrame: number;
  /** Bytes that are kept while nobody takes them, before the other end has to wait. */
  readonly capacity: number;
  /** Takes a frame and resolves when it needs its bytes no more. One at a time. If it rejects, the link is lost. */
  write(frame: Uint8Array): Promise<void>;
  /** There is room again, after `arrived` has said that there is none. */
  resume(): void;
  /** Gives everything back. Called once, at the end. */
  release(end: LinkEnd): Promise<void>;
}

interface Outgoing {
  readonly frame: Uint8Array;
  readonly resolve: () => void;
  readonly reject: (error: XylopipeError) => void;
}

/** A link that keeps the promises of `Link` over a medium that only moves bytes. */
export class MediumLink implements Link {
  readonly info: LinkInfo;
  readonly maxFrame: number;
  readonly received$: Observable<Uint8Array>;
  readonly end: Promise<LinkEnd>;
  readonly #medium: Medium;
  readonly #inbox: Inbox;
  /** The first is being written. */
  readonly #outgoing: Outgoing[] = [];
  #ended: LinkEnd | undefined;
  #released!: (end: LinkEnd) => void;

  constructor(medium: Medium) {
    this.#medium = medium;
    this.info = medium.info;
    this.maxFrame = medium.maxFrame;
    this.#inbox = new Inbox(medium.capacity, () => {
      if (this.#ended === undefined) medium.resume();
    });
    this.received$ = this.#inbox.bytes$;
    this.end = new Promise((resolve) => {
      this.#released = resolve;
    });
  }

  /** Of the medium: bytes have arrived, which it does not touch again. Whether it should bring more. */
  arrived(chunk: Uint8Array): boolean {
    return this.#inbox.arrived(chunk);
  }

  /** Of the medium: this is the end. The first one counts. */
  finish(reason: LinkEnd['reason'], cause?: unknown): void {
    if (this.#ended !== undefined) return;
    const end = cause === undefined ? { reason } : { reason, cause };
    this.#ended = end;
    const closed = this.#closed();
    for (const { reject } of this.#outgoing.splice(0)) reject(closed);
    this.#inbox.finish(reason === 'local');
    this.#medium.release(end).then(
      () => this.#released(end),
      (error) => this.#released({ reason: 'lost', cause: error }),
    );
  }

  send(frame: Uint8Array): Promise<void> {
    if (this.#ended !== undefined) return Promise.reject(this.#closed());
    if (frame.length > this.maxFrame) return Promise.reject(this.#tooLong(frame.length));
    return new Promise((resolve, reject) => {
      this.#outgoing.push({ frame, resolve, reject });
      if (this.#outgoing.length === 1) void this.#writeAll();
    });
  }

  async close(): Promise<void> {
    this.finish('local');
    await this.end;
  }

  async #writeAll(): Promise<void> {
    for (let next = this.#outgoing[0]; next !== undefined; next = this.#outgoing[0]) {
      try {
        await this.#medium.write(next.frame);
      } catch (cause) {
        this.finish('lost', cause);
      }
      if (this.#ended !== undefined) return;
      this.#outgoing.shift();
      next.resolve();
    }
  }

  #closed(): XylopipeError {
    const { reason, cause } = this.#ended as LinkEnd;
    const message = {
      local: 'the link is closed',
      remote: 'the other end has closed the link',
      lost: 'the link is lost',
    }[reason];
    return new XylopipeError(
      'LINK_CLOSED',
      message,
      cause === undefined ? { who: this.#who } : { who: this.#who, cause },
    );
  }

  #tooLong(length: number): XylopipeError {
    const message = `a frame of ${length} bytes; ${this.maxFrame} are the most`;
    return new XylopipeError('FRAME_TOO_LONG', message, {
      who: this.#who,
      hint: 'send what it carries in several frames',
    });
  }

  get #who(): string {
    return `${this.info.kind} ${this.info.address}`;
  }
}
