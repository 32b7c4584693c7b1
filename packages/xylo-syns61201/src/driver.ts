import type { DevicePlugin } from '@xylopipe/core';
import { withDriver } from '@xylopipe/xylo-hdk';
import { syns61201 as withoutDriver } from './plugin.js';

/** Xylo Audio 2: maps, simulates, and drives boards. */
export const syns61201: DevicePlugin = withDriver(withoutDriver);
