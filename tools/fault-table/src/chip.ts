import { VALIDATOR } from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { type BoardFault, VirtualBoard } from '@xylopipe/hdk-emulator';
import type { Clock } from '@xylopipe/hdk-transport';
import { CHIP_MAPS } from '@xylopipe/xylo-common/maps';
import type { DrivenChip } from '@xylopipe/xylo-hdk';
import { syns61201 } from '@xylopipe/xylo-syns61201/driver';

const device = (): ReturnType<DeviceRegistry['get']> => new DeviceRegistry([syns61201]).get(syns61201.chipId);

/** The chip on all boards of the table: it has everything that a Xylo can have. */
export function drivenChip(): DrivenChip {
  const chip = device();
  const { registers, memories } = chip.resolve(CHIP_MAPS);
  const [core] = registers;
  if (core === undefined || memories === undefined) throw new Error(`${chip.limits.chipId} has no maps`);
  const { limits } = chip;
  return { limits, registers: core, memories, boards: syns61201.boards, validator: chip.resolve(VALIDATOR) };
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
