import type { DevicePlugin } from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { syns61201 } from '@xylopipe/xylo-syns61201/driver';
import { syns61300 } from '@xylopipe/xylo-syns61300/driver';
import { syns63300 } from '@xylopipe/xylo-syns63300/driver';
import { syns65300 } from '@xylopipe/xylo-syns65300/driver';
import { syns65302 } from '@xylopipe/xylo-syns65302/driver';

/**
 * A new registry of all built-in chips, followed by `plugins`. To leave out what is faulty instead, `addAll` to it.
 * @throws DUPLICATE_CHIP if a plugin has the id of another chip, PLUGIN_INVALID if it is not well formed or if there is more
 * than one that cannot be added.
 */
export const createRegistry = (plugins: readonly DevicePlugin[] = []): DeviceRegistry =>
  new DeviceRegistry([syns61300, syns65300, syns61201, syns63300, syns65302, ...plugins]);
