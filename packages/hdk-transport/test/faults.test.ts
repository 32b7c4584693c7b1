import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPCODES } from '../src/hxp/index.js';
import { BusError, type Operation } from '../src/index.js';
import { FATAL_FAULTS, type Fault, type FaultRule, PASSING_FAULTS, SESSION_FRAMES } from '../src/loopback/index.js';
import { collect, pass, type Setup, settle, setUp, within } from './connected.js';

const CALLS = 30;
const SPIKES = 40;

const call = (n: number): Operation[] => [
  { op: 'writeRegister', address: 1, value: n },
  { op: 'sendSpikes', spikes: spike(n) },
  { op: 'readRegister', address: 1 },
];

const spike = (n: number) => ({
  timesteps: Uint32Array.of(n),
  channels: Uint16Array.of(0),
  counts: Uint8Array.of(1),
});

/** Opens, calls, listens and closes, whatever happens; what does not go well must be one typed error. */
async function session({ clock, open, board, served }: Setup) {
  const errors: unknown[] = [];
  const attempt = async <T>(promise: Promise<T>): Promise<T | undefined> => {
    try {
      return await within(clock, promise);
    } catch (error) {
      errors.push(error);
      return undefined;
    }
  };
  let events: unknown[] = [];
  const bus = await attempt(open());
  if (bus) {
    events = collect(bus);
    const calls = Promise.allSettled(Array.from({ length: CALLS }, (_, n) => bus.run(call(n))));
    for (let n = 0; n < SPIKES; n++) {
      board.spike(n);
      if (n % 10 === 9) await settle();
    }
    const results = await within(clock, calls);
    for (const [n, result] of results.entries()) {
      if (result.status === 'fulfilled') expect(result.value).toEqual([undefined, undefined, n]);
      else errors.push(result.reason);
    }
    await pass(clock, 4000);
    await within(clock, bus.close());
    await within(clock, bus.end);
  }
  await within(clock, served.close());
  await settle();
  for (const error of errors) expect(error).toBeInstanceOf(BusError);
  expect(clock.pending).toBe(0);
  return { errors: errors as BusError[], events, executed: board.executed };
}

/** What ran is what was asked, from the start on, each once; what was heard is what was said, from the start on. */
function expectNothingTwiceOrLeftOut({ events, executed }: Awaited<ReturnType<typeof session>>): void {
  const asked = Array.from({ length: CALLS }, (_, n) => call(n)).flat();
  expect(executed).toEqual(asked.slice(0, executed.length));
  expect(events).toEqual(Array.from({ length: events.length }, (_, n) => ({ type: 'spike', timestep: n, neuron: 7 })));
}

const title = (fault: Fault): string => (fault.type === 'delay' ? `delay of ${fault.ms} ms` : fault.type);

describe.each(Object.entries(SESSION_FRAMES))('a session in which %s meets', (_, { direction, opcode }) => {
  it.each(PASSING_FAULTS.map((fault) => [title(fault), fault] as const))('%s goes well', async (_title, fault) => {
    for (const nth of [0, 1])
      for (const offset of [undefined, 0, 9, 17]) {
        const setup = setUp({ faults: [{ direction, at: { opcode, nth, offset }, fault }], seed: nth });
        const outcome = await session(setup);
        if (nth === 0 && offset === undefined) expect(setup.link.injected[fault.type]).toBe(1);
        expect(outcome.errors).toEqual([]);
        expectNothingTwiceOrLeftOut(outcome);
        expect(outcome.executed).toHaveLength(3 * CALLS);
        expect(outcome.events).toHaveLength(SPIKES);
      }
  });

  it.each(FATAL_FAULTS.map((fault) => [title(fault), fault] as const))(
    '%s ends in typed errors',
    async (_title, fault) => {
      for (const nth of [0, 1]) {
        const setup = setUp({ faults: [{ direction, at: { opcode, nth, offset: 3 }, fault }] });
        const outcome = await session(setup);
        if (nth === 0) expect(setup.link.injected[fault.type]).toBe(1);
        expectNothingTwiceOrLeftOut(outcome);
        for (const { code } of outcome.errors) expect(['BUS_LOST', 'NO_HXP']).toContain(code);
        if (outcome.errors.length === 0) expect(outcome.executed).toHaveLength(3 * CALLS);
      }
    },
  );
});

describe('a session over a link that', () => {
  it('loses credits brings all events also to who subscribes late', async () => {
    for (let seed = 0; seed < 10; seed++) {
      const fault: FaultRule = {
        direction: 'out',
        at: { opcode: OPCODES.credit, chance: 0.5 },
        fault: { type: 'drop' },
      };
      const { clock, board, open } = setUp({ faults: [fault], seed, maxFrame: 2048, bus: { eventWindow: 2048 } });
      const bus = await within(clock, open());
      for (let n = 0; n < 1000; n++) board.spike(n);
      await pass(clock, 3000);
      const events = collect(bus);
      await pass(clock, 60_000);
      expect(events).toEqual(Array.from({ length: 1000 }, (_, n) => ({ type: 'spike', timestep: n, neuron: 7 })));
      await within(clock, bus.close());
    }
  });

  it('loses and damages frames at random runs everything once, or ends in typed errors', async () => {
    const fault = fc.constantFrom<Fault>(...PASSING_FAULTS);
    const rule = fc.record<FaultRule>({
      direction: fc.constantFrom('in', 'out'),
      at: fc.record({ chance: fc.double({ min: 0, max: 0.2, noNaN: true }) }),
      fault,
    });
    let wentWell = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(rule, { maxLength: 4 }), fc.nat(), async (faults, seed) => {
        const outcome = await session(setUp({ faults, seed }));
        expectNothingTwiceOrLeftOut(outcome);
        // Delays add up, beyond the deadline of calls that wait behind others.
        for (const { code } of outcome.errors) expect(['BUS_LOST', 'NO_HXP', 'BUS_TIMEOUT']).toContain(code);
        if (outcome.errors.length > 0) return;
        wentWell++;
        expect(outcome.executed).toHaveLength(3 * CALLS);
      }),
      { numRuns: 60 },
    );
    expect(wentWell).toBeGreaterThan(0);
  }, 30_000);

  it('breaks at any byte ends in typed errors', async () => {
    for (const direction of ['in', 'out'] as const)
      for (let byte = 0; byte < 2000; byte += 37) {
        const outcome = await session(setUp({ faults: [{ direction, at: { byte }, fault: { type: 'disconnect' } }] }));
        expectNothingTwiceOrLeftOut(outcome);
        for (const { code } of outcome.errors) expect(code).toBe('BUS_LOST');
      }
  }, 30_000);
});
