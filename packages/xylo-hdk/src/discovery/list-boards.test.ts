import { XylopipeError } from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { type Observable, of, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { plugins } from '../../test/boards.js';
import { FakeBus } from '../../test/fake-bus.js';
import { rejectionOf } from '../../test/rejection.js';
import type { BoardChange, BoardFinder, FoundBoard } from './board-finder.js';
import { boardChanges, type ListedChange, listBoards } from './list-boards.js';

const registry = new DeviceRegistry(plugins);

function finderOf(boards: readonly FoundBoard[], changes$: Observable<BoardChange> = of()): BoardFinder {
  return {
    name: 'fake',
    list: async () => boards,
    changes$,
    open: async ({ address }) => new FakeBus(address),
  };
}

/** What is said of a board that announces itself so. */
async function listed(identity: FoundBoard['identity']) {
  const { value } = await listBoards([finderOf([{ address: 'a', identity }])], registry);
  return { chipId: value[0]!.chipId, codes: value[0]!.issues.map(({ code }) => code) };
}

describe('a board', () => {
  it.each<[string, FoundBoard['identity'], string | undefined, string[]]>([
    [
      'is for the plugin of its type',
      { deviceTypeName: 'XyloA2TestBoard', firmware: { fxtree: '0.11.5', unifirm: '1.1.3' } },
      'syns61201',
      [],
    ],
    ['is for the chip that it says it carries', { deviceTypeName: 'Mine', chipId: 'syns65300' }, 'syns65300', []],
    [
      'can be too old',
      { deviceTypeName: 'XyloA2TestBoard', firmware: { fxtree: '0.11.4', unifirm: '1.1' } },
      'syns61201',
      ['FIRMWARE_TOO_OLD', 'FIRMWARE_TOO_OLD'],
    ],
    ['of which not all is known is not judged', { deviceTypeName: 'XyloA2TestBoard' }, 'syns61201', []],
    ['that is not known says so', { deviceTypeName: 'Other' }, undefined, ['UNKNOWN_BOARD']],
    ['with a chip that is not known says so', { chipId: 'syns1' }, undefined, ['UNKNOWN_CHIP']],
    ['that says nothing is listed as well', {}, undefined, []],
  ])('%s', async (_, identity, chipId, codes) => {
    expect(await listed(identity)).toEqual({ chipId, codes });
  });

  it('that cannot be opened is listed with the reason', async () => {
    const refusal = { code: 'USB_PERMISSION', severity: 'error', at: ['usb'], message: 'not allowed' } as const;
    const { value } = await listBoards([finderOf([{ address: 'usb:1', identity: {}, refusal }])], registry);
    expect(value).toMatchObject([{ finder: 'fake', address: 'usb:1', issues: [refusal] }]);
  });

  it('is opened by its finder', async () => {
    const { value } = await listBoards([finderOf([{ address: 'syns61201', identity: {} }])], registry);
    expect((await value[0]!.connect({})).board.chipId).toBe('syns61201');
  });
});

describe('a finder that fails', () => {
  it('is a warning, and the others go on', async () => {
    const broken: BoardFinder = {
      ...finderOf([]),
      name: 'usb',
      list: () => Promise.reject(new XylopipeError('USB_UNAVAILABLE', 'no USB here', { hint: 'plug in' })),
    };
    const { value, issues } = await listBoards([broken, finderOf([{ address: 'b', identity: {} }])], registry);
    expect(value.map(({ address }) => address)).toEqual(['b']);
    const message = 'boards cannot be looked for: no USB here';
    expect(issues).toEqual([{ code: 'FINDER_FAILED', severity: 'warning', at: ['usb'], message, hint: 'plug in' }]);
  });

  it('is no matter where nobody waits any more', async () => {
    const signal = AbortSignal.abort();
    expect((await rejectionOf(listBoards([finderOf([])], registry, { signal }))).code).toBe('ABORTED');
  });
});

it('tells boards as they come and go, whichever finder they are of', () => {
  const board = { address: 'a', identity: { deviceTypeName: 'XyloImuTestBoard' } };
  const changes: ListedChange[] = [];
  const finders = [
    finderOf(
      [],
      throwError(() => new Error('no udev')),
    ),
    finderOf([], of<BoardChange[]>({ type: 'added', board }, { type: 'removed', board })),
  ];
  boardChanges(finders, registry).subscribe((change) => changes.push(change));
  expect(changes.map(({ type, board: { chipId } }) => [type, chipId])).toEqual([
    ['added', 'syns63300'],
    ['removed', 'syns63300'],
  ]);
});
