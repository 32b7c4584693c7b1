import { type Issue, Raster, type RasterSize, sizeFromPlaces, XylopipeError } from '@xylopipe/core';
import { badLine, csvHeader, csvRows, refuseLines } from './csv-rows.js';

const HEADER = 'timestep,channel,count';

/** What one line says. */
interface Cell {
  readonly line: number;
  readonly step: number;
  readonly channel: number;
  readonly count: number;
}

/**
 * Reads a raster from CSV with the header `timestep,channel,count`, both counted from 0; cells without a line are 0.
 * A cell may have one line only: whether counts of a second one add up or correct the first, the file cannot say.
 * @param size - T and N; default one more than the largest timestep and channel.
 * @throws CSV_INVALID with every bad line (the first ten, and how many there are), RASTER_INVALID for counts that are
 * negative, fractional or over 255, RASTER_SIZE.
 */
export function rasterFromCsv(text: string, size: RasterSize = {}): Raster {
  const issues: Issue[] = [];
  const cells = parseCells(text, issues);
  refuseLines(issues);
  const lastStep = cells.reduce((last, { step }) => Math.max(last, step), -1);
  const lastChannel = cells.reduce((last, { channel }) => Math.max(last, channel), -1);
  const { steps, channels } = sizeFromPlaces(lastStep, lastChannel, size);
  const counts = new Float64Array(steps * channels);
  const lineOf = new Map<number, number>();
  for (const { line, step, channel, count } of cells) {
    const cell = step * channels + channel;
    const first = lineOf.get(cell);
    if (step >= steps || channel >= channels) {
      issues.push(badLine('CSV_OUTSIDE', line, `(${step}, ${channel}) is outside of (${steps}, ${channels})`));
    } else if (first !== undefined) {
      issues.push(badLine('CSV_REPEATED', line, `(${step}, ${channel}) is on line ${first} already`, 'keep one line'));
    } else {
      lineOf.set(cell, line);
      counts[cell] = count;
    }
  }
  refuseLines(issues);
  return Raster.fromValues(steps, channels, counts);
}

/**
 * Writes a line for every cell with spikes, ordered by timestep and channel. The last cell has a line in any case, so that
 * T and N come back without being given (unless one of them is 0).
 */
export function rasterToCsv({ counts, channels }: Raster): string {
  const lines = [HEADER];
  counts.forEach((count, i) => {
    if (count > 0 || i === counts.length - 1) lines.push(`${Math.floor(i / channels)},${i % channels},${count}`);
  });
  return `${lines.join('\n')}\n`;
}

function parseCells(text: string, issues: Issue[]): readonly Cell[] {
  const header = csvHeader(text).join();
  if (header !== HEADER) {
    const found = JSON.stringify(header.slice(0, 80));
    const hint = 'the header names the columns, in this order; give a raster of rows and columns as .npy or JSON';
    throw new XylopipeError('CSV_INVALID', `the header is ${found}, expected "${HEADER}"`, { hint });
  }
  const cells: Cell[] = [];
  for (const row of csvRows(text, issues)) {
    const [step, channel, count] = row.cells as readonly [number, number, number];
    const place = [step, channel].find((n) => !(Number.isSafeInteger(n) && n >= 0));
    if (place === undefined) cells.push({ line: row.line, step, channel, count });
    else issues.push(badLine('CSV_LINE', row.line, `${place} is not a whole number from 0`, PLACES));
  }
  // By line: those that are no numbers were found first.
  issues.sort((a, b) => Number(a.at[1]) - Number(b.at[1]));
  return cells;
}

const PLACES = 'count timesteps and channels from 0';
