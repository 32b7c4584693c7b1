import type { ChipLimits } from '@xylopipe/core';
import { defineRegisterMap } from './define-map.js';
import { bits, type Field } from './field.js';
import type { MemoryMap } from './memory-map.js';
import { defined, derived, type Provenance } from './provenance.js';
import type { RegisterMap } from './register-map.js';
import { xyloMemories } from './xylo-memories.js';
import {
  control1Fields,
  inputSpikeFields,
  outputStatusFields,
  statusFields,
  wrapField,
} from './xylo-register-fields.js';
import { numbered, registerRun } from './xylo-registers.js';

/**
 * CTRL2 of the core with 1000 hidden neurons: how many of everything are in use. That is not public, so it is ours, for
 * emulation: as on SYNS65302 but without expansion neurons, as every hidden neuron is one. Those that take no input or drive
 * no output have weights of 0.
 */
export const core1000CountFields = (): readonly Field[] => {
  const provenance = defined('where the chip learns what is in use is not public: as on SYNS65302');
  return [
    bits('INC', 7, 0, 'number of input channels', { provenance }),
    bits('ONC', 15, 8, 'number of output neurons', { provenance }),
    bits('HNC', 31, 16, 'number of hidden neurons, buffer neurons included', { provenance }),
  ];
};

/**
 * Registers of the first version of that core, of SYNS61300 and SYNS65300. Of most of them only names and addresses are
 * public. Control is laid out as in the second version, SYNS61201, less what this one lacks; what not even that knows has the
 * provenance `defined` and is for emulation only.
 */
export const core1000V1Registers = (limits: ChipLimits, provenance: Provenance): RegisterMap =>
  defineRegisterMap({
    chipId: limits.chipId,
    block: 'core',
    registers: registerRun(
      0x01,
      [
        ...numbered('CTRL', 1, 3),
        ...numbered('PWR_CTRL', 1, 4),
        ...['IE', 'CTRL4', 'BADDR', 'BLEN', ...inputSpikes, 'STAT', 'INT'],
        ...numbered('OMP_STAT', 0, 4),
        ...['MONSEL0', 'MONSEL1', 'DBG_CTRL1', 'DBG_STAT1', 'TR_CNTR_STAT'],
      ],
      {
        provenance,
        fields: {
          CTRL1: control1Fields(limits, 'RWBS').map((field) => ({
            ...field,
            provenance: derived('layout of SYNS61201, the second version of this core'),
          })),
          CTRL2: core1000CountFields(),
          CTRL3: [wrapField(defined('where the chip learns how long a timestep is is not public'))],
          ...inputSpikeFields(
            inputSpikes,
            derived('layout of SYNS65302, whose registers of input spikes hold as much'),
          ),
          STAT: statusFields(limits),
          ...outputStatusFields(limits),
        },
      },
    ),
  });

const inputSpikes = ['ISPKREG00', 'ISPKREG01', 'ISPKREG10', 'ISPKREG11'];

/**
 * Memories of that version. Where a row or bank has hidden and then output neurons, the chip wants one or two unused buffer
 * neurons between them, so that there are an odd number before the outputs.
 */
export const core1000V1Memories = (limits: ChipLimits, provenance: Provenance): MemoryMap =>
  xyloMemories(limits, { first: 0x100, hidden: 'R', provenance: () => provenance });
