import type { BankWords } from '../memory/memory-bank.js';
import { refusal } from '../refuse.js';

/** Connections by source: those of source `s` are entries `start[s]` to `start[s + 1]`. */
export interface Connections {
  readonly start: Uint32Array;
  /** Index of the target's synaptic current. */
  readonly target: Uint16Array;
  /** What a spike adds to it: the weight after its shift. */
  readonly weight: Int16Array;
}

/** Where rows of weights are in a bank, and what they connect. */
export interface WeightRows {
  readonly weights: BankWords;
  readonly shift: number;
  /** Of these many sources in all, rows are those of the last ones. */
  readonly sources: number;
  readonly rows: number;
  /** Targets of each row, from `firstTarget` on. */
  readonly targets: number;
  readonly firstTarget: number;
}

/** Connections out of a bank that has a weight for every pair. @throws BAD_MEMORY where the rows leave the bank */
export function connectionsOfRows({ weights, shift, sources, rows, targets, firstTarget }: WeightRows): Connections {
  if (rows * targets > weights.words.length)
    throw refusal('BAD_MEMORY', `${rows} rows of ${targets} words leave the bank`, weights.bank.name);
  const list = new ConnectionList(sources, rows * targets);
  for (let source = 0; source < sources; source++) {
    const row = source - (sources - rows);
    for (let i = 0; row >= 0 && i < targets; i++) list.add(firstTarget + i, weights.value(row * targets + i) << shift);
    list.endOf(source);
  }
  return list.done();
}

/** Which neurons the packed entries lead to: checked, once for both synapses. */
export interface PackedTargets {
  /** As in {@link Connections}. */
  readonly start: Uint32Array;
  readonly targets: BankWords;
}

/**
 * Reads who leads where. @throws BAD_MEMORY for counts over `maxFanOut` or that leave the bank, and for targets that are no
 * neurons in use or do not ascend
 */
export function packedTargets(
  counts: BankWords,
  targets: BankWords,
  { hidden, maxFanOut }: { hidden: number; maxFanOut: number },
): PackedTargets {
  const start = new Uint32Array(hidden + 1);
  for (let source = 0; source < hidden; source++) {
    const count = counts.value(source);
    const end = start[source] + count;
    const fault = (what: string): Error =>
      refusal('BAD_MEMORY', `word ${source}: ${count} connections ${what}`, counts.bank.name);
    if (count > maxFanOut) throw fault(`are more than the ${maxFanOut} of a neuron`);
    if (end > targets.words.length) throw fault(`leave ${targets.bank.name}, ${targets.words.length} words long`);
    start[source + 1] = end;
    let before = -1;
    for (let entry = start[source]; entry < end; entry++) {
      const target = targets.value(entry);
      if (target >= hidden)
        throw refusal('BAD_MEMORY', `word ${entry}: target ${target}, of ${hidden} neurons`, targets.bank.name);
      if (target <= before)
        throw refusal('BAD_MEMORY', `word ${entry}: target ${target} behind ${before}`, targets.bank.name);
      before = target;
    }
  }
  return { start, targets };
}

/** Connections of one synapse. */
export function connectionsOfPacked({ start, targets }: PackedTargets, weights: BankWords, shift: number): Connections {
  const sources = start.length - 1;
  const list = new ConnectionList(sources, start[sources]);
  for (let source = 0; source < sources; source++) {
    for (let entry = start[source]; entry < start[source + 1]; entry++)
      list.add(targets.value(entry), weights.value(entry) << shift);
    list.endOf(source);
  }
  return list.done();
}

/** Collects connections, source by source; weights of 0 connect nothing. */
class ConnectionList {
  readonly #start: Uint32Array;
  readonly #target: Uint16Array;
  readonly #weight: Int16Array;
  #length = 0;

  constructor(sources: number, most: number) {
    this.#start = new Uint32Array(sources + 1);
    this.#target = new Uint16Array(most);
    this.#weight = new Int16Array(most);
  }

  /** The array of 16 bits wraps the weight, as the chip does. */
  add(target: number, weight: number): void {
    if (weight === 0) return;
    this.#target[this.#length] = target;
    this.#weight[this.#length++] = weight;
  }

  endOf(source: number): void {
    this.#start[source + 1] = this.#length;
  }

  done(): Connections {
    return {
      start: this.#start,
      target: this.#target.slice(0, this.#length),
      weight: this.#weight.slice(0, this.#length),
    };
  }
}
