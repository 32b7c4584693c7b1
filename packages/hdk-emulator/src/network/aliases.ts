import type { BankWords } from '../memory/memory-bank.js';
import { refusal } from '../refuse.js';

/** Bits of a word of flags. */
const IS_TARGET = 1;
const IS_SOURCE = 2;
const SHARES_TARGET = 4;

/** Says that a neuron has no alias. */
export const NO_ALIAS = -1;

/**
 * The alias of each of `hidden` neurons, or {@link NO_ALIAS}.
 * @throws BAD_MEMORY for aliases that are no neurons in use, and for flags that say something else than the targets
 */
export function readAliases(targets: BankWords, flags: BankWords, hidden: number): Int16Array {
  const aliases = new Int16Array(hidden).fill(NO_ALIAS);
  const sources = new Uint16Array(hidden);
  for (let neuron = 0; neuron < hidden; neuron++) {
    const target = targets.value(neuron);
    if (target === targets.mask) continue;
    if (target >= hidden)
      throw refusal('BAD_MEMORY', `word ${neuron}: alias ${target}, of ${hidden} neurons`, targets.bank.name);
    aliases[neuron] = target;
    sources[target]++;
  }
  for (let neuron = 0; neuron < hidden; neuron++) {
    const alias = aliases[neuron];
    const meant =
      (sources[neuron] > 0 ? IS_TARGET : 0) |
      (alias === NO_ALIAS ? 0 : IS_SOURCE | (sources[alias] > 1 ? SHARES_TARGET : 0));
    const said = flags.value(neuron);
    if (said !== meant)
      throw refusal('BAD_MEMORY', `word ${neuron}: flags ${said}, the aliases make ${meant}`, flags.bank.name);
  }
  return aliases;
}
