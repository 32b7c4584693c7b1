import type { ChipLimits } from '@xylopipe/core';
import { bit, bits, type Field } from './field.js';
import { derived, type Provenance } from './provenance.js';
import { INPUT_SPIKE_REGISTERS } from './xylo-registers.js';

/** Fields of registers, by the register's name. */
export type FieldsByRegister = Readonly<Record<string, readonly Field[]>>;

/**
 * What is alike in CTRL1 of SYNS61201 and SYNS65302, which say `RWBS` and `HWBS` for the shift of recurrent weights, without
 * what a chip of these limits lacks.
 */
export const control1Fields = (
  limits: Pick<ChipLimits, 'synapsesPerHidden' | 'bias' | 'hibernation'>,
  recurrentShift: 'RWBS' | 'HWBS',
): readonly Field[] => [
  bit('MAN', 0, 'manual operation: a timestep for each trigger'),
  ...(limits.synapsesPerHidden === 2 ? [bit('ISYN2_EN', 1, 'second synapse in use')] : []),
  bit('ALIAS_EN', 2, 'aliases in use'),
  ...(limits.bias ? [bit('BIAS_EN', 3, 'biases in use')] : []),
  bits('IWBS', 6, 4, 'left shift of input weights'),
  bits(recurrentShift, 10, 8, 'left shift of recurrent weights'),
  bits('OWBS', 14, 12, 'left shift of output weights'),
  bit('MEM_CLK_ON', 16, 'clock of the memories forced on; set it after RAM_ACTIVE, clear it before'),
  bit('RAM_ACTIVE', 17, 'all memories forced active'),
  bit('KEEP_INT', 20, 'keep the interrupt'),
  bit('ALWAYS_UPDATE_OMP_STAT', 22, 'OMP_STAT always kept up to date'),
  ...(limits.hibernation ? [bit('HM_EN', 23, 'hibernation')] : []),
];

/** Fields in the order of their bits, out of lists that are not. */
export const inBitOrder = (...lists: readonly (readonly Field[])[]): readonly Field[] =>
  lists.flat().sort((a, b) => a.lsb - b.lsb);

/**
 * How many of everything are in use, as on SYNS65302: CTRL2 and CTRL3 of chips on which not every hidden neuron can take
 * input and drive outputs.
 */
export const expansionCountFields = (provenance?: Provenance): FieldsByRegister => ({
  CTRL2: [
    bits('INC', 7, 0, 'number of input channels', { provenance }),
    bits('IENC', 15, 8, 'number of input expansion neurons', { provenance }),
    bits('HNC', 31, 16, 'number of hidden neurons', { provenance }),
  ],
  CTRL3: [
    bits('ONC', 7, 0, 'number of output neurons', { provenance }),
    bits('OENC', 15, 8, 'number of output expansion neurons', { provenance }),
  ],
});

const cyclesWritten = derived(
  'cycles of a timestep are written there in public code; that they take all bits is not said',
);

/** Registers of the duration of a timestep in real time, of chips that have them. */
export const wrapFields = (provenance: Provenance = cyclesWritten): FieldsByRegister => ({
  TR_WRAP: [wrapField(provenance)],
  HM_TR_WRAP: [bits('HM_TR_WRAP', 31, 0, 'the same for hibernation', { provenance })],
});

/** The field of that duration. */
export const wrapField = (provenance: Provenance): Field =>
  bits('TR_WRAP', 31, 0, 'duration of a timestep in real time, in cycles of the main clock', { provenance });

/** The status of a chip that has the flags of at most 16 output neurons in one register. */
export const statusFields = ({ outputNeurons }: Pick<ChipLimits, 'outputNeurons'>): readonly Field[] => [
  bits('ON', outputNeurons - 1, 0, 'bit i: output neuron i fired'),
  bit('PD', 16, 'processing done, ready for the next timestep'),
];

const twoToARegister = derived(
  'there is a register for two output neurons on all chips: 16 bits each, the even one low',
);

/** Registers of the membrane potentials of output neurons, `OMP_STAT0` and so on: two of 16 bits in each. */
export const outputStatusFields = (
  { outputNeurons }: Pick<ChipLimits, 'outputNeurons'>,
  provenance: Provenance = twoToARegister,
): FieldsByRegister => {
  const potential = (neuron: number): Field => {
    const lsb = (neuron % 2) * 16;
    const description = `membrane potential of output neuron ${neuron}`;
    return bits(`VMEM${neuron}`, lsb + 15, lsb, description, { signed: true, provenance });
  };
  const neurons = Array.from({ length: outputNeurons }, (_, neuron) => neuron);
  return Object.fromEntries(
    neurons.filter((n) => n % 2 === 0).map((n) => [`OMP_STAT${n / 2}`, neurons.slice(n, n + 2).map(potential)]),
  );
};

/** Fields of the four registers of input spikes: a count of 4 bits for each of 16 channels, in both sets. */
export const inputSpikeFields = (
  names: readonly string[] = INPUT_SPIKE_REGISTERS,
  provenance?: Provenance,
): FieldsByRegister =>
  Object.fromEntries(
    names.map((name, i) => [
      name,
      Array.from({ length: 8 }, (_, n) => {
        const channel = (i % 2) * 8 + n;
        return bits(`IN${channel}`, 4 * n + 3, 4 * n, `spikes of input channel ${channel}`, { provenance });
      }),
    ]),
  );
