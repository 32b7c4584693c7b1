import { XylopipeError } from '@xylopipe/core';
import { Subject, takeUntil } from 'rxjs';
import { type Clock, systemClock } from '../clock.js';
import type { Link, LinkEnd, LinkInfo } from '../link/link.js';
import { type Medium, MediumLink } from '../link/medium-link.js';
import { checkFaults, type Fault, type FaultRule } from './fault.js';
import { FaultLane, type LaneStep } from './fault-lane.js';
import { FrameCutter } from './frame-cutter.js';

/** What faults go by. */
export interface FaultOptions {
  /** What chances and places depend on that the rules leave open. Default 0. */
  readonly seed?: number | undefined;
  /** Of delays. Default: the real time. */
  readonly clock?: Clock | undefined;
}

/** A link that fails as it is told. */
export interface FaultyLink extends Link {
  /** How many faults there were so far, by type. */
  readonly injected: Readonly<Record<Fault['type'], number>>;
}

/**
 * Puts faults into a link of any kind, which belongs to the result from then on. The same rules, seed and frames give the
 * same faults, whatever the link is made of: what arrives is cut into HXP frames first, if there are rules for that
 * direction. A link that a fault has disconnected is `lost` at this end; the other end sees it closed.
 * @throws FAULTS_INVALID
 */
export function withFaults(link: Link, rules: readonly FaultRule[], options: FaultOptions = {}): FaultyLink {
  checkFaults(rules);
  const injected: Record<Fault['type'], number> = {
    drop: 0,
    flip: 0,
    duplicate: 0,
    split: 0,
    merge: 0,
    append: 0,
    delay: 0,
    truncate: 0,
    hang: 0,
    disconnect: 0,
  };
  const { seed = 0, clock = systemClock } = options;
  const laneOf = (direction: FaultRule['direction'], laneSeed: number): FaultLane => {
    const ofDirection = rules.filter((rule) => rule.direction === direction);
    return new FaultLane(ofDirection, laneSeed, (type) => injected[type]++);
  };
  const medium = new FaultMedium(link, laneOf('out', seed), laneOf('in', ~seed), clock);
  return Object.assign(medium.link, { injected });
}

class FaultMedium implements Medium {
  readonly link: MediumLink;
  readonly info: LinkInfo;
  readonly maxFrame: number;
  readonly capacity: number;
  readonly #inner: Link;
  readonly #out: FaultLane;
  readonly #in: FaultLane;
  readonly #clock: Clock;
  readonly #cutter: FrameCutter;
  /** What has arrived and was not passed on, because of a delay. */
  readonly #arriving: (LaneStep | { readonly type: 'end'; readonly end: LinkEnd })[] = [];
  readonly #pause$ = new Subject<void>();
  readonly #timers = new Set<() => void>();
  #passingOn = false;
  #listening = false;
  #full = false;
  #waiting = false;
  #innerOver = false;
  #released = false;

  constructor(inner: Link, out: FaultLane, into: FaultLane, clock: Clock) {
    this.info = inner.info;
    this.maxFrame = inner.maxFrame;
    this.capacity = inner.maxFrame;
    this.#inner = inner;
    this.#out = out;
    this.#in = into;
    this.#clock = clock;
    this.#cutter = new FrameCutter(inner.maxFrame);
    this.link = new MediumLink(this);
    this.#listen();
    // What the inner link keeps at its end is bounded: it is taken even if there is no room, so that the end is seen.
    void inner.end.then(() => {
      this.#innerOver = true;
      this.resume();
    });
  }

  async write(frame: Uint8Array): Promise<void> {
    for (const step of this.#out.next(frame)) {
      if (step.type === 'wait') await this.#wait(step.ms);
      else if (step.type === 'lose') this.#lose();
      else if (!(await this.#sendInner(step.bytes))) {
        // Its end is ours, and says why.
        await this.link.end;
        return;
      }
    }
  }

  resume(): void {
    this.#full = false;
    this.#listen();
  }

  async release(): Promise<void> {
    this.#released = true;
    this.#pause();
    for (const cancel of this.#timers) cancel();
    await this.#inner.close();
  }

  /** Merged frames can be too long for one. False if the link has ended. */
  async #sendInner(bytes: Uint8Array): Promise<boolean> {
    try {
      for (let at = 0; at < bytes.length; at += this.maxFrame)
        await this.#inner.send(bytes.subarray(at, at + this.maxFrame));
      return true;
    } catch {
      return false;
    }
  }

  #listen(): void {
    if (this.#listening || this.#full || this.#waiting || this.#released) return;
    this.#listening = true;
    this.#inner.received$.pipe(takeUntil(this.#pause$)).subscribe({
      next: (chunk) => {
        for (const piece of this.#in.idle ? [chunk] : this.#cutter.push(chunk))
          this.#arriving.push(...this.#in.next(piece));
        void this.#passOn();
      },
      complete: () => {
        if (this.#listening) void this.#inner.end.then((end) => this.#innerEnded(end));
      },
    });
  }

  #pause(): void {
    this.#listening = false;
    this.#pause$.next();
  }

  async #passOn(): Promise<void> {
    if (this.#passingOn) return;
    this.#passingOn = true;
    for (let step = this.#arriving.shift(); step !== undefined; step = this.#arriving.shift()) {
      if (step.type === 'bytes') {
        this.#full = !this.link.arrived(step.bytes) && !this.#innerOver;
        if (this.#full) this.#pause();
      } else if (step.type === 'wait') {
        this.#waiting = true;
        this.#pause();
        await this.#wait(step.ms);
        this.#waiting = false;
      } else if (step.type === 'lose') this.#lose();
      else this.link.finish(step.end.reason, step.end.cause);
    }
    this.#passingOn = false;
    this.#listen();
  }

  #innerEnded(end: LinkEnd): void {
    const rest = this.#cutter.rest();
    if (rest.length > 0) this.#arriving.push(...this.#in.next(rest));
    this.#arriving.push(...this.#in.rest(), { type: 'end', end });
    void this.#passOn();
  }

  #lose(): void {
    const error = new XylopipeError('LINK_LOST', 'a fault that was asked for has broken the link', {
      who: 'withFaults',
    });
    this.link.finish('lost', error);
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(ms, () => {
        this.#timers.delete(cancel);
        resolve();
      });
      this.#timers.add(cancel);
    });
  }
}
