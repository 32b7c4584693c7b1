import { type EventEmitter, setMaxListeners } from 'node:events';
import { type Issue, reasonOf } from '@xylopipe/core';
import { Command, CommanderError } from 'commander';
import { loadPlugins } from '../node/load-plugins.js';
import { createXylopipe } from '../xylopipe.js';
import { withFaults } from './chips.js';
import { addCompare } from './compare.js';
import { addConfigure } from './configure.js';
import { type Act, wrongUse } from './context.js';
import { addDevices } from './devices.js';
import { addEstimate } from './estimate.js';
import { addEval } from './eval.js';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.js';
import { addExport } from './export.js';
import { addFit } from './fit.js';
import { addHdk } from './hdk/hdk.js';
import { addImport } from './import.js';
import { addLint } from './lint.js';
import { addMap } from './map.js';
import { Output } from './output/output.js';
import type { Terminal } from './output/terminal.js';
import { pluginOption, pluginsIn } from './plugins.js';
import { addQuantize } from './quantize.js';
import { addReport } from './report.js';
import { addRun } from './run.js';
import { addSimulate } from './simulate.js';
import { addStudio } from './studio/studio.js';
import { addTune } from './tune.js';
import { versions } from './versions.js';

const COMMANDS = [
  addDevices,
  addImport,
  addExport,
  addFit,
  addMap,
  addQuantize,
  addLint,
  addConfigure,
  addSimulate,
  addRun,
  addReport,
  addCompare,
  addEval,
  addTune,
  addEstimate,
  addStudio,
  addHdk,
];

/**
 * Runs the command that `argv` asks for (without the program's name) and gives its exit code. Never rejects. What cannot be
 * loaded of the modules that are named with `--plugin` is told, and the command goes on without it; its exit code is then 1
 * where it would be 0.
 * @param signal - Aborted when the user interrupts.
 */
export async function main(
  argv: readonly string[],
  terminal: Terminal,
  signal: AbortSignal = new AbortController().signal,
): Promise<ExitCode> {
  const output = outputFor(argv, terminal);
  const said: string[] = [];
  let exitCode: ExitCode = EXIT.done;
  let faults: readonly Issue[] = [];
  try {
    const xylopipe = createXylopipe();
    const { registry } = xylopipe;
    ({ issues: faults } = await loadPlugins(pluginsIn(argv), { registry, signal }));
    const act: Act =
      (execute) =>
      async (...args) => {
        output.pluginIssues(faults);
        exitCode = await execute({ xylopipe, output, signal }, ...args);
      };
    const program = createProgram((text) => said.push(text));
    const chips = { ids: registry.list().map((plugin) => plugin.chipId), faults };
    for (const add of COMMANDS) add(program, act, chips);
    await program.parseAsync(argv, { from: 'user' });
    return exitCode === EXIT.done && faults.length > 0 ? EXIT.refused : exitCode;
  } catch (thrown) {
    const error = withFaults(presentable(thrown), faults);
    if (exitCodeOf(error) === EXIT.done) output.text(isVersion(error) ? 'version' : 'help', said.join(''));
    else output.failure(isBare(error) ? wrongUse(NO_COMMAND) : error);
    return exitCodeOf(error);
  }
}

/** Where a command speaks, in the way that its command line asks for. */
export const outputFor = (argv: readonly string[], terminal: Terminal): Output =>
  new Output(terminal, { json: argv.includes('--json'), quiet: argv.includes('--quiet') });

/** What was thrown, or an error in its place where it refuses to be looked at. */
function presentable(thrown: unknown): unknown {
  try {
    return thrown instanceof Error ? thrown : String(thrown);
  } catch {
    return new Error(reasonOf(thrown));
  }
}

/** @param write - Takes help and version; all else that Commander would print comes as an error. */
function createProgram(write: (text: string) => void): Command {
  const program = new Command('xylopipe');
  // Each command's example is a listener. Commander is an emitter, though its types do not say so.
  setMaxListeners(COMMANDS.length + 1, program as unknown as EventEmitter);
  return program
    .description('Spiking neural networks onto SynSense Xylo chips')
    .version(versions().xylopipe, '--version')
    .option('--json', 'one JSON object on standard output')
    .option('--quiet', 'errors only')
    .addOption(pluginOption())
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: write, writeErr: () => {} })
    .addHelpText('after', '\nExamples:')
    .exitOverride();
}

const NO_COMMAND = 'a command is needed; see xylopipe --help';

/** Without a command, Commander throws what it throws for help. */
const isBare = (error: unknown): boolean => error instanceof CommanderError && error.code === 'commander.help';

const isVersion = (error: unknown): boolean => error instanceof CommanderError && error.code === 'commander.version';
