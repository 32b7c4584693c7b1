import { Raster } from '@xylopipe/core';
import { type BoardFault, emulatedBus } from '@xylopipe/hdk-emulator';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { describe, expect, it, vi } from 'vitest';
import { type HdkSession, xyloDriver } from '../src/index.js';
import { boardWith, drivenChip, driverFor, plugins } from './boards.js';
import { everyBank } from './configs.js';
import { configOf } from './random-config.js';
import { rejectionOf } from './rejection.js';

const chipId = 'syns65302';
const config = everyBank(chipId);
const input = Raster.fromNested([
  [3, 1],
  [0, 2],
  [15, 15],
  [0, 0],
  [1, 4],
  [0, 0],
]);

const plan = {
  seed: 3,
  inputs: 2,
  hidden: 5,
  inputExpansion: 5,
  outputExpansion: 5,
  outputs: 2,
  synapse2: false,
  aliases: false,
  fanOut: 2,
};

/** A deployment onto a board that has a fault from the beginning, or gets it when it is deployed to. */
function deployment(faults: readonly BoardFault[] = [], options: { signal?: AbortSignal } = {}) {
  const board = boardWith(chipId, { faults });
  return { board, session: driverFor(chipId, () => board).deploy(config, options) };
}

const answer = async (): Promise<unknown> => {
  const simulator = await simulatorDeployer(drivenChip(chipId).limits).deploy(config);
  return simulator.evolve(input, { record: true });
};

/** A board can be opened again: nobody holds it. */
async function expectFree(board: ReturnType<typeof boardWith>): Promise<void> {
  const session = await driverFor(chipId, () => board).deploy(config);
  expect(await session.evolve(input, { record: true })).toEqual(await answer());
  await session.close();
}

describe('a bit error', () => {
  it('while memories are written is written over', async () => {
    const { board, session } = deployment([
      { fault: 'bitError', bank: 'HWTRAM', word: 2, bit: 3, when: { afterWrites: 17 } },
    ]);
    expect(await (await session).evolve(input, { record: true })).toEqual(await answer());
    expect(board.faultCounts).toMatchObject({ bitError: 1 });
  });

  it('that stays fails the deployment, and says where it is', async () => {
    // Of a weight of 9 the lowest bit cannot be cleared any more, or is the other one.
    const { board, session } = deployment([
      { fault: 'bitError', bank: 'HWTRAM', word: 2, bit: 0, sticky: true, when: { afterWrites: 16 } },
      { fault: 'bitError', bank: 'NTHRAM', word: 1, bit: 15, sticky: true },
    ]);
    const error = await rejectionOf(session);
    expect(error).toMatchObject({ code: 'VERIFY_FAILED', who: chipId });
    expect(error.issues).toContainEqual(expect.objectContaining({ at: ['NTHRAM', 1], limit: '0x65' }));
    expect(board.faultCounts).toMatchObject({ bitError: expect.any(Number) });
  });
});

describe('a bit that flips after the deployment', () => {
  it('is found by whoever looks', async () => {
    const { board, session } = deployment();
    const opened = await session;
    await opened.verify!();
    await opened.evolve(input);
    await opened.verify!();
    board.inject({ fault: 'bitError', bank: 'NDMRAM', word: 1, bit: 2 });
    expect(await rejectionOf(opened.verify!())).toMatchObject({
      code: 'VERIFY_FAILED',
      issues: [{ at: ['NDMRAM', 1], limit: '0x2', measured: '0x6' }],
    });
    expect((await rejectionOf(opened.evolve(input))).code).toBe('SESSION_LOST');
  });
});

describe('a state that stays', () => {
  const evolvedBoard = async () => {
    const board = boardWith(chipId);
    const session = await driverFor(chipId, () => board).deploy(config);
    await session.evolve(input);
    return { board, session };
  };

  it('is found when the state is reset, and cleared by writing it', async () => {
    const { board, session } = await evolvedBoard();
    board.inject({ fault: 'staleState', times: 1 });
    await session.resetState();
    expect(board.faultCounts).toMatchObject({ staleState: 1 });
    expect(await session.evolve(input, { record: true })).toEqual(await answer());
  });

  it('for good ends the session', async () => {
    const { board, session } = await evolvedBoard();
    board.inject({ fault: 'staleState' });
    expect(await rejectionOf(session.resetState())).toMatchObject({ code: 'VERIFY_FAILED', who: chipId });
    expect((await rejectionOf(session.evolve(input))).code).toBe('SESSION_LOST');
  });

  it('of the network before fails the deployment', async () => {
    const { board, session } = await evolvedBoard();
    await session.close();
    board.inject({ fault: 'staleState' });
    expect((await rejectionOf(driverFor(chipId, () => board).deploy(config))).code).toBe('VERIFY_FAILED');
  });
});

describe('a dropped timestep', () => {
  it.each([0, 2, 5])('number %i of six is noticed', async (timestep) => {
    const { session } = deployment([{ fault: 'dropTimestep', timestep }]);
    const opened = await session;
    expect(await rejectionOf(opened.evolve(input))).toMatchObject({ code: 'READOUT_LOST', who: chipId });
    expect((await rejectionOf(opened.evolve(input))).code).toBe('SESSION_LOST');
  });
});

