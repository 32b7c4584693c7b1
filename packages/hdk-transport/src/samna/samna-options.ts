import { type Clock, systemClock } from '../clock.js';
import { checkNumbers } from '../link/check-numbers.js';

/** How the Python process is run. Times are milliseconds. */
export interface SamnaOptions {
  /** Python that has samna: a command or a path. Default `python3`. */
  readonly python?: string | undefined;
  /** Environment of the process. Default: that of this one. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Gives up what is under way: looking for boards, or opening one. */
  readonly signal?: AbortSignal | undefined;
  /** Until loading samna, listing, and opening a board reject, each. Default 30 000. */
  readonly openTimeout?: number | undefined;
  /** Until a call of a bus rejects that names no time of its own. Default 10 000. */
  readonly timeout?: number | undefined;
  /** For pending calls to finish when a bus is closed. Default 1000. */
  readonly closeTime?: number | undefined;
  /** For the process to close its board and end, before it is killed. Default 4000. */
  readonly grace?: number | undefined;
  /** Default: the platform's. */
  readonly clock?: Clock | undefined;
}

/** Which board, and how. */
export interface OpenSamnaOptions extends SamnaOptions {
  /** Serial number, where the board has one. */
  readonly serial?: string | undefined;
  /** Where it is plugged in, as `listSamnaBoards` tells it. */
  readonly address?: string | undefined;
  /** Type name, e.g. `XyloA2TestBoard`. */
  readonly deviceTypeName?: string | undefined;
  /** Frequency of the board's main clock in Hz, from which the length of a timestep in real time follows. Default 50 000 000. */
  readonly mainClock?: number | undefined;
  /** Events that are kept while nobody subscribes; beyond them the oldest are dropped, and a `lost` event says so. Default 65 536. */
  readonly maxEvents?: number | undefined;
}

/** Options with everything filled in. */
export type SamnaSettings = Required<Omit<SamnaOptions, 'signal'>> & Pick<SamnaOptions, 'signal'>;

const MAX_TIME = 2 ** 31 - 1;

/** @throws OPTIONS_INVALID */
export function samnaSettings(options: SamnaOptions): SamnaSettings {
  const { python = 'python3', env = process.env, signal, clock = systemClock } = options;
  const { openTimeout = 30_000, timeout = 10_000, closeTime = 1000, grace = 4000 } = options;
  checkNumbers('samna', {
    openTimeout: [openTimeout, 1, MAX_TIME],
    timeout: [timeout, 1, MAX_TIME],
    closeTime: [closeTime, 0, MAX_TIME],
    grace: [grace, 0, MAX_TIME],
  });
  return { python, env, signal, clock, openTimeout, timeout, closeTime, grace };
}
