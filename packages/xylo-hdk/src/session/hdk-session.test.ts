import { type Evolution, Raster, XylopipeError } from '@xylopipe/core';
import type { BusEvent } from '@xylopipe/hdk-transport';
import { VirtualClock } from '@xylopipe/hdk-transport/loopback';
import { describe, expect, it, vi } from 'vitest';
import { drivenChip } from '../../test/boards.js';
import { everyBank } from '../../test/configs.js';
import { FakeBus, type FakeBusOptions } from '../../test/fake-bus.js';
import { rejectionOf } from '../../test/rejection.js';
import type { DriverOptions } from '../driver-options.js';
import { xyloDriver } from '../xylo-driver.js';
import type { HdkSession } from './hdk-session.js';

const chipId = 'syns65302';
const config = everyBank(chipId);
const input = Raster.fromNested([
  [1, 0],
  [0, 0],
  [2, 16],
  [0, 3],
]);

async function opened(
  options: FakeBusOptions = {},
  driver: DriverOptions = {},
): Promise<{ bus: FakeBus; session: HdkSession }> {
  const bus = new FakeBus(chipId, options);
  const session = await xyloDriver(drivenChip(chipId), async () => bus, driver).deploy(config);
  bus.runs.length = 0;
  return { bus, session };
}

const spikesOf = ({ signals }: Evolution): readonly number[] => [...signals.spikesOut!.data];

describe('evolve', () => {
  it('sends spikes clamped, in ascending order, lets their timesteps be processed, and asks for the last readout', async () => {
    const { bus, session } = await opened();
    const evolution = await session.evolve(input);
    expect(spikesOf(evolution)).toEqual([0, 1, 0, 1]);
    const [run, ...more] = bus.runs;
    expect(more).toEqual([]);
    expect(run?.slice(-4)).toEqual([
      { op: 'setMode', mode: 'accelerated' },
      {
        op: 'sendSpikes',
        spikes: {
          timesteps: Uint32Array.of(0, 2, 2, 3),
          channels: Uint16Array.of(0, 0, 1, 1),
          counts: Uint8Array.of(1, 2, 15, 3),
        },
      },
      { op: 'triggerProcessing', before: 4 },
      { op: 'triggerReadout' },
    ]);
  });

  it('goes on counting timesteps', async () => {
    const { bus, session } = await opened();
    await session.evolve(input);
    await session.evolve(input);
    expect(bus.operations.filter(({ op }) => op === 'triggerProcessing')).toEqual([
      { op: 'triggerProcessing', before: 4 },
      { op: 'triggerProcessing', before: 8 },
    ]);
  });

  it('goes on from the number that the board has reached when it is deployed to', async () => {
    const bus = new FakeBus(chipId);
    await bus.run([{ op: 'triggerProcessing', before: 17 }]);
    const session = await xyloDriver(drivenChip(chipId), async () => bus).deploy(config);
    bus.runs.length = 0;
    await session.evolve(input);
    expect(bus.operations.find(({ op }) => op === 'triggerProcessing')).toMatchObject({ before: 21 });
  });

  it('sends no more at once than it is told, and says how far it is', async () => {
    const { bus, session } = await opened({}, { chunkTimesteps: 3 });
    const told: number[] = [];
    await session.evolve(input, { onProgress: (fraction) => told.push(fraction) });
    expect(bus.runs.map((run) => run.find(({ op }) => op === 'triggerProcessing'))).toMatchObject([
      { before: 3 },
      { before: 4 },
    ]);
    expect(told).toEqual([0.75, 1]);
  });

  it('monitors what is recorded, and nothing else', async () => {
    const { bus, session } = await opened();
    await rejectionOf(session.evolve(input, { record: { vmem: [2, 1], spikesHidden: true } }));
    expect(bus.operations.filter(({ op }) => op === 'setMonitor')).toEqual([
      { op: 'setMonitor', signal: 'vmemOut', first: 0, count: 0 },
      { op: 'setMonitor', signal: 'isynOut', first: 0, count: 0 },
      { op: 'setMonitor', signal: 'vmem', first: 1, count: 2 },
      { op: 'setMonitor', signal: 'isyn', first: 0, count: 0 },
      { op: 'setMonitor', signal: 'isyn2', first: 0, count: 0 },
      { op: 'setMonitor', signal: 'spikesHidden', first: 0, count: 3 },
    ]);
  });

  it('ends the session when a readout lacks what it was to bring', async () => {
    const { bus, session } = await opened();
    expect((await rejectionOf(session.evolve(input, { record: ['vmem'] }))).code).toBe('READOUT_INVALID');
    expect(bus.closed).toBe(true);
  });
});

