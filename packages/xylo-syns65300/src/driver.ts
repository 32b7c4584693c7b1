import type { DevicePlugin } from '@xylopipe/core';
import { withDriver } from '@xylopipe/xylo-hdk';
import { syns65300 as withoutDriver } from './plugin.js';

/** Xylo Audio 1: maps, simulates, and drives boards. */
export const syns65300: DevicePlugin = withDriver(withoutDriver);
