import { ERRNO } from '../usbfs/errno.js';

/** A transfer to the device. */
export interface OutTransfer {
  readonly data: Uint8Array;
  /** It is over: 0 or a negative error number. */
  end(status: number): void;
}

/** The device behind the pipe. */
export interface OutPipeEvents {
  /** Bytes that the device has got. Returns whether it can take more just now; if not, `ready` says when. */
  received(bytes: Uint8Array): boolean;
  /** The device has got as many bytes as it was to live for. */
  lifeEnded(): void;
}

/** The bulk OUT endpoint: transfers wait here until the device takes them. */
export class OutPipe {
  readonly #events: OutPipeEvents;
  #waiting: OutTransfer[] = [];
  #halted = false;
  #held = false;
  #full = false;
  #bytesToLive = Number.POSITIVE_INFINITY;

  constructor(events: OutPipeEvents) {
    this.#events = events;
  }

  submit(transfer: OutTransfer): void {
    this.#waiting.push(transfer);
    if (this.#halted) this.#end(transfer, -ERRNO.EPIPE);
    else this.#move();
  }

  cancel(transfer: OutTransfer): void {
    if (this.#waiting.includes(transfer)) this.#end(transfer, -ERRNO.ENOENT);
  }

  halt(): void {
    this.#halted = true;
    for (const transfer of [...this.#waiting]) this.#end(transfer, -ERRNO.EPIPE);
  }

  clearHalt(): void {
    this.#halted = false;
    this.#move();
  }

  /** While held, the device answers every packet with "not now". */
  hold(on: boolean): void {
    this.#held = on;
    this.#move();
  }

  /** The device can take bytes again. */
  ready(): void {
    this.#full = false;
    this.#move();
  }

  /** The device vanishes when it has got so many bytes from now on. */
  liveFor(bytes: number): void {
    this.#bytesToLive = bytes;
  }

  reset(): void {
    for (const transfer of [...this.#waiting]) this.#end(transfer, -ERRNO.ESHUTDOWN);
    this.#halted = false;
    this.#held = false;
    this.#bytesToLive = Number.POSITIVE_INFINITY;
  }

  #move(): void {
    while (!this.#halted && !this.#held && !this.#full) {
      const [transfer] = this.#waiting;
      if (transfer === undefined) return;
      const { data } = transfer;
      if (data.length >= this.#bytesToLive) {
        this.#events.received(data.subarray(0, this.#bytesToLive));
        this.#bytesToLive = Number.POSITIVE_INFINITY;
        this.#events.lifeEnded();
        return;
      }
      this.#bytesToLive -= data.length;
      this.#full = !this.#events.received(data);
      this.#end(transfer, 0);
    }
  }

  #end(transfer: OutTransfer, status: number): void {
    this.#waiting = this.#waiting.filter((other) => other !== transfer);
    transfer.end(status);
  }
}
