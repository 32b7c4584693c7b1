import { type AddCommand, addExamples } from './context.js';
import {
  addInputOptions,
  addRecordOptions,
  addSpecOptions,
  type InputFlags,
  type RecordFlags,
  type SpecFlags,
  toRasterSize,
  toRecordOptions,
} from './options.js';
import { sliceCommand } from './slice-command.js';

type Flags = SpecFlags & InputFlags & RecordFlags & { readonly out?: string };

/** Adds `simulate`: input spikes through a configuration, whether a chip could hold it or not. */
export const addSimulate: AddCommand = (program, act, chipIds) => {
  const command = program
    .command('simulate <config>')
    .description('evolve a configuration, or a quantized specification that no chip could hold')
    .option('--out <file>', 'write the evolution (.npz or .json)');
  addExamples(command, 'config.json --input spikes.npy --record vmem,isyn --out evolution.npz');
  addRecordOptions(addInputOptions(addSpecOptions(command, chipIds))).action(
    act(async (context, config: string, { device, dt, out, ...flags }: Flags) => {
      const evolve = { input: flags.input, size: toRasterSize(flags), record: toRecordOptions(flags) };
      return sliceCommand(context, { artifact: config, device, dt, from: 'deploy', until: 'evolve', ...evolve }, out);
    }),
  );
};
