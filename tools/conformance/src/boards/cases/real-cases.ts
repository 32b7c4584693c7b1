import { type Evolution, Raster } from '@xylopipe/core';
import {
  type AudioFile,
  type ResidualFile,
  readSound,
  residualDifference,
  soundDifference,
} from '../../checks/real.js';
import { firstOf } from '../../difference.js';
import type { Vectors } from '../../vectors.js';
import type { BoardCase, CasesFor } from '../board-case.js';
import { RecordedNetwork } from './recorded-network.js';

/** A network with everything else that its cases have. */
type RealNetwork = Pick<BoardCase, 'name' | 'calls'> & {
  readonly network: RecordedNetwork;
  readonly recordedDifference: (evolutions: readonly Evolution[]) => string | undefined;
};

/** `real/`: networks trained by others, with states recorded of the second arithmetic. */
export async function realCases(files: readonly unknown[], vectors: Pick<Vectors, 'read'>): Promise<CasesFor> {
  const networks = await Promise.all(
    (files as readonly (AudioFile | ResidualFile)[]).map((file) =>
      'classes' in file ? audioNetworks(file, vectors) : residualNetworks(file),
    ),
  );
  return (device) =>
    networks.flat().map(({ network, name, calls, recordedDifference }) =>
      network.caseOn(device, {
        set: 'real',
        name,
        calls,
        recordedDifference: device.limits.updateRule === 'v2' ? recordedDifference : undefined,
      }),
    );
}

async function audioNetworks(file: AudioFile, vectors: Pick<Vectors, 'read'>): Promise<readonly RealNetwork[]> {
  const sounds = await Promise.all(file.classes.map((sound) => readSound(sound, vectors)));
  return (['global', 'channel'] as const).flatMap((method) => {
    const { spec, expected } = file[method];
    const network = new RecordedNetwork({ ...spec, dt: file.float_spec.dt });
    return (['reset', 'carry'] as const).map((mode) => ({
      network,
      name: `audio-events ${method} ${mode}`,
      calls: sounds.map((input, i) => ({ reset: mode === 'reset' && i > 0, input })),
      recordedDifference: (evolutions: readonly Evolution[]) =>
        firstOf(
          evolutions.map((evolution, label) => () => {
            const recorded = expected[mode][file.classes[label] as string];
            if (recorded === undefined) return `nothing is recorded of ${file.classes[label]}`;
            return soundDifference(evolution, recorded, mode === 'reset' ? label : undefined);
          }),
        ),
    }));
  });
}

const residualNetworks = (file: ResidualFile): readonly RealNetwork[] =>
  file.cases.map(({ device, method, spec, runs }) => {
    const name = `${file.model} ${device} ${method}`;
    if (spec === undefined) throw new Error(`${name}: there is no specification to deploy`);
    return {
      network: new RecordedNetwork({ dt: 0.01, ...spec }),
      name,
      calls: runs.map(({ input }, i) => ({ reset: i > 0, input: Raster.fromNested(input) })),
      recordedDifference: (evolutions) =>
        firstOf(runs.map((run, i) => () => residualDifference(evolutions[i] as Evolution, run, i))),
    };
  });