describe('readouts', () => {
  type Damage = (readouts: readonly BusEvent[]) => readonly BusEvent[];
  const damages: [string, Damage][] = [
    ['one is missing in the midst', (events) => events.filter((_, i) => i !== 1)],
    ['one comes twice', (events) => events.flatMap((event, i) => (i === 2 ? [event, event] : [event]))],
    ['the last comes twice', (events) => [...events, ...events.slice(-1), ...events.slice(-1)]],
    ['two are in the wrong order', ([a, b, ...rest]) => [b!, a!, ...rest]],
    ['the board had to drop some', (events) => [...events, { type: 'lost', count: 3 }]],
  ];

  it.each(damages)('of which %s end the session, with the bus closed', async (_, damage) => {
    const { bus, session } = await opened({
      events: (readouts, { op }) => (op === 'triggerProcessing' ? damage(readouts) : readouts),
    });
    const first = await rejectionOf(session.evolve(input).then(() => session.evolve(input)));
    expect(first).toMatchObject({ code: 'READOUT_LOST', who: chipId });
    expect(await rejectionOf(session.evolve(input))).toMatchObject({ code: 'SESSION_LOST', cause: first });
    expect(await rejectionOf(session.resetState())).toMatchObject({ code: 'SESSION_LOST' });
    expect(bus.closed).toBe(true);
  });

  it('of which the last is missing, as its timestep was never processed, are found out at once', async () => {
    const { session } = await opened({
      events: (readouts, { op }) => {
        if (op === 'triggerProcessing') return readouts.slice(0, -1);
        return readouts.map((readout) => ({ ...readout, timestep: Math.min(readout.timestep, 2) }));
      },
    });
    expect((await rejectionOf(session.evolve(input))).code).toBe('READOUT_LOST');
  });

  it('that do not come are waited for no longer than told', async () => {
    const clock = new VirtualClock();
    const { session } = await opened(
      {
        events: (readouts, { op }) =>
          op === 'triggerProcessing' ? readouts.slice(0, 2) : readouts.filter(({ timestep }) => timestep < 3),
      },
      { clock, evolveTimeout: (timesteps, recording) => timesteps * 10 + Number(recording) },
    );
    const failing = rejectionOf(session.evolve(input));
    await vi.waitFor(() => expect(clock.nextDue).toBe(40));
    clock.advance(40);
    expect(await failing).toMatchObject({ code: 'READOUT_TIMEOUT', who: chipId });
  });
});

describe('a lost bus', () => {
  it('rejects the pending evolve with BUS_LOST, later calls with SESSION_LOST', async () => {
    let lose = false;
    const { bus, session } = await opened({ before: () => (lose ? new Promise(() => {}) : undefined) });
    lose = true;
    const pending = rejectionOf(session.evolve(input));
    await vi.waitFor(() => expect(bus.runs).toHaveLength(1));
    bus.lose();
    expect(await pending).toMatchObject({ code: 'BUS_LOST', who: chipId, cause: 'unplugged' });
    expect((await rejectionOf(session.evolve(input))).code).toBe('SESSION_LOST');
  });

  it('while nothing goes on is told to the next call', async () => {
    const { bus, session } = await opened();
    bus.lose();
    await bus.end;
    await undefined;
    expect((await rejectionOf(session.evolve(input))).code).toBe('BUS_LOST');
    expect((await rejectionOf(session.evolve(input))).code).toBe('SESSION_LOST');
    await session.close();
    expect((await rejectionOf(session.evolve(input))).code).toBe('SESSION_CLOSED');
  });

  it('is told once, also when its events say so', async () => {
    const { bus, session } = await opened();
    bus.events$.error(new Error('gone'));
    bus.lose();
    expect((await rejectionOf(session.evolve(input))).code).toBe('BOARD_FAILED');
    expect((await rejectionOf(session.evolve(input))).code).toBe('SESSION_LOST');
  });
});

describe('an evolution that is given up', () => {
  it('rejects at once; the board ends its chunk and is told to stop; nothing evolves before a reset', async () => {
    let release = (): void => {};
    let hold = false;
    const { bus, session } = await opened(
      {
        before: () => {
          if (!hold) return undefined;
          hold = false;
          return new Promise((resolve) => (release = resolve));
        },
      },
      { chunkTimesteps: 2 },
    );
    hold = true;
    const controller = new AbortController();
    const pending = rejectionOf(session.evolve(input, { signal: controller.signal }));
    await vi.waitFor(() => expect(bus.runs).toHaveLength(1));
    controller.abort();
    expect(await pending).toMatchObject({ code: 'ABORTED', who: chipId });
    expect((await rejectionOf(session.evolve(input))).code).toBe('STATE_UNKNOWN');
    expect((await rejectionOf(session.snapshot!())).code).toBe('STATE_UNKNOWN');
    expect((await rejectionOf(session.step(Uint8Array.of(0, 0)))).code).toBe('STATE_UNKNOWN');
    expect(bus.runs).toHaveLength(1);
    const resetting = session.resetState();
    release();
    await resetting;
    expect(bus.runs[1]).toEqual([{ op: 'setMode', mode: 'manual' }]);
    expect(bus.operations.filter(({ op }) => op === 'triggerProcessing')).toHaveLength(1);
    expect(spikesOf(await session.evolve(input))).toHaveLength(4);
  });

  it('can go on from a snapshot', async () => {
    const { session } = await opened();
    const snapshot = await session.snapshot!();
    const controller = new AbortController();
    const pending = rejectionOf(session.evolve(input, { signal: controller.signal }));
    await undefined;
    controller.abort();
    expect((await pending).code).toBe('ABORTED');
    await session.restore!(snapshot);
    expect((await session.evolve(input)).steps).toBe(4);
  });

  it('by a caller whose progress throws is in an unknown state', async () => {
    const { session } = await opened();
    const thrown = session.evolve(input, {
      onProgress: () => {
        throw new Error('mine');
      },
    });
    await expect(thrown).rejects.toThrow('mine');
    expect((await rejectionOf(session.evolve(input))).code).toBe('STATE_UNKNOWN');
  });
});

