import { Raster, type SessionEvent, XylopipeError } from '@xylopipe/core';
import { VirtualClock } from '@xylopipe/hdk-transport/loopback';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { of, Subject, throwError } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import type { HdkSession, RealTimeStep } from '../src/index.js';
import { boardWith, drivenChip, driverFor, plugins } from './boards.js';
import { everyBank } from './configs.js';
import { configOf } from './random-config.js';
import { rejectionOf } from './rejection.js';

const plan = {
  seed: 7,
  inputs: 2,
  hidden: 6,
  inputExpansion: 3,
  outputExpansion: 3,
  outputs: 2,
  synapse2: false,
  aliases: true,
  biases: true,
  fanOut: 3,
};

/** Milliseconds. */
const OFTEN = { interval: 1 };

/** A chip that has some state, on a board whose time stands still. */
async function running(chipId: string, network = plan): Promise<{ clock: VirtualClock; session: HdkSession }> {
  const clock = new VirtualClock();
  const { limits } = drivenChip(chipId);
  const config = configOf({ ...network, biases: limits.bias }, limits);
  const session = await driverFor(chipId, () => boardWith(chipId, { clock, mainClock: 50_000_000 })).deploy(config);
  return { clock, session };
}

describe.each(plugins)('real time on $chipId', ({ chipId, limits }) => {
  const { realTimeDt = 0.001 } = limits;

  it('is the timesteps of the simulator without input, one every dt, and a state that goes on', async () => {
    const { clock, session } = await running(chipId);
    const config = configOf({ ...plan, biases: limits.bias }, limits);
    const simulator = await simulatorDeployer(limits).deploy(config);
    const burst = Raster.fromNested([[9, 15]]);
    const expected = [
      (await simulator.evolve(burst, { record: true })).signals,
      (await simulator.evolve(Raster.zeros(3, 2), { record: true })).signals,
      (await simulator.evolve(burst, { record: true })).signals,
    ];
    const before = await session.evolve(burst, { record: true });
    const steps: RealTimeStep[] = [];
    let failure: unknown;
    const watching = session.monitor$({ record: true, mainClock: 50_000_000 }).subscribe({
      next: (step) => steps.push(step),
      error: (error) => {
        failure = error;
      },
    });
    await vi.waitFor(() => expect(clock.nextDue).toBeCloseTo(realTimeDt * 1000));
    expect((await rejectionOf(session.evolve(burst))).code).toBe('SESSION_BUSY');
    clock.advance(3000 * realTimeDt + 0.01);
    await vi.waitFor(() => expect(steps).toHaveLength(3));
    watching.unsubscribe();
    const after = await session.evolve(burst, { record: true });
    expect(failure).toBeUndefined();
    expect([before.signals, after.signals]).toEqual([expected[0], expected[2]]);
    const [first] = steps;
    expect(steps.map(({ timestep }) => timestep - first!.timestep)).toEqual([0, 1, 2]);
    for (const [name, { shape, data }] of Object.entries(expected[1]!))
      expect(
        steps.flatMap(({ signals }) => [...signals[name as keyof typeof signals]!]),
        name,
      ).toEqual([...data].slice(0, 3 * shape[1]!));
    await session.close();
  });
});

/** All of its neurons take input. */
const sensitive = { ...plan, seed: 11, inputExpansion: 6 };

describe.each(plugins)('real time on $chipId with spikes of the host', ({ chipId, limits }) => {
  const { realTimeDt = 0.001 } = limits;

  it('is the timesteps of the simulator with the same spikes at the same timesteps', async () => {
    const { clock, session } = await running(chipId, sensitive);
    const config = configOf({ ...sensitive, biases: limits.bias }, limits);
    const simulator = await simulatorDeployer(limits).deploy(config);
    const rows = [
      [9, 15],
      [0, 0],
      [1, 0],
      [0, 0],
      [0, 30],
      [4, 4],
    ];
    const clipped: SessionEvent[] = [];
    session.events$.subscribe((event) => clipped.push(event));
    const expected = await simulator.evolve(Raster.fromNested(rows), { record: true });
    const steps: RealTimeStep[] = [];
    const input = new Subject<Uint8Array>();
    const watching = session
      .monitor$({ record: true, mainClock: 50_000_000, input })
      .subscribe((step) => steps.push(step));
    await vi.waitFor(() => expect(input.observed).toBe(true));
    for (const [step, row] of rows.entries()) {
      const { roundTrips } = session.statistics;
      input.next(Uint8Array.from(row));
      // Silence is nothing to send.
      const arrived = roundTrips + (row.some((count) => count > 0) ? 1 : 0);
      await vi.waitFor(() => expect(session.statistics.roundTrips).toBe(arrived), OFTEN);
      clock.advance(1000 * realTimeDt + (step === 0 ? 0.001 : 0));
      await vi.waitFor(() => expect(steps).toHaveLength(step + 1), OFTEN);
    }
    watching.unsubscribe();
    await vi.waitFor(() => expect(input.observed).toBe(false));
    for (const [name, { data }] of Object.entries(expected.signals))
      expect(
        steps.flatMap(({ signals }) => [...signals[name as keyof typeof signals]!]),
        name,
      ).toEqual([...data]);
    expect(steps.some(({ signals }) => signals.isyn!.some((current) => current !== 0))).toBe(true);
    expect(clipped).toMatchObject([{ type: 'issue', issue: { code: 'INPUT_CLIPPED', measured: 30 } }]);
    await session.close();
  });
});