describe('an unplugged board', () => {
  it.each([1, 8, 20, 33, 40, 52])('at operation %i of its deployment rejects it', async (operation) => {
    const { session } = deployment([{ fault: 'unplug', operation }]);
    const error = await rejectionOf(session);
    expect(error.who).toBe(chipId);
    expect(error.code).toMatch(/BUS_LOST|OPERATION_FAILED|BOARD_UNPLUGGED/);
  });

  it('while it evolves rejects that, and later calls', async () => {
    const { board, session } = deployment();
    const opened = await session;
    board.inject({ fault: 'unplug', operation: 8 });
    expect((await rejectionOf(opened.evolve(input))).code).toMatch(/BUS_LOST|OPERATION_FAILED/);
    expect((await rejectionOf(opened.evolve(input))).code).toBe('SESSION_LOST');
  });

  it('while nothing goes on is told to the next call', async () => {
    const { board, session } = deployment();
    const opened = await session;
    board.unplug();
    await vi.waitFor(async () => expect((await rejectionOf(opened.snapshot!())).code).toMatch(/BUS_LOST|SESSION_LOST/));
  });
});

describe.each(plugins)('what a host before left on $chipId', ({ chipId, limits }) => {
  const network = configOf({ ...plan, biases: false }, limits);

  it('is gone: states, and spikes that were never processed', async () => {
    const board = boardWith(chipId);
    const before = await driverFor(chipId, () => board).deploy(network);
    await before.evolve(Raster.fromNested([[15, 15]]));
    await before.close();
    const bus = await emulatedBus(board);
    const spikes = { timesteps: Uint32Array.of(0), channels: Uint16Array.of(0), counts: Uint8Array.of(9) };
    await bus.run([
      { op: 'setMode', mode: 'manual' },
      { op: 'sendSpikes', spikes },
      { op: 'setMode', mode: 'accelerated' },
      { op: 'setMonitor', signal: 'vmem', first: 0, count: 1 },
    ]);
    await bus.close();
    const session = await driverFor(chipId, () => board).deploy(network);
    const { signals } = await session.evolve(Raster.zeros(4, 2), { record: true });
    const simulator = await simulatorDeployer(limits).deploy(network);
    expect(signals).toEqual((await simulator.evolve(Raster.zeros(4, 2), { record: true })).signals);
    await session.close();
  });
});

describe('others', () => {
  it('a board that hangs is given up after a while', async () => {
    const board = boardWith(chipId, { faults: [{ fault: 'hang', operation: 20 }] });
    const driver = xyloDriver(drivenChip(chipId), () => emulatedBus(board, { bus: { closeTime: 10 } }), {
      requestTimeout: 50,
    });
    expect(await rejectionOf(driver.deploy(config))).toMatchObject({ code: 'BUS_TIMEOUT', who: chipId });
    board.unplug();
  });

  it('a board that hangs while it evolves is given up after a while, and the session with it', async () => {
    const board = boardWith(chipId);
    const driver = xyloDriver(drivenChip(chipId), () => emulatedBus(board, { bus: { closeTime: 10 } }), {
      evolveTimeout: () => 50,
    });
    const session = await driver.deploy(config);
    board.inject({ fault: 'hang', operation: 9 });
    expect((await rejectionOf(session.evolve(input))).code).toMatch(/BUS_TIMEOUT|READOUT_TIMEOUT/);
    expect((await rejectionOf(session.evolve(input))).code).toBe('SESSION_LOST');
    await session.close();
    board.unplug();
  });

  it('an old firmware is refused, and nothing stays open', async () => {
    const { session } = deployment([{ fault: 'firmware', firmware: { fxtree: '0.12.1', unifirm: '1.6.0' } }]);
    expect(await rejectionOf(session)).toMatchObject({
      code: 'FIRMWARE_TOO_OLD',
      issues: [{ at: ['board', 'firmware', 'fxtree'], measured: '0.12.1', limit: '0.12.2 or newer' }],
    });
  });

  it('a busy board is refused, and can be had later', async () => {
    const board = boardWith(chipId, { faults: [{ fault: 'busy', times: 1 }] });
    const error = await rejectionOf(driverFor(chipId, () => board).deploy(config));
    expect(error).toMatchObject({ code: 'HXP_REFUSED', who: chipId });
    await expectFree(board);
  });

  it('a second host is refused while the first has the board', async () => {
    const { board, session } = deployment();
    const first: HdkSession = await session;
    expect((await rejectionOf(driverFor(chipId, () => board).deploy(config))).code).toBe('HXP_REFUSED');
    await first.close();
    await expectFree(board);
  });

  it('a slow board is waited for', async () => {
    const { session } = deployment([{ fault: 'slow', ms: 1 }]);
    expect(await (await session).evolve(input, { record: true })).toEqual(await answer());
  });

  it.each([1, 30, 50])('a board that hangs at operation %i is given up when aborted', async (operation) => {
    const controller = new AbortController();
    const { board, session } = deployment([{ fault: 'hang', operation }], { signal: controller.signal });
    const failing = rejectionOf(session);
    await vi.waitFor(() => expect(board.faultCounts).toMatchObject({ hang: 1 }));
    controller.abort();
    expect(await failing).toMatchObject({ code: 'ABORTED', who: chipId });
    board.unplug();
  });
});
