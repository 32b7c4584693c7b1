import { type Checked, type DevicePlugin, type Issue, isXylopipeError, throwIfAborted } from '@xylopipe/core';
import type { DeviceRegistry } from '@xylopipe/core/registry';
import type { BoardIdentity, Bus } from '@xylopipe/hdk-transport';
import { catchError, EMPTY, map, merge, type Observable } from 'rxjs';
import type { ConnectBoard } from '../board/board-connection.js';
import { boardIssues } from '../board/check-board.js';
import type { BoardChange, BoardFinder, FoundBoard } from './board-finder.js';

/** A board, and what can be done with it. */
export interface ListedBoard extends FoundBoard {
  /** Name of its finder. */
  readonly finder: string;
  /** Chip id of the plugin that is for it; `undefined` where none is. */
  readonly chipId: string | undefined;
  /** What keeps it from being used; empty if nothing is known to. */
  readonly issues: readonly Issue[];
  /** Opens it, for `BOARD_CONNECTION`. */
  readonly connect: ConnectBoard;
}

/** A board that is listed has come or gone. */
export interface ListedChange {
  readonly type: BoardChange['type'];
  readonly board: ListedBoard;
}

/**
 * All boards that all finders find, with the devices that are for them. A finder that fails is a warning `FINDER_FAILED`.
 * @throws ABORTED
 */
export async function listBoards(
  finders: readonly BoardFinder[],
  registry: DeviceRegistry,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<Checked<readonly ListedBoard[]>> {
  throwIfAborted(signal, 'listBoards');
  const issues: Issue[] = [];
  const found = await Promise.all(
    finders.map(async (finder) => {
      try {
        return (await finder.list({ signal })).map((board) => listed(finder, board, registry));
      } catch (error) {
        issues.push(finderFailed(finder, error));
        return [];
      }
    }),
  );
  throwIfAborted(signal, 'listBoards');
  return { value: found.flat(), issues };
}

/** Boards as they come and go, of all finders: first those that are there. A finder that fails falls silent. */
export const boardChanges = (finders: readonly BoardFinder[], registry: DeviceRegistry): Observable<ListedChange> =>
  merge(
    ...finders.map((finder) =>
      finder.changes$.pipe(
        map(({ type, board }) => ({ type, board: listed(finder, board, registry) })),
        catchError(() => EMPTY),
      ),
    ),
  );

function listed(finder: BoardFinder, board: FoundBoard, registry: DeviceRegistry): ListedBoard {
  const { plugin, issue } = pluginFor(board.identity, registry);
  const issues = [board.refusal, issue, ...(plugin === undefined ? [] : knownIssues(board.identity, plugin))];
  return {
    ...board,
    finder: finder.name,
    chipId: plugin?.chipId,
    issues: issues.filter((one) => one !== undefined),
    connect: ({ signal }): Promise<Bus> => finder.open(board, { signal }),
  };
}

/** The plugin of the chip that the board says it carries, else the one for its type. */
function pluginFor(
  { chipId = '', deviceTypeName }: Partial<BoardIdentity>,
  registry: DeviceRegistry,
): { readonly plugin?: DevicePlugin | undefined; readonly issue?: Issue | undefined } {
  try {
    if (chipId === '' && deviceTypeName === undefined) return {};
    const device =
      chipId === '' ? registry.forBoard({ deviceTypeName: deviceTypeName as string }) : registry.get(chipId);
    return { plugin: registry.list().find((plugin) => plugin.chipId === device.chipId) };
  } catch (error) {
    if (!isXylopipeError(error)) throw error;
    const { code, message, hint } = error;
    const [first = ''] = message.split('\n', 1);
    return {
      issue: { code, severity: 'error', at: ['board'], message: first, ...(hint === undefined ? {} : { hint }) },
    };
  }
}

/** What the firmware lacks can be told where the board has said all of it. */
function knownIssues(identity: Partial<BoardIdentity>, { chipId, boards }: DevicePlugin): readonly Issue[] {
  const { deviceTypeName, firmware } = identity;
  if (deviceTypeName === undefined || firmware === undefined) return [];
  const whole = { chipId: '', serial: '', emulated: false, ...identity, deviceTypeName, firmware };
  return boardIssues(whole, { chipId, boards });
}

const finderFailed = ({ name }: BoardFinder, error: unknown): Issue => ({
  code: 'FINDER_FAILED',
  severity: 'warning',
  at: [name],
  message: `boards cannot be looked for: ${error instanceof Error ? error.message.split('\n', 1)[0] : error}`,
  ...(isXylopipeError(error) && error.hint !== undefined ? { hint: error.hint } : {}),
});
