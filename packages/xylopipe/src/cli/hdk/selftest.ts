import type { JsonValue } from '@xylopipe/core';
import { Option } from 'commander';
import { chipId } from '../chips.js';
import { type AddCommand, addExamples, type Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { wholeNumber } from '../options/numbers.js';
import { type LinkChoice, parseLink } from './link-choice.js';
import type { SelftestResult } from './run-selftest.js';
import { selftestLines } from './selftest-lines.js';
import { refusalAsArgument } from './target-option.js';

interface SelftestFlags {
  readonly link?: readonly LinkChoice[];
  readonly chip?: readonly string[];
  readonly random: number;
  readonly seed?: number;
}

const SEEDS = 2 ** 32;
const RANDOM_NETWORKS = 6;

/** Adds `hdk selftest`: whether boards do what the simulator does. */
export const addSelftest: AddCommand = (program, act, chips) => {
  const command = program
    .command('selftest')
    .description('deploy networks to boards, and compare every state that they record with the simulator')
    .addOption(
      new Option(
        '--link <link>',
        'loopback, tcp or unix to emulated boards, or where a board is: tcp://host:port, unix:path, usb[:serial], samna[:serial], which has not yet run on a physical board; repeatable (default: all that work here)',
      ).argParser(repeated(refusalAsArgument(parseLink))),
    )
    .addOption(new Option('--chip <chip>', 'chip id; repeatable (default: all)').argParser(repeated(chipId(chips))))
    .option('--random <n>', 'random networks besides those that are shipped', wholeNumber(0, 1000), RANDOM_NETWORKS)
    .option(
      '--seed <n>',
      'of the random networks, to repeat a test (default: another each time)',
      wholeNumber(0, SEEDS - 1),
    );
  addExamples(command, '', '--link tcp://127.0.0.1:4711', '--link samna --json');
  command.action(act((context, flags: SelftestFlags) => selftest(context, flags)));
};

async function selftest(context: Context, { link, chip, random, seed }: SelftestFlags): Promise<ExitCode> {
  const { runSelftest } = await import('./run-selftest.js');
  const choice = { links: link, chips: chip, random, seed: seed ?? Math.floor(Math.random() * SEEDS) };
  const result = await runSelftest(context, choice);
  context.output.result(
    () => result as unknown as JsonValue,
    () => selftestLines(result),
  );
  return exitCodeFor(result);
}

/** A board that computes something else is a difference, one that fails a device failure. */
function exitCodeFor({ rows }: SelftestResult): ExitCode {
  if (rows.some(({ error }) => error !== undefined)) return EXIT.failed;
  return rows.every(({ equal }) => equal) ? EXIT.done : EXIT.refused;
}

/** Reads an option that can be given more than once. */
const repeated =
  <T>(parse: (text: string) => T) =>
  (text: string, before: readonly T[] = []): readonly T[] => [...before, parse(text)];
