import { XylopipeError } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { TestBoard } from '../../test/board.js';
import { loopbackPair } from '../loopback/index.js';
import { openBus } from '../session/open-bus.js';
import { serveBus } from './serve-bus.js';

/** Lets in one host at a time, and notes who comes and goes. */
class BusyBoard extends TestBoard {
  busy = true;
  readonly visits: string[] = [];

  opened(): void {
    this.visits.push('opened');
    if (this.busy) throw new XylopipeError('BOARD_BUSY', 'somebody else has it');
  }

  closed(): void {
    this.visits.push('closed');
  }
}

describe('a board that lets a host not in', () => {
  it('answers HELLO with its error in place of WELCOME', async () => {
    const [host, device] = loopbackPair();
    const board = new BusyBoard();
    const served = serveBus(device, board);
    const refused = await openBus(host).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'HXP_REFUSED', cause: { code: 'BOARD_BUSY' } });
    expect(board.visits).toEqual(['opened']);
    expect(served.statistics.sessions).toBe(0);
    await served.close();
    expect(board.visits).toEqual(['opened']);
  });

  it('is told of the end of those it let in', async () => {
    const [host, device] = loopbackPair();
    const board = new BusyBoard();
    board.busy = false;
    const served = serveBus(device, board);
    const bus = await openBus(host);
    await bus.close();
    await served.end;
    expect(board.visits).toEqual(['opened', 'closed']);
    expect(served.statistics.sessions).toBe(1);
  });
});
