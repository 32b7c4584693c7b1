import type { BoardIdentity, Operation } from '@xylopipe/hdk-transport';
import type { ActiveFault, FaultBench } from './active-fault.js';
import { activate, type BoardFault } from './board-fault.js';

/** How often the faults of each kind have struck. */
export type FaultCounts = Readonly<Partial<Record<BoardFault['fault'], number>>>;

/** The faults of a board, in the order in which they were injected. */
export class FaultList {
  readonly #bench: FaultBench;
  readonly #faults: { readonly kind: BoardFault['fault']; readonly active: ActiveFault }[] = [];

  constructor(bench: FaultBench) {
    this.#bench = bench;
  }

  /** @throws FAULT_INVALID */
  inject(fault: BoardFault): void {
    this.#faults.push({ kind: fault.fault, active: activate(fault, this.#bench) });
  }

  get counts(): FaultCounts {
    const counts: Partial<Record<BoardFault['fault'], number>> = {};
    for (const { kind, active } of this.#faults) counts[kind] = (counts[kind] ?? 0) + active.strikes;
    return counts;
  }

  identity(board: BoardIdentity): BoardIdentity {
    return this.#faults.reduce((identity, { active }) => active.identity?.(identity) ?? identity, board);
  }

  refusesHost(): boolean {
    return this.#faults.some(({ active }) => active.refusesHost?.() === true);
  }

  /** A promise where a fault holds the operation up. */
  before(operation: Operation): void | Promise<void> {
    const waits = this.#faults.map(({ active }) => active.before?.(operation)).filter((wait) => wait !== undefined);
    if (waits.length > 0) return Promise.all(waits).then(() => undefined);
  }

  after(operation: Operation): void {
    for (const { active } of this.#faults) active.after?.(operation);
  }

  keepsStates(): boolean {
    return this.#faults.some(({ active }) => active.keepsStates?.() === true);
  }

  dropsTimestep(timestep: number): boolean {
    return this.#faults.some(({ active }) => active.dropsTimestep?.(timestep) === true);
  }
}
