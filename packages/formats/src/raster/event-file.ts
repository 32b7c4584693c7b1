import { type Issue, refuseOnErrors, type TimedEvents, XylopipeError } from '@xylopipe/core';
import { attempt } from '../attempt.js';
import { type NpyArray, npyFromBytes } from '../numpy/npy.js';
import { fieldsFromNpy, holdsRecords } from '../numpy/npy-records.js';
import { chosenFile } from './chosen-file.js';
import { csvHeader, csvRows, refuseLines } from './csv-rows.js';
import { type Columns, eventsFromColumns, isEventColumn, nameEvents } from './event-columns.js';
import type { OpenedFile } from './opened-file.js';

/**
 * The events in a file. `.npy`: records with named fields, or numbers `(E, 2)` or `(E, 3)`, which are t, channel and polarity.
 * `.npz`: a list each for t, channel and polarity under their names, or one such array, which `array` may name. `.csv`: a
 * header with their names.
 * @throws EVENTS_INVALID, CSV_INVALID, ARRAY_MISSING, and what the reader of the format throws.
 */
export function eventsFrom(file: OpenedFile, array?: string): TimedEvents {
  switch (file.format) {
    case 'npy':
      return eventsFromNpy(file.bytes);
    case 'npz':
      return array === undefined && nameEvents([...file.arrays.keys()])
        ? eventsFromArrays(file.arrays)
        : eventsFromNpy(chosenFile(file.arrays, 'events', array));
    case 'csv':
      return eventsFromCsv(file.text);
    case 'json':
      throw new XylopipeError('EVENTS_INVALID', 'events are not read from JSON', {
        hint: 'give them as .csv, .npy or .npz',
      });
  }
}

/** Whether a file tells that it holds events: it names their times and channels. Throws what is wrong with its beginning. */
export function tellsEvents(file: OpenedFile, array?: string): boolean {
  switch (file.format) {
    case 'npy':
      return holdsRecords(file.bytes);
    case 'npz':
      return array === undefined && !file.arrays.has('raster') && nameEvents([...file.arrays.keys()]);
    case 'csv':
      return nameEvents(csvHeader(file.text));
    case 'json':
      return false;
  }
}

const eventsFromNpy = (bytes: Uint8Array): TimedEvents =>
  eventsFromColumns(holdsRecords(bytes) ? fieldsFromNpy(bytes) : columnsOf(npyFromBytes(bytes)));

const NAMES = ['t', 'channel', 'polarity'];

/** Numbers one event after the other. */
function columnsOf({ shape, data }: NpyArray): Columns {
  const [events = 0, width = 0] = shape;
  if (shape.length !== 2 || width < 2 || width > 3) {
    throw new XylopipeError('EVENTS_INVALID', `events are (E, 2) or (E, 3), the array is (${shape.join(', ')})`, {
      hint: 'give t and channel, and polarity where there is one; a raster (T, N) is read without the option "events"',
    });
  }
  // Of the type of the array: how precise times are shows in it.
  const column = (k: number) => data.slice(0, events).map((_, i) => data[i * width + k] as number);
  return new Map(NAMES.slice(0, width).map((name, k) => [name, { shape: [events], data: column(k) }]));
}

/** What stands beside the events is not looked into: it may hold what is not read here. */
function eventsFromArrays(arrays: ReadonlyMap<string, Uint8Array>): TimedEvents {
  const issues: Issue[] = [];
  const columns = new Map<string, NpyArray>();
  for (const [name, bytes] of arrays) {
    const column = isEventColumn(name) ? attempt([name], issues, () => npyFromBytes(bytes)) : undefined;
    if (column !== undefined) columns.set(name, column);
  }
  refuseOnErrors(issues, 'NPZ_INVALID', 'not every array of the events can be read');
  return eventsFromColumns(columns);
}

function eventsFromCsv(text: string): TimedEvents {
  const issues: Issue[] = [];
  const names = csvHeader(text);
  const rows = csvRows(text, issues);
  // What has another header is no file of events, whatever its lines are.
  if (nameEvents(names)) refuseLines(issues);
  const column = (k: number) => Float64Array.from(rows, ({ cells }) => cells[k] as number);
  return eventsFromColumns(new Map(names.map((name, k) => [name, { shape: [rows.length], data: column(k) }])));
}
