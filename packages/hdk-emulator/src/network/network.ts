import type { ChipLimits } from '@xylopipe/core';
import type { BankContent } from '@xylopipe/xylo-common/maps';
import type { Memory } from '../memory/memory.js';
import type { BankWords } from '../memory/memory-bank.js';
import { refusal } from '../refuse.js';
import { NO_ALIAS, readAliases } from './aliases.js';
import { type Connections, connectionsOfPacked, connectionsOfRows, packedTargets } from './connections.js';
import type { Settings } from './settings.js';

/** A network as registers and memories describe it. Neurons are the hidden ones, then the output neurons. */
export interface Network {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
  readonly input: Connections;
  readonly recurrent: Connections;
  readonly output: Connections;
  /** The second synapse of hidden neurons; `undefined` where it is not in use. */
  readonly synapse2: Synapse2 | undefined;
  /** Of each neuron. */
  readonly dashSyn: Uint8Array;
  readonly dashMem: Uint8Array;
  readonly bias: Int32Array;
  readonly threshold: Int16Array;
  /** Alias of each hidden neuron, or {@link NO_ALIAS}. */
  readonly aliases: Int16Array;
}

/** What belongs to the second synapse. */
interface Synapse2 {
  readonly input: Connections;
  readonly recurrent: Connections;
  readonly dashSyn: Uint8Array;
}

/** Reads the network out of the memories. @throws BAD_MEMORY where they contradict each other or the settings */
export function decodeNetwork(memory: Memory, settings: Settings, limits: ChipLimits): Network {
  const { inputs, hidden, outputs } = settings;
  const neurons = hidden + outputs;
  const bank = (content: BankContent): BankWords => bankOf(memory, content);
  const inputRows = (weights: BankWords): Connections =>
    connectionsOfRows({
      weights,
      shift: settings.shiftIn,
      sources: inputs,
      rows: inputs,
      targets: settings.inputTargets,
      firstTarget: 0,
    });
  const packed = packedTargets(bank('fanOut'), bank('fanOutTargets'), { hidden, maxFanOut: limits.maxFanOut });
  const recurrent = (weights: BankWords): Connections => connectionsOfPacked(packed, weights, settings.shiftRec);
  return {
    inputs,
    hidden,
    outputs,
    input: inputRows(bank('weightsIn')),
    recurrent: recurrent(bank('weightsRec')),
    output: connectionsOfRows({
      weights: bank('weightsOut'),
      shift: settings.shiftOut,
      sources: hidden,
      rows: settings.outputSources,
      targets: outputs,
      firstTarget: hidden,
    }),
    synapse2: settings.synapse2
      ? {
          input: inputRows(bank('weightsIn2')),
          recurrent: recurrent(bank('weightsRec2')),
          dashSyn: Uint8Array.from(valuesOf(bank('dashSyn2'), hidden)),
        }
      : undefined,
    dashSyn: Uint8Array.from(valuesOf(bank('dashSyn'), neurons)),
    dashMem: Uint8Array.from(valuesOf(bank('dashMem'), neurons)),
    bias: settings.biases ? valuesOf(bank('bias'), neurons) : new Int32Array(neurons),
    threshold: Int16Array.from(valuesOf(bank('threshold'), neurons)),
    aliases: settings.aliases
      ? readAliases(bank('aliasTarget'), bank('aliasFlags'), hidden)
      : new Int16Array(hidden).fill(NO_ALIAS),
  };
}

/** The bank that holds something. @throws BANK_UNKNOWN on a chip without */
export function bankOf(memory: Memory, content: BankContent): BankWords {
  const bank = memory.find(content);
  if (bank === undefined) throw refusal('BANK_UNKNOWN', `no memory holds ${content}`);
  return bank;
}

function valuesOf(bank: BankWords, count: number): Int32Array {
  const values = new Int32Array(count);
  for (let i = 0; i < count; i++) values[i] = bank.value(i);
  return values;
}
