import type { AddCommand } from '../context.js';
import { addServe } from './serve.js';

const COMMANDS = [addServe];

/** Adds `hdk`: everything about boards. */
export const addHdk: AddCommand = (program, act, chips) => {
  const command = program
    .command('hdk')
    .description('boards: serve an emulated one')
    .addHelpText('after', '\nExamples:');
  program.addHelpText('after', '  $ xylopipe hdk serve --chip syns61201 --listen 127.0.0.1:4711');
  for (const add of COMMANDS) add(command, act, chips);
};
