import { XylopipeError, type XylopipeErrorOptions } from '../issues/error.js';
import type { Issue } from '../issues/issue.js';
import { Raster } from './raster.js';
import { type Nested, tensorFromNested, unravelIndex } from './tensor.js';

/** Anything that a `TimeSeries` can be made of: `(T, N)` or `(B, T, N)` numbers, or a spike raster. */
export type TimeSeriesInput = TimeSeries | Raster | readonly Nested[];

/** Real values per timestep and channel, `(T, N)`, or a batch of such, `(B, T, N)`; float64. Immutable. */
export class TimeSeries {
  /** Number of batch items, B; `undefined` where there is no batch dimension. */
  readonly batch: number | undefined;
  /** Number of timesteps, T. */
  readonly steps: number;
  /** Number of channels, N. */
  readonly channels: number;
  /** All values, row-major `(T, N)` or `(B, T, N)`. */
  readonly values: Float64Array;

  /** Takes `values` over without a copy. Throws `TIME_SERIES_INVALID` if shape and number of values disagree. */
  constructor(shape: readonly [number, number] | readonly [number, number, number], values: Float64Array) {
    const [batch, steps, channels] = shape.length === 3 ? shape : [undefined, ...shape];
    const expected = (batch ?? 1) * steps * channels;
    if (![batch ?? 0, steps, channels].every((n) => Number.isInteger(n) && n >= 0) || values.length !== expected) {
      throw invalid(`shape (${shape.join(', ')}) cannot hold ${values.length} values`);
    }
    this.batch = batch;
    this.steps = steps;
    this.channels = channels;
    this.values = values;
  }

  /** Converts a raster or nested lists; a `TimeSeries` comes back as it is. Throws `TIME_SERIES_INVALID` on another rank, uneven rows, or with an issue per value that is not finite. */
  static from(input: TimeSeriesInput): TimeSeries {
    if (input instanceof TimeSeries) return input;
    if (input instanceof Raster) return new TimeSeries([input.steps, input.channels], Float64Array.from(input.counts));
    return fromNested(input);
  }

  /** `(T, N)` or `(B, T, N)`. */
  get shape(): readonly number[] {
    return this.batch === undefined ? [this.steps, this.channels] : [this.batch, this.steps, this.channels];
  }

  /** One item of a batch as `(T, N)`, sharing memory; item 0 of a series without a batch is the series itself. */
  item(index: number): TimeSeries {
    const count = this.batch ?? 1;
    if (!Number.isInteger(index) || index < 0 || index >= count)
      throw invalid(`there is no batch item ${index} of ${count}`);
    const size = this.steps * this.channels;
    return new TimeSeries([this.steps, this.channels], this.values.subarray(index * size, (index + 1) * size));
  }

  /** All values of one timestep of a series without a batch, as a view that must not be written. */
  step(step: number): Float64Array {
    return this.values.subarray(step * this.channels, (step + 1) * this.channels);
  }

  /** Timesteps `from` (inclusive) to `to` (exclusive) of a series without a batch, as a copy. */
  slice(from: number, to: number = this.steps): TimeSeries {
    if (this.batch !== undefined) throw invalid('take an item of a batch before slicing it in time');
    if (!(Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from <= to && to <= this.steps)) {
      throw invalid(`steps ${from} to ${to} are outside of ${this.steps} steps`);
    }
    return new TimeSeries([to - from, this.channels], this.values.slice(from * this.channels, to * this.channels));
  }

  /** Series of `(T_i, N)` one after the other in time. */
  static concatenate(series: readonly TimeSeries[]): TimeSeries {
    const first = series[0];
    if (first === undefined) throw invalid('there is nothing to concatenate');
    if (series.some((s) => s.batch !== undefined || s.channels !== first.channels)) {
      throw invalid(`cannot concatenate series of ${series.map((s) => `(${s.shape.join(', ')})`).join(', ')}`);
    }
    const values = new Float64Array(series.reduce((n, s) => n + s.values.length, 0));
    let offset = 0;
    for (const s of series) {
      values.set(s.values, offset);
      offset += s.values.length;
    }
    return new TimeSeries([series.reduce((n, s) => n + s.steps, 0), first.channels], values);
  }

  /** Spike counts `(T, N)`; throws `RASTER_INVALID` where a value is not a whole number from 0 to 255. */
  toRaster(): Raster {
    if (this.batch !== undefined) throw invalid('take an item of a batch before making a raster of it');
    return Raster.fromValues(this.steps, this.channels, this.values);
  }

  /** Nested lists of the same shape. */
  toNested(): Nested {
    const rows = (s: TimeSeries): number[][] => Array.from({ length: s.steps }, (_, t) => Array.from(s.step(t)));
    return this.batch === undefined ? rows(this) : Array.from({ length: this.batch }, (_, b) => rows(this.item(b)));
  }
}

function fromNested(nested: readonly Nested[]): TimeSeries {
  let parsed: ReturnType<typeof tensorFromNested>;
  try {
    parsed = tensorFromNested(nested);
  } catch (cause) {
    throw invalid('rows differ in length', { cause, hint: 'give every timestep the same number of channels' });
  }
  const { shape, data } = parsed;
  refuseNotFinite(shape, data);
  const [a, b, c] = shape;
  if (shape.length === 1 && a === 0) return new TimeSeries([0, 0], data);
  if (shape.length === 2) return new TimeSeries([a as number, b as number], data);
  if (shape.length === 3) return new TimeSeries([a as number, b as number, c as number], data);
  throw invalid(`expected (T, N) or (B, T, N), got ${shape.length} dimension${shape.length === 1 ? '' : 's'}`);
}

/** Values shown: a diverged encoder breaks thousands in the same way. */
const MAX_VALUE_ISSUES = 10;

function refuseNotFinite(shape: readonly number[], data: Float64Array): void {
  const issues: Issue[] = [];
  let bad = 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number;
    if (Number.isFinite(value) || ++bad > MAX_VALUE_ISSUES) continue;
    issues.push({
      code: 'NOT_FINITE',
      severity: 'error',
      at: unravelIndex(i, shape),
      measured: String(value),
      message: 'a value must be a finite number',
      hint: 'look for a division by zero where the input is made',
    });
  }
  if (bad > 0) throw invalid(`${bad} value${bad === 1 ? ' is' : 's are'} not finite`, { issues });
}

const invalid = (message: string, options: XylopipeErrorOptions = {}): XylopipeError =>
  new XylopipeError('TIME_SERIES_INVALID', message, options);
