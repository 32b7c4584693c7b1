import { type Raster, XylopipeError } from '@xylopipe/core';
import { newRecording, type Recording, type WantedSignals } from '@xylopipe/core/session';
import type { Operation } from '@xylopipe/hdk-transport';
import type { BoardLink } from './board-link.js';
import { monitorOperations, monitorsFor, readoutBytes } from './monitors.js';
import type { ReadoutSink } from './readouts.js';
import { recorderOf } from './recorder.js';
import { type SpikeChunk, spikeChunks } from './spike-chunks.js';
import type { Turn } from './turns.js';

/**
 * Evolves a raster as fast as the board can, a chunk at a time: its spikes, then the wait for the readouts of its timesteps.
 * When the turn is interrupted the chunk that the board has is the last, and the board is told to stop.
 */
export async function evolveAccelerated(
  link: BoardLink,
  input: Raster,
  wanted: WantedSignals,
  turn: Turn,
  onProgress: ((fraction: number) => void) | undefined,
): Promise<Recording> {
  const { config, chip, settings, readouts } = link;
  const recording = newRecording(config, settings.hibernation, input.steps, wanted);
  const monitors = monitorsFor(wanted, link.neuronsOf, config.synapse2Enable);
  const record = recorderOf(recording, monitors, link.neuronsOf);
  const start = readouts.last + 1;
  refuseBeyondLast(start + input.steps, config.chipId);
  const bytes = readoutBytes(monitors);
  const limits = {
    timesteps: Math.max(1, Math.min(settings.chunkTimesteps, Math.floor(settings.chunkBytes / Math.max(1, bytes)))),
    spikes: settings.chunkSpikes,
  };
  let before: readonly Operation[] = [
    ...monitorOperations(chip.limits, monitors),
    { op: 'setMode', mode: 'accelerated' },
  ];
  for (const chunk of spikeChunks(input, start, limits)) {
    if (turn.interrupted) break;
    const timeout = settings.evolveTimeout(chunk.to - chunk.from, bytes > 0, config);
    const last = start + chunk.to - 1;
    const take: ReadoutSink = (readout, repeated) => {
      const { timestep } = readout;
      if (repeated ? timestep < last : timestep > last) throw outOfPlace(timestep, last);
      if (!repeated) record(readout, timestep - start);
      return repeated;
    };
    await link.collect(take, [...before, ...operationsOf(chunk, last)], { timeout, turn });
    before = [];
    if (!turn.interrupted) onProgress?.(chunk.to / input.steps);
  }
  if (turn.interrupted) await link.run([{ op: 'setMode', mode: 'manual' }]);
  return recording;
}

/** The readout that is asked for at the end would be of another timestep if the last one got lost. */
const operationsOf = ({ spikes }: SpikeChunk, last: number): readonly Operation[] => [
  ...(spikes.counts.length > 0 ? [{ op: 'sendSpikes', spikes } as const] : []),
  { op: 'triggerProcessing', before: last + 1 },
  { op: 'triggerReadout' },
];

const outOfPlace = (timestep: number, last: number): XylopipeError =>
  new XylopipeError(
    'READOUT_LOST',
    `a readout of timestep ${timestep} came where the last one due is of timestep ${last}`,
    {
      hint: 'deploy again and repeat the run',
    },
  );

/** Timesteps have numbers of 32 bits. */
function refuseBeyondLast(end: number, who: string): void {
  if (end <= 2 ** 32 - 1) return;
  throw new XylopipeError('TIMESTEP_LIMIT', `a board cannot count to timestep ${end}`, {
    who,
    hint: 'deploy again, or give fewer timesteps',
  });
}
