import type { ChipLimits, DevicePlugin, JsonValue } from '@xylopipe/core';
import { type AddCommand, addExamples } from './context.js';
import { EXIT } from './exit-codes.js';
import { table } from './table.js';

/** Adds `devices`: which chips there are, and what they can hold. */
export const addDevices: AddCommand = (program, act) => {
  const command = program
    .command('devices')
    .description('list the chips and what they can hold')
    .action(
      act(async ({ xylopipe, output }) => {
        const plugins = xylopipe.registry.list();
        output.result(
          () => ({ devices: plugins.map(describe) }),
          () => table([HEADINGS, ...plugins.map(({ limits }) => COLUMNS.map(([, value]) => value(limits)))]),
        );
        return EXIT.done;
      }),
    );
  addExamples(command, '--json');
};

/** Everything that the plugin declares; limits that are not published are `null`. */
const describe = ({ chipId, limits, boards, capabilities }: DevicePlugin): JsonValue =>
  ({
    chipId,
    label: limits.label,
    limits: { ...limits, realTimeDt: limits.realTimeDt ?? null, mainClock: limits.mainClock ?? null },
    boards,
    capabilities,
  }) as unknown as JsonValue;

const COLUMNS: readonly (readonly [heading: string, value: (limits: ChipLimits) => string | number])[] = [
  ['chip', (l) => l.chipId],
  ['name', (l) => l.label],
  ['inputs', (l) => l.inputChannels],
  ['hidden', (l) => l.hiddenNeurons],
  ['outputs', (l) => l.outputNeurons],
  ['synapses', (l) => l.synapsesPerHidden],
  ['fan-out', (l) => l.maxFanOut],
  ['recurrent', (l) => l.recurrentWordsPerBank],
  ['bias', (l) => (l.bias ? 'yes' : 'no')],
];

const HEADINGS = COLUMNS.map(([heading]) => heading);
