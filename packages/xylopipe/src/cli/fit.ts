import { errorsIn, formatIssue, type Issue, type JsonValue, throwIfAborted } from '@xylopipe/core';
import { Option } from 'commander';
import { type Fit, fitNetwork } from '../fit.js';
import type { FitResources } from '../fit-resources.js';
import { type Chips, chipId } from './chips.js';
import { type AddCommand, addExamples, type Context } from './context.js';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.js';
import { addNetworkOptions, type NetworkFlags, readGivenNetwork } from './options/import-options.js';
import { addQuantizeOptions, type QuantizeFlags, toQuantizeOptions } from './options/options.js';
import { table } from './output/table.js';

interface FitFlags extends NetworkFlags, QuantizeFlags {
  readonly device?: readonly string[];
}

/** Errors and warnings shown per chip: people read the first few, programs ask for `--json`. */
const SHOWN = 5;

/** Adds `fit`: which chips can hold a network, and what is too much for the others. */
export const addFit: AddCommand = (program, act, chips) => {
  const command = program
    .command('fit <network>')
    .description('tell which chips can hold a network, and what is too much for the others; exit code 1 if none can')
    .addOption(
      new Option('--device <chips>', `chips to try: one or more of ${chips.ids.join(',')} (default: all)`).argParser(
        chipList(chips),
      ),
    );
  addExamples(command, 'network.json', 'network.json --device syns61201,syns65302 --quantize channel');
  addQuantizeOptions(addNetworkOptions(command)).action(
    act((context, network: string, flags: FitFlags) => fitFile(context, network, flags)),
  );
};

/** Reads ids with commas between them, after those of the same option before. */
const chipList =
  (chips: Chips) =>
  (text: string, before: readonly string[] = []): readonly string[] => [
    ...before,
    ...text.split(',').map((part) => chipId(chips)(part.trim())),
  ];

async function fitFile(
  { xylopipe, output, signal }: Context,
  path: string,
  { device, ...flags }: FitFlags,
): Promise<ExitCode> {
  const { value: network, issues: remarks } = await readGivenNetwork(path, flags, signal);
  throwIfAborted(signal, 'fit');
  const chips = fitNetwork(network, xylopipe.registry, { chipIds: device, quantize: toQuantizeOptions(flags) });
  output.warnings(remarks);
  output.result(
    () =>
      ({ fits: chips.some(({ fits }) => fits), chips: chips.map(describe), issues: remarks }) as unknown as JsonValue,
    () => [
      ...table([HEADINGS, ...chips.map(rowOf)]),
      ...chips.filter(({ issues }) => issues.length > 0).flatMap((fit) => ['', ...reasons(fit)]),
    ],
  );
  return exitCodeFor(chips);
}

/** Where it fits nowhere, that is due to the network, unless a chip could not even be tried. */
function exitCodeFor(chips: readonly Fit[]): ExitCode {
  if (chips.some(({ fits }) => fits)) return EXIT.done;
  return chips.some(({ error }) => exitCodeOf(error) === EXIT.failed) ? EXIT.failed : EXIT.refused;
}

const describe = ({ chipId, fits, issues, resources }: Fit) => ({
  chipId,
  fits,
  issues,
  resources: resources ?? null,
});

const COLUMNS: readonly (readonly [heading: string, resource: keyof FitResources])[] = [
  ['inputs', 'inputs'],
  ['hidden', 'hidden'],
  ['fed by input', 'inputExpansion'],
  ['driving outputs', 'outputExpansion'],
  ['outputs', 'outputs'],
  ['fan-out', 'fanOut'],
  ['recurrent', 'recurrentWords'],
];

const HEADINGS = ['chip', 'fits', ...COLUMNS.map(([heading]) => heading)];

const rowOf = ({ chipId, fits, resources }: Fit): readonly string[] => [
  chipId,
  fits ? 'yes' : 'no',
  ...COLUMNS.map(([, name]) => (resources === undefined ? '-' : `${resources[name].used}/${resources[name].limit}`)),
];

/** Errors with what to do about them, then warnings in a line each. */
function reasons({ chipId, fits, issues }: Fit): readonly string[] {
  const warnings = issues.filter(({ severity }) => severity === 'warning');
  return [
    `${chipId} ${fits ? 'fits, but' : 'does not fit'}:`,
    ...firstOf(errorsIn(issues).map((issue) => formatIssue(issue).replaceAll('\n', '\n  '))),
    ...firstOf(warnings.map(withoutHint)),
  ];
}

const withoutHint = (issue: Issue): string => formatIssue(issue).split('\n', 1)[0] ?? '';

function firstOf(texts: readonly string[]): readonly string[] {
  const lines = texts.slice(0, SHOWN);
  if (texts.length > SHOWN) lines.push(`... and ${texts.length - SHOWN} more; --json lists them all`);
  return lines.map((line) => `  ${line}`);
}
