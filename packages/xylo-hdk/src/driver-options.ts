import { type ChipLimits, type DeviceConfig, type Issue, refuseOnErrors, specSizes } from '@xylopipe/core';
import { type Clock, systemClock } from '@xylopipe/hdk-transport';

/** How boards are driven. Times are milliseconds. */
export interface DriverOptions {
  /** Whether what was written is read back and compared; `none` trusts the board, and is faster. Default `full`. */
  readonly verify?: 'full' | 'none' | undefined;
  /** Whether the chip hibernates where it can. Default `true`. */
  readonly hibernation?: boolean | undefined;
  /** Until a request that reads or writes memories, or asks for a readout, is given up. Default 30 000. */
  readonly requestTimeout?: number | undefined;
  /**
   * Until an evolution of so many timesteps is given up. Default: {@link evolveTimeout}, for boards that a vendor's driver
   * configures {@link vendorEvolveTimeout}.
   */
  readonly evolveTimeout?: EvolveTimeout | undefined;
  /** Timesteps that a board gets at once. Default 1000. */
  readonly chunkTimesteps?: number | undefined;
  /** Channels with spikes that it gets at once. Default 4096. */
  readonly chunkSpikes?: number | undefined;
  /** Bytes of states that it has to hold in readouts at once. Default 256 KiB. */
  readonly chunkBytes?: number | undefined;
  /** Of deadlines. Default: the platform's. */
  readonly clock?: Clock | undefined;
}

/** Milliseconds that a board may take. `recording`: states are recorded, not only output spikes. */
export type EvolveTimeout = (timesteps: number, recording: boolean, config: DeviceConfig) => number;

/** Long enough for frames that were lost to be sent again. */
const SHORTEST_TIMEOUT = 10_000;

/**
 * The default: `timesteps * dt * hidden neurons / 100` seconds, and a hundred times that with recording, as Rockpool 3.0.3
 * waits for SYNS61201; at least 10 s.
 */
export const evolveTimeout: EvolveTimeout = (timesteps, recording, config) => {
  const seconds = (timesteps * config.dt * specSizes(config).hidden) / 100;
  return Math.min(Math.max(SHORTEST_TIMEOUT, 1000 * seconds * (recording ? 100 : 1)), LONGEST_TIMEOUT);
};

/**
 * The default for boards that a vendor's driver configures: `timesteps * hidden neurons / 50` seconds per second of timestep or
 * part of one, and a hundred times that with recording. Longer than what Rockpool 3.0.3 waits for any chip: at most
 * `2 * timesteps * dt * hidden neurons / 100` (SYNS63300), or `timesteps * hidden neurons / 100` (SYNS65302). How long such a
 * board takes nobody here has seen; one that is gone is found out at once in any case.
 */
export const vendorEvolveTimeout: EvolveTimeout = (timesteps, recording, config) => {
  const seconds = (timesteps * Math.max(1, config.dt) * specSizes(config).hidden) / 50;
  return Math.min(Math.max(SHORTEST_TIMEOUT, 1000 * seconds * (recording ? 100 : 1)), LONGEST_TIMEOUT);
};

/** What timers of all platforms can take. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** Options with everything filled in, for one chip. */
export type DriverSettings = Required<{ readonly [K in keyof DriverOptions]: Exclude<DriverOptions[K], undefined> }>;

/** @throws OPTIONS_INVALID with everything that is no such option */
export function settingsOf(options: DriverOptions, limits: ChipLimits): DriverSettings {
  refuseOnErrors(optionIssues(options), 'OPTIONS_INVALID', 'boards cannot be driven so', { who: limits.chipId });
  return {
    verify: options.verify ?? 'full',
    hibernation: (options.hibernation ?? true) && limits.hibernation,
    requestTimeout: options.requestTimeout ?? 30_000,
    evolveTimeout: options.evolveTimeout ?? evolveTimeout,
    chunkTimesteps: options.chunkTimesteps ?? 1000,
    chunkSpikes: options.chunkSpikes ?? 4096,
    chunkBytes: options.chunkBytes ?? 2 ** 18,
    clock: options.clock ?? systemClock,
  };
}

const COUNTS = ['requestTimeout', 'chunkTimesteps', 'chunkSpikes', 'chunkBytes'] as const;

function optionIssues(options: DriverOptions): readonly Issue[] {
  const invalid = (name: string, measured: unknown, limit: string): Issue => ({
    code: 'INVALID_VALUE',
    severity: 'error',
    at: [name],
    measured: String(measured),
    limit,
    message: `${name} cannot be ${measured}`,
    hint: `give ${limit}, or leave it out`,
  });
  const { verify } = options;
  return [
    ...COUNTS.flatMap((name) => {
      const value = options[name];
      const fits = value === undefined || (Number.isInteger(value) && value >= 1 && value <= LONGEST_TIMEOUT);
      return fits ? [] : [invalid(name, value, `a whole number from 1 to ${LONGEST_TIMEOUT}`)];
    }),
    ...(verify === undefined || verify === 'full' || verify === 'none'
      ? []
      : [invalid('verify', verify, 'full or none')]),
  ];
}
