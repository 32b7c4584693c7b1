import type { Telemetry } from '../telemetry/telemetry.js';
import type { Cuts } from './cuts.js';
import type { Network } from './network.js';

/** Telemetry of a network that marks what it cuts. */
export class Counters {
  readonly #network: Network;
  #steps = 0;
  #counts: Omit<Telemetry, 'steps'>;

  constructor(network: Network) {
    this.#network = network;
    this.#counts = nothingCounted(network);
  }

  /** Counts the timestep that was just evolved, and takes its marks away. `inputs[offset]` is the count of channel 0. */
  count(inputs: Uint8Array, offset: number): void {
    const { input, hidden, outputs } = this.#network;
    const counts = this.#counts;
    this.#steps++;
    for (let channel = 0; channel < input.sources; channel++) {
      counts.inputCut[channel] += Math.max(inputs[offset + channel] - input.maxSpikes, 0);
    }
    countSet(hidden.spikes, counts.fired);
    countSet(outputs.spikes, counts.firedOut);
    if (hidden.cuts !== null) {
      countSet(hidden.cuts.isyn, counts.isynSaturated);
      countSet(hidden.cuts.vmem, counts.vmemSaturated);
      countSet(hidden.cuts.spikes, counts.spikesCut);
      clearCuts(hidden.cuts);
    }
    if (outputs.cuts !== null) {
      countSet(outputs.cuts.isyn, counts.isynOutSaturated);
      countSet(outputs.cuts.vmem, counts.vmemOutSaturated);
      clearCuts(outputs.cuts);
    }
  }

  /** A copy of the counts. */
  telemetry(): Telemetry {
    return { steps: this.#steps, ...structuredClone(this.#counts) };
  }

  clear(): void {
    this.#steps = 0;
    this.#counts = nothingCounted(this.#network);
  }
}

/** Adds 1 to the counters of all that are not 0. */
function countSet(marks: Uint8Array, counters: Uint32Array): void {
  for (let i = 0; i < marks.length; i++) if (marks[i] !== 0) counters[i]++;
}

function clearCuts({ isyn, vmem, spikes }: Cuts): void {
  isyn.fill(0);
  vmem.fill(0);
  spikes.fill(0);
}

const nothingCounted = ({ input, hidden, outputs }: Network): Omit<Telemetry, 'steps'> => ({
  inputCut: new Float64Array(input.sources),
  isynSaturated: new Uint32Array(hidden.isyn.length),
  vmemSaturated: new Uint32Array(hidden.count),
  spikesCut: new Uint32Array(hidden.count),
  fired: new Uint32Array(hidden.count),
  isynOutSaturated: new Uint32Array(outputs.isyn.length),
  vmemOutSaturated: new Uint32Array(outputs.count),
  firedOut: new Uint32Array(outputs.count),
});
