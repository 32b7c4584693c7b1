import { XylopipeError } from '@xylopipe/core';
import type { SpikeBatch } from '../bus/operation.js';
import type { ByteReader } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';

/** Bytes of an entry: timestep, channel, count. */
export const SPIKE_SIZE = 7;

/** Writes how many entries there are, then each. */
export function writeSpikes(to: ByteWriter, spikes: SpikeBatch, field: string): void {
  const { timesteps, channels, counts } = spikes;
  if (channels.length !== timesteps.length || counts.length !== timesteps.length)
    throw new XylopipeError(
      'VALUE_RANGE',
      `${timesteps.length} timesteps, ${channels.length} channels and ${counts.length} counts do not belong together`,
      { who: field },
    );
  to.u32(timesteps.length, `${field}.length`);
  const { bytes } = to;
  let at = to.skip(timesteps.length * SPIKE_SIZE);
  for (let i = 0; i < timesteps.length; i++, at += SPIKE_SIZE) {
    const t = timesteps[i]!;
    const channel = channels[i]!;
    bytes[at] = t;
    bytes[at + 1] = t >>> 8;
    bytes[at + 2] = t >>> 16;
    bytes[at + 3] = t >>> 24;
    bytes[at + 4] = channel;
    bytes[at + 5] = channel >>> 8;
    bytes[at + 6] = counts[i]!;
  }
}

/** Reads what {@link writeSpikes} has written. */
export function readSpikes(from: ByteReader, field: string): SpikeBatch {
  const length = from.u32(`count of ${field}`);
  let at = from.skip(length * SPIKE_SIZE, field);
  const { bytes } = from;
  const timesteps = new Uint32Array(length);
  const channels = new Uint16Array(length);
  const counts = new Uint8Array(length);
  for (let i = 0; i < length; i++, at += SPIKE_SIZE) {
    timesteps[i] = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    channels[i] = bytes[at + 4]! | (bytes[at + 5]! << 8);
    counts[i] = bytes[at + 6]!;
  }
  return { timesteps, channels, counts };
}
