#!/usr/bin/env node
import process from 'node:process';
import { XylopipeError } from '@xylopipe/core';
import { EXIT } from './cli/exit-codes.js';
import { main, outputFor } from './cli/main.js';
import { flushed, ownStdout } from './cli/output/own-stdout.js';

const argv = process.argv.slice(2);
const terminal = { stdout: ownStdout(process), stderr: process.stderr, env: process.env };

const interruption = new AbortController();
// Only the first: a second Ctrl-C ends the process at once.
const onInterrupt = (): void => interruption.abort('interrupted');
const onTerminate = (): void => interruption.abort('terminated');
process.once('SIGINT', onInterrupt);
process.once('SIGTERM', onTerminate);

// Whoever was reading has left, as `head` does; the work is still done.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

/** Not for the command itself, which is done when it says so. */
const onExit = (): void => {
  const message = 'the process was ended before the command was done';
  const hint = 'a plugin may have done so: try without --plugin';
  outputFor(argv, terminal).failure(new XylopipeError('PROCESS_ENDED', message, { hint }));
  process.exitCode = EXIT.failed;
};
process.once('exit', onExit);

const exitCode = await main(argv, terminal, interruption.signal);
process.off('exit', onExit).off('SIGINT', onInterrupt).off('SIGTERM', onTerminate);
await flushed(terminal);
// Timers and connections of plugins would keep it alive.
process.exit(exitCode);
