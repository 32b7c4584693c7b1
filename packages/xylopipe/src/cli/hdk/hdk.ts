import type { AddCommand } from '../context.js';
import { addList } from './list.js';
import { addSelftest } from './selftest.js';
import { addServe } from './serve.js';

const COMMANDS = [addList, addSelftest, addServe];

/** Adds `hdk`: everything about boards. */
export const addHdk: AddCommand = (program, act, chips) => {
  const command = program
    .command('hdk')
    .description('boards: list them, test them, serve emulated ones')
    .addHelpText('after', '\nExamples:');
  program.addHelpText('after', '  $ xylopipe hdk selftest');
  for (const add of COMMANDS) add(command, act, chips);
};
