import { XylopipeError } from '../issues/error.js';
import type { Checked, Issue } from '../issues/issue.js';
import { MAX_RASTER_COUNT, Raster } from './raster.js';
import { type RasterSize, sizeFromPlaces } from './raster-size.js';
import { type TimeStepOptions, TimeSteps } from './time-steps.js';

/** Spikes with the time and the channel of each, in any order: all lists have one length, E. */
export interface TimedEvents {
  /** In the unit that is said in `BinOptions`. */
  readonly times: ArrayLike<number>;
  /** From 0. */
  readonly channels: ArrayLike<number>;
  /** 1 for on; 0 or -1 for off. */
  readonly polarities?: ArrayLike<number> | undefined;
}

/** What becomes of polarity. `merge`: on and off count alike. `split`: channel c gives channels 2c for off and 2c + 1 for on. */
export type EventPolarity = 'merge' | 'split';

/** How events become spike counts. */
export interface BinOptions extends TimeStepOptions {
  /** What becomes of polarity; to be said if events have one. */
  readonly polarity?: EventPolarity | undefined;
  /** Most spikes that a cell gets; what is over is lost, and counted. Default 255, which is the most that there can be. */
  readonly maxCount?: number | undefined;
}

/**
 * Counts events into a raster by the timestep that each falls into. Where more meet than a cell holds, the warning
 * `EVENTS_CLIPPED` says how many were lost, in how many cells, and what the largest count would have been.
 * @param size - T and N of the raster; default up to the last event and the largest channel.
 * @throws EVENTS_INVALID with every bad event (the first ten, and how many there are): times that are no numbers or before
 * the start, channels that are not whole numbers from 0, polarities that are none, events outside of `size`.
 * @throws POLARITY_UNDECIDED, OPTIONS_INVALID, RASTER_SIZE.
 */
export function binEvents(events: TimedEvents, options: BinOptions, size: RasterSize = {}): Checked<Raster> {
  const { maxCount = MAX_RASTER_COUNT } = options;
  if (!(Number.isInteger(maxCount) && maxCount >= 1 && maxCount <= MAX_RASTER_COUNT)) {
    throw new XylopipeError('OPTIONS_INVALID', `the option "maxCount" cannot be ${maxCount}`, {
      hint: `give a whole number from 1 to ${MAX_RASTER_COUNT}`,
    });
  }
  const places = placesOf(events, options, size);
  const { steps, channels } = sizeFromPlaces(places.lastStep, places.lastChannel, size);
  const counts = new Uint8Array(steps * channels);
  const lost = new Map<number, number>();
  for (let i = 0; i < places.steps.length; i++) {
    const cell = (places.steps[i] as number) * channels + (places.channels[i] as number);
    const count = counts[cell] as number;
    if (count < maxCount) counts[cell] = count + 1;
    else lost.set(cell, (lost.get(cell) ?? 0) + 1);
  }
  const issues = lost.size === 0 ? [] : [clipped(lost, events.times.length, channels, maxCount)];
  return { value: new Raster(steps, channels, counts), issues };
}

/** Where in the raster each event is. */
function placesOf(events: TimedEvents, options: BinOptions, size: RasterSize) {
  const { times, channels, polarities } = events;
  const { length } = times;
  refuseLists(events, options);
  const timeSteps = new TimeSteps(options, times);
  const isSplit = polarities !== undefined && options.polarity === 'split';
  const bad = new BadEvents(events);
  const places = { steps: new Float64Array(length), channels: new Float64Array(length), lastStep: -1, lastChannel: -1 };
  for (let i = 0; i < length; i++) {
    const channel = channels[i] as number;
    const polarity = polarities?.[i] ?? 1;
    const step = timeSteps.of(times[i] as number);
    const place = isSplit ? 2 * channel + (polarity > 0 ? 1 : 0) : channel;
    const reason =
      reasonAgainst(step, channel, polarity) ??
      (step >= (size.steps ?? Number.POSITIVE_INFINITY) || place >= (size.channels ?? Number.POSITIVE_INFINITY)
        ? OUTSIDE
        : undefined);
    if (reason !== undefined) bad.note(i, reason);
    places.steps[i] = step;
    places.channels[i] = place;
    places.lastStep = Math.max(places.lastStep, step);
    places.lastChannel = Math.max(places.lastChannel, isSplit ? 2 * channel + 1 : channel);
  }
  bad.refuse();
  return places;
}

