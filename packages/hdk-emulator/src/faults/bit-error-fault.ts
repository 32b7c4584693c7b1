import type { Operation } from '@xylopipe/hdk-transport';
import { refusal } from '../refuse.js';
import type { ActiveFault, FaultBench } from './active-fault.js';

/** A bit of a memory has the other value. */
export interface BitErrorFault {
  readonly fault: 'bitError';
  /** Name of the bank, e.g. `HWTRAM`. */
  readonly bank: string;
  /** Index of the word in the bank, and of the bit in the word. */
  readonly word: number;
  readonly bit: number;
  /**
   * When: after so many operations that write memory from now on, or before the next one that may process timesteps.
   * Default: at once.
   */
  readonly when?: 'now' | 'beforeEvolution' | { readonly afterWrites: number } | undefined;
  /** The bit keeps that value, whatever is written. Default false. */
  readonly sticky?: boolean | undefined;
}

const EVOLVING: readonly Operation['op'][] = ['sendSpikes', 'triggerProcessing'];

/** @throws FAULT_INVALID where there is no such bit */
export function bitErrorFault(fault: BitErrorFault, { memory }: FaultBench): ActiveFault {
  const { bank: name, word, bit, when = 'now', sticky = false } = fault;
  const bank = memory.banks.find((candidate) => candidate.bank.name === name);
  if (bank === undefined) throw refusal('FAULT_INVALID', `there is no bank ${name}`);
  if (!(Number.isInteger(word) && word >= 0 && word < bank.words.length))
    throw refusal('FAULT_INVALID', `there is no word ${word}`, name);
  if (!(Number.isInteger(bit) && bit >= 0 && (bank.mask & (1 << bit)) !== 0 && bit < 32))
    throw refusal('FAULT_INVALID', `words have no bit ${bit} in use`, name);
  let writes = 0;
  const active: ActiveFault = {
    strikes: 0,
    before({ op }) {
      if (when === 'beforeEvolution' && EVOLVING.includes(op)) strike();
    },
    after({ op }) {
      if (typeof when === 'object' && op === 'writeMemory' && ++writes === when.afterWrites) strike();
    },
  };
  const strike = (): void => {
    if (active.strikes > 0) return;
    active.strikes++;
    if (sticky) bank.stick(word, bit);
    else bank.flip(word, bit);
    memory.changed(bank);
  };
  if (when === 'now') strike();
  return active;
}
