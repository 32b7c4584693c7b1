import type { Issue } from '@xylopipe/core';
import { samnaDevice } from './devices/samna-devices.js';

/** A board that samna sees, without having opened it. */
export interface SamnaBoard {
  /** Type name, by which its plugin is found, e.g. `XyloA2TestBoard`. */
  readonly deviceTypeName: string;
  /** Chip that it carries; empty for boards that the bridge does not know. */
  readonly chipId: string;
  /** Serial number; often empty, and so never the only key. */
  readonly serial: string;
  /** Where it is plugged in: `bus:device` of USB, in decimal. */
  readonly address: string;
  /** Version of its logic, as samna prints it. */
  readonly logicVersion: string;
  /** True where this is no board but a stand-in for tests, which says so itself. */
  readonly emulated: boolean;
  /** Why it cannot be opened. */
  readonly refusal?: Issue | undefined;
}

/** A board as samna's DeviceInfo describes it. */
export interface DeviceInfo {
  readonly device_type_name: string;
  readonly serial_number: string;
  readonly usb_bus_number: string;
  readonly usb_device_address: string;
  readonly logic_version: string;
  /** Whether nobody has opened it. */
  readonly free: boolean;
}

/** Marks what a stand-in says of itself, so that nobody takes it for a board. */
const STAND_IN_MARK = '(stand-in)';

/** A description in our words. */
export function samnaBoard(info: DeviceInfo, standIn: boolean): SamnaBoard {
  const device = samnaDevice(info.device_type_name);
  const refusal = refusalOf(info, device !== undefined);
  return Object.freeze({
    deviceTypeName: info.device_type_name,
    chipId: device?.chipId ?? '',
    serial: serialOf(info, standIn),
    address: `${info.usb_bus_number}:${info.usb_device_address}`,
    logicVersion: info.logic_version,
    emulated: standIn,
    ...(refusal !== undefined && { refusal }),
  });
}

/** The serial number, marked in a stand-in. */
export const serialOf = ({ serial_number }: DeviceInfo, standIn: boolean): string =>
  standIn ? `${serial_number} ${STAND_IN_MARK}`.trim() : serial_number;

function refusalOf({ device_type_name, free }: DeviceInfo, known: boolean): Issue | undefined {
  const issue = { severity: 'error', at: [] } as const;
  if (!known) {
    return {
      ...issue,
      code: 'BOARD_UNKNOWN',
      measured: device_type_name,
      message: 'the bridge does not know this type of board',
    };
  }
  if (free) return undefined;
  return {
    ...issue,
    code: 'BOARD_BUSY',
    message: 'the board is opened already',
    hint: 'close the other program that uses it; a board is opened once only',
  };
}
