import { type DeviceConfig, type Issue, type Raster, specSizes, XylopipeError } from '@xylopipe/core';
import { MAX_SPIKES } from './max-spikes.js';

/** Places that a warning names: an encoder with a wrong gain clips everywhere. */
const PLACES_SHOWN = 5;

/** Throws `INPUT_CHANNELS` unless the raster has a channel for each input of the configuration. */
export function refuseOtherChannels(input: Raster, config: DeviceConfig): void {
  const { inputs } = specSizes(config);
  if (input.channels === inputs) return;
  throw new XylopipeError(
    'INPUT_CHANNELS',
    `the input has ${input.channels} channels, the configuration takes ${inputs}`,
    { who: config.chipId, hint: 'encode for the input channels of the network, silent ones included' },
  );
}

/** `INPUT_CLIPPED` if any count is over what a channel takes in a timestep: how many, the largest, and the first places. */
export function inputClipped(input: Raster): Issue | undefined {
  const places: (readonly [step: number, channel: number])[] = [];
  let cells = 0;
  let largest = 0;
  for (let i = 0; i < input.counts.length; i++) {
    const count = input.counts[i];
    if (count <= MAX_SPIKES.input) continue;
    cells++;
    if (count > largest) largest = count;
    if (places.length < PLACES_SHOWN) places.push([Math.floor(i / input.channels), i % input.channels]);
  }
  const [first] = places;
  if (first === undefined) return undefined;
  const shown = places.map((place) => `(${place.join(', ')})`).join(', ');
  const more = cells > places.length ? ', ...' : '';
  return {
    code: 'INPUT_CLIPPED',
    severity: 'warning',
    at: ['input', ...first],
    measured: largest,
    limit: MAX_SPIKES.input,
    message: `${cells} input count${cells === 1 ? ' is' : 's are'} clamped as the chip does, at (timestep, channel) ${shown}${more}`,
    hint: 'use shorter timesteps or a smaller gain in the encoder',
  };
}
