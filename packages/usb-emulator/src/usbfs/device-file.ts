import { ENDPOINT } from '../device/description.js';
import type { UsbDevice } from '../device/usb-device.js';
import { POLL } from '../fuse/protocol.js';
import { ERRNO } from './errno.js';
import type { ProcessMemory } from './process-memory.js';
import { URB_TYPE, Urb } from './urb.js';

interface Pending {
  readonly urb: Urb;
  cancel(): void;
}

/** An open device file: the interfaces that its client has claimed, its transfers under way, and those that are over. */
export class DeviceFile {
  readonly device: UsbDevice;
  readonly claimed = new Set<number>();
  readonly #wake: () => void;
  readonly #pending = new Map<bigint, Pending>();
  readonly #over: Urb[] = [];
  #revoked = false;

  /** `wake` is called when there is something to fetch. */
  constructor(device: UsbDevice, wake: () => void) {
    this.device = device;
    this.#wake = wake;
  }

  /** The device is gone. What was claimed and asked for through this file ends for good. */
  get revoked(): boolean {
    return this.#revoked;
  }

  /** What `poll` says of it. */
  get readiness(): number {
    return (this.#over.length > 0 ? POLL.out : 0) | (this.#revoked ? POLL.hangup | POLL.error : 0);
  }

  /** Starts a transfer. Returns 0 or a negative error number. */
  submit(memory: ProcessMemory, address: bigint): number {
    const urb = Urb.read(memory, address);
    if (urb.type === URB_TYPE.control) return this.#submitControl(urb, memory);
    if (urb.type !== URB_TYPE.bulk || this.claimed.size === 0) return -ERRNO.EINVAL;
    if (urb.endpoint === ENDPOINT.in) return this.#submitIn(urb);
    if (urb.endpoint === ENDPOINT.out) return this.#submitOut(urb, urb.outgoing(memory));
    return -ERRNO.ENOENT;
  }

  /** Gives up a transfer, which is then over with ENOENT. */
  discard(address: bigint): number {
    const pending = this.#pending.get(address);
    if (pending === undefined) return -ERRNO.EINVAL;
    pending.cancel();
    return 0;
  }

  /** Gives the client a transfer that is over, and its address at `result`. */
  reap(memory: ProcessMemory, result: bigint): number {
    const urb = this.#over.shift();
    if (urb === undefined) return this.#revoked ? -ERRNO.ENODEV : -ERRNO.EAGAIN;
    urb.writeBack(memory);
    memory.writePointer(result, urb.address);
    return 0;
  }

  revoke(): void {
    this.#revoked = true;
    this.claimed.clear();
    for (const { urb } of [...this.#pending.values()]) this.#end(urb, -ERRNO.ESHUTDOWN);
    this.#wake();
  }

  /** The client has closed it. */
  close(): void {
    this.claimed.clear();
    for (const { cancel } of [...this.#pending.values()]) cancel();
  }

  #submitIn(urb: Urb): number {
    const transfer = {
      get room() {
        return urb.room;
      },
      receive: (bytes: Uint8Array) => urb.receive(bytes),
      end: (status: number) => this.#end(urb, status),
    };
    this.#pending.set(urb.address, { urb, cancel: () => this.device.in.cancel(transfer) });
    this.device.in.submit(transfer);
    return 0;
  }

  #submitOut(urb: Urb, data: Uint8Array): number {
    const transfer = { data, end: (status: number) => this.#end(urb, status, status === 0 ? data.length : 0) };
    this.#pending.set(urb.address, { urb, cancel: () => this.device.out.cancel(transfer) });
    this.device.out.submit(transfer);
    return 0;
  }

  #submitControl(urb: Urb, memory: ProcessMemory): number {
    this.#pending.set(urb.address, { urb, cancel: () => this.#end(urb, -ERRNO.ENOENT) });
    void this.device.control(urb.setup(memory)).then((answer) => {
      if ('data' in answer && answer.data !== undefined && this.#pending.has(urb.address)) urb.receive(answer.data);
      this.#end(urb, answer.status);
    });
    return 0;
  }

  #end(urb: Urb, status: number, sent = 0): void {
    if (this.#pending.get(urb.address)?.urb !== urb) return;
    this.#pending.delete(urb.address);
    urb.finish(status, sent);
    this.#over.push(urb);
    if (this.#over.length === 1) this.#wake();
  }
}
