import { deviceOption } from './chips.js';
import { type AddCommand, addExamples } from './context.js';
import { addNetworkOptions, type NetworkFlags, toImportOptions } from './options/import-options.js';
import { addMapOptions, type MapFlags, toMapOptions } from './options/options.js';
import { sliceCommand } from './slice/slice-command.js';

interface Flags extends MapFlags, NetworkFlags {
  readonly device: string;
  readonly out?: string;
}

/** Adds `map`: a network to the resources of a chip. */
export const addMap: AddCommand = (program, act, chips) => {
  const command = program
    .command('map <network>')
    .description('lay a network out on a chip, in real numbers')
    .addOption(deviceOption(chips).makeOptionMandatory())
    .option('--out <file>', 'write the specification (JSON)');
  addExamples(command, 'network.json --device syns61201 --out spec.json');
  addMapOptions(addNetworkOptions(command)).action(
    act(async (context, network: string, { device, dt, out, ...flags }: Flags) => {
      const nir = toImportOptions(flags);
      return sliceCommand(context, { artifact: network, device, dt, nir, until: 'map', map: toMapOptions(flags) }, out);
    }),
  );
};
