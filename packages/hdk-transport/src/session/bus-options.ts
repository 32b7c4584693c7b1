import { type Clock, systemClock } from '../clock.js';
import { MAX_FRAME, MIN_FRAME } from '../hxp/protocol.js';
import { checkNumbers } from '../link/check-numbers.js';
import type { Link } from '../link/link.js';

/** How a session is held. Times are milliseconds. */
export interface BusOptions {
  /** Gives up opening. */
  readonly signal?: AbortSignal | undefined;
  /** Default: the platform's. */
  readonly clock?: Clock | undefined;
  /** Until a call rejects that names no time of its own. Default 10 000. */
  readonly timeout?: number | undefined;
  /** Until a request that was not answered is sent again, and again; then the bus is lost. Default 1000. */
  readonly retryAfter?: number | undefined;
  /** Of silence, until the board is asked whether it is there; the fourth time it is not asked but lost. Default 1000. */
  readonly silence?: number | undefined;
  /** For pending calls to finish when the bus is closed. Default 1000. */
  readonly closeTime?: number | undefined;
  /** Longest frame in bytes, at least 2048. Default: the link's, at most 65536. */
  readonly maxFrame?: number | undefined;
  /** Bytes of events that the board may send before they are taken, at least `maxFrame`. Default four times that. */
  readonly eventWindow?: number | undefined;
  /** Number of the session, 32 bits, by which old frames are told from new ones. Default: random. */
  readonly session?: number | undefined;
}

/** Options with everything filled in. */
export type BusSettings = Required<{ [K in Exclude<keyof BusOptions, 'signal'>]: Exclude<BusOptions[K], undefined> }> &
  Pick<BusOptions, 'signal'>;

/** Longest time in milliseconds that timers of all platforms can take. */
export const MAX_TIME = 2 ** 31 - 1;

/** @throws OPTIONS_INVALID */
export function settingsFor(link: Link, options: BusOptions): BusSettings {
  const {
    signal,
    clock = systemClock,
    timeout = 10_000,
    retryAfter = 1000,
    silence = 1000,
    closeTime = 1000,
  } = options;
  const { maxFrame = Math.min(link.maxFrame, MAX_FRAME), eventWindow = 4 * maxFrame } = options;
  const { session = Math.floor(Math.random() * 2 ** 32) } = options;
  checkNumbers('openBus', {
    timeout: [timeout, 1, MAX_TIME],
    retryAfter: [retryAfter, 1, MAX_TIME],
    silence: [silence, 1, MAX_TIME],
    closeTime: [closeTime, 0, MAX_TIME],
    maxFrame: [maxFrame, MIN_FRAME, Math.min(link.maxFrame, MAX_FRAME)],
    eventWindow: [eventWindow, maxFrame, 2 ** 30],
    session: [session, 0, 0xffffffff],
  });
  return { signal, clock, timeout, retryAfter, silence, closeTime, maxFrame, eventWindow, session };
}
