import { type Issue, refuseOnErrors } from '@xylopipe/core';
import type { Recordings } from '../recordings.js';

/** Throws `RECORDINGS_INVALID` with every recording that has not as many channels as the network has inputs. */
export function refuseOtherChannels({ names, rasters }: Pick<Recordings, 'names' | 'rasters'>, inputs: number): void {
  const issues = rasters.flatMap(({ channels }, i): readonly Issue[] =>
    channels === inputs
      ? []
      : [
          {
            code: 'INPUT_CHANNELS',
            severity: 'error',
            at: [names[i] as string],
            measured: channels,
            limit: inputs,
            message: `the recording has ${channels} channels, the network ${inputs} inputs`,
            hint: 'give recordings of the inputs of this network; of a .csv whose last channels are silent say --channels',
          },
        ],
  );
  refuseOnErrors(issues, 'RECORDINGS_INVALID', 'these are no recordings for this network');
}
