import type { ChipLimits } from '@xylopipe/core';
import type { SpikeBatch } from '@xylopipe/hdk-transport';
import { refusal } from '../refuse.js';
import type { FieldPlace, RegisterFile } from '../registers/register-file.js';

/** Spikes that the next timestep takes in. */
export class InputSpikes {
  /** Of each input channel, at most what the chip takes of one. */
  readonly counts: Uint8Array;
  readonly #most: number;
  readonly #registers: RegisterFile;
  /** Of each channel, its fields in the registers of input spikes. */
  readonly #fields: readonly (readonly FieldPlace[])[];

  constructor(registers: RegisterFile, { inputChannels, maxSpikes }: ChipLimits) {
    this.counts = new Uint8Array(inputChannels);
    this.#most = maxSpikes.input;
    this.#registers = registers;
    this.#fields = Array.from(this.counts, (_, channel) => registers.places(`IN${channel}`));
  }

  add(channel: number, count: number): void {
    this.counts[channel] = Math.min(this.#most, this.counts[channel] + count);
  }

  /** Takes over what the registers hold, and clears them. */
  takeRegisters(): void {
    this.#fields.forEach((places, channel) => {
      for (const place of places) {
        this.add(channel, this.#registers.valueAt(place));
        this.#registers.setAt(place, 0);
      }
    });
  }

  clear(): void {
    this.counts.fill(0);
  }
}

/**
 * Checks spikes before any of them is taken.
 * @throws SPIKES_INVALID for channels that are not in use, counts that are none, timesteps that do not ascend (`ordered`)
 */
export function checkSpikes({ timesteps, channels, counts }: SpikeBatch, inputs: number, ordered: boolean): void {
  const invalid = (what: string): Error => refusal('SPIKES_INVALID', what);
  if (channels.length !== timesteps.length || counts.length !== timesteps.length)
    throw invalid(`${timesteps.length} timesteps, ${channels.length} channels, ${counts.length} counts`);
  for (let i = 0; i < timesteps.length; i++) {
    if (channels[i] >= inputs) throw invalid(`entry ${i}: channel ${channels[i]}, ${inputs} are in use`);
    if (counts[i] === 0) throw invalid(`entry ${i}: 0 spikes`);
    if (ordered && i > 0 && timesteps[i] < timesteps[i - 1])
      throw invalid(`entry ${i}: timestep ${timesteps[i]} behind ${timesteps[i - 1]}`);
  }
}
