import type { DevicePlugin } from '@xylopipe/core';
import { withDriver } from '@xylopipe/xylo-hdk';
import { syns63300 as withoutDriver } from './plugin.js';

/** Xylo IMU: maps, simulates, and drives boards. */
export const syns63300: DevicePlugin = withDriver(withoutDriver);
