import { isXylopipeError, XylopipeError } from '@xylopipe/core';
import { InvalidArgumentError, Option } from 'commander';
import { type ListenAddress, parseListenAddress } from '../../node/targets/listen-address.js';
import { chipId } from '../chips.js';
import { type AddCommand, addExamples, type Context, wrongUse } from '../context.js';
import type { ExitCode } from '../exit-codes.js';
import { refusalAsArgument } from './target-option.js';
import { untilInterrupted } from './until-interrupted.js';

interface ServeFlags {
  readonly chip: string;
  readonly listen: ListenAddress;
  readonly serial?: string;
  readonly allowRemote?: true;
}

/** Adds `hdk serve`: an emulated board, for other processes to deploy to. */
export const addServe: AddCommand = (program, act, chips) => {
  const command = program
    .command('serve')
    .description('emulate a board and serve it to other processes until interrupted')
    .addOption(new Option('--chip <chip>', 'chip id').argParser(chipId(chips)).makeOptionMandatory())
    .addOption(
      new Option('--listen <address>', 'unix:/path, or host:port; port 0 is any free one')
        .argParser(refusalAsArgument(parseListenAddress))
        .makeOptionMandatory(),
    )
    .option('--serial <number>', 'serial number of the board (default: none)', nonEmpty)
    .option('--allow-remote', 'also listen where other machines can connect; nobody is asked who they are');
  addExamples(
    command,
    '--chip syns61201 --listen 127.0.0.1:4711',
    '--chip syns65302 --listen unix:/tmp/board.sock --serial 0042',
  );
  command.action(act((context, flags: ServeFlags) => serve(context, flags)));
};

async function serve(
  { xylopipe: { registry }, output, signal }: Context,
  { chip, listen, serial, allowRemote }: ServeFlags,
): Promise<ExitCode> {
  if (listen.kind === 'unix' && allowRemote)
    throw wrongUse('--allow-remote is for host:port; a socket is of this machine');
  const { serveEmulated } = await import('../../node/targets/serve-emulated.js');
  const server = await serveEmulated(registry, { chipId: chip, listen, serial, allowRemote }).catch(
    inTermsOfTheCommand,
  );
  try {
    const { target, board } = server;
    const { identity } = board;
    output.result(
      () => ({ target, ...identity }),
      () => [`emulated ${identity.deviceTypeName} with ${chip} at ${target}, until interrupted`],
    );
    return await untilInterrupted(signal);
  } finally {
    await server.close();
  }
}

/** What a library's user sets is an option here. */
function inTermsOfTheCommand(cause: unknown): never {
  if (!isXylopipeError(cause) || cause.code !== 'ADDRESS_NOT_LOCAL') throw cause;
  const [message = ''] = cause.message.split('\n', 1);
  throw new XylopipeError(cause.code, message, { hint: 'listen at 127.0.0.1 or ::1, or add --allow-remote', cause });
}

function nonEmpty(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('It must not be empty.');
}
