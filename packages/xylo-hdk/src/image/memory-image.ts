import { type DeviceConfig, type Issue, refuseOnErrors } from '@xylopipe/core';
import type { Words } from '@xylopipe/hdk-transport';
import { BANK_CONTENTS, type BankContent, type MemoryBank } from '@xylopipe/xylo-common/maps';
import { type BankValues, configValues, stateAtRest, stateValues } from './bank-values.js';
import { bufferNeuronIssue } from './buffer-neurons.js';
import type { ChipLayout } from './chip-layout.js';
import { controlWords, type RegisterWrite } from './control-words.js';
import { packWords } from './pack-words.js';
import { imageSizes } from './sizes.js';

/** What the words of a bank must be, from its beginning; behind them nothing means anything. */
export interface BankImage {
  readonly bank: MemoryBank;
  readonly words: Words;
}

/** A configuration as the words that make it, as `docs/board-memory.md` has them, with all states at rest. */
export interface MemoryImage {
  /** Ascending by address. */
  readonly registers: readonly RegisterWrite[];
  /** Ascending by address, without those that the chip does not look at. */
  readonly banks: readonly BankImage[];
}

/** What a configuration does not say. */
export interface MemoryImageOptions {
  /** Whether the chip is to hibernate, where it can. Default `true`. */
  readonly hibernation?: boolean | undefined;
}

/**
 * The words of a configuration. Pure; nothing is cut to fit.
 * @throws IMAGE_REFUSED with everything that the chip has no room or field for: `LIMIT_BUFFER_NEURONS`, `MEMORY_FULL`,
 * `VALUE_RANGE`, `FIELD_MISSING`, `BANK_MISSING`, `LIMIT_ALIAS_TARGETS`. Of what the chip's validator passes that can be the first only.
 */
export function memoryImage(config: DeviceConfig, chip: ChipLayout, options: MemoryImageOptions = {}): MemoryImage {
  const { limits, registers, memories } = chip;
  const { hibernation = true } = options;
  const sizes = imageSizes(config, chip);
  const issues: Issue[] = [...tooManyAliases(config)];
  const bufferIssue = bufferNeuronIssue(sizes, memories);
  if (bufferIssue !== undefined) issues.push(bufferIssue);
  const values = {
    ...configValues(config, sizes, chip),
    ...stateValues(stateAtRest(config, sizes), config, sizes),
  };
  const banks = packBanks(values, chip, issues, bufferIssue !== undefined);
  const words = controlWords(config, sizes, registers, hibernation && limits.hibernation, issues);
  refuseOnErrors(issues, 'IMAGE_REFUSED', 'the configuration does not fit into the memories of the chip', {
    who: limits.chipId,
  });
  return { registers: words, banks };
}

/** Banks out of the values of their fields; `crowded` where one issue has already said that neurons are too many. */
export function packBanks(
  values: BankValues,
  { memories }: Pick<ChipLayout, 'memories'>,
  issues: Issue[],
  crowded = false,
): readonly BankImage[] {
  return BANK_CONTENTS.flatMap((content): BankImage[] => {
    const ofFields = values[content];
    if (ofFields === undefined) return [];
    const bank = memories.banks.find((candidate) => candidate.content === content);
    if (bank === undefined) {
      issues.push(noSuchBank(content));
      return [];
    }
    const words = packWords(bank, ofFields, issues);
    if (words.length > bank.words && !(crowded && !CONNECTIONS.includes(content)))
      issues.push(full(bank, words.length));
    return [{ bank, words }];
  });
}

/** Banks whose length has nothing to do with how many neurons there are. */
const CONNECTIONS: readonly BankContent[] = ['fanOutTargets', 'weightsRec', 'weightsRec2'];

const full = ({ name, description, words }: MemoryBank, measured: number): Issue => ({
  code: 'MEMORY_FULL',
  severity: 'error',
  at: [name],
  measured,
  limit: words,
  message: `${name} has no room for this: ${description}`,
  hint: 'use fewer neurons or connections',
});

const noSuchBank = (content: BankContent): Issue => ({
  code: 'BANK_MISSING',
  severity: 'error',
  at: [content],
  message: `no memory of the chip holds ${content}`,
  hint: 'configure the network for this chip, or complete the map of its memories',
});

const tooManyAliases = ({ aliases }: DeviceConfig): readonly Issue[] =>
  aliases.flatMap((targets, i): Issue[] =>
    targets.length <= 1
      ? []
      : [
          {
            code: 'LIMIT_ALIAS_TARGETS',
            severity: 'error',
            at: ['aliases', i],
            measured: targets.length,
            limit: 1,
            message: `neuron ${i} has more aliases than a memory can hold`,
            hint: 'send its spikes through recurrent weights instead',
          },
        ],
  );
