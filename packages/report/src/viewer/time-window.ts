import { fullRange, panned, type Range, sameRange, showing, within, zoomed } from './range.js';

/** The part of a run that is shown, and the timestep that is looked at: one for all plots of a page, which follow it. */
export class TimeWindow {
  readonly #listeners = new Set<() => void>();
  #steps: number;
  #range: Range;
  #cursor: number | null = null;

  /** All of a run of `steps` timesteps. */
  constructor(steps: number) {
    this.#steps = steps;
    this.#range = fullRange(steps);
  }

  /** Number of timesteps there are. */
  get steps(): number {
    return this.#steps;
  }

  /** What is shown, in timesteps. */
  get range(): Range {
    return this.#range;
  }

  /** The timestep that is looked at, or `null`. */
  get cursor(): number | null {
    return this.#cursor;
  }

  /** Whether all of the run is shown. */
  get isFull(): boolean {
    return sameRange(this.#range, fullRange(this.#steps));
  }

  /** Shows a part of the run: the nearest there is. */
  show(range: Range): void {
    this.#set(within(range, this.#steps), this.#cursor);
  }

  /** Shows everything. */
  fit(): void {
    this.show(fullRange(this.#steps));
  }

  /** Shows the surroundings of `anchor` (a timestep) `factor` times larger. */
  zoom(factor: number, anchor: number = (this.#range.from + this.#range.to) / 2): void {
    this.show(zoomed(this.#range, factor, anchor, this.#steps));
  }

  /** Moves by so many timesteps. */
  pan(by: number): void {
    this.show(panned(this.#range, by, this.#steps));
  }

  /** Looks at a timestep, which need not be in sight; `null` for none. */
  point(step: number | null): void {
    const isStep = step !== null && step >= 0 && step < this.#steps;
    this.#set(this.#range, isStep ? Math.floor(step) : null);
  }

  /** Looks at a timestep and brings it into sight. */
  visit(step: number): void {
    this.#set(showing(this.#range, step, this.#steps), step);
  }

  /** A run of another length: shows all of it, unless it is as long as that before. */
  resize(steps: number): void {
    if (steps === this.#steps) return;
    this.#steps = steps;
    this.#set(fullRange(steps), null);
  }

  /** Calls `listener` after every change. Returns what ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #set(range: Range, cursor: number | null): void {
    if (sameRange(range, this.#range) && cursor === this.#cursor) return;
    this.#range = range;
    this.#cursor = cursor;
    for (const listener of this.#listeners) listener();
  }
}
