import { XylopipeError } from '@xylopipe/core';
import { bit, bits, type Field } from './field.js';
import type { Provenance } from './provenance.js';
import type { Access, Register } from './register-map.js';

/** Xylo registers are words of 32 bits; public for SYNS61201 and SYNS65302, taken to hold for the others. */
export const REGISTER_WIDTH = 32;

/** What a run of registers has besides its names. */
export interface RegisterRunOptions {
  readonly provenance: Provenance;
  /** Known fields, by register. */
  readonly fields?: Readonly<Record<string, readonly Field[]>> | undefined;
}

/**
 * Registers at consecutive addresses, from `first` on; a name with nothing in `fields` has none that is public. Throws
 * `REGISTER_UNKNOWN` for fields of a register that is not among the names.
 */
export function registerRun(
  first: number,
  names: readonly string[],
  { provenance, fields = {} }: RegisterRunOptions,
): readonly Register[] {
  const unknown = Object.keys(fields).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new XylopipeError('REGISTER_UNKNOWN', `fields of no register: ${unknown.join(', ')}`);
  return names.map((name, i) => ({
    name,
    address: first + i,
    width: REGISTER_WIDTH,
    fields: fields[name] ?? [],
    access: accessOf(name),
    volatile: INPUT_SPIKES.test(name) || accessOf(name) === 'readOnly',
    provenance,
  }));
}

/** `count` names that differ in their number, from `first` on: `PWR_CTRL1`, `PWR_CTRL2`, ... */
export const numbered = (name: string, first: number, count: number, suffix = ''): readonly string[] =>
  Array.from({ length: count }, (_, i) => `${name}${first + i}${suffix}`);

/** What is alike in CTRL1 of SYNS61201 and SYNS65302, which say `RWBS` and `HWBS` for the shift of recurrent weights. */
export const control1Fields = (recurrentShift: 'RWBS' | 'HWBS'): readonly Field[] => [
  bit('MAN', 0, 'manual operation: a timestep for each trigger'),
  bit('ISYN2_EN', 1, 'second synapse in use'),
  bit('ALIAS_EN', 2, 'aliases in use'),
  bit('BIAS_EN', 3, 'biases in use'),
  bits('IWBS', 6, 4, 'left shift of input weights'),
  bits(recurrentShift, 10, 8, 'left shift of recurrent weights'),
  bits('OWBS', 14, 12, 'left shift of output weights'),
  bit('MEM_CLK_ON', 16, 'clock of the memories forced on; set it after RAM_ACTIVE, clear it before'),
  bit('RAM_ACTIVE', 17, 'all memories forced active'),
  bit('KEEP_INT', 20, 'keep the interrupt'),
  bit('ALWAYS_UPDATE_OMP_STAT', 22, 'OMP_STAT always kept up to date'),
  bit('HM_EN', 23, 'hibernation'),
];

/** Fields in the order of their bits, out of lists that are not. */
export const inBitOrder = (...lists: readonly (readonly Field[])[]): readonly Field[] =>
  lists.flat().sort((a, b) => a.lsb - b.lsb);

/** Names of the four registers of input spikes, but for the first version of the core: two sets, lower and upper channels. */
export const INPUT_SPIKE_REGISTERS: readonly string[] = Object.freeze(
  ['0L', '0H', '1L', '1H'].map((set) => `ISPKREG${set}`),
);

/** Fields of these four registers: a count of 4 bits for each of 16 channels, in both sets. */
export const inputSpikeFields = (
  names: readonly string[] = INPUT_SPIKE_REGISTERS,
  provenance?: Provenance,
): Readonly<Record<string, readonly Field[]>> =>
  Object.fromEntries(
    names.map((name, i) => [
      name,
      Array.from({ length: 8 }, (_, n) => {
        const channel = (i % 2) * 8 + n;
        return bits(`IN${channel}`, 4 * n + 3, 4 * n, `spikes of input channel ${channel}`, { provenance });
      }),
    ]),
  );

const STATUS = /^(VERSION|INT\d?|(OMP_|DBG_)?STAT\d*|(TR_)?CNTR_STAT|ID_.+|DIE_LOC)$/;
const INPUT_SPIKES = /^ISPKREG/;

const accessOf = (name: string): Access => (STATUS.test(name) ? 'readOnly' : name === 'WO' ? 'writeOnly' : 'readWrite');
