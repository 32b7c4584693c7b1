import { XylopipeError } from '../issues/error.js';
import type { Issue } from '../issues/issue.js';

/** Largest count that a raster cell holds; a Xylo input takes 15 of them, see `DeviceSession.evolve`. */
export const MAX_RASTER_COUNT = 255;

/** Cells of a new raster: what a typed array can hold everywhere. */
const MAX_CELLS = 2 ** 31;

/** Problems shown per raster: a wrong encoder breaks thousands of cells in the same way. */
const MAX_CELL_ISSUES = 10;

/** Spike counts per timestep and channel, `(T, N)`, 0 to 255 each. Immutable. */
export class Raster {
  /** Number of timesteps, T. */
  readonly steps: number;
  /** Number of channels, N. */
  readonly channels: number;
  /** All counts, row-major `(T, N)`. */
  readonly counts: Uint8Array;

  /** Takes `counts` over without a copy. Throws `RASTER_INVALID` if their number is not `steps * channels`. */
  constructor(steps: number, channels: number, counts: Uint8Array) {
    if (!isSize(steps) || !isSize(channels) || counts.length !== steps * channels) {
      throw new XylopipeError(
        'RASTER_INVALID',
        `a raster of (${steps}, ${channels}) cannot hold ${counts.length} counts`,
      );
    }
    this.steps = steps;
    this.channels = channels;
    this.counts = counts;
  }

  /** A raster without spikes. Throws `RASTER_INVALID` unless both are counts and there are at most 2^31 cells. */
  static zeros(steps: number, channels: number): Raster {
    if (!isSize(steps) || !isSize(channels) || steps * channels > MAX_CELLS) {
      throw new XylopipeError('RASTER_INVALID', `there is no raster of (${steps}, ${channels})`, {
        hint: `give whole numbers from 0, and at most ${MAX_CELLS} cells`,
      });
    }
    return new Raster(steps, channels, new Uint8Array(steps * channels));
  }

  /**
   * From one list of counts per timestep.
   * @param channels - N; needed only where `rows` is empty (default: the length of the first row, or 0).
   * @throws RASTER_INVALID with one issue per bad row or cell: uneven rows, and counts that are negative, fractional, not finite or over 255.
   */
  static fromNested(rows: ArrayLike<ArrayLike<number>>, channels: number = rows[0]?.length ?? 0): Raster {
    const uneven: Issue[] = [];
    const bad = new BadCells();
    for (let t = 0; t < rows.length; t++) {
      const row = rows[t] as ArrayLike<number>;
      if (row.length !== channels) uneven.push(unevenRow(t, row.length, channels));
      for (let c = 0; c < row.length; c++) bad.look(row[c] as number, t, c);
    }
    const found = uneven.length + bad.found;
    if (found > 0) throw invalid([...uneven.slice(0, MAX_CELL_ISSUES), ...bad.issues], found);
    const raster = Raster.zeros(rows.length, channels);
    for (let t = 0; t < rows.length; t++) raster.counts.set(rows[t] as ArrayLike<number>, t * channels);
    return raster;
  }

