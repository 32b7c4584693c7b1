import type { Raster } from '@xylopipe/core';
import { newRecording, type Recording, type WantedSignals } from '@xylopipe/core/session';
import type { Operation } from '@xylopipe/hdk-transport';
import type { BoardLink } from './board-link.js';
import { monitorOperations, monitorsFor } from './monitors.js';
import type { ReadoutSink } from './readouts.js';
import { recorderOf } from './recorder.js';
import { spikeChunks } from './spike-chunks.js';
import type { Turn } from './turns.js';

/**
 * Milliseconds until a board that has not processed the timestep is asked again. At once would be in a loop, which over a link
 * within the process leaves no turn for the deadline.
 */
const POLL = 10;

/** Processes one timestep in manual mode. The board is asked for its readout until it is that of the new timestep. */
export async function stepOnce(link: BoardLink, input: Raster, wanted: WantedSignals, turn: Turn): Promise<Recording> {
  const { config, chip, settings } = link;
  const recording = newRecording(config, settings.hibernation, 1, wanted);
  const monitors = monitorsFor(wanted, link.neuronsOf, config.synapse2Enable);
  const record = recorderOf(recording, monitors, link.neuronsOf);
  const [chunk] = spikeChunks(input, 0, { timesteps: 1, spikes: input.channels });
  const spikes = chunk?.spikes;
  const take: ReadoutSink = (readout, repeated) => {
    if (repeated) settings.clock.after(POLL, () => void link.run([{ op: 'triggerReadout' }]).catch(() => {}));
    else record(readout, 0);
    return !repeated;
  };
  const operations: readonly Operation[] = [
    ...monitorOperations(chip.limits, monitors),
    { op: 'setMode', mode: 'manual' },
    ...(spikes !== undefined && spikes.counts.length > 0 ? [{ op: 'sendSpikes', spikes } as const] : []),
    { op: 'triggerProcessing' },
    { op: 'triggerReadout' },
  ];
  await link.collect(take, operations, { turn });
  return recording;
}
