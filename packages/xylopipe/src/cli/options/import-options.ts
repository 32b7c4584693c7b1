import type { NirImportOptions } from '@xylopipe/nir';
import { type Command, Option } from 'commander';
import { type NetworkInFile, readNetwork } from '../../node/artifact-file.js';
import { NOUNS, type StageInput } from '../../node/stage-input.js';
import { wrongUse } from '../context.js';
import { positive } from './numbers.js';

/** What a NIR file leaves open, besides its timestep. */
export interface ImportFlags {
  readonly reset?: NirImportOptions['reset'];
  readonly bias?: NirImportOptions['bias'];
  readonly decay?: NirImportOptions['decay'];
}

/** The same with the timestep, for commands that take a network and nothing else. */
export interface NetworkFlags extends ImportFlags {
  readonly dt?: number;
}

/** The names of `ImportFlags`, for options that exclude them. */
export const IMPORT_FLAGS = ['reset', 'bias', 'decay'] as const satisfies readonly (keyof ImportFlags)[];

export const addImportOptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--reset <rule>',
        'of NIR: what its neurons do after a spike (default: as it says, else value)',
      ).choices(['value', 'subtract']),
    )
    .addOption(
      new Option('--bias <way>', 'of NIR: biases of weights go to the neurons, or are refused (default: fold)').choices(
        ['fold', 'reject'],
      ),
    )
    .addOption(
      new Option(
        '--decay <form>',
        'of NIR: what a timestep leaves of a state, 1 - dt / tau or exp(-dt / tau) (default: euler)',
      ).choices(['euler', 'exponential']),
    );

export const addNetworkOptions = (command: Command): Command =>
  addImportOptions(
    command.option('--dt <seconds>', 'duration of a timestep, where a NIR file does not say it', positive),
  );

/** Those that were given. */
export const toImportOptions = (flags: ImportFlags): Omit<NirImportOptions, 'dt'> =>
  Object.fromEntries(IMPORT_FLAGS.filter((name) => flags[name] !== undefined).map((name) => [name, flags[name]]));

/** Reads the network that a command is about. Throws `wrongUse` for options that it has no use for, and as `readNetwork`. */
export async function readGivenNetwork(
  path: string,
  { dt, ...flags }: NetworkFlags,
  signal?: AbortSignal,
): Promise<NetworkInFile> {
  const options = { dt, ...toImportOptions(flags) };
  const read = await readNetwork(path, { ...options, signal });
  refuseUnusedOptions(options, { layout: read.layout, stage: 'extract' });
  return read;
}

/** Throws `wrongUse` for an option that the file has no use for: one without effect is a misunderstanding. */
export function refuseUnusedOptions(
  { dt, ...options }: NirImportOptions,
  { layout, stage }: Pick<StageInput, 'layout' | 'stage'>,
): void {
  if (layout === 'nir') return;
  const unused = IMPORT_FLAGS.filter((name) => options[name] !== undefined);
  if (unused.length > 0) throw wrongUse(`--${unused.join(' and --')}: for NIR files, the file holds ${NOUNS[stage]}`);
  if (dt !== undefined && layout !== 'samna' && stage !== 'quantize' && stage !== 'configure') {
    throw wrongUse(`--dt is for specifications and files of NIR and samna, the file holds ${NOUNS[stage]}`);
  }
}
