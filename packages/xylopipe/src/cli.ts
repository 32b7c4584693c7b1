#!/usr/bin/env node
import process from 'node:process';
import { main } from './cli/main.js';

const interruption = new AbortController();
// Only the first: a second Ctrl-C ends the process at once.
process.once('SIGINT', () => interruption.abort('interrupted'));
process.once('SIGTERM', () => interruption.abort('terminated'));

// Whoever was reading has left, as `head` does; the work is still done.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await main(process.argv.slice(2), process, interruption.signal);
