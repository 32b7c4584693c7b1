import type { BusEvent, Readout } from '@xylopipe/hdk-transport';
import { VirtualClock } from '@xylopipe/hdk-transport/loopback';
import { concat, NEVER, of, Subject, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { rejectionOf } from '../../test/rejection.js';
import { Readouts } from './readouts.js';

const readout = (timestep: number): Readout => ({
  type: 'readout',
  timestep,
  outputSpikes: 0,
  hibernating: false,
  states: [],
});

/** Readouts of a board that has just been asked for its timestep, which is 4. */
async function started(passOverRepeated = false) {
  const events$ = new Subject<BusEvent>();
  const clock = new VirtualClock();
  const failures: string[] = [];
  const readouts = new Readouts({
    bus: { events$ },
    chipId: 'chip',
    clock,
    passOverRepeated,
    onFailure: ({ code }) => failures.push(code),
  });
  readouts.listen();
  const first = readouts.take(() => true, 10);
  events$.next(readout(4));
  await first;
  return { events$, clock, readouts, failures, say: (timestep: number) => events$.next(readout(timestep)) };
}

describe('readouts', () => {
  it('are given to who takes them, with whether they repeat the one before', async () => {
    const { readouts, say } = await started();
    const seen: [number, boolean][] = [];
    const taken = readouts.take(({ timestep }, repeated) => {
      seen.push([timestep, repeated]);
      return repeated;
    }, 10);
    for (const timestep of [5, 6, 6]) say(timestep);
    await taken;
    expect(seen).toEqual([
      [5, false],
      [6, false],
      [6, true],
    ]);
    expect(readouts.last).toBe(6);
  });

  it('of before the first question are nobody’s', () => {
    const events$ = new Subject<BusEvent>();
    const failures: unknown[] = [];
    const clock = new VirtualClock();
    new Readouts({ bus: { events$ }, chipId: 'chip', clock, onFailure: (error) => failures.push(error) }).listen();
    events$.next(readout(17));
    events$.next(readout(3));
    expect(failures).toEqual([]);
  });

  it.each([
    ['have ended', throwError(() => new Error('gone')), 'BOARD_FAILED'],
    ['begin with some that were dropped', concat(of({ type: 'lost', count: 3 } as const), NEVER), 'READOUT_LOST'],
  ])('of events that %s are the end as soon as they are listened to', async (_, events$, code) => {
    const failures: string[] = [];
    const readouts: Readouts = new Readouts({
      bus: { events$ },
      chipId: 'chip',
      clock: new VirtualClock(),
      onFailure: (error) => {
        failures.push(error.code);
        readouts.end(error);
      },
    });
    readouts.listen();
    expect(failures).toEqual([code]);
    expect((await rejectionOf(readouts.take(() => true))).code).toBe(code);
  });

  it.each([
    ['that leave one out', 6],
    ['that go back', 3],
    ['that nobody has asked for', 5],
    ['that repeat what is known unasked', 4],
  ])('%s are the end, and told once', async (_, timestep) => {
    const { readouts, say, failures } = await started();
    say(timestep);
    say(timestep);
    expect(failures).toEqual(['READOUT_LOST']);
    expect(await rejectionOf(readouts.take(() => true, 10))).toMatchObject({ code: 'READOUT_LOST', who: 'chip' });
  });

  it('that repeat what is known are passed over where the board may do that', async () => {
    const { readouts, say, failures } = await started(true);
    say(4);
    const taken = readouts.take(() => true, 10);
    say(5);
    await taken;
    expect([failures, readouts.last]).toEqual([[], 5]);
  });

  it('have as long as they are given, and leave no timer', async () => {
    const { readouts, say, clock, failures } = await started();
    expect(clock.pending).toBe(0);
    const open = readouts.take(() => true);
    clock.advance(1000);
    say(5);
    await open;
    const late = rejectionOf(readouts.take(() => true));
    readouts.limit(20);
    readouts.limit(10);
    clock.advance(9);
    expect(failures).toEqual([]);
    clock.advance(1);
    expect((await late).code).toBe('READOUT_TIMEOUT');
    expect(clock.pending).toBe(0);
  });

  it('that arrived while the process was held up are read before their time is over', async () => {
    const clock = new VirtualClock();
    const events$ = new Subject<BusEvent>();
    const failures: unknown[] = [];
    const readouts = new Readouts({
      bus: { events$ },
      chipId: 'chip',
      // A turn of input takes a millisecond.
      clock: { now: () => clock.now(), after: (ms, run) => clock.after(Math.max(ms, 1), run) },
      onFailure: (error) => failures.push(error),
    });
    readouts.listen();
    const taken = readouts.take(() => true, 10);
    clock.advance(10);
    events$.next(readout(4));
    await taken;
    expect([failures, clock.pending]).toEqual([[], 0]);
  });

  it('are of any timestep after the board has begun to count anew', async () => {
    const { readouts, say } = await started();
    readouts.forget();
    const taken = readouts.take(() => true, 10);
    say(-1);
    await taken;
    expect(readouts.last).toBe(-1);
  });
});
