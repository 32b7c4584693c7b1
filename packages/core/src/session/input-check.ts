import type { DeviceConfig } from '../artifacts/device-config.js';
import { specSizes } from '../artifacts/spec-fields.js';
import { Raster } from '../data/raster.js';
import { refuseOnErrors, XylopipeError } from '../issues/error.js';
import type { Issue } from '../issues/issue.js';
import { MAX_SPIKES } from './max-spikes.js';

/** Places that a warning names: an encoder with a wrong gain clips everywhere. */
const PLACES_SHOWN = 5;

/**
 * The input of a configuration, read once; the counts are not copied. What has the fields of a raster is as good as one,
 * e.g. a raster that was sent to a worker.
 * @throws INPUT_INVALID if it is no raster, with all that it lacks.
 * @throws INPUT_CHANNELS unless it has a channel for each input of the configuration.
 */
export function inputOf(input: Raster, config: DeviceConfig): Raster {
  const { steps, channels, counts } = { ...input } as { readonly [K in keyof Raster]?: unknown };
  const issues: Issue[] = [];
  if (!isSize(steps)) issues.push(invalid(['steps'], steps, 'a raster has 0 or more timesteps'));
  if (!isSize(channels)) issues.push(invalid(['channels'], channels, 'a raster has 0 or more channels'));
  if (!isUint8Array(counts))
    issues.push(invalid(['counts'], nameOf(counts), 'the counts of a raster are a Uint8Array'));
  else if (issues.length === 0 && counts.length !== Number(steps) * Number(channels)) {
    issues.push(invalid(['counts'], counts.length, `a raster of (${steps}, ${channels}) has other counts`));
  }
  refuseOnErrors(issues, 'INPUT_INVALID', 'the input is no raster', { who: config.chipId });
  const { inputs } = specSizes(config);
  if (channels === inputs) return new Raster(steps as number, inputs, counts as Uint8Array);
  throw new XylopipeError('INPUT_CHANNELS', `the input has ${channels} channels, the configuration takes ${inputs}`, {
    who: config.chipId,
    hint: 'encode for all input channels of the network; where the last ones are silent, the option "channels" says how many there are',
  });
}

/** Also of another realm, a frame or a worker's test. */
export const isUint8Array = (value: unknown): value is Uint8Array =>
  ArrayBuffer.isView(value) && (value as Uint8Array)[Symbol.toStringTag] === 'Uint8Array';

const isSize = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;

/** What a value is, for a message. */
export const nameOf = (value: unknown): string => Object.prototype.toString.call(value).slice('[object '.length, -1);

const invalid = (at: Issue['at'], measured: unknown, message: string): Issue => ({
  code: 'INVALID_VALUE',
  severity: 'error',
  at: ['input', ...at],
  measured: String(measured),
  message,
  hint: 'make it with Raster.fromNested or Raster.fromValues, which check every count',
});

/**
 * `INPUT_CLIPPED` if any count is over what a channel takes in a timestep: how many, the largest, and the first places.
 * @param counts - `(T, channels)`, row-major.
 * @param firstStep - what the first timestep is called.
 */
export function inputClipped(counts: Uint8Array, channels: number, firstStep = 0): Issue | undefined {
  if (!anyOver15(counts)) return undefined;
  const places: (readonly [step: number, channel: number])[] = [];
  let cells = 0;
  let largest = 0;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i];
    if (count <= MAX_SPIKES.input) continue;
    cells++;
    if (count > largest) largest = count;
    if (places.length < PLACES_SHOWN) places.push([firstStep + Math.floor(i / channels), i % channels]);
  }
  const shown = places.map((place) => `(${place.join(', ')})`).join(', ');
  const more = cells > places.length ? ', ...' : '';
  return {
    code: 'INPUT_CLIPPED',
    severity: 'warning',
    at: ['input', ...places[0]],
    measured: largest,
    limit: MAX_SPIKES.input,
    message: `${cells} input count${cells === 1 ? ' is' : 's are'} clamped as the chip does, at (timestep, channel) ${shown}${more}`,
    hint: 'use shorter timesteps or a smaller gain in the encoder',
  };
}

/** Any of these bits makes a count larger than 15. */
const OVER_15 = 0xf0;
const OVER_15_IN_WORD = 0xf0f0f0f0;

/** Below this, looking at single counts is as fast, and makes no view. */
const WORTH_A_VIEW = 1024;

/** Looks at four counts at once where they lie in one word. */
function anyOver15(counts: Uint8Array): boolean {
  let bits = 0;
  let i = 0;
  if (counts.length >= WORTH_A_VIEW) {
    for (; (counts.byteOffset + i) % 4 !== 0; i++) bits |= counts[i];
    const words = new Uint32Array(counts.buffer, counts.byteOffset + i, (counts.length - i) >> 2);
    let wordBits = 0;
    for (let w = 0; w < words.length; w++) wordBits |= words[w];
    if ((wordBits & OVER_15_IN_WORD) !== 0) return true;
    i += words.length * 4;
  }
  for (; i < counts.length; i++) bits |= counts[i];
  return (bits & OVER_15) !== 0;
}
