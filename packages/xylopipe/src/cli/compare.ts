import type { SignalName } from '@xylopipe/core';
import { deviceOption } from './chips.js';
import { type CompareNetworkFlags, compareNetwork } from './compare-network.js';
import { type AddCommand, addExamples, type Context, wrongUse } from './context.js';
import type { ExitCode } from './exit-codes.js';
import { addGateOptions } from './gate.js';
import { targetOption } from './hdk/target-option.js';
import { addNetworkOptions, IMPORT_FLAGS } from './options/import-options.js';
import { addInputOptions, addMapOptions, addQuantizeOptions, QUANTIZE_FLAGS, signalList } from './options/options.js';
import { RASTER_FLAGS } from './options/raster-options.js';
import { type CompareRecordingsFlags, compareRecordings } from './recorded/compare-recordings.js';

type CompareFlags = CompareRecordingsFlags & CompareNetworkFlags & { readonly signals?: readonly SignalName[] };

/** Flags that are for one use of the command only. */
const FOR_RECORDINGS = ['signals', 'config'] as const satisfies readonly (keyof CompareFlags)[];
const FOR_NETWORKS = [
  ...(['device', 'input', 'maxHidden', 'maxOutput', 'target', 'dt'] as const),
  ...IMPORT_FLAGS,
  ...RASTER_FLAGS,
  ...QUANTIZE_FLAGS,
] as const satisfies readonly (keyof CompareFlags)[];

/** Adds `compare`: whether two recordings are the same, or how a network differs from its chip, where and why. */
export const addCompare: AddCommand = (program, act, chips) => {
  const command = program
    .command('compare <a> [b]')
    .description(
      'compare two evolutions, or a network (float) with what becomes of it: quantized, in the simulator, on a board',
    )
    .option('--signals <names>', 'of evolutions: signals that both must have (default: all that both have)', signalList)
    .option(
      '--config <file>',
      'of evolutions: the configuration that ran, to tell layers apart (default: what lies beside both)',
    )
    .addOption(deviceOption(chips))
    .addOption(targetOption())
    .addHelpText('after', EXIT_CODES);
  addExamples(
    command,
    'simulated measured',
    'before/evolution.npz after/evolution.npz --config after/config.json --min-agreement 0.95 --junit junit.xml',
    'network.json --device syns61201 --input spikes.npy --quantize channel --report report.html',
    'network.json --device syns61201 --input spikes.npy --target usb --min-agreement 0.8 --output-only',
  );
  addGateOptions(addQuantizeOptions(addMapOptions(addInputOptions(addNetworkOptions(command))))).action(
    act((context, a: string, b: string | undefined, flags: CompareFlags) => compare(context, a, b, flags)),
  );
};

const EXIT_CODES = `
Exit code 1:
  evolutions  if any value differs, or a layer that was asked for could not be compared; with --min-agreement if less
              of their spikes agree in any layer, or any could not be compared
  a network   with --min-agreement if less of its spikes agree with those of the float simulation in any layer,
              and if a board is not what its simulator is`;

function compare(context: Context, a: string, b: string | undefined, flags: CompareFlags): Promise<ExitCode> {
  const given = (names: readonly (keyof CompareFlags)[]): boolean => names.some((name) => flags[name] !== undefined);
  if (b !== undefined) {
    if (given(FOR_NETWORKS)) throw wrongUse('two evolutions are compared as they are: these options are for a network');
    return compareRecordings(context, a, b, flags);
  }
  const { device, input } = flags;
  if (device === undefined || input === undefined) {
    throw wrongUse('a second evolution is needed; to compare a network with its chip, --device and --input');
  }
  if (given(FOR_RECORDINGS)) throw wrongUse('--signals and --config are for two evolutions');
  return compareNetwork(context, a, { ...flags, device, input });
}
