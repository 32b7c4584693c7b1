import { type AddCommand, addExamples } from './context.js';
import { addSpecOptions, type SpecFlags } from './options/options.js';
import { sliceCommand } from './slice/slice-command.js';

/** Adds `configure`: a quantized specification to a configuration that the chip can hold. */
export const addConfigure: AddCommand = (program, act, chips) => {
  const command = program
    .command('configure <quantized>')
    .description('make a configuration of a quantized specification, if the chip can hold it')
    .option('--out <file>', 'write the configuration (JSON)');
  addExamples(command, 'quantized.json --out config.json');
  addSpecOptions(command, chips).action(
    act(async (context, quantized: string, { device, dt, out }: SpecFlags & { out?: string }) => {
      return sliceCommand(context, { artifact: quantized, device, dt, from: 'configure', until: 'configure' }, out);
    }),
  );
};