describe('reset', () => {
  it('uses the soft reset where the chip has one, and looks whether it worked', async () => {
    const { bus, session } = await opened();
    await session.resetState();
    const ops = bus.operations.map((operation) => operation.op);
    expect(bus.operations.filter(({ op }) => op === 'writeRegister')).toEqual([
      { op: 'writeRegister', address: 0x10, value: 1 },
    ]);
    expect(ops.filter((op) => op === 'readMemory')).toHaveLength(4);
    expect(ops).not.toContain('writeMemory');
    expect(ops.slice(-3)).toEqual(['modifyRegister', 'modifyRegister', 'triggerReadout']);
  });

  it('writes the states where that did not work', async () => {
    const { bus, session } = await opened();
    const vmem = drivenChip(chipId).memories.banks.find(({ content }) => content === 'vmem')!;
    bus.memory.set(vmem.address + 1, 99);
    await session.resetState();
    expect(bus.memory.get(vmem.address + 1)).toBe(0);
  });
});

describe('power', () => {
  it('can be measured anew at once: the end of one measurement is said before the next begins', async () => {
    const { bus, session } = await opened();
    const samples: BusEvent[] = [];
    session.power$(100).subscribe().unsubscribe();
    const second = session.power$(200).subscribe((sample) => samples.push(sample));
    await vi.waitFor(() => expect(bus.runs).toHaveLength(3));
    expect(bus.operations).toEqual([100, 0, 200].map((rate) => ({ op: 'measurePower', rate })));
    const sample = { type: 'power', channel: 'core', microwatts: 3, time: 1 } as const;
    bus.events$.next(sample);
    expect(samples).toEqual([sample]);
    second.unsubscribe();
    expect(bus.operations.at(-1)).toEqual({ op: 'measurePower', rate: 0 });
  });

  it('that a board refuses to measure is not ended either', async () => {
    let refuses = false;
    const { bus, session } = await opened({
      before: async () => {
        if (refuses) throw new XylopipeError('OPERATION_FAILED', 'there is nothing to measure with', { who: 'bus' });
      },
    });
    refuses = true;
    const failure = new Promise((resolve) => session.power$(1).subscribe({ error: resolve }));
    expect(await failure).toMatchObject({ code: 'OPERATION_FAILED' });
    expect(bus.operations).toEqual([{ op: 'measurePower', rate: 1 }]);
  });

  it('of a closed session is not to be had', async () => {
    const { session } = await opened();
    await session.close();
    const failure = new Promise((resolve) => session.power$(1).subscribe({ error: resolve }));
    expect(await failure).toMatchObject({ code: 'SESSION_CLOSED', who: chipId });
  });
});

describe('a single step', () => {
  it('is processed in manual mode, and its readout asked for until it is there', async () => {
    let late = 1;
    const { bus, session } = await opened({
      events: (readouts, { op }) => {
        const [readout] = readouts;
        return op === 'triggerReadout' && readout?.timestep === 0 && late-- > 0
          ? [{ ...readout, timestep: -1 }]
          : readouts;
      },
    });
    expect(spikesOf(await session.step(Uint8Array.of(0, 200)))).toEqual([0]);
    expect(bus.runs.map((run) => run.filter(({ op }) => op !== 'setMonitor').map(({ op }) => op))).toEqual([
      ['setMode', 'sendSpikes', 'triggerProcessing', 'triggerReadout'],
      ['triggerReadout'],
    ]);
  });

  it('refuses what is no input, and goes on', async () => {
    const { session } = await opened();
    expect((await rejectionOf(session.step(Uint8Array.of(1)))).code).toBe('INPUT_CHANNELS');
    expect((await session.step(Uint8Array.of(1, 0))).steps).toBe(1);
  });
});

describe('close', () => {
  it('tells the board to stop, and closes the bus', async () => {
    const { bus, session } = await opened();
    await Promise.all([session.close(), session.close()]);
    expect(bus.operations).toEqual([{ op: 'setMode', mode: 'manual' }]);
    expect(bus.closed).toBe(true);
  });
});
