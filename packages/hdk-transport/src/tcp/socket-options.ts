import { type Clock, systemClock } from '../clock.js';
import { checkNumbers } from '../link/check-numbers.js';

/** What all links over sockets can be told. */
export interface SocketOptions {
  /** Longest frame in bytes. Default 65536. */
  readonly maxFrame?: number | undefined;
  /** Bytes that are kept while nobody takes them, before the other end has to wait. At least `maxFrame`, default four times that. */
  readonly capacity?: number | undefined;
  /** Milliseconds until a frame that the other end does not take means that it is lost. Default 10000. */
  readonly stallTimeout?: number | undefined;
  /** Milliseconds until an other end that sends nothing is lost; 0 waits forever. Default 0, of a listener's links 60000. */
  readonly idleTimeout?: number | undefined;
  /** Milliseconds that a close waits for the other end to close too. Default 1000. */
  readonly closeTimeout?: number | undefined;
  /** Default: the real time. */
  readonly clock?: Clock | undefined;
}

/** All of them, with their defaults. */
export type SocketSettings = { readonly [K in keyof SocketOptions]-?: NonNullable<SocketOptions[K]> };

const DAY = 86_400_000;

/** The options with their defaults. @throws OPTIONS_INVALID */
export function socketSettings(who: string, options: SocketOptions, defaultIdle: number): SocketSettings {
  const { maxFrame = 65_536, capacity = 4 * maxFrame, clock = systemClock } = options;
  const { stallTimeout = 10_000, idleTimeout = defaultIdle, closeTimeout = 1000 } = options;
  checkNumbers(who, {
    maxFrame: [maxFrame, 1, 2 ** 30],
    capacity: [capacity, maxFrame, 2 ** 32],
    stallTimeout: [stallTimeout, 1, DAY],
    idleTimeout: [idleTimeout, 0, DAY],
    closeTimeout: [closeTimeout, 0, DAY],
  });
  return { maxFrame, capacity, stallTimeout, idleTimeout, closeTimeout, clock };
}
