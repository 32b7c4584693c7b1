import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { openResources, resourcesSince } from '../open-resources.js';
import { failureOf, named, openStandIn, SLOW, whyNoPython } from './stand-in.js';

const A3 = 'XyloAudio3TestBoard';
const READ = { op: 'readRegister', address: 5 } as const;

/** Whether a process is there; a zombie counts. */
function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Its process, which nobody but a test may know. */
const pidOf = (bus: unknown): number => {
  const found = (bus as { processId?: number }).processId;
  if (found === undefined) throw new Error('a bus without a process');
  return found;
};

describe.skipIf(whyNoPython)(named('an end in order'), SLOW, () => {
  it('closes the board and leaves nothing behind', async () => {
    const before = await openResources();
    const { bus, calls } = await openStandIn(A3);
    const completed = lastValueFrom(bus.events$, { defaultValue: 'completed' });
    await Promise.all([bus.close(), bus.close()]);
    expect(await bus.end).toEqual({ reason: 'local' });
    expect(await completed).toBe('completed');
    expect(calls().at(-1)).toMatchObject({ call: 'close_device' });
    expect(isThere(pidOf(bus))).toBe(false);
    expect(await resourcesSince(before)).toEqual([]);
    expect(await failureOf(bus.run([READ]))).toMatchObject({ code: 'BUS_CLOSED', outcome: 'not-sent' });
  });

  it('lets pending calls finish', async () => {
    const { bus } = await openStandIn(A3, { registers: { 5: 55 } });
    const calls = Array.from({ length: 50 }, () => bus.run([READ]));
    await bus.close();
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 50 }, () => [55]));
  });

  it('takes no more calls while it waits', async () => {
    const { bus } = await openStandIn(A3, { registers: { 5: 55 } });
    const pending = bus.run([READ]);
    const closed = bus.close();
    expect(await failureOf(bus.run([READ]))).toMatchObject({ code: 'BUS_CLOSED', outcome: 'not-sent' });
    expect(await pending).toEqual([55]);
    await closed;
  });

  it('rejects those that do not, and says which were surely not begun', async () => {
    const { bus } = await openStandIn(A3, { faults: { 'no answers': {} } }, { closeTime: 50, grace: 500 });
    const calls = Array.from({ length: 20 }, () => failureOf<{ code: string; outcome: string }>(bus.run([READ])));
    await bus.close();
    const failures = await Promise.all(calls);
    expect(new Set(failures.map(({ code }) => code))).toEqual(new Set(['BUS_CLOSED']));
    expect(failures.map(({ outcome }) => outcome)).toEqual([
      ...Array(16).fill('unknown'),
      ...Array(4).fill('not-sent'),
    ]);
  });

  it('kills a process in which samna hangs', async () => {
    const script = { faults: { WriteRegisterValue: { do: 'hang' } } } as const;
    const { bus } = await openStandIn(A3, script, { closeTime: 0, grace: 100 });
    const pending = failureOf(bus.run([{ op: 'writeRegister', address: 5, value: 1 }]));
    await bus.close();
    expect(await pending).toMatchObject({ code: 'BUS_CLOSED', outcome: 'unknown' });
    expect(await bus.end).toEqual({ reason: 'local' });
    expect(isThere(pidOf(bus))).toBe(false);
  });
});

