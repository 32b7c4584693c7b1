import type { UsbDevice } from '../device/usb-device.js';
import { FuseMount } from '../fuse/mount.js';
import {
  attributesBody,
  entryBody,
  type FuseRequest,
  initBody,
  ioctlArguments,
  ioctlBody,
  OPCODE,
  OPEN_DIRECT_IO,
  openBody,
  pollArguments,
  pollBody,
  ROOT_NODE,
  readArguments,
} from '../fuse/protocol.js';
import { DeviceFile } from './device-file.js';
import { ERRNO } from './errno.js';
import { usbfsIoctl } from './ioctl.js';
import { ProcessMemory } from './process-memory.js';

/** Device files are called by the device's address, with three digits. */
const FILE_NAME = /^\d{3}$/;

const nodeOf = (address: number): bigint => ROOT_NODE + BigInt(address);

/** Requests that the kernel wants no answer to. */
const NOT_ANSWERED: ReadonlySet<number> = new Set([OPCODE.forget, OPCODE.batchForget, OPCODE.interrupt]);

interface OpenFile {
  readonly file: DeviceFile;
  /** Of the threads that have used it. */
  readonly memories: Map<number, ProcessMemory>;
  /** Under which the kernel waits for it to become ready. */
  wakeup?: bigint;
}

/** The folder of one bus, `/dev/bus/usb/001`: a file for each device that is plugged in. */
export class Usbfs {
  readonly #mount: FuseMount;
  readonly #devices = new Map<bigint, UsbDevice>();
  readonly #open = new Map<bigint, OpenFile>();
  readonly #handlers = new Map<number, (request: FuseRequest) => void>([
    [OPCODE.init, (request) => this.#mount.answer(request, initBody(request.body.readUInt32LE(8)))],
    [OPCODE.lookup, (request) => this.#lookup(request)],
    [OPCODE.getattr, (request) => this.#attributes(request)],
    [OPCODE.setattr, (request) => this.#attributes(request)],
    [OPCODE.access, (request) => this.#mount.answer(request)],
    [OPCODE.opendir, (request) => this.#mount.answer(request, openBody(0n, 0))],
    [OPCODE.readdir, (request) => this.#mount.answer(request)],
    [OPCODE.releasedir, (request) => this.#mount.answer(request)],
    [OPCODE.open, (request) => this.#openFile(request)],
    [OPCODE.read, (request) => this.#read(request)],
    [OPCODE.ioctl, (request) => this.#ioctl(request)],
    [OPCODE.poll, (request) => this.#poll(request)],
    [OPCODE.flush, (request) => this.#mount.answer(request)],
    [OPCODE.release, (request) => this.#release(request)],
  ]);
  #nextHandle = 1n;

  constructor(folder: string) {
    this.#mount = new FuseMount(folder, (request) => this.#handle(request));
  }

  add(address: number, device: UsbDevice): void {
    this.#devices.set(nodeOf(address), device);
  }

  /** The device is gone: its file too, and whoever has it open finds it dead. */
  remove(address: number): void {
    const device = this.#devices.get(nodeOf(address));
    this.#devices.delete(nodeOf(address));
    for (const { file } of this.#open.values()) if (file.device === device) file.revoke();
  }

  close(): void {
    this.#mount.unmount();
  }

  #handle(request: FuseRequest): void {
    if (NOT_ANSWERED.has(request.opcode)) return;
    const handler = this.#handlers.get(request.opcode);
    if (handler === undefined) this.#mount.fail(request, ERRNO.ENOSYS);
    else handler(request);
  }

  #sizeOf(node: bigint): number {
    return this.#devices.get(node)?.descriptors.length ?? 0;
  }

  #lookup(request: FuseRequest): void {
    const name = request.body.toString('utf8', 0, request.body.indexOf(0));
    const node = FILE_NAME.test(name) ? nodeOf(Number(name)) : undefined;
    if (node === undefined || !this.#devices.has(node)) this.#mount.fail(request, ERRNO.ENOENT);
    else this.#mount.answer(request, entryBody(node, this.#sizeOf(node)));
  }

  #attributes(request: FuseRequest): void {
    this.#mount.answer(request, attributesBody(request.node, this.#sizeOf(request.node)));
  }

  #openFile(request: FuseRequest): void {
    const device = this.#devices.get(request.node);
    if (device === undefined) {
      this.#mount.fail(request, ERRNO.ENODEV);
    } else if (!device.description.permitted) {
      this.#mount.fail(request, ERRNO.EACCES);
    } else {
      const handle = this.#nextHandle++;
      this.#open.set(handle, { file: new DeviceFile(device, () => this.#wake(handle)), memories: new Map() });
      this.#mount.answer(request, openBody(handle, OPEN_DIRECT_IO));
    }
  }

  /** Readers get the descriptors. */
  #read(request: FuseRequest): void {
    const { handle, offset, size } = readArguments(request.body);
    this.#mount.answer(request, this.#open.get(handle)?.file.device.descriptors.subarray(offset, offset + size));
  }

  #release(request: FuseRequest): void {
    const { handle } = readArguments(request.body);
    const open = this.#open.get(handle);
    this.#open.delete(handle);
    open?.file.close();
    for (const memory of open?.memories.values() ?? []) memory.close();
    this.#mount.answer(request);
  }

  #ioctl(request: FuseRequest): void {
    const { handle, command, argument } = ioctlArguments(request.body);
    const open = this.#open.get(handle) as OpenFile; // the kernel closes a file after its last call
    const others = [...this.#open.values()].map(({ file }) => file);
    try {
      const result = usbfsIoctl(open.file, others, command, argument, memoryOf(open, request.thread));
      this.#mount.answer(request, ioctlBody(result));
    } catch {
      this.#mount.fail(request, ERRNO.EFAULT); // its memory is not there: the client has died
    }
  }

  #poll(request: FuseRequest): void {
    const { handle, wakeupHandle } = pollArguments(request.body);
    const open = this.#open.get(handle);
    if (open !== undefined) open.wakeup = wakeupHandle;
    this.#mount.answer(request, pollBody(open?.file.readiness ?? 0));
  }

  #wake(handle: bigint): void {
    const wakeup = this.#open.get(handle)?.wakeup;
    if (wakeup !== undefined) this.#mount.wake(wakeup);
  }
}

function memoryOf(open: OpenFile, thread: number): ProcessMemory {
  const memory = open.memories.get(thread) ?? new ProcessMemory(thread);
  open.memories.set(thread, memory);
  return memory;
}
