import { type Issue, Raster, type RasterSize, sizeFromPlaces, XylopipeError } from '@xylopipe/core';
import { shortened } from '../few-issues.js';

/** One spike: when, and on which channel, both counted from 0. */
export type AddressEvent = readonly [timestep: number, channel: number];

/**
 * Counts events into a raster, in whatever order they come; several of one place add up.
 * @param size - T and N; default one more than the largest timestep and channel.
 * @throws EVENTS_INVALID with every bad event (the first ten, and how many there are), RASTER_INVALID where more than 255
 * fall into one cell, RASTER_SIZE.
 */
export function rasterFromEvents(events: readonly AddressEvent[], size: RasterSize = {}): Raster {
  refuse(events.flatMap((event, i) => (event.every(isPlace) ? [] : [notAPlace(i, event)])));
  const lastStep = events.reduce((last, [step]) => Math.max(last, step), -1);
  const lastChannel = events.reduce((last, [, channel]) => Math.max(last, channel), -1);
  const { steps, channels } = sizeFromPlaces(lastStep, lastChannel, size);
  refuse(
    events.flatMap(([step, channel], i) =>
      step < steps && channel < channels ? [] : [outside(i, [step, channel], steps, channels)],
    ),
  );
  const counts = new Float64Array(steps * channels);
  for (const [step, channel] of events) {
    const cell = step * channels + channel;
    counts[cell] = (counts[cell] as number) + 1;
  }
  return Raster.fromValues(steps, channels, counts);
}

/** All spikes, ordered by timestep and channel; a cell with count n gives n of them. */
export function rasterToEvents({ counts, channels }: Raster): readonly AddressEvent[] {
  const events: AddressEvent[] = [];
  counts.forEach((count, i) => {
    for (let k = 0; k < count; k++) events.push([Math.floor(i / channels), i % channels]);
  });
  return events;
}

const isPlace = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;

const notAPlace = (index: number, [step, channel]: AddressEvent): Issue => ({
  code: 'EVENT_INVALID',
  severity: 'error',
  at: [index],
  measured: `(${step}, ${channel})`,
  message: `event ${index} is not at a whole timestep and channel from 0`,
  hint: 'count events with times into timesteps with binEvents',
});

const outside = (index: number, [step, channel]: AddressEvent, steps: number, channels: number): Issue => ({
  code: 'EVENT_OUTSIDE',
  severity: 'error',
  at: [index],
  measured: `(${step}, ${channel})`,
  limit: `(${steps - 1}, ${channels - 1})`,
  message: `event ${index} is outside of the raster`,
});

function refuse(issues: readonly Issue[]): void {
  if (issues.length === 0) return;
  throw new XylopipeError('EVENTS_INVALID', `${issues.length} bad event${issues.length === 1 ? '' : 's'}`, {
    issues: shortened(issues),
  });
}
