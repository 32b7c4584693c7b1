import type { EventPolarity, TimeUnit } from '@xylopipe/core';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { EventOptions } from '../node/data-files.js';
import { wrongUse } from './context.js';

/** How the events in a file are counted. */
export interface EventFlags {
  readonly timeUnit?: TimeUnit;
  readonly timeStart?: number | 'first';
  readonly polarity?: EventPolarity;
}

/** The names of `EventFlags`, for options that exclude them. */
export const EVENT_FLAGS = ['timeUnit', 'timeStart', 'polarity'] as const satisfies readonly (keyof EventFlags)[];

export const addEventOptions = (command: Command): Command =>
  command
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
        '--polarity <way>',
        'of events that have one: on and off are counted alike, or as two channels',
      ).choices(['merge', 'split']),
    );

/** How to count; nothing where the file is not of events. Throws `wrongUse` for options without a unit. */
export function toEventOptions({ timeUnit: unit, timeStart, polarity }: EventFlags): EventOptions | undefined {
  if (unit !== undefined) return { unit, start: timeStart, polarity };
  if (timeStart === undefined && polarity === undefined) return undefined;
  throw wrongUse('--time-start and --polarity are for events: --time-unit says what their times are counted in');
}

function start(text: string): number | 'first' {
  const time = Number(text);
  if (text === 'first') return text;
  if (text.trim() !== '' && Number.isFinite(time)) return time;
  throw new InvalidArgumentError('It must be a time, or "first".');
}
