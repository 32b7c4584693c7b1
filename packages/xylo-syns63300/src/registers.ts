import {
  bit,
  control1Fields,
  defined,
  defineRegisterMap,
  derived,
  expansionCountFields,
  INPUT_SPIKE_REGISTERS,
  inputSpikeFields,
  numbered,
  outputStatusFields,
  type RegisterMap,
  registerRun,
  statusFields,
  wrapFields,
} from '@xylopipe/xylo-common/maps';
import { limits } from './limits.js';

const ours = defined('not public: for emulation, after SYNS65302 and SYNS61201');
const inputSpikes = derived('addresses from Rockpool 3.0.3; names and layout as on SYNS65302');

/**
 * Registers of Xylo IMU's core. Four of them are public, those of the input spikes, and stand at their addresses. All others,
 * of provenance `defined`, are ours so that the chip can be emulated: never write them to a real one, where these addresses
 * are something else.
 */
export const registers: RegisterMap = defineRegisterMap({
  chipId: limits.chipId,
  block: 'core',
  registers: [
    ...registerRun(
      0x00,
      [
        ...['VERSION', 'CTRL1', 'CTRL2', 'CTRL3', 'TR_WRAP', 'HM_TR_WRAP'],
        ...numbered('PWR_CTRL', 1, 4),
        ...['IE', 'WO', 'BADDR', 'BLEN'],
      ],
      {
        provenance: ours,
        fields: {
          CTRL1: control1Fields(limits, 'HWBS'),
          ...expansionCountFields(),
          ...wrapFields(ours),
          WO: [bit('SRST', 0, 'soft reset'), bit('TR_TRIG', 4, 'starts real time')],
        },
      },
    ),
    ...registerRun(0x47, INPUT_SPIKE_REGISTERS, { provenance: inputSpikes, fields: inputSpikeFields() }),
    ...registerRun(
      0x4b,
      [
        ...['STAT', 'INT', ...numbered('OMP_STAT', 0, limits.outputNeurons / 2)],
        ...['MONSEL', 'MON_GRP_SEL', 'DBG_CTRL1', 'TRAM_CTRL', 'HRAM_CTRL', 'DBG_STAT1', 'TR_CNTR_STAT'],
      ],
      { provenance: ours, fields: { STAT: statusFields(limits), ...outputStatusFields(limits, ours) } },
    ),
  ],
  notPublic: 'all but the registers of input spikes; those of the interface to the motion sensor have no place here',
});
