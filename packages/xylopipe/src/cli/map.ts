import { deviceOption } from './chips.js';
import { type AddCommand, addExamples } from './context.js';
import { addMapOptions, type MapFlags, type SpecFlags, toMapOptions } from './options.js';
import { sliceCommand } from './slice-command.js';

/** Adds `map`: a network to the resources of a chip. */
export const addMap: AddCommand = (program, act, chips) => {
  const command = program
    .command('map <network>')
    .description('lay a network out on a chip, in real numbers')
    .addOption(deviceOption(chips).makeOptionMandatory())
    .option('--out <file>', 'write the specification (JSON)');
  addExamples(command, 'network.json --device syns61201 --out spec.json');
  addMapOptions(command).action(
    act(async (context, network: string, { device, out, ...flags }: MapFlags & SpecFlags & { out?: string }) => {
      return sliceCommand(context, { artifact: network, device, until: 'map', map: toMapOptions(flags) }, out);
    }),
  );
};
