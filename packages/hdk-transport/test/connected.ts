import { type ServedBus, type ServeOptions, serveBus } from '../src/device/index.js';
import { type Bus, type BusEvent, type BusOptions, type Link, openBus } from '../src/index.js';
import { type FaultRule, type FaultyLink, loopbackPair, VirtualClock, withFaults } from '../src/loopback/index.js';
import { TestBoard } from './board.js';

/** How to connect a bus with a test board. */
export interface ConnectOptions {
  /** What goes wrong, as the host's end sees it. */
  readonly faults?: readonly FaultRule[];
  readonly seed?: number;
  readonly maxFrame?: number;
  readonly bus?: BusOptions;
  readonly serve?: ServeOptions;
}

/** A test board, served over a loopback link with faults, and the host's end of it, on a virtual clock. */
export interface Setup {
  readonly clock: VirtualClock;
  readonly board: TestBoard;
  readonly served: ServedBus;
  readonly link: FaultyLink;
  open(): Promise<Bus>;
}

export function setUp({ faults = [], seed = 0, maxFrame = 4096, bus, serve }: ConnectOptions = {}): Setup {
  const clock = new VirtualClock();
  const board = new TestBoard();
  const [inner, device]: readonly [Link, Link] = loopbackPair({ maxFrame });
  const link = withFaults(inner, faults, { seed, clock });
  const served = serveBus(device, board, { clock, ...serve });
  return { clock, board, served, link, open: () => openBus(link, { clock, session: 1000, ...bus }) };
}

/** Lets everything run that needs no time. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Lets the clock run until the promise settles; fails if that takes more than a virtual minute. */
export async function within<T>(clock: VirtualClock, promise: Promise<T>, limit = 60_000): Promise<T> {
  let open = true;
  const done = (): void => {
    open = false;
  };
  promise.then(done, done);
  const until = clock.now() + limit;
  await settle();
  while (open) {
    if (clock.nextDue === undefined || clock.nextDue > until)
      throw new Error(`still open at ${clock.now()} ms: a hang`);
    clock.step();
    await settle();
  }
  return promise;
}

/** Lets so many milliseconds pass, timer by timer. */
export async function pass(clock: VirtualClock, ms: number): Promise<void> {
  const until = clock.now() + ms;
  await settle();
  while (clock.nextDue !== undefined && clock.nextDue <= until) {
    clock.step();
    await settle();
  }
  clock.advance(until - clock.now());
}

/** The events of a bus as they come; its end is not looked at. */
export function collect(bus: Bus): BusEvent[] {
  const events: BusEvent[] = [];
  bus.events$.subscribe({ next: (event) => events.push(event), error: () => {} });
  return events;
}
