import { XylopipeError } from '../issues/error.js';

/** Units that times are counted in: seconds, milli-, micro- and nanoseconds. */
export type TimeUnit = 's' | 'ms' | 'us' | 'ns';

const PER_SECOND: Readonly<Record<TimeUnit, number>> = { s: 1, ms: 1e3, us: 1e6, ns: 1e9 };

/** How time is cut into timesteps. */
export interface TimeStepOptions {
  /** Duration of a timestep, seconds. */
  readonly dt: number;
  /** What times are counted in; files do not say so. AEDAT and most cameras count microseconds. */
  readonly unit: TimeUnit;
  /** Where timestep 0 begins, in `unit`; `first`: at the earliest event. Default 0. */
  readonly start?: number | 'first' | undefined;
  /**
   * What becomes of a time where one timestep ends and the next one starts. `start`, the default: it belongs to the one that
   * starts, `[k dt, (k + 1) dt)`. `end`: to the one that ends, `(k dt, (k + 1) dt]`, as NIR counts spikes.
   */
  readonly border?: 'start' | 'end' | undefined;
}

/** Half a unit in the last place, of float64 and of float32: how far a number may be from the time that was meant. */
const ROUNDING = { float64: 2 ** -53, float32: 2 ** -24 };

/** What is rounded on the way from a time to a step besides the time: `start`, `dt`, its conversion, a difference, a quotient. */
const ROUNDED_TOO = 7 * ROUNDING.float64;

/**
 * Which timestep each time falls into. Whole times are exact where the step is a whole number of their unit too. Otherwise
 * numbers miss the border that was meant by a rounding (0.3 / 0.1 is less than 3), so a time counts as one on the border if
 * it is as near as the roundings of its type can bring it. Where these are as large as a step, it is the nearest border that counts.
 */
export class TimeSteps {
  /** Of a step, in the unit of the times. */
  readonly #width: number;
  readonly #start: number;
  readonly #atEnd: boolean;
  readonly #rounding: number;

  /** @throws OPTIONS_INVALID for options that are none. */
  constructor({ dt, unit, start = 0, border = 'start' }: TimeStepOptions, times: ArrayLike<number>) {
    if (!(dt > 0 && Number.isFinite(dt))) throw invalid('dt', dt, 'give the duration of a timestep in seconds');
    if (!Object.hasOwn(PER_SECOND, unit)) throw invalid('unit', unit, `have: ${Object.keys(PER_SECOND).join(', ')}`);
    if (start !== 'first' && !Number.isFinite(start)) throw invalid('start', start, `give a time, or 'first'`);
    if (border !== 'start' && border !== 'end') throw invalid('border', border, `give 'start' or 'end'`);
    this.#width = wholeIfMeant(dt * PER_SECOND[unit]);
    this.#start = start === 'first' ? earliest(times) : start;
    this.#atEnd = border === 'end';
    this.#rounding = ROUNDED_TOO + (times instanceof Float32Array ? ROUNDING.float32 : ROUNDING.float64);
  }

  /** The timestep of a time, which is negative before the start, and no number for what is no time. */
  of(time: number): number {
    const passed = time - this.#start;
    const steps = passed / this.#width;
    const border = Math.round(steps);
    const isOnBorder = this.#isWhole(time)
      ? passed % this.#width === 0
      : Math.abs(steps - border) <= Math.min(this.#slack(time), 0.5);
    if (!isOnBorder) return Math.floor(steps);
    return this.#atEnd ? border - 1 : border + 0;
  }

  #isWhole(time: number): boolean {
    return Number.isSafeInteger(time) && Number.isSafeInteger(this.#start) && Number.isSafeInteger(this.#width);
  }

  #slack(time: number): number {
    return (Math.max(Math.abs(time), Math.abs(this.#start)) / this.#width) * this.#rounding;
  }
}

/** 0.000123 s are 123.00000000000001 us after a conversion. */
function wholeIfMeant(width: number): number {
  const whole = Math.round(width);
  return whole > 0 && Math.abs(width - whole) <= width * 4 * ROUNDING.float64 ? whole : width;
}

function earliest(times: ArrayLike<number>): number {
  let first = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times.length; i++) first = Math.min(first, Number.isNaN(times[i]) ? first : (times[i] as number));
  return Number.isFinite(first) ? first : 0;
}

const invalid = (option: string, value: unknown, hint: string): XylopipeError =>
  new XylopipeError('OPTIONS_INVALID', `the option "${option}" cannot be ${value}`, { hint });
