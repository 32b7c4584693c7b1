import { type Issue, Raster, type RasterSize, sizeFromPlaces, XylopipeError } from '@xylopipe/core';
import { shortened } from '../attempt.js';

const HEADER = 'timestep,channel,count';
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** What one line says. */
interface Row {
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
  const rows = parseRows(text, issues);
  refuse(issues);
  const lastStep = rows.reduce((last, { step }) => Math.max(last, step), -1);
  const lastChannel = rows.reduce((last, { channel }) => Math.max(last, channel), -1);
  const { steps, channels } = sizeFromPlaces(lastStep, lastChannel, size);
  const counts = new Float64Array(steps * channels);
  const lineOf = new Map<number, number>();
  for (const { line, step, channel, count } of rows) {
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
  refuse(issues);
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

function parseRows(text: string, issues: Issue[]): readonly Row[] {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split('\n');
  if (cellsOf(header).join() !== HEADER) {
    const found = JSON.stringify(header.trim().slice(0, 80));
    const hint = 'the header names the columns, in this order; give a raster of rows and columns as .npy or JSON';
    throw new XylopipeError('CSV_INVALID', `the header is ${found}, expected "${HEADER}"`, { hint });
  }
  const rows: Row[] = [];
  lines.forEach((content, i) => {
    if (content.trim() === '') return;
    const row = parseRow(i + 2, cellsOf(content));
    if ('code' in row) issues.push(row);
    else rows.push(row);
  });
  return rows;
}

function parseRow(line: number, cells: readonly string[]): Row | Issue {
  if (cells.length !== 3) return badLine('CSV_LINE', line, `it has ${cells.length} columns instead of 3`);
  const bad = cells.find((cell) => !NUMBER.test(cell));
  if (bad !== undefined) return badLine('CSV_LINE', line, `${JSON.stringify(bad)} is not a number`);
  const [step, channel, count] = cells.map(Number) as [number, number, number];
  const place = [step, channel].find((n) => !(Number.isSafeInteger(n) && n >= 0));
  if (place === undefined) return { line, step, channel, count };
  return badLine('CSV_LINE', line, `${place} is not a whole number from 0`, 'count timesteps and channels from 0');
}

const cellsOf = (line: string): readonly string[] => line.split(',').map((cell) => cell.trim());

const badLine = (code: string, line: number, what: string, hint?: string): Issue => ({
  code,
  severity: 'error',
  at: ['line', line],
  message: `line ${line}: ${what}`,
  ...(hint === undefined ? {} : { hint }),
});

function refuse(issues: readonly Issue[]): void {
  if (issues.length === 0) return;
  throw new XylopipeError('CSV_INVALID', `${issues.length} bad line${issues.length === 1 ? '' : 's'}`, {
    issues: shortened(issues),
  });
}