  /** From numbers, row-major `(steps, channels)`, which are checked and copied. Throws `RASTER_INVALID` like `fromNested`. */
  static fromValues(steps: number, channels: number, values: ArrayLike<number>): Raster {
    if (values.length !== steps * channels) {
      throw new XylopipeError(
        'RASTER_INVALID',
        `a raster of (${steps}, ${channels}) cannot hold ${values.length} counts`,
      );
    }
    const counts = new Uint8Array(values.length);
    const bad = new BadCells();
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number;
      counts[i] = value;
      if (counts[i] !== value) bad.look(value, Math.floor(i / channels), i % channels);
    }
    if (bad.found > 0) throw invalid(bad.issues, bad.found);
    return new Raster(steps, channels, counts);
  }

  /** Rasters one after the other in time. Throws `RASTER_INVALID` if their channel counts differ or the list is empty. */
  static concatenate(rasters: readonly Raster[]): Raster {
    const first = rasters[0];
    if (first === undefined) throw new XylopipeError('RASTER_INVALID', 'there is no raster to concatenate');
    const issues = rasters.flatMap((r, i) =>
      r.channels === first.channels ? [] : [unevenRow(i, r.channels, first.channels)],
    );
    if (issues.length > 0) throw invalid(issues);
    const counts = new Uint8Array(rasters.reduce((n, r) => n + r.counts.length, 0));
    let offset = 0;
    for (const raster of rasters) {
      counts.set(raster.counts, offset);
      offset += raster.counts.length;
    }
    return new Raster(
      rasters.reduce((n, r) => n + r.steps, 0),
      first.channels,
      counts,
    );
  }

  /** Count of channel `channel` at timestep `step`. Throws `RASTER_INDEX` outside of the raster. */
  at(step: number, channel: number): number {
    const count =
      isSize(step) && isSize(channel) && channel < this.channels
        ? this.counts[step * this.channels + channel]
        : undefined;
    if (count === undefined) {
      throw new XylopipeError(
        'RASTER_INDEX',
        `(${step}, ${channel}) is outside of a raster of (${this.steps}, ${this.channels})`,
      );
    }
    return count;
  }

  /** Timesteps `from` (inclusive) to `to` (exclusive), as a copy. Throws `RASTER_INDEX` unless 0 <= from <= to <= T. */
  slice(from: number, to: number = this.steps): Raster {
    if (!isSize(from) || !isSize(to) || from > to || to > this.steps) {
      throw new XylopipeError('RASTER_INDEX', `steps ${from} to ${to} are outside of a raster of ${this.steps} steps`);
    }
    return new Raster(to - from, this.channels, this.counts.slice(from * this.channels, to * this.channels));
  }

  /** All counts of one timestep, as a view that must not be written. */
  step(step: number): Uint8Array {
    return this.counts.subarray(step * this.channels, (step + 1) * this.channels);
  }

  /** Spikes per channel over all timesteps, `(N)`. */
  totals(): number[] {
    const totals = new Array<number>(this.channels).fill(0);
    this.counts.forEach((count, i) => {
      totals[i % this.channels] = (totals[i % this.channels] as number) + count;
    });
    return totals;
  }

  /** One list of counts per timestep. */
  toNested(): number[][] {
    return Array.from({ length: this.steps }, (_, t) => Array.from(this.step(t)));
  }
}

/** Cells that hold no count: all are counted, the first are kept. */
class BadCells {
  found = 0;
  readonly issues: Issue[] = [];

  look(value: number, step: number, channel: number): void {
    if (value >= 0 && value <= MAX_RASTER_COUNT && Number.isInteger(value)) return;
    if (++this.found <= MAX_CELL_ISSUES) this.issues.push(badCount(step, channel, value));
  }
}

const isSize = (n: number): boolean => Number.isInteger(n) && n >= 0;

function invalid(issues: readonly Issue[], found: number = issues.length): XylopipeError {
  const more = found > issues.length ? `, the first ${issues.length} are shown` : '';
  return new XylopipeError('RASTER_INVALID', `${found} problem${found === 1 ? '' : 's'} in the raster${more}`, {
    issues,
  });
}

const unevenRow = (row: number, measured: number, limit: number): Issue => ({
  code: 'RASTER_SHAPE',
  severity: 'error',
  at: [row],
  measured,
  limit,
  message: `row ${row} has ${measured} channels where the others have ${limit}`,
  hint: 'give every timestep the same number of channels',
});

function badCount(step: number, channel: number, measured: number): Issue {
  const at = [step, channel];
  const common = { severity: 'error', at, measured } as const;
  if (!Number.isFinite(measured)) {
    return {
      ...common,
      code: 'RASTER_NOT_FINITE',
      message: 'a spike count must be a number',
      hint: 'look for a division by zero in the encoder',
    };
  }
  if (measured < 0) {
    return {
      ...common,
      code: 'RASTER_NEGATIVE',
      limit: 0,
      message: 'a spike count cannot be negative',
      hint: 'send negative events through a channel of their own',
    };
  }
  if (!Number.isInteger(measured)) {
    return {
      ...common,
      code: 'RASTER_FRACTIONAL',
      message: 'a spike count must be whole',
      hint: 'bin the spikes, or give real values to the float simulation as a TimeSeries',
    };
  }
  return {
    ...common,
    code: 'RASTER_OVER_255',
    limit: MAX_RASTER_COUNT,
    message: 'a spike count cannot be over 255',
    hint: 'use shorter timesteps; a Xylo input takes at most 15 spikes per timestep',
  };
}
