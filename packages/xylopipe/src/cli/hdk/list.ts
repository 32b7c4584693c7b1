import type { JsonValue } from '@xylopipe/core';
import { type BoardFinder, boardChanges, type ListedBoard, listBoards } from '@xylopipe/xylo-hdk';
import { type AddCommand, addExamples, type Context, wrongUse } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { boardLines } from './board-lines.js';
import { untilInterrupted } from './until-interrupted.js';

/** Adds `hdk list`: the boards that can be seen from here. */
export const addList: AddCommand = (program, act) => {
  const command = program
    .command('list')
    .description('boards on USB, and those that samna sees: who they are, and why one cannot be used')
    .option('--watch', 'go on, and tell of boards that come and go on USB, until interrupted');
  addExamples(command, '', '--json', '--watch');
  command.action(
    act((context, { watch }: { readonly watch?: true }) => (watch ? watchBoards(context) : list(context))),
  );
};

/** Each way to look for boards; what it takes is loaded now. */
async function allFinders(): Promise<readonly BoardFinder[]> {
  const [{ usbFinder }, { samnaFinder }] = await Promise.all([
    import('../../node/targets/usb-finder.js'),
    import('../../node/targets/samna-finder.js'),
  ]);
  return [usbFinder(), samnaFinder()];
}

async function list({ xylopipe: { registry }, output, signal }: Context): Promise<ExitCode> {
  const { value: boards, issues } = await listBoards(await allFinders(), registry, { signal });
  output.result(
    () => ({
      boards: boards.map(toJson),
      notLookedAt: issues.map(({ at: [link], message, hint }) => ({
        link: link as string,
        message,
        hint: hint ?? null,
      })),
    }),
    () => [
      ...(boards.length === 0 ? ['no boards'] : boardLines(boards)),
      ...issues.map(({ at: [link], message, hint }) => `${link}: ${message}${hint === undefined ? '' : `; ${hint}`}`),
    ],
  );
  return EXIT.done;
}

async function watchBoards({ xylopipe: { registry }, output, signal }: Context): Promise<ExitCode> {
  if (output.isJson) throw wrongUse('--watch goes on, --json is one object: ask again for a list in JSON');
  const finders = (await allFinders()).filter(({ name }) => name === 'usb');
  const { issues } = await listBoards(finders, registry, { signal });
  output.warnings(issues);
  const watching = boardChanges(finders, registry).subscribe(({ type, board }) => {
    output.line(`${type === 'added' ? '+' : '-'} ${boardLines([board]).at(-1)}`);
  });
  try {
    return await untilInterrupted(signal);
  } finally {
    watching.unsubscribe();
  }
}

function toJson({ address, finder, identity, chipId, issues }: ListedBoard): JsonValue {
  return {
    address,
    link: finder,
    type: identity.deviceTypeName ?? null,
    serial: identity.serial ?? null,
    firmware: identity.firmware ?? null,
    chipId: identity.chipId || null,
    emulated: identity.emulated ?? null,
    plugin: chipId ?? null,
    usable: issues.length === 0,
    reason: issues[0]?.message ?? null,
    issues: issues as unknown as JsonValue,
  };
}
