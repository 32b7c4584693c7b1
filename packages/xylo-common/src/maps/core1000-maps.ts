import type { ChipLimits } from '@xylopipe/core';
import { defineRegisterMap } from './define-map.js';
import { bit, bits, type Field } from './field.js';
import type { MemoryMap } from './memory-map.js';
import { derived, type Provenance } from './provenance.js';
import type { RegisterMap } from './register-map.js';
import { xyloMemories } from './xylo-memories.js';
import { inputSpikeFields, numbered, registerRun } from './xylo-registers.js';

/** The status register of the core with 1000 hidden neurons. */
export const core1000Status: readonly Field[] = Object.freeze([
  bits('ON', 7, 0, 'bit i: output neuron i fired'),
  bit('PD', 16, 'processing done, ready for the next timestep'),
]);

/** Registers of the first version of that core, of SYNS61300 and SYNS65300. */
export const core1000V1Registers = (chipId: string, provenance: Provenance): RegisterMap =>
  defineRegisterMap({
    chipId,
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
          ...inputSpikeFields(
            inputSpikes,
            derived('layout of SYNS65302, whose registers of input spikes hold as much'),
          ),
          STAT: core1000Status,
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
