import { XylopipeError } from '@xylopipe/core';
import { Observable, type Subscriber } from 'rxjs';

/** Where the bytes of a link arrive: passes them on to the one subscriber, and keeps them while there is none. */
export class Inbox {
  readonly bytes$ = new Observable<Uint8Array>((subscriber) => this.#take(subscriber));
  readonly #capacity: number;
  readonly #room: () => void;
  readonly #kept: Uint8Array[] = [];
  #keptBytes = 0;
  #full = false;
  #finished = false;
  #delivering = false;
  #subscriber: Subscriber<Uint8Array> | undefined;

  /** `room` is called when all is taken, after `arrived` has said that there is no room for more than `capacity` bytes. */
  constructor(capacity: number, room: () => void) {
    this.#capacity = capacity;
    this.#room = room;
  }

  /** Takes bytes in, and says whether there is room for more. What comes after the end is passed over. */
  arrived(chunk: Uint8Array): boolean {
    if (this.#finished || chunk.length === 0) return !this.#full;
    this.#kept.push(chunk);
    this.#keptBytes += chunk.length;
    this.#deliver();
    this.#full = this.#keptBytes >= this.#capacity;
    return !this.#full;
  }

  /** Nothing more will come; `forget` also drops what is kept. */
  finish(forget: boolean): void {
    this.#finished = true;
    if (forget) {
      this.#kept.length = 0;
      this.#keptBytes = 0;
    }
    this.#deliver();
  }

  #take(subscriber: Subscriber<Uint8Array>): (() => void) | undefined {
    if (this.#subscriber !== undefined) {
      subscriber.error(new XylopipeError('ALREADY_SUBSCRIBED', 'somebody takes the bytes of this link already'));
      return undefined;
    }
    this.#subscriber = subscriber;
    // Known before the first chunk, which may be the one after which the subscriber leaves.
    subscriber.add(() => {
      this.#subscriber = undefined;
    });
    this.#deliver();
    return undefined;
  }

  #deliver(): void {
    if (this.#delivering) return;
    this.#delivering = true;
    while (this.#subscriber !== undefined && this.#kept.length > 0) {
      const chunk = this.#kept.shift() as Uint8Array;
      this.#keptBytes -= chunk.length;
      this.#subscriber.next(chunk);
    }
    this.#delivering = false;
    if (this.#kept.length > 0) return;
    if (this.#full) {
      this.#full = false;
      this.#room();
    }
    if (this.#finished) this.#subscriber?.complete();
  }
}
