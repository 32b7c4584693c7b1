import { XylopipeError } from '@xylopipe/core';
import type { DeviceRegistry } from '@xylopipe/core/registry';
import { type EmulatedChip, VirtualBoard } from '@xylopipe/hdk-emulator';
import { costsOf } from '@xylopipe/xylo-common';
import { CHIP_MAPS } from '@xylopipe/xylo-common/maps';

/** Of chips whose boards are not public. */
const NAMELESS = 'EmulatedBoard';

/**
 * An emulated board with a chip of the registry: its first board type, with the oldest firmware that works, and its power as
 * far as that is published.
 * @throws UNKNOWN_CHIP; NOT_EMULATED for a chip without maps of registers and memories
 */
export function emulatedBoard(registry: DeviceRegistry, chipId: string, serial?: string): VirtualBoard {
  const device = registry.get(chipId);
  const [type] = registry.list().find((plugin) => plugin.chipId === chipId)?.boards ?? [];
  const { power } = costsOf(device);
  return new VirtualBoard({
    chip: chipOf(registry, chipId),
    deviceTypeName: type?.deviceTypeName ?? NAMELESS,
    firmware: type?.minFirmware,
    serial,
    power: power.known ? power.value : undefined,
  });
}

/** Whether a chip of the registry can be emulated. */
export function isEmulated(registry: DeviceRegistry, chipId: string): boolean {
  try {
    chipOf(registry, chipId);
    return true;
  } catch {
    return false;
  }
}

function chipOf(registry: DeviceRegistry, chipId: string): EmulatedChip {
  const device = registry.get(chipId);
  const refuse = (cause?: unknown): XylopipeError =>
    new XylopipeError('NOT_EMULATED', 'there is no emulated board with this chip: its plugin brings no maps', {
      who: chipId,
      hint: 'bind CHIP_MAPS with the registers of the core and the memories, or deploy to the simulator',
      cause,
    });
  try {
    const { registers, memories } = device.resolve(CHIP_MAPS);
    if (registers[0] !== undefined && memories !== undefined) {
      return { limits: device.limits, registers: registers[0], memories };
    }
  } catch (error) {
    throw refuse(error);
  }
  throw refuse();
}
