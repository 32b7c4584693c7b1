import type { Raster } from '@xylopipe/core';
import { MAX_SPIKES } from '@xylopipe/core/session';
import type { SpikeBatch } from '@xylopipe/hdk-transport';

/** Consecutive timesteps that a board gets at once. */
export interface SpikeChunk {
  readonly from: number;
  /** Behind the last. */
  readonly to: number;
  readonly spikes: SpikeBatch;
}

/** How much a board gets at once. */
export interface ChunkLimits {
  readonly timesteps: number;
  /** Channels with spikes, over all timesteps; a single timestep can have more. */
  readonly spikes: number;
}

/**
 * Cuts a raster into chunks, counts clamped as the chip does.
 * @param firstTimestep - what the board calls the first timestep.
 */
export function* spikeChunks(input: Raster, firstTimestep: number, limits: ChunkLimits): Generator<SpikeChunk> {
  for (let from = 0; from < input.steps; ) {
    let to = from;
    let count = 0;
    do count += spikingChannels(input.step(to++));
    while (
      to < input.steps &&
      to - from < limits.timesteps &&
      count + spikingChannels(input.step(to)) <= limits.spikes
    );
    yield { from, to, spikes: spikesOf(input, from, to, firstTimestep, count) };
    from = to;
  }
}

function spikesOf(input: Raster, from: number, to: number, firstTimestep: number, count: number): SpikeBatch {
  const timesteps = new Uint32Array(count);
  const channels = new Uint16Array(count);
  const counts = new Uint8Array(count);
  let i = 0;
  for (let step = from; step < to; step++) {
    for (let channel = 0; channel < input.channels; channel++) {
      const spikes = input.counts[step * input.channels + channel];
      if (spikes === 0) continue;
      timesteps[i] = firstTimestep + step;
      channels[i] = channel;
      counts[i++] = Math.min(spikes, MAX_SPIKES.input);
    }
  }
  return { timesteps, channels, counts };
}

function spikingChannels(counts: Uint8Array): number {
  let spiking = 0;
  for (const count of counts) if (count !== 0) spiking++;
  return spiking;
}
