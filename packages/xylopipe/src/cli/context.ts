import type { Command } from 'commander';
import { CommanderError } from 'commander';
import type { Xylopipe } from '../xylopipe.js';
import type { Chips } from './chips.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import type { Output } from './output/output.js';

/** What every command works with. */
export interface Context {
  readonly xylopipe: Xylopipe;
  readonly output: Output;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
}

/** Makes the action of a command out of a function that gets the context and says how it went. */
export type Act = <Args extends unknown[]>(
  execute: (context: Context, ...args: Args) => Promise<ExitCode>,
) => (...args: Args) => Promise<void>;

/** Adds a command to the program. */
export type AddCommand = (program: Command, act: Act, chips: Chips) => void;

/** Adds examples to the help of a command, and the first of them to the help of what it is a command of. */
export function addExamples(command: Command, ...uses: readonly [string, ...string[]]): void {
  const lines = uses.map((use) => `  $ ${nameOf(command)} ${use}`.trimEnd());
  command.addHelpText('after', [`\n${uses.length > 1 ? 'Examples' : 'Example'}:`, ...lines].join('\n'));
  command.parent?.addHelpText('after', lines[0] ?? '');
}

/** A command as it is typed, e.g. `xylopipe hdk list`. */
const nameOf = (command: Command): string =>
  command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;

/** The options or arguments do not make sense together: exit code 2. */
export const wrongUse = (message: string): CommanderError =>
  new CommanderError(EXIT.wrongUse, 'xylopipe.wrongUse', message);
