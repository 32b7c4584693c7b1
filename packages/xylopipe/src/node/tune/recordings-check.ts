import { type Issue, refuseOnErrors, XylopipeError } from '@xylopipe/core';
import type { Objective } from '@xylopipe/tune';
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

/** What to look for in recordings where nobody says it. */
export const objectivesFor = ({ labels }: Pick<Recordings, 'labels'>): readonly Objective[] =>
  labels === undefined ? ['agreement', 'outputAgreement'] : ['agreement', 'accuracy'];

/** Throws `RECORDINGS_INVALID` if a measure is asked for that needs labels, of recordings whose classes nobody knows. */
export function refuseWithoutLabels(objectives: readonly Objective[], { labels }: Pick<Recordings, 'labels'>): void {
  const needing = objectives.find((objective) => objective === 'accuracy' || objective === 'likelihood');
  if (labels !== undefined || needing === undefined) return;
  throw new XylopipeError('RECORDINGS_INVALID', `${needing} cannot be scored: the recordings have no labels`, {
    hint: 'add labels.csv with the header file,label, or look for agreement',
  });
}
