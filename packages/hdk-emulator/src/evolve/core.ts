import type { ChipLimits } from '@xylopipe/core';
import type { Memory } from '../memory/memory.js';
import { decodeNetwork, type Network } from '../network/network.js';
import { readSettings, type Settings, sameSettings } from '../network/settings.js';
import type { RegisterFile } from '../registers/register-file.js';
import { deliverInput, deliverSpikes, type Work } from './deliver.js';
import { type States, statesOf } from './states.js';
import { updateNeurons } from './update-neurons.js';

/** Evolves the network that registers and memories describe, on the states in the memories. */
export class EvolutionCore {
  readonly states: States;
  /** Of the timestep that was processed last. */
  readonly work: Work = { input: 0, recurrent: 0, output: 0 };
  /** Whether the chip could sleep in it: no input, no current, no membrane that changed. */
  quiet = false;
  readonly #registers: RegisterFile;
  readonly #memory: Memory;
  readonly #limits: ChipLimits;
  #decoded: { readonly network: Network; readonly settings: Settings; readonly version: number } | undefined;

  /** @throws CHIP_UNSUPPORTED */
  constructor(registers: RegisterFile, memory: Memory, limits: ChipLimits) {
    this.#registers = registers;
    this.#memory = memory;
    this.#limits = limits;
    this.states = statesOf(memory, limits);
  }

  /** The network as it is described now: read again after what describes it was written. @throws BAD_COUNTS, BAD_MEMORY */
  network(): Network {
    const settings = readSettings(this.#registers, this.#limits);
    const { version } = this.#memory;
    const known = this.#decoded;
    if (known?.version === version && sameSettings(known.settings, settings)) return known.network;
    const network = decodeNetwork(this.#memory, settings, this.#limits);
    this.#decoded = { network, settings, version };
    return network;
  }

  /** All states to 0. */
  clearStates(): void {
    this.#memory.clearStates();
    this.states.outputSpikes = 0;
  }

  /** One timestep. `counts`: spikes of each input channel, at most what the chip takes of one. */
  process(network: Network, counts: Uint8Array): void {
    const { states, work } = this;
    work.input = work.recurrent = work.output = 0;
    deliverInput(network, states, counts, work);
    deliverSpikes(network, states, work);
    states.spikes.fill(0, 0, network.hidden);
    const moved = updateNeurons(network, states, this.#limits);
    this.quiet = !moved && counts.every((count) => count === 0);
    this.#memory.settleStates();
  }
}
