import { Observable, Subject } from 'rxjs';
import type { BusEvent } from '../bus/event.js';

/** Brings events to whoever subscribes, and keeps them while nobody does, up to a limit. */
export class EventQueue {
  readonly events$: Observable<BusEvent>;
  readonly #subject = new Subject<BusEvent>();
  readonly #limit: number;
  #held: BusEvent[] = [];
  #dropped = 0;
  #delivering = false;
  #finish: (() => void) | undefined;

  constructor(limit: number) {
    this.#limit = limit;
    this.events$ = new Observable((subscriber) => {
      const subscription = this.#subject.subscribe(subscriber);
      this.#deliver();
      return subscription;
    });
  }

  push(event: BusEvent): void {
    if (this.#finish) return;
    this.#held.push(event);
    this.#deliver();
    if (this.#delivering || this.#held.length <= this.#limit) return;
    // Half at once: to take one off the front of a long list for each event would cost more than the event.
    const kept = Math.ceil(this.#limit / 2);
    this.#dropped += this.#held.length - kept;
    this.#held = this.#held.slice(this.#held.length - kept);
  }

  /** No more come; `error` says why if that is not in order. What is held can still be taken. */
  end(error?: unknown): void {
    this.#finish ??= () => (error === undefined ? this.#subject.complete() : this.#subject.error(error));
    this.#deliver();
  }

  #deliver(): void {
    // A subscriber can push, and subscribe others: the outer call goes on with what is there.
    if (this.#delivering) return;
    this.#delivering = true;
    if (this.#dropped > 0 && this.#subject.observed) {
      const count = this.#dropped;
      this.#dropped = 0;
      this.#subject.next({ type: 'lost', count });
    }
    let taken = 0;
    while (taken < this.#held.length && this.#subject.observed) this.#subject.next(this.#held[taken++]!);
    this.#held = this.#held.slice(taken);
    this.#delivering = false;
    if (this.#held.length === 0) this.#finish?.();
  }
}
