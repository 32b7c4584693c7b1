import { describe, expect, it } from 'vitest';
import { thrownBy } from '../test/thrown.js';
import { Access } from './access.js';

describe('Access', () => {
  it('is for one turn at a time', () => {
    const access = new Access('me');
    const turn = access.begin();
    expect(turn.lasts).toBe(true);
    expect(thrownBy(() => access.begin())).toMatchObject({ code: 'SIMULATOR_BUSY', who: 'me' });
    expect(thrownBy(() => access.refuseUnlessFree()).code).toBe('SIMULATOR_BUSY');
    expect(() => access.refuseIfClosed()).not.toThrow();
    turn.end();
    expect(turn.lasts).toBe(false);
    expect(() => access.refuseUnlessFree()).not.toThrow();
  });

  it("does not end another's turn by ending one twice", () => {
    const access = new Access('me');
    const first = access.begin();
    first.end();
    const second = access.begin();
    first.end();
    expect([first.lasts, second.lasts]).toEqual([false, true]);
    expect(thrownBy(() => access.begin()).code).toBe('SIMULATOR_BUSY');
  });

  it('ends with close, of which the turn that is on is told once', () => {
    const access = new Access('me');
    let told = 0;
    access.begin(() => told++).end();
    const turn = access.begin(() => told++);
    access.close();
    access.close();
    expect([told, turn.lasts]).toEqual([1, false]);
    turn.end();
    for (const use of [() => access.begin(), () => access.refuseUnlessFree(), () => access.refuseIfClosed()]) {
      expect(thrownBy(use).code).toBe('SIMULATOR_CLOSED');
    }
  });
});
