import { ERRNO } from '../usbfs/errno.js';

/** A transfer that the host waits for. */
export interface Transfer {
  /** It is over: 0 or a negative error number. */
  end(status: number): void;
}

/** What bulk endpoints of both directions have: transfers that wait, and reasons why they have to. */
export abstract class BulkPipe<T extends Transfer> {
  #waiting: readonly T[] = [];
  #halted = false;
  #held = false;

  /** The host hands in a transfer. */
  submit(transfer: T): void {
    this.#waiting = [...this.#waiting, transfer];
    if (this.#halted) this.end(transfer, -ERRNO.EPIPE);
    else this.move();
  }

  /** The host gives a transfer up, and with it the bytes that it has. */
  cancel(transfer: T): void {
    if (this.#waiting.includes(transfer)) this.end(transfer, -ERRNO.ENOENT);
  }

  /** Stalls: transfers fail until the host clears it. */
  halt(): void {
    this.#halted = true;
    this.#endAll(-ERRNO.EPIPE);
  }

  clearHalt(): void {
    this.#halted = false;
    this.move();
  }

  /** While held, the device answers every packet with "not now". */
  hold(on: boolean): void {
    this.#held = on;
    this.move();
  }

  /** Everything is as if just plugged in; waiting transfers fail. */
  reset(): void {
    this.#endAll(-ERRNO.ESHUTDOWN);
    this.#halted = false;
    this.#held = false;
  }

  /** The transfer whose turn it is; none while halted or held. */
  protected get next(): T | undefined {
    return this.#halted || this.#held ? undefined : this.#waiting[0];
  }

  /** Moves bytes as long as there is a next transfer that can have some. */
  protected abstract move(): void;

  protected end(transfer: T, status: number): void {
    this.#waiting = this.#waiting.filter((other) => other !== transfer);
    transfer.end(status);
  }

  #endAll(status: number): void {
    for (const transfer of this.#waiting) this.end(transfer, status);
  }
}
