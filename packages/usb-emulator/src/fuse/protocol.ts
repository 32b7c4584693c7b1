/** The part of the FUSE kernel protocol that a folder of device files needs (linux/fuse.h, version 7.31). */
const VERSION = { major: 7, minor: 31 } as const;

/** Requests of the kernel. */
export const OPCODE = {
  lookup: 1,
  forget: 2,
  getattr: 3,
  setattr: 4,
  open: 14,
  read: 15,
  release: 18,
  flush: 25,
  init: 26,
  opendir: 27,
  readdir: 28,
  releasedir: 29,
  access: 34,
  interrupt: 36,
  ioctl: 39,
  poll: 40,
  batchForget: 42,
} as const;

/** `poll` events. */
export const POLL = { out: 0x4, error: 0x8, hangup: 0x10 } as const;

/** Node of the folder itself. */
export const ROOT_NODE = 1n;

/** Bypasses the page cache, so that every read comes to us. */
export const OPEN_DIRECT_IO = 1;

/** A request: `struct fuse_in_header` and what follows it. */
export interface FuseRequest {
  readonly opcode: number;
  /** Pairs the answer with it. */
  readonly unique: bigint;
  readonly node: bigint;
  /** Thread that has made the system call. */
  readonly thread: number;
  readonly body: Buffer;
}

const HEADER_IN_BYTES = 40;
const HEADER_OUT_BYTES = 16;
/** `unique` of messages that answer nothing, with the code of the message in place of an error. */
const NOTIFICATION = 0n;
const NOTIFY_POLL = 1;

/** Reads a request; `body` is a view on `message`. */
export const decodeRequest = (message: Buffer): FuseRequest => ({
  opcode: message.readUInt32LE(4),
  unique: message.readBigUInt64LE(8),
  node: message.readBigUInt64LE(16),
  thread: message.readUInt32LE(32),
  body: message.subarray(HEADER_IN_BYTES),
});

/** An answer; `error` is 0 or a negative error number. */
export function encodeAnswer(unique: bigint, error: number, body: Uint8Array = new Uint8Array(0)): Buffer {
  const message = Buffer.alloc(HEADER_OUT_BYTES + body.length);
  message.writeUInt32LE(message.length, 0);
  message.writeInt32LE(error, 4);
  message.writeBigUInt64LE(unique, 8);
  message.set(body, HEADER_OUT_BYTES);
  return message;
}

/** Tells the kernel to poll again a file that it has polled under this handle. */
export const encodePollWakeup = (handle: bigint): Buffer => encodeAnswer(NOTIFICATION, NOTIFY_POLL, u64(handle));

const u64 = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
};

/** `struct fuse_init_out`. `readahead` is what the kernel has offered. */
export function initBody(readahead: number): Buffer {
  const body = Buffer.alloc(64);
  body.writeUInt32LE(VERSION.major, 0);
  body.writeUInt32LE(VERSION.minor, 4);
  body.writeUInt32LE(readahead, 8);
  body.writeUInt16LE(64, 16); // max_background
  body.writeUInt16LE(48, 18); // congestion_threshold
  body.writeUInt32LE(128 * 1024, 20); // max_write
  body.writeUInt32LE(1, 24); // time_gran
  return body;
}

/** `struct fuse_attr` of the folder or of a device file. */
function attributes(node: bigint, size: number): Buffer {
  const bytes = Buffer.alloc(88);
  bytes.writeBigUInt64LE(node, 0);
  bytes.writeBigUInt64LE(BigInt(size), 8);
  bytes.writeUInt32LE(node === ROOT_NODE ? 0o40755 : 0o100666, 60);
  bytes.writeUInt32LE(1, 64); // links
  bytes.writeUInt32LE(4096, 80); // block size
  return bytes;
}

/** `struct fuse_attr_out`: attributes that are valid for no time at all. */
export const attributesBody = (node: bigint, size: number): Buffer =>
  Buffer.concat([Buffer.alloc(16), attributes(node, size)]);

/** `struct fuse_entry_out`. */
export const entryBody = (node: bigint, size: number): Buffer =>
  Buffer.concat([u64(node), Buffer.alloc(32), attributes(node, size)]);

/** `struct fuse_open_out`. */
export function openBody(handle: bigint, flags: number): Buffer {
  const body = Buffer.alloc(16);
  body.writeBigUInt64LE(handle, 0);
  body.writeUInt32LE(flags, 8);
  return body;
}

/** `struct fuse_ioctl_out`: what the system call returns. */
export function ioctlBody(result: number): Buffer {
  const body = Buffer.alloc(16);
  body.writeInt32LE(result, 0);
  return body;
}

/** `struct fuse_poll_out`. */
export function pollBody(events: number): Buffer {
  const body = Buffer.alloc(8);
  body.writeUInt32LE(events, 0);
  return body;
}

/** Fields of `struct fuse_read_in`, `fuse_ioctl_in` and `fuse_poll_in`. */
export const readArguments = (body: Buffer) => ({
  handle: body.readBigUInt64LE(0),
  offset: Number(body.readBigUInt64LE(8)),
  size: body.readUInt32LE(16),
});
export const ioctlArguments = (body: Buffer) => ({
  handle: body.readBigUInt64LE(0),
  command: body.readUInt32LE(12),
  argument: body.readBigUInt64LE(16),
});
export const pollArguments = (body: Buffer) => ({
  handle: body.readBigUInt64LE(0),
  wakeupHandle: body.readBigUInt64LE(8),
});
