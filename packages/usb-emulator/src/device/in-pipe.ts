import { BulkPipe, type Transfer } from './bulk-pipe.js';

/** A transfer from the device that the host waits for. */
export interface InTransfer extends Transfer {
  /** Bytes that it still has room for. */
  readonly room: number;
  receive(bytes: Uint8Array): void;
}

/**
 * The bulk IN endpoint: what the device sends waits here for transfers of the host. As on a wire, a transfer ends when it
 * is full or when a packet comes that is shorter than the longest one; until then it stays, with what it has so far.
 */
export class InPipe extends BulkPipe<InTransfer> {
  readonly #packet: number;
  readonly #taken: (bytes: number) => void;
  #queue: Uint8Array[] = [];
  #sentOfFirst = 0;

  /** `packet`: bytes of the longest packet. `taken` is told of what has left: to the host, or into nothing by `flush`. */
  constructor(packet: number, taken: (bytes: number) => void) {
    super();
    this.#packet = packet;
    this.#taken = taken;
  }

  /** The device sends bytes; none at all are an empty packet. */
  send(bytes: Uint8Array): void {
    this.#queue.push(bytes);
    this.move();
  }

  /** The device thinks better of what it has not sent yet. */
  flush(): void {
    for (const bytes of this.#queue) this.#taken(bytes.length);
    this.#queue = [];
    this.#sentOfFirst = 0;
  }

  override reset(): void {
    super.reset();
    this.flush();
  }

  protected override move(): void {
    for (let transfer = this.next; transfer !== undefined; transfer = this.next) {
      const [bytes] = this.#queue;
      if (bytes === undefined) return;
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
      if (short || transfer.room === 0) this.end(transfer, 0);
    }
  }
}