function refuseLists({ times, channels, polarities }: TimedEvents, { polarity }: BinOptions): void {
  for (const list of [channels, polarities ?? times]) {
    if (list.length === times.length) continue;
    throw new XylopipeError('EVENTS_INVALID', `there are ${times.length} times, and ${list.length} of the others`);
  }
  if (polarity !== undefined && polarity !== 'merge' && polarity !== 'split') {
    throw new XylopipeError('OPTIONS_INVALID', `the option "polarity" cannot be ${polarity}`, { hint: CHOICE });
  }
  if ((polarity === undefined) === (polarities === undefined)) return;
  throw new XylopipeError(
    'POLARITY_UNDECIDED',
    polarity === undefined ? 'the events have a polarity' : 'the events have no polarity',
    { hint: polarity === undefined ? CHOICE : 'leave the option "polarity" out' },
  );
}

const CHOICE = `the option "polarity" 'merge' counts on and off alike, 'split' gives channels 2c (off) and 2c + 1 (on)`;

interface Reason {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

const NO_TIME: Reason = { code: 'EVENT_INVALID', message: 'is at no time', hint: 'take it out' };
const EARLY: Reason = {
  code: 'EVENT_EARLY',
  message: 'is before the start',
  hint: `give the option "start"; a time where two timesteps meet is of the later one with the option "border" 'start'`,
};
const NO_CHANNEL: Reason = { code: 'EVENT_INVALID', message: 'is on a channel that is no whole number from 0' };
const NO_POLARITY: Reason = { code: 'EVENT_INVALID', message: 'has a polarity that is none of 1, 0 and -1' };
const OUTSIDE: Reason = { code: 'EVENT_OUTSIDE', message: 'is outside of the raster' };

function reasonAgainst(step: number, channel: number, polarity: number): Reason | undefined {
  if (!Number.isFinite(step)) return NO_TIME;
  if (step < 0) return EARLY;
  if (!(Number.isSafeInteger(channel) && channel >= 0)) return NO_CHANNEL;
  return polarity === 0 || polarity === 1 || polarity === -1 ? undefined : NO_POLARITY;
}

/** Problems shown: a wrong unit breaks millions of events in the same way. */
const MAX_EVENT_ISSUES = 10;

/** Events that cannot be counted: the first are kept. */
class BadEvents {
  readonly #events: TimedEvents;
  readonly #issues: Issue[] = [];
  #found = 0;

  constructor(events: TimedEvents) {
    this.#events = events;
  }

  note(index: number, { code, message, hint }: Reason): void {
    if (++this.#found > MAX_EVENT_ISSUES) return;
    const { times, channels, polarities } = this.#events;
    const columns = [times, channels, ...(polarities === undefined ? [] : [polarities])];
    this.#issues.push({
      code,
      severity: 'error',
      at: [index],
      measured: `(${columns.map((column) => column[index]).join(', ')})`,
      message: `event ${index} ${message}`,
      ...(hint !== undefined && { hint }),
    });
  }

  refuse(): void {
    if (this.#found === 0) return;
    const more = this.#found > MAX_EVENT_ISSUES ? `, the first ${MAX_EVENT_ISSUES} are shown` : '';
    const message = `${this.#found} bad event${this.#found === 1 ? '' : 's'}${more}`;
    throw new XylopipeError('EVENTS_INVALID', message, { issues: this.#issues });
  }
}

function clipped(lost: ReadonlyMap<number, number>, events: number, channels: number, maxCount: number): Issue {
  let total = 0;
  let [fullest, most] = [0, 0];
  for (const [cell, count] of lost) {
    total += count;
    if (count > most) [fullest, most] = [cell, count];
  }
  return {
    code: 'EVENTS_CLIPPED',
    severity: 'warning',
    at: [Math.floor(fullest / channels), fullest % channels],
    measured: maxCount + most,
    limit: maxCount,
    message: `${total} of ${events} events are lost in ${lost.size} cells that are full; here the largest count`,
    hint: 'use a shorter dt',
  };
}
