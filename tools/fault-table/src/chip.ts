import { type DevicePlugin, VALIDATOR } from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { type BoardFault, VirtualBoard } from '@xylopipe/hdk-emulator';
import type { Clock } from '@xylopipe/hdk-transport';
import { CHIP_MAPS } from '@xylopipe/xylo-common/maps';
import type { DrivenChip } from '@xylopipe/xylo-hdk';
import { syns61201 } from '@xylopipe/xylo-syns61201/driver';

/** A chip as its driver sees it. Default: the one on all boards of the table, which has everything that a Xylo can have. */
export function drivenChip(plugin: DevicePlugin = syns61201): DrivenChip {
  const chip = new DeviceRegistry([plugin]).get(plugin.chipId);
  const { registers, memories } = chip.resolve(CHIP_MAPS);
  const [core] = registers;
  if (core === undefined || memories === undefined) throw new Error(`${chip.limits.chipId} has no maps`);
  const { limits } = chip;
  return { limits, registers: core, memories, boards: plugin.boards, validator: chip.resolve(VALIDATOR) };
}

/** A sound board with it, which measures power. */
export function newBoard(chip: DrivenChip, clock: Clock, faults: readonly BoardFault[] = []): VirtualBoard {
  const [type] = chip.boards;
  return new VirtualBoard({
    chip,
    deviceTypeName: type?.deviceTypeName ?? 'EmulatedBoard',
    firmware: type?.minFirmware,
    power: { supplies: [{ supply: 'core', activeMicrowatts: 300, idleMicrowatts: 200 }] },
    clock,
    faults,
  });
}
