import type { Operation } from '@xylopipe/hdk-transport';
import { fieldMask, type RegisterMap } from '@xylopipe/xylo-common/maps';
import { placeOf } from '../image/chip-layout.js';

/** Operations that let the host at the memories, and that end it again. RAM_ACTIVE is set first and cleared last. */
export function memoryAccess(registers: RegisterMap): {
  readonly open: readonly Operation[];
  readonly close: readonly Operation[];
} {
  return {
    open: ['RAM_ACTIVE', 'MEM_CLK_ON'].flatMap((name) => switchTo(registers, name, true)),
    close: ['MEM_CLK_ON', 'RAM_ACTIVE'].flatMap((name) => switchTo(registers, name, false)),
  };
}

/** Sets or clears a field; nothing where the chip has not it. */
function switchTo(registers: RegisterMap, name: string, on: boolean): readonly Operation[] {
  const place = placeOf(registers, name);
  if (place === undefined) return [];
  const mask = fieldMask(place.field);
  return [{ op: 'modifyRegister', address: place.register.address, mask, value: on ? mask : 0 }];
}
