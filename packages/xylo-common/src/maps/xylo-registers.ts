import { XylopipeError } from '@xylopipe/core';
import type { Field } from './field.js';
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

/** Names of the four registers of input spikes, but for the first version of the core: two sets, lower and upper channels. */
export const INPUT_SPIKE_REGISTERS: readonly string[] = Object.freeze(
  ['0L', '0H', '1L', '1H'].map((set) => `ISPKREG${set}`),
);

const STATUS = /^(VERSION|INT\d?|(OMP_|DBG_)?STAT\d*|(TR_)?CNTR_STAT|ID_.+|DIE_LOC)$/;
const INPUT_SPIKES = /^ISPKREG/;

const accessOf = (name: string): Access => (STATUS.test(name) ? 'readOnly' : name === 'WO' ? 'writeOnly' : 'readWrite');
