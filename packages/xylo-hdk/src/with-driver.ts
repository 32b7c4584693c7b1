import {
  bind,
  CHIP_LIMITS,
  type Deployer,
  type DevicePlugin,
  defineDevicePlugin,
  HDK_DRIVER,
  type PartResolver,
  VALIDATOR,
  XylopipeError,
} from '@xylopipe/core';
import { CHIP_MAPS } from '@xylopipe/xylo-common/maps';
import { BOARD_CONNECTION, noBoard } from './board/board-connection.js';
import type { DriverOptions } from './driver-options.js';
import { xyloDriver } from './xylo-driver.js';

/**
 * A Xylo's plugin with the driver of its boards, which resolves limits, maps, validator and `BOARD_CONNECTION` of the
 * device; the last one is to be overridden with what opens the board.
 * @throws PLUGIN_INVALID for a plugin that has a driver already
 */
export function withDriver(plugin: DevicePlugin, options: DriverOptions = {}): DevicePlugin {
  const { missing, ...capabilities } = plugin.capabilities;
  const { hdk, ...stillMissing } = missing ?? {};
  const reasons = Object.keys(stillMissing).length === 0 ? {} : { missing: stillMissing };
  return defineDevicePlugin({
    ...plugin,
    capabilities: { ...capabilities, hdk: true, ...reasons },
    providers: [
      ...plugin.providers,
      bind(BOARD_CONNECTION, { useValue: noBoard(plugin.chipId) }),
      bind(HDK_DRIVER, { useFactory: (parts) => driverOf(parts, plugin, options) }),
    ],
  });
}

function driverOf(parts: PartResolver, { chipId, boards }: DevicePlugin, options: DriverOptions): Deployer {
  const {
    registers: [registers],
    memories,
  } = parts.resolve(CHIP_MAPS);
  if (registers === undefined || memories === undefined) {
    throw new XylopipeError('NO_MAPS', 'nothing says what stands where in the memories of this chip', {
      who: chipId,
      hint: 'bind CHIP_MAPS with the registers of the core and the memories',
    });
  }
  const limits = parts.resolve(CHIP_LIMITS);
  const chip = { limits, registers, memories, boards, validator: parts.resolve(VALIDATOR) };
  return xyloDriver(chip, parts.resolve(BOARD_CONNECTION), options);
}
