import type { Clock, Link, LinkEnd, LinkInfo } from '@xylopipe/hdk-transport';
import { type FaultRule, type FaultyLink, withFaults } from '@xylopipe/hdk-transport/loopback';
import { Observable, type Subscriber, type Subscription } from 'rxjs';

/** A link that is sound until it is told to fail: from then on rules count its frames. */
export class FaultSwitch implements Link {
  readonly info: LinkInfo;
  readonly maxFrame: number;
  readonly received$: Observable<Uint8Array>;
  readonly end: Promise<LinkEnd>;
  readonly #sound: Link;
  #faulty: FaultyLink | undefined;
  #subscriber: Subscriber<Uint8Array> | undefined;
  #subscription: Subscription | undefined;
  #resolveEnd!: (end: LinkEnd) => void;

  /** Takes the link over. */
  constructor(link: Link) {
    this.#sound = link;
    this.info = link.info;
    this.maxFrame = link.maxFrame;
    this.end = new Promise((resolve) => {
      this.#resolveEnd = resolve;
    });
    this.#follow(link);
    this.received$ = new Observable((subscriber) => {
      this.#subscriber = subscriber;
      this.#subscribe();
      return () => {
        this.#subscriber = undefined;
        this.#subscription?.unsubscribe();
      };
    });
  }

  /** How often faults have struck. */
  get strikes(): number {
    return Object.values(this.#faulty?.injected ?? {}).reduce((sum, count) => sum + count, 0);
  }

  /** From now on the link fails by these rules. */
  fail(rules: readonly FaultRule[], clock: Clock, seed: number): void {
    this.#subscription?.unsubscribe();
    this.#faulty = withFaults(this.#sound, rules, { clock, seed });
    this.#follow(this.#faulty);
    this.#subscribe();
  }

  send(frame: Uint8Array): Promise<void> {
    return this.#current.send(frame);
  }

  close(): Promise<void> {
    return this.#current.close();
  }

  get #current(): Link {
    return this.#faulty ?? this.#sound;
  }

  #subscribe(): void {
    const subscriber = this.#subscriber;
    // Not the subscriber itself, which would end with the subscription.
    this.#subscription =
      subscriber &&
      this.#current.received$.subscribe({
        next: (bytes) => subscriber.next(bytes),
        complete: () => subscriber.complete(),
      });
  }

  #follow(link: Link): void {
    void link.end.then((end) => {
      if (link === this.#current) this.#resolveEnd(end);
    });
  }
}
