import type { EventPolarity, RasterSize, TimeStepOptions, TimeUnit } from '@xylopipe/core';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { EventOptions } from '../../node/data-files.js';
import type { NirDataChoice } from '../../node/nir-data-file.js';
import { wrongUse } from '../context.js';
import { wholeNumber } from './numbers.js';

/** How the spikes in a file become a raster. */
export interface RasterFlags {
  readonly steps?: number;
  readonly channels?: number;
  readonly timeUnit?: TimeUnit;
  readonly timeStart?: number | 'first';
  readonly timeBorder?: TimeStepOptions['border'];
  readonly polarity?: EventPolarity;
  readonly node?: readonly string[];
  readonly observable?: string;
  readonly sample?: number;
}

/** The names of `RasterFlags`, for options that exclude them. */
export const RASTER_FLAGS = [
  ...(['steps', 'channels', 'timeUnit', 'timeStart', 'timeBorder', 'polarity'] as const),
  ...(['node', 'observable', 'sample'] as const),
] as const satisfies readonly (keyof RasterFlags)[];

/** The same as the readers take it; each is there only if the user said something of it. */
export interface RasterChoices {
  readonly size?: RasterSize | undefined;
  /** How to count the events of a file of events. */
  readonly events?: EventOptions | undefined;
  /** Which of the recorded data of a NIR file. */
  readonly nirData?: NirDataChoice | undefined;
}

export const addRasterOptions = (command: Command): Command =>
  command
    .option('--steps <n>', 'T, where events or a .csv end before the last timestep', wholeNumber(0))
    .option('--channels <n>', 'N, where events or a .csv have none in the last channel', wholeNumber(1))
    .addOption(
      new Option(
        '--time-unit <unit>',
        'of events (t, channel): what t is counted in, to count them by timestep',
      ).choices(['s', 'ms', 'us', 'ns']),
    )
    .option(
      '--time-start <t>',
      'of events: where the first timestep begins, or "first": at the first (default: 0)',
      start,
    )
    .addOption(
      new Option(
        '--time-border <side>',
        'of events: to which timestep one belongs where two meet, that which starts or that which ends (default: start, of NIR data end)',
      ).choices(['start', 'end']),
    )
    .addOption(
      new Option(
        '--polarity <way>',
        'of events that have one: on and off are counted alike, or as two channels',
      ).choices(['merge', 'split']),
    )
    .option('--node <name>', 'of NIR data: whose spikes, in nested graphs graph/name (default: the only one)', names)
    .option('--observable <name>', 'of NIR data: what of the node (default: spikes, or the only one)')
    .option('--sample <n>', 'of NIR data: which, from 0 (default: the only one)', wholeNumber(0));

/** What was asked for. Throws `wrongUse` for options of events without a unit. */
export function toRasterOptions(flags: RasterFlags): RasterChoices {
  const { steps, channels, timeUnit: unit, timeStart: start, timeBorder: border, polarity } = flags;
  const { node, observable, sample } = flags;
  // What events are counted in says of which kind their file is.
  const nirData = { node, observable, sample, border: unit === undefined ? border : undefined };
  if (unit === undefined && (start !== undefined || polarity !== undefined)) {
    throw wrongUse('--time-start and --polarity are for events: --time-unit says what their times are counted in');
  }
  return {
    ...(steps === undefined && channels === undefined ? {} : { size: { steps, channels } }),
    ...(unit === undefined ? {} : { events: { unit, start, border, polarity } }),
    ...(Object.values(nirData).every((value) => value === undefined) ? {} : { nirData }),
  };
}

const names = (text: string): readonly string[] => text.split('/');

function start(text: string): number | 'first' {
  const time = Number(text);
  if (text === 'first') return text;
  if (text.trim() !== '' && Number.isFinite(time)) return time;
  throw new InvalidArgumentError('It must be a time, or "first".');
}
