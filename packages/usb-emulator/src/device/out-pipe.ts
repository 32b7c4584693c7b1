import { BulkPipe, type Transfer } from './bulk-pipe.js';

/** A transfer to the device. */
export interface OutTransfer extends Transfer {
  readonly data: Uint8Array;
}

/** The device behind the pipe. */
export interface OutPipeEvents {
  /** Bytes that the device has got. Returns whether it can take more just now; if not, `ready` says when. */
  received(bytes: Uint8Array): boolean;
  /** The device has got as many bytes as it was to live for. */
  lifeEnded(): void;
}

/** The bulk OUT endpoint: transfers wait here until the device takes them. */
export class OutPipe extends BulkPipe<OutTransfer> {
  readonly #events: OutPipeEvents;
  #full = false;
  #bytesToLive = Number.POSITIVE_INFINITY;

  constructor(events: OutPipeEvents) {
    super();
    this.#events = events;
  }

  /** The device can take bytes again. */
  ready(): void {
    this.#full = false;
    this.move();
  }

  /** The device vanishes when it has got so many bytes from now on. */
  liveFor(bytes: number): void {
    this.#bytesToLive = bytes;
  }

  override reset(): void {
    super.reset();
    this.#bytesToLive = Number.POSITIVE_INFINITY;
  }

  protected override move(): void {
    for (let transfer = this.next; transfer !== undefined && !this.#full; transfer = this.next) {
      const { data } = transfer;
      if (data.length >= this.#bytesToLive) {
        this.#events.received(data.subarray(0, this.#bytesToLive));
        this.#bytesToLive = Number.POSITIVE_INFINITY;
        this.#events.lifeEnded();
        return;
      }
      this.#bytesToLive -= data.length;
      this.#full = !this.#events.received(data);
      this.end(transfer, 0);
    }
  }
}
