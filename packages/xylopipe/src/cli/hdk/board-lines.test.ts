import type { ListedBoard } from '@xylopipe/xylo-hdk';
import { describe, expect, it } from 'vitest';
import { boardLines } from './board-lines.js';

const board = (given: Partial<ListedBoard>): ListedBoard => ({
  address: 'usb:1',
  finder: 'usb',
  identity: {},
  chipId: undefined,
  issues: [],
  connect: () => Promise.reject(new Error('not here')),
  ...given,
});

describe('boardLines', () => {
  it('is a table of who the boards are, and why one cannot be used', () => {
    const firmware = { fxtree: '0.11.5', unifirm: '1.1.3' };
    const identity = { deviceTypeName: 'XyloA2TestBoard', chipId: 'syns61201', serial: '1', firmware, emulated: true };
    const busy = { code: 'BOARD_BUSY', severity: 'error', at: [], message: 'the board is opened already' } as const;
    expect(
      boardLines([
        board({ identity, chipId: 'syns61201' }),
        board({ address: 'samna:1:7', identity: { deviceTypeName: 'XyloImuTestBoard' }, issues: [busy] }),
      ]),
    ).toEqual([
      'board      type              serial  firmware                      chip       plugin     state',
      'usb:1      XyloA2TestBoard   1       fxtree 0.11.5, unifirm 1.1.3  syns61201  syns61201  ready (emulated)',
      'samna:1:7  XyloImuTestBoard  -       ?                             ?          -          the board is opened already',
    ]);
  });

  it('says of a board behind samna that nobody has tried one yet', () => {
    const samna = { finder: 'samna', address: 'samna:1:7' };
    expect(boardLines([board(samna)]).at(-1)).toMatch(/ready \(unproven: .* physical board\)$/);
    expect(boardLines([board({ ...samna, identity: { emulated: true } })]).at(-1)).toMatch(/ready \(emulated\)$/);
  });

  it('says that it does not know what nobody says', () => {
    expect(boardLines([board({})]).at(-1)).toBe('usb:1  ?     -       ?         ?     -       ready');
  });
});
