import {
  bit,
  bits,
  control1Fields,
  core1000CountFields,
  defineRegisterMap,
  derived,
  documented,
  INPUT_SPIKE_REGISTERS,
  inBitOrder,
  inputSpikeFields,
  numbered,
  outputStatusFields,
  type Register,
  type RegisterMap,
  registerRun,
  statusFields,
  wrapFields,
} from '@xylopipe/xylo-common/maps';
import { limits } from './limits.js';

const rockpool = documented('Rockpool 3.0.3, utilities of SYNS61201');

/** Registers of Xylo Audio 2's core. What CTRL2 holds is not public: its fields are ours, for emulation only. */
export const registers: RegisterMap = defineRegisterMap({
  chipId: limits.chipId,
  block: 'core',
  registers: registerRun(
    0x00,
    [
      ...['VERSION', 'CTRL1', 'CTRL2', 'TR_WRAP', 'HM_TR_WRAP'],
      ...numbered('PWR_CTRL', 1, 4),
      ...numbered('ISO_CTRL', 1, 4),
      ...['IE', 'WO', 'BADDR', 'BLEN', ...INPUT_SPIKE_REGISTERS, 'STAT', 'INT'],
      ...numbered('OMP_STAT', 0, 4),
      ...['MONSEL', 'MON_GRP_SEL', 'DBG_CTRL1', 'TRAM_CTRL', 'HRAM_CTRL', 'DBG_STAT1', 'TR_CNTR_STAT'],
    ],
    {
      provenance: rockpool,
      fields: {
        CTRL1: inBitOrder(control1Fields(limits, 'RWBS'), [
          bit('DIRECT_FETCH_STATE_RAM', 21, 'read states straight from their memories'),
          bit('RST_PE', 24, 'pull on the reset pad'),
          bit('RST_PS', 25, 'which way the reset pad is pulled'),
          bits('RAM_WU_ST', 31, 28, 'time for the memories to settle after wake-up, ms'),
        ]),
        CTRL2: core1000CountFields(),
        ...wrapFields(),
        WO: [
          bit('TR_TRIG', 4, 'starts real time', {
            provenance: derived('0x10 is written to start real time; name as on SYNS65302'),
          }),
        ],
        STAT: statusFields(limits),
        ...outputStatusFields(limits),
        ...inputSpikeFields(
          INPUT_SPIKE_REGISTERS,
          derived('layout of SYNS65302, whose registers of input spikes have these names'),
        ),
      },
    },
  ),
});

const inFrontEnd = derived('address and use from Rockpool 3.0.3, name ours');
const frontEndRegister = {
  width: 32,
  fields: [],
  access: 'readWrite',
  volatile: false,
  provenance: inFrontEnd,
} as const;

/** Registers of the analog front end, which has an address space of its own behind SPI. */
export const frontEndRegisters: RegisterMap = defineRegisterMap({
  chipId: limits.chipId,
  block: 'front end',
  registers: [
    {
      ...frontEndRegister,
      name: 'VERSION',
      address: 0x00,
      fields: [
        bits('REVISION', 15, 0, 'revision of the front end'),
        bits('VERSION', 31, 16, 'version of the front end'),
      ],
      access: 'readOnly',
      volatile: true,
      // Rockpool accepts version 1, revision 0 only.
      reset: 0x0001_0000,
    },
    { ...frontEndRegister, name: 'HIBERNATION', address: 0x25 },
    { ...frontEndRegister, name: 'EVENT_MONITOR', address: 0x45 },
  ] satisfies Register[],
  notPublic: 'what else there is from 0x00 to 0x48; 0x12 in HIBERNATION and 0x30000 in EVENT_MONITOR switch these on',
});
