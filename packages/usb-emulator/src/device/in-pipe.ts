import { ERRNO } from '../usbfs/errno.js';

/** A transfer from the device that the host waits for. */
export interface InTransfer {
  /** Bytes that it still has room for. */
  readonly room: number;
  receive(bytes: Uint8Array): void;
  /** It is over: 0 or a negative error number. */
  end(status: number): void;
}

/**
 * The bulk IN endpoint: what the device sends waits here for transfers of the host. As on a wire, a transfer ends when it
 * is full or when a packet comes that is shorter than the longest one; until then it stays, with what it has so far.
 */
export class InPipe {
  readonly #packet: number;
  readonly #taken: (bytes: number) => void;
  #queue: Uint8Array[] = [];
  #sentOfFirst = 0;
  #waiting: InTransfer[] = [];
  #halted = false;
  #held = false;

  /** `packet`: bytes of the longest packet. `taken` is told of what has left: to the host, or into nothing by `flush`. */
  constructor(packet: number, taken: (bytes: number) => void) {
    this.#packet = packet;
    this.#taken = taken;
  }

  /** The device sends bytes; none at all are an empty packet. */
  send(bytes: Uint8Array): void {
    this.#queue.push(bytes);
    this.#move();
  }

  /** The device thinks better of what it has not sent yet. */
  flush(): void {
    for (const bytes of this.#queue) this.#taken(bytes.length);
    this.#queue = [];
    this.#sentOfFirst = 0;
  }

  /** The host asks for data. */
  submit(transfer: InTransfer): void {
    this.#waiting.push(transfer);
    if (this.#halted) this.#end(transfer, -ERRNO.EPIPE);
    else this.#move();
  }

  /** The host gives a transfer up, and with it the bytes that it has. */
  cancel(transfer: InTransfer): void {
    if (this.#waiting.includes(transfer)) this.#end(transfer, -ERRNO.ENOENT);
  }

  /** Stalls: transfers fail until the host clears it. */
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

  /** Everything is as if just plugged in; waiting transfers fail. */
  reset(): void {
    for (const transfer of [...this.#waiting]) this.#end(transfer, -ERRNO.ESHUTDOWN);
    this.flush();
    this.#halted = false;
    this.#held = false;
  }

  #move(): void {
    while (!this.#halted && !this.#held) {
      const [transfer] = this.#waiting;
      const [bytes] = this.#queue;
      if (transfer === undefined || bytes === undefined) return;
      const end = Math.min(this.#sentOfFirst + transfer.room, bytes.length);
      transfer.receive(bytes.subarray(this.#sentOfFirst, end));
      this.#sentOfFirst = end;
      const all = end === bytes.length;
      if (all) {
        this.#queue.shift();
        this.#sentOfFirst = 0;
        this.#taken(bytes.length);
      }
      const short = all && (bytes.length === 0 || bytes.length % this.#packet !== 0);
      if (short || transfer.room === 0) this.#end(transfer, 0);
    }
  }

  #end(transfer: InTransfer, status: number): void {
    this.#waiting = this.#waiting.filter((other) => other !== transfer);
    transfer.end(status);
  }
}
