import { type AddCommand, addExamples } from './context.js';
import {
  addInputOptions,
  addRecordOptions,
  addSpecOptions,
  addTargetOptions,
  type InputFlags,
  type RecordFlags,
  type SpecFlags,
  type TargetFlags,
  toRecordOptions,
  toSimulatorOptions,
} from './options/options.js';
import { toRasterOptions } from './options/raster-options.js';
import { sliceCommand } from './slice/slice-command.js';

type Flags = SpecFlags & InputFlags & RecordFlags & TargetFlags & { readonly out?: string };

/** Adds `simulate`: input spikes through a configuration; in the simulator whether a chip could hold it or not. */
export const addSimulate: AddCommand = (program, act, chips) => {
  const command = program
    .command('simulate <config>')
    .description('evolve a configuration, or a quantized specification that no chip could hold')
    .option('--out <file>', 'write the evolution (.npz or .json)');
  addExamples(
    command,
    'config.json --input spikes.npy --record vmem,isyn --out evolution.npz',
    'config.json --input spikes.npy --telemetry',
    'config.json --input spikes.npy --target usb',
  );
  addTargetOptions(addRecordOptions(addInputOptions(addSpecOptions(command, chips)))).action(
    act(async (context, config: string, { device, dt, out, ...flags }: Flags) => {
      const evolve = {
        input: flags.input,
        ...toRasterOptions(flags),
        record: toRecordOptions(flags),
        simulator: toSimulatorOptions(flags),
        target: flags.target,
      };
      return sliceCommand(context, { artifact: config, device, dt, from: 'deploy', until: 'evolve', ...evolve }, out);
    }),
  );
};
