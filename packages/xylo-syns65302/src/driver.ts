import type { DevicePlugin } from '@xylopipe/core';
import { withDriver } from '@xylopipe/xylo-hdk';
import { syns65302 as withoutDriver } from './plugin.js';

/** Xylo Audio 3: maps, simulates, and drives boards. */
export const syns65302: DevicePlugin = withDriver(withoutDriver);