describe('real time with spikes of the host', () => {
  it.each([
    ['that are for other channels', of(Uint8Array.of(1, 2, 3)), 'INPUT_CHANNELS'],
    ['that are no counts', of([1, 2] as unknown as Uint8Array), 'INPUT_INVALID'],
    ['that are nothing', of(undefined as unknown as Uint8Array), 'INPUT_INVALID'],
    ['that fail', throwError(() => new XylopipeError('SENSOR_GONE', 'nothing comes')), 'SENSOR_GONE'],
  ])('%s is an error, and the session goes on', async (_, input, code) => {
    const { session, clock } = await running('syns65302');
    const failure = new Promise((resolve) => session.monitor$({ input }).subscribe({ error: resolve }));
    expect(await failure).toMatchObject({ code });
    expect(clock.pending).toBe(0);
    expect((await session.evolve(Raster.zeros(2, 2))).steps).toBe(2);
    await session.close();
  });

  it('that come too late for it get a timestep of their own, and none of an evolution behind it', async () => {
    const { session } = await running('syns65302', sensitive);
    const { limits } = drivenChip('syns65302');
    const simulator = await simulatorDeployer(limits).deploy(configOf({ ...sensitive, biases: limits.bias }, limits));
    const late = Uint8Array.of(9, 15);
    const input = new Subject<Uint8Array>();
    const watching = session.monitor$({ input }).subscribe();
    await vi.waitFor(() => expect(input.observed).toBe(true));
    const { roundTrips } = session.statistics;
    input.next(late);
    await vi.waitFor(() => expect(session.statistics.roundTrips).toBe(roundTrips + 1));
    watching.unsubscribe();
    await simulator.evolve(new Raster(1, 2, late));
    const next = Raster.fromNested([
      [0, 0],
      [2, 1],
    ]);
    const [after, expected] = await Promise.all([session, simulator].map((one) => one.evolve(next, { record: true })));
    expect(after!.signals).toEqual(expected!.signals);
    await session.close();
  });

  it('goes on without them when they end', async () => {
    const { session, clock } = await running('syns65302');
    const steps: RealTimeStep[] = [];
    const watching = session.monitor$({ input: of(Uint8Array.of(3, 0)) }).subscribe((step) => steps.push(step));
    await vi.waitFor(() => expect(clock.pending).toBe(1));
    clock.advance(5 * clock.nextDue!);
    await vi.waitFor(() => expect(steps).toHaveLength(5));
    watching.unsubscribe();
    await session.close();
  });
});

describe('real time', () => {
  it('needs a clock that is known', async () => {
    const { session } = await running('syns61300');
    const failure = new Promise((resolve) => session.monitor$().subscribe({ error: resolve }));
    expect(await failure).toMatchObject({ code: 'CLOCK_UNKNOWN', who: 'syns61300' });
    expect((await session.step(Uint8Array.of(0, 0))).steps).toBe(1);
  });

  it('that the board refuses is an error, and the session goes on', async () => {
    const { session } = await running('syns65302');
    const failure = new Promise((resolve) => session.monitor$({ mainClock: 1000 }).subscribe({ error: resolve }));
    expect(await failure).toMatchObject({ code: 'OPERATION_FAILED', who: 'syns65302' });
    expect((await session.evolve(Raster.zeros(2, 2))).steps).toBe(2);
  });

  it('ends with the session', async () => {
    const { session, clock } = await running('syns65302');
    const failure = new Promise((resolve) => session.monitor$().subscribe({ error: resolve }));
    await vi.waitFor(() => expect(clock.pending).toBe(1));
    await session.close();
    expect(await failure).toMatchObject({ code: 'SESSION_CLOSED' });
    expect(clock.pending).toBe(0);
  });
});

describe('power', () => {
  it('comes as long as somebody listens, at the rate that is asked for', async () => {
    const clock = new VirtualClock();
    const power = { supplies: [{ supply: 'core', activeMicrowatts: 300, idleMicrowatts: 100 }] };
    const session = await driverFor('syns65302', () => boardWith('syns65302', { clock, power })).deploy(
      everyBank('syns65302'),
    );
    const samples: number[] = [];
    const listening = session.power$(100).subscribe(({ microwatts }) => samples.push(microwatts));
    await vi.waitFor(() => expect(clock.nextDue).toBe(10));
    const second = new Promise((resolve) => session.power$(1).subscribe({ error: resolve }));
    expect(await second).toMatchObject({ code: 'POWER_BUSY', who: 'syns65302' });
    clock.advance(30);
    await vi.waitFor(() => expect(samples).toEqual([100, 100, 100]));
    expect((await session.evolve(Raster.zeros(2, 2))).steps).toBe(2);
    listening.unsubscribe();
    await vi.waitFor(() => expect(clock.pending).toBe(0));
    await session.close();
  });

  it('that the board cannot measure is an error, and the session goes on', async () => {
    const { session } = await running('syns65302');
    const failure = new Promise((resolve) => session.power$(5).subscribe({ error: resolve }));
    expect(await failure).toMatchObject({ code: 'OPERATION_FAILED', who: 'syns65302' });
    expect((await session.evolve(Raster.zeros(2, 2))).steps).toBe(2);
  });
});
