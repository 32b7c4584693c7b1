import type { DevicePlugin } from '@xylopipe/core';
import type { Device } from '@xylopipe/core/registry';
import { VirtualBoard } from '@xylopipe/hdk-emulator';
import { CHIP_MAPS } from '@xylopipe/xylo-common/maps';

/** An emulated board with a chip, of the first type that its plugin knows; the chip's id is its serial number. */
export function boardOf({ chipId, limits, resolve }: Device, [type]: DevicePlugin['boards']): VirtualBoard {
  const {
    registers: [registers],
    memories,
  } = resolve(CHIP_MAPS);
  if (registers === undefined || memories === undefined) throw new Error(`nobody knows the memories of ${chipId}`);
  return new VirtualBoard({
    chip: { limits, registers, memories },
    deviceTypeName: type?.deviceTypeName ?? 'EmulatedBoard',
    firmware: type?.minFirmware,
    serial: chipId,
  });
}
