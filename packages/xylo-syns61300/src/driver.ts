import type { DevicePlugin } from '@xylopipe/core';
import { withDriver } from '@xylopipe/xylo-hdk';
import { syns61300 as withoutDriver } from './plugin.js';

/** The first Xylo, "Pollen": maps, simulates, and drives boards. */
export const syns61300: DevicePlugin = withDriver(withoutDriver);
