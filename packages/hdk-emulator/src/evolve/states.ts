import type { ChipLimits } from '@xylopipe/core';
import type { Memory } from '../memory/memory.js';
import type { BankWords } from '../memory/memory-bank.js';
import { bankOf } from '../network/network.js';
import { refusal } from '../refuse.js';

/** The states where the host reads them: views of their banks. */
export interface States {
  readonly isyn: Int16Array;
  /** `undefined` on a chip with one synapse. */
  readonly isyn2: Int16Array | undefined;
  readonly vmem: Int16Array;
  /** Spikes of hidden neurons in the last timestep, still to be delivered. */
  readonly spikes: Uint8Array;
  /** Bit n: output neuron n fired in the last timestep. Stands in no memory. */
  outputSpikes: number;
}

/** The states of a chip. @throws CHIP_UNSUPPORTED where they are not as wide as those of all Xylos */
export function statesOf(memory: Memory, limits: ChipLimits): States {
  const signed = ({ bank, words }: BankWords): Int16Array => {
    if (!(words instanceof Uint16Array && bank.fields[0]?.width === 16))
      throw refusal('CHIP_UNSUPPORTED', 'emulated boards have states of 16 bits', bank.name);
    return new Int16Array(words.buffer);
  };
  const { words: spikes, bank } = bankOf(memory, 'spikes');
  if (!(spikes instanceof Uint8Array)) throw refusal('CHIP_UNSUPPORTED', 'spikes take more than 8 bits', bank.name);
  if (limits.outputNeurons > 32)
    throw refusal('CHIP_UNSUPPORTED', 'readouts of boards have flags for 32 output neurons', limits.chipId);
  const isyn2 = memory.find('isyn2');
  return {
    isyn: signed(bankOf(memory, 'isyn')),
    isyn2: isyn2 === undefined ? undefined : signed(isyn2),
    vmem: signed(bankOf(memory, 'vmem')),
    spikes,
    outputSpikes: 0,
  };
}
