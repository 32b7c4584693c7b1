import type { DevicePlugin } from '@xylopipe/core';
import { HDK_DRIVER, VALIDATOR } from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { type EmulatedBusOptions, emulatedBus, VirtualBoard, type VirtualBoardOptions } from '@xylopipe/hdk-emulator';
import { CHIP_MAPS } from '@xylopipe/xylo-common/maps';
import { syns61201 } from '@xylopipe/xylo-syns61201/driver';
import { syns61300 } from '@xylopipe/xylo-syns61300/driver';
import { syns63300 } from '@xylopipe/xylo-syns63300/driver';
import { syns65300 } from '@xylopipe/xylo-syns65300/driver';
import { syns65302 } from '@xylopipe/xylo-syns65302/driver';
import { BOARD_CONNECTION, type DrivenChip, type XyloDriver } from '../src/index.js';

/** All chips, with their drivers. */
export const plugins: readonly DevicePlugin[] = [syns61300, syns65300, syns61201, syns63300, syns65302];

const pluginOf = (chipId: string): DevicePlugin => plugins.find((plugin) => plugin.chipId === chipId)!;

/** A chip as its driver sees it. */
export function drivenChip(chipId: string): DrivenChip {
  const plugin = pluginOf(chipId);
  const device = new DeviceRegistry([plugin]).get(chipId);
  const { registers, memories } = device.resolve(CHIP_MAPS);
  return {
    limits: plugin.limits,
    registers: registers[0]!,
    memories: memories!,
    boards: plugin.boards,
    validator: device.resolve(VALIDATOR),
  };
}

/** An emulated board with a chip, as its plugin wants it. */
export function boardWith(chipId: string, options: Partial<VirtualBoardOptions> = {}): VirtualBoard {
  const { limits, registers, memories, boards } = drivenChip(chipId);
  const [type] = boards;
  return new VirtualBoard({
    chip: { limits, registers, memories },
    deviceTypeName: type?.deviceTypeName ?? 'EmulatedBoard',
    firmware: type?.minFirmware,
    ...options,
  });
}

/** The driver out of a registry whose boards are these, one after the other; the last one again and again. */
export function driverFor(chipId: string, board: () => VirtualBoard, options?: EmulatedBusOptions): XyloDriver {
  const registry = new DeviceRegistry(plugins);
  registry.override(chipId, BOARD_CONNECTION, { useValue: () => emulatedBus(board(), options) });
  return registry.get(chipId).resolve(HDK_DRIVER) as XyloDriver;
}
