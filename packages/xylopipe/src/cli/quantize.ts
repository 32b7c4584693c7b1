import { type AddCommand, addExamples } from './context.js';
import {
  addQuantizeOptions,
  addSpecOptions,
  type QuantizeFlags,
  type SpecFlags,
  toQuantizeOptions,
} from './options.js';
import { sliceCommand } from './slice-command.js';

/** Adds `quantize`: a mapped specification to integers. */
export const addQuantize: AddCommand = (program, act, chips) => {
  const command = program
    .command('quantize <spec>')
    .description('turn a mapped specification into integers')
    .option('--out <file>', 'write the quantized specification (JSON)');
  addExamples(command, 'spec.json --method channel --out quantized.json');
  addQuantizeOptions(addSpecOptions(command, chips), '--method, --quantize').action(
    act(async (context, spec: string, { device, dt, out, ...flags }: SpecFlags & QuantizeFlags & { out?: string }) => {
      const quantize = toQuantizeOptions(flags);
      return sliceCommand(context, { artifact: spec, device, dt, from: 'quantize', until: 'quantize', quantize }, out);
    }),
  );
};
