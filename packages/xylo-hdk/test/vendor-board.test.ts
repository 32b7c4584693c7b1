import { type DeviceConfig, Raster } from '@xylopipe/core';
import { BusError, type Operation, type RequestOptions } from '@xylopipe/hdk-transport';
import { firstValueFrom, of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { runOn } from '../src/deploy/chip-port.js';
import {
  type HdkSession,
  type MonitorOptions,
  type RealTimeStep,
  vendorEvolveTimeout,
  xyloDriver,
} from '../src/index.js';
import { drivenChip, plugins } from './boards.js';
import { FakeBus, type FakeBusOptions } from './fake-bus.js';
import { configOf } from './random-config.js';
import { rejectionOf } from './rejection.js';

const plan = {
  seed: 3,
  inputs: 2,
  hidden: 6,
  inputExpansion: 3,
  outputExpansion: 3,
  outputs: 2,
  synapse2: false,
  aliases: false,
  biases: false,
  fanOut: 3,
};

const networkFor = (chipId: string): DeviceConfig => configOf(plan, drivenChip(chipId).limits);

const board = {
  deviceTypeName: 'XyloAudio3TestBoard',
  emulated: false,
  firmware: { fxtree: '0.12.2', unifirm: '1.6.0' },
};

async function opened(chipId: string, options: FakeBusOptions = {}): Promise<{ bus: FakeBus; session: HdkSession }> {
  const bus = new FakeBus(chipId, { configure: async () => {}, ...options });
  const session = await xyloDriver(drivenChip(chipId), async () => bus).deploy(networkFor(chipId));
  return { bus, session };
}

/** Real time until its first step. The bus has no clock: that step is told as soon as real time has begun. */
async function firstStep(bus: FakeBus, session: HdkSession, options?: MonitorOptions): Promise<RealTimeStep> {
  const step = firstValueFrom(session.monitor$(options));
  while (!bus.operations.some((operation) => operation.op === 'setMode' && operation.mode === 'realTime')) await null;
  bus.tick();
  return await step;
}

describe.each(plugins)('a board with $chipId that its vendor configures', ({ chipId }) => {
  it('gets no register and no memory written, whatever is asked of a session', async () => {
    const { bus, session } = await opened(chipId);
    const input = Raster.fromNested([
      [1, 0],
      [0, 3],
    ]);
    await session.evolve(input);
    await session.step(Uint8Array.of(2, 0));
    await firstStep(bus, session);
    const power = session.power$(5).subscribe();
    await session.resetState();
    power.unsubscribe();
    const aborted = AbortSignal.timeout(0);
    await session.evolve(Raster.zeros(5000, 2), { signal: aborted }).catch(() => {});
    await session.resetState();
    await session.close();
    const asked = new Set(bus.operations.map(({ op }) => op));
    expect([...asked].sort()).toEqual([
      'measurePower',
      'sendSpikes',
      'setMode',
      'setMonitor',
      'triggerProcessing',
      'triggerReadout',
    ]);
  });

  it('is told of real time the mode alone, and needs no clock for it', async () => {
    const { bus, session } = await opened(chipId);
    bus.runs.length = 0;
    expect(await firstStep(bus, session)).toMatchObject({ timestep: 0 });
    await session.resetState();
    const others = bus.operations.filter(({ op }) => op !== 'setMonitor');
    expect(others.slice(0, 3)).toEqual([
      { op: 'setMode', mode: 'realTime' },
      { op: 'setMode', mode: 'manual' },
      { op: 'triggerReadout' },
    ]);
  });
});

it('takes no spikes of its host in real time', async () => {
  const { bus, session } = await opened('syns65302');
  bus.runs.length = 0;
  const input = of(Uint8Array.of(1, 0));
  await expect(firstValueFrom(session.monitor$({ input }))).rejects.toMatchObject({ code: 'NO_HOST_INPUT' });
  expect(bus.operations).toEqual([]);
  expect((await session.evolve(Raster.zeros(2, 2))).steps).toBe(2);
});

describe('what a bus has to say of its board', () => {
  it('is told once, to who listens first, before anything else', async () => {
    const issue = { code: 'UNPROVEN_ON_HARDWARE', severity: 'warning', at: ['board'], message: 'not tried' } as const;
    const { session } = await opened('syns65302', { issues: [issue] });
    const told: string[][] = [[], []];
    session.events$.subscribe(({ issue: { code } }) => told[0]!.push(code));
    session.events$.subscribe(({ issue: { code } }) => told[1]!.push(code));
    await session.evolve(Raster.fromNested([[200, 0]]));
    expect(told).toEqual([['UNPROVEN_ON_HARDWARE', 'INPUT_CLIPPED'], ['INPUT_CLIPPED']]);
    await session.close();
  });
});

it('has longer to evolve than an emulated board, or as long as it is told', async () => {
  const timeouts: (number | undefined)[] = [];
  const before = (_: number, { timeout }: RequestOptions): undefined => void timeouts.push(timeout);
  const { session } = await opened('syns65302', { before });
  await session.evolve(Raster.zeros(100, 2));
  expect(timeouts.at(-1)).toBe(vendorEvolveTimeout(100, false, networkFor('syns65302')));
  const bus = new FakeBus('syns65302', { before, configure: async () => {} });
  const driver = xyloDriver(drivenChip('syns65302'), async () => bus, { evolveTimeout: () => 77 });
  await (await driver.deploy(networkFor('syns65302'))).evolve(Raster.zeros(100, 2));
  expect(timeouts.at(-1)).toBe(77);
});

describe('the way to a board that its vendor configures', () => {
  const words: readonly Operation[] = [
    { op: 'writeRegister', address: 4, value: 1 },
    { op: 'modifyRegister', address: 4, mask: 1, value: 1 },
    { op: 'writeMemory', address: 0x200, words: Uint8Array.of(1) },
  ];

  it.each(words)('has no $op, and nothing beside it is sent', async (operation) => {
    const bus = new FakeBus('syns65302', { board, configure: async () => {} });
    const refused = await rejectionOf(runOn(bus, 'syns65302')([{ op: 'triggerReadout' }, operation]));
    expect(refused).toMatchObject({ code: 'OPERATION_INVALID', who: 'syns65302', issues: [{ at: ['operations', 1] }] });
    expect(bus.runs).toEqual([]);
  });

  it('has them where our words are the configuration', async () => {
    const bus = new FakeBus('syns65302');
    await runOn(bus, 'syns65302')(words);
    expect(bus.runs).toEqual([words]);
  });
});

describe('a refusal that sent nothing', () => {
  const input = Raster.fromNested([
    [1, 0],
    [0, 3],
  ]);

  it.each<[string, (session: HdkSession) => Promise<unknown>]>([
    ['of an evolution', (session) => session.evolve(input)],
    ['of a step', (session) => session.step(Uint8Array.of(1, 0))],
    ['of real time', (session) => firstValueFrom(session.monitor$())],
  ])('%s is no end of the session, nor of its state', async (_, call) => {
    let refuses = false;
    const before = (): undefined => {
      if (refuses) throw new BusError('OPERATION_INVALID', 'these operations cannot be sent');
    };
    const { bus, session } = await opened('syns65302', { before });
    await session.evolve(input);
    refuses = true;
    expect((await rejectionOf(call(session))).code).toBe('OPERATION_INVALID');
    refuses = false;
    expect((await session.evolve(input)).steps).toBe(2);
    expect(bus.closed).toBe(false);
  });

  it('after a chunk that was evolved leaves the state unknown, and the session open', async () => {
    let runs = 0;
    const bus = new FakeBus('syns65302', {
      before: () => {
        if (runs++ === 1) throw new BusError('OPERATION_INVALID', 'these operations cannot be sent');
        return undefined;
      },
    });
    const driver = xyloDriver(drivenChip('syns65302'), async () => bus, { chunkTimesteps: 1 });
    runs = -1000;
    const session = await driver.deploy(networkFor('syns65302'));
    runs = 0;
    expect((await rejectionOf(session.evolve(input))).code).toBe('OPERATION_INVALID');
    expect((await rejectionOf(session.evolve(input))).code).toBe('STATE_UNKNOWN');
    await session.resetState();
    expect((await session.evolve(input)).steps).toBe(2);
  });

  it('is no excuse where something may have been begun', async () => {
    let fails = false;
    const before = (): undefined => {
      if (fails) throw new BusError('BUS_TIMEOUT', 'no answer', { outcome: 'unknown' });
    };
    const { session } = await opened('syns65302', { before });
    fails = true;
    expect((await rejectionOf(session.evolve(input))).code).toBe('BUS_TIMEOUT');
    expect((await rejectionOf(session.evolve(input))).code).toBe('SESSION_LOST');
  });
});
