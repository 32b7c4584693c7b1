import {
  defineRegisterMap,
  derived,
  INPUT_SPIKE_REGISTERS,
  inputSpikeFields,
  type RegisterMap,
  registerRun,
} from '@xylopipe/xylo-common/maps';
import { limits } from './limits.js';

/** The four registers of Xylo IMU that are public. There is no map of its memories: nothing about them is. */
export const registers: RegisterMap = defineRegisterMap({
  chipId: limits.chipId,
  block: 'core',
  registers: registerRun(0x47, INPUT_SPIKE_REGISTERS, {
    provenance: derived('addresses from Rockpool 3.0.3; names and layout as on SYNS65302'),
    fields: inputSpikeFields(),
  }),
  notPublic: 'all other registers, and all memories',
});