describe.skipIf(whyNoPython)(named('an end out of order'), SLOW, () => {
  it('rejects everything when the process dies, with what it has said', async () => {
    const before = await openResources();
    const { bus } = await openStandIn(A3, { faults: { WriteRegisterValue: { do: 'die' } } });
    const events = failureOf(lastValueFrom(bus.events$));
    const calls = Array.from({ length: 20 }, () =>
      failureOf<{ code: string; outcome: string }>(bus.run([{ op: 'writeRegister', address: 5, value: 1 }])),
    );
    const failures = await Promise.all(calls);
    expect(new Set(failures.map(({ code }) => code))).toEqual(new Set(['BUS_LOST']));
    expect(failures.map(({ outcome }) => outcome)).toEqual([
      ...Array(16).fill('unknown'),
      ...Array(4).fill('not-sent'),
    ]);
    expect(await bus.end).toMatchObject({ reason: 'lost', cause: { code: 'PYTHON_FAILED' } });
    expect(await events).toMatchObject({ code: 'BUS_LOST' });
    expect(await failureOf(bus.run([READ]))).toMatchObject({ code: 'BUS_LOST', outcome: 'not-sent' });
    await bus.close();
    expect(await resourcesSince(before)).toEqual([]);
  });

  it('is noticed when nothing is pending', async () => {
    const { bus } = await openStandIn(A3);
    process.kill(pidOf(bus), 'SIGKILL');
    expect(await bus.end).toMatchObject({ reason: 'lost', cause: { code: 'PYTHON_FAILED' } });
  });

  it('does not come with the interrupt of a terminal', async () => {
    const { bus } = await openStandIn(A3, { registers: { 5: 7 } });
    process.kill(pidOf(bus), 'SIGINT');
    expect(await bus.run([READ])).toEqual([7]);
    // A group of its own: the terminal does not even reach it.
    if (process.platform !== 'win32') expect(isThere(-pidOf(bus))).toBe(true);
  });
});

describe.skipIf(whyNoPython)(named('a call'), SLOW, () => {
  it('is given up at its deadline, and the bus goes on', async () => {
    const script = { registers: { 5: 7 }, faults: { ReadRegisterValue: { do: 'hang', seconds: 0.5 } } } as const;
    const { bus } = await openStandIn(A3, script);
    const late = await failureOf(bus.run([READ], { timeout: 100 }));
    expect(late).toMatchObject({ code: 'BUS_TIMEOUT', outcome: 'unknown' });
    expect(await bus.run([READ])).toEqual([7]);
  });

  it('is given up when it is told to, before and after it was sent', async () => {
    const { bus } = await openStandIn(A3, { faults: { 'no answers': {} } });
    const controller = new AbortController();
    const pending = failureOf(bus.run([READ], { signal: controller.signal }));
    controller.abort(new Error('enough'));
    expect(await pending).toMatchObject({ code: 'ABORTED', outcome: 'unknown', cause: { message: 'enough' } });
    const before = failureOf(bus.run([READ], { signal: controller.signal }));
    expect(await before).toMatchObject({ code: 'ABORTED', outcome: 'not-sent' });
  });

  it('stops at the operation that fails, and says how far it came', async () => {
    const { bus, calls } = await openStandIn(A3, {
      faults: { WriteRegisterValue: { at: 2, do: 'raise', message: 'bad register' } },
    });
    const write = (address: number) => ({ op: 'writeRegister', address, value: 1 }) as const;
    const error = await failureOf(bus.run([write(5), write(6), write(7)]));
    expect(error).toMatchObject({ code: 'OPERATION_FAILED', outcome: 'done', done: 1, cause: { code: 'SAMNA_ERROR' } });
    expect(error.message).toContain('RuntimeError: bad register');
    expect(calls('WriteRegisterValue').map(({ address }) => address)).toEqual([5, 6]);
    await bus.run([write(8)]);
  });

  it('is one of a thousand, of which the process has a few at a time', async () => {
    const { bus } = await openStandIn(A3, { registers: { 5: 7 } });
    const all = await Promise.all(Array.from({ length: 1000 }, () => bus.run([READ], { timeout: 60_000 })));
    expect(all).toEqual(Array.from({ length: 1000 }, () => [7]));
    expect(bus.statistics.roundTrips).toBeGreaterThanOrEqual(1000);
  });

  it('is not disturbed by what samna prints', async () => {
    const { bus } = await openStandIn(A3, { prints: ['hello', 'x'.repeat(100_000)], registers: { 5: 7 } });
    expect(await bus.run([READ])).toEqual([7]);
  });
});
