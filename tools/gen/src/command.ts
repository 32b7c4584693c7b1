import { relative } from 'node:path';
import { isXylopipeError } from '@xylopipe/core';
import { Command, CommanderError } from 'commander';
import { type Generated, generateChip, type NewChip } from './generate-chip.js';

/** Where a command says what it did, and what it could not do. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/**
 * Runs `gen` with the arguments `argv` in the workspace at `root`, and gives its exit code: 0 done, 2 refused. Rejects only
 * for what is nobody's mistake, e.g. a full disk.
 */
export async function gen(argv: readonly string[], root: string, { out, err }: Terminal): Promise<number> {
  const program = new Command('gen')
    .description('writes what is tedious to write')
    .configureOutput({ writeOut: out, writeErr: err })
    .exitOverride();
  program
    .command('chip')
    .description('a package for a chip of your own, from a template that passes the conformance kit')
    .argument('<id>', 'key of the chip: lower-case letters, digits and single dashes')
    .option('--label <text>', 'name of the chip for people (default: the words of the id)')
    .option('--like <chip>', 'begin with the limits of this built-in chip')
    .option('--dir <folder>', 'write a private package there (default: packages/xylo-<id>, to publish)')
    .action(async (id: string, options: Omit<NewChip, 'id'>) => {
      out(summaryOf(await generateChip(root, { id, ...options }), root));
    });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!isXylopipeError(error)) throw error;
    err(`error: ${error.message}\n`);
    return 2;
  }
}

/** What has been written, and what comes next. */
function summaryOf({ names: { id, identifier }, folder, published, files }: Generated, root: string): string {
  const place = relative(root, folder);
  const use = published
    ? [`to make it a built-in chip, add ${identifier} to packages/xylopipe/src/registry.ts, and a changeset`]
    : [`use it: createXylopipe({ plugins: [${identifier}] }), or xylopipe --plugin ${place}/src/index.ts`];
  return [
    `wrote ${place}: ${[...files].sort().join(', ')}`,
    ...(published ? [`added packages/xylo-${id} to tsconfig.json and tsconfig.test.json`] : []),
    'next:',
    '  pnpm install',
    `  pnpm vitest run ${place}`,
    `  edit src/limits.ts; docs/add-a-chip.md goes on from there`,
    ...use.map((line) => `  ${line}`),
    '',
  ].join('\n');
}
