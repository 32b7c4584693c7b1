import type { SamnaDevice } from './samna-device.js';
import { xyloA2 } from './xylo-a2.js';
import { xyloAudio3 } from './xylo-audio3.js';
import { xyloImu } from './xylo-imu.js';

/**
 * The boards that samna 0.46.1 and later know. Those of SYNS61300 and SYNS65300 vanished with samna 0.46.0.
 */
const DEVICES: readonly SamnaDevice[] = [xyloA2, xyloImu, xyloAudio3];

/** The device of a board; `undefined` if it is none of ours. */
export const samnaDevice = (deviceTypeName: string): SamnaDevice | undefined =>
  DEVICES.find((device) => device.deviceTypeName === deviceTypeName);

/** Types of all boards that the bridge can open. */
export const SAMNA_BOARD_TYPES: readonly string[] = DEVICES.map(({ deviceTypeName }) => deviceTypeName);

/** Oldest firmware of a board that the bridge opens, by part; `undefined` for a board that is none of ours. */
export const samnaMinFirmware = (deviceTypeName: string): Readonly<Record<string, string>> | undefined =>
  samnaDevice(deviceTypeName)?.minFirmware;
