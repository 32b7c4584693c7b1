import { type ChipLimits, refuseOnErrors } from '@xylopipe/core';
import { deepFreeze } from './deep-freeze.js';
import { memoryMapIssues, registerMapIssues } from './map-checks.js';
import type { MemoryMap } from './memory-map.js';
import type { RegisterMap } from './register-map.js';

/** Checks and freezes a map of registers. Throws `REGISTER_MAP_INVALID` with everything `registerMapIssues` finds. */
export function defineRegisterMap(map: RegisterMap): RegisterMap {
  refuseOnErrors(registerMapIssues(map), 'REGISTER_MAP_INVALID', `the ${map.block} registers contradict each other`, {
    who: map.chipId,
  });
  return deepFreeze(map);
}

/** Checks and freezes a map of memories. Throws `MEMORY_MAP_INVALID` with everything `memoryMapIssues` finds. */
export function defineMemoryMap(map: MemoryMap, limits: ChipLimits): MemoryMap {
  refuseOnErrors(
    memoryMapIssues(map, limits),
    'MEMORY_MAP_INVALID',
    'the memories contradict each other or the limits',
    {
      who: map.chipId,
    },
  );
  return deepFreeze(map);
}
