import type { JsonValue } from '@xylopipe/core';
import { Argument } from 'commander';
import { type DeviceDescription, deviceDescriptions } from '../devices/device-description.js';
import { chipId } from './chips.js';
import { type AddCommand, addExamples } from './context.js';
import { EXIT } from './exit-codes.js';
import { deviceLines, overviewLines } from './output/device-lines.js';

/** Adds `devices`: which chips there are, what they can hold and do, and how that is known. */
export const addDevices: AddCommand = (program, act, chips) => {
  const command = program
    .command('devices')
    .description('list the chips and what they can hold, or tell all about one: limits, where they come from, boards')
    .addArgument(new Argument('[chip]', 'chip id').choices(chips.ids).argParser(chipId(chips)))
    .action(
      act(async ({ xylopipe, output }, asked?: string) => {
        const devices = deviceDescriptions(xylopipe.registry);
        const chosen = asked === undefined ? devices : devices.filter((device) => device.chipId === asked);
        output.result(
          () => ({ devices: chosen.map(toJson) }) as unknown as JsonValue,
          () => (asked === undefined ? overviewLines(chosen, output.columns) : chosen.flatMap(deviceLines)),
        );
        return EXIT.done;
      }),
    );
  addExamples(command, '', 'syns61201', '--json');
};

/** Limits that have no value are `null`; every one that has one says where it comes from, as far as that is known. */
function toJson({ facts, limits, ...device }: DeviceDescription) {
  const sources = Object.fromEntries(facts.map(({ path, source }) => [path, source ?? null]));
  return {
    ...device,
    limits: { ...limits, realTimeDt: limits.realTimeDt ?? null, mainClock: limits.mainClock ?? null, sources },
  };
}
