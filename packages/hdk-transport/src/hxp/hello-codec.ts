import type { BoardIdentity } from '../bus/bus.js';
import { ByteReader } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';
import { OPERATION_NAMES, type OperationName } from './operation-codec.js';

/** What a host says of itself. */
export interface Hello {
  /** First and last version of the protocol that it speaks. */
  readonly versions: readonly [first: number, last: number];
  /** Longest frame in bytes that it takes. */
  readonly maxFrame: number;
  /** Bytes of event payloads that the board may send before it gets more credit. */
  readonly credit: number;
}

/** What a board says of itself. */
export interface Welcome {
  /** The version that it has chosen. */
  readonly version: number;
  /** Requests that it takes before it has answered the first. */
  readonly maxOutstanding: number;
  /** Longest frame in bytes that it takes. */
  readonly maxFrame: number;
  /** The operations that it can do. */
  readonly operations: readonly OperationName[];
  readonly board: BoardIdentity;
}

/** Payload of HELLO. */
export function writeHello(to: ByteWriter, hello: Hello): void {
  to.u8(hello.versions[0], 'versions[0]');
  to.u8(hello.versions[1], 'versions[1]');
  to.u32(hello.maxFrame, 'maxFrame');
  to.u32(hello.credit, 'credit');
}

/** @throws FRAME_INVALID */
export function readHello(payload: Uint8Array): Hello {
  const from = new ByteReader(payload);
  const versions = [from.u8('first version'), from.u8('last version')] as const;
  const hello = { versions, maxFrame: from.u32('maxFrame'), credit: from.u32('credit') };
  // What follows is of later versions.
  return hello;
}

/** Payload of WELCOME. */
export function writeWelcome(to: ByteWriter, welcome: Welcome): void {
  const { board } = welcome;
  to.u8(welcome.version, 'version');
  to.u8(welcome.maxOutstanding, 'maxOutstanding');
  to.u32(welcome.maxFrame, 'maxFrame');
  to.u32(
    welcome.operations.reduce((mask, name) => mask | (1 << OPERATION_NAMES.indexOf(name)), 0),
    'operations',
  );
  to.u8(board.emulated ? 1 : 0, 'emulated');
  to.text(board.deviceTypeName, 'deviceTypeName');
  to.text(board.chipId, 'chipId');
  to.text(board.serial, 'serial');
  const firmware = Object.entries(board.firmware);
  to.u8(firmware.length, 'firmware.length');
  for (const [part, version] of firmware) {
    to.text(part, 'firmware');
    to.text(version, `firmware.${part}`);
  }
}

/** @throws FRAME_INVALID */
export function readWelcome(payload: Uint8Array): Welcome {
  const from = new ByteReader(payload);
  const version = from.u8('version');
  const maxOutstanding = from.u8('maxOutstanding');
  const maxFrame = from.u32('maxFrame');
  const mask = from.u32('operations');
  const emulated = from.oneOf([false, true], 'emulated');
  const deviceTypeName = from.text('deviceTypeName');
  const chipId = from.text('chipId');
  const serial = from.text('serial');
  const parts = from.u8('count of firmware');
  const firmware: [string, string][] = [];
  for (let i = 0; i < parts; i++) firmware.push([from.text('part'), from.text('version')]);
  return {
    version,
    maxOutstanding,
    maxFrame,
    operations: OPERATION_NAMES.filter((_, i) => (mask >>> i) & 1),
    board: { deviceTypeName, chipId, serial, firmware: Object.fromEntries(firmware), emulated },
  };
}
