import { type DeviceConfig, Raster } from '@xylopipe/core';
import { BusError } from '@xylopipe/hdk-transport';
import { describe, expect, it } from 'vitest';
import { drivenChip } from '../test/boards.js';
import { everyBank } from '../test/configs.js';
import { FakeBus, type FakeBusOptions } from '../test/fake-bus.js';
import { rejectionOf } from '../test/rejection.js';
import type { DriverOptions } from './driver-options.js';
import type { HdkSession } from './session/hdk-session.js';
import { xyloDriver } from './xylo-driver.js';

const chipId = 'syns65302';
const chip = drivenChip(chipId);
const config = everyBank(chipId);

/** A deployment onto a fake bus. */
function deployment(
  options: FakeBusOptions = {},
  { signal, ...driver }: DriverOptions & { signal?: AbortSignal } = {},
  what: DeviceConfig = config,
): { bus: FakeBus; session: Promise<HdkSession> } {
  const bus = new FakeBus(chipId, options);
  return { bus, session: xyloDriver(chip, async () => bus, driver).deploy(what, { signal }) };
}

/** A name for each operation, those on CTRL1 with what they switch. */
function logOf(bus: FakeBus): readonly string[] {
  const bankAt = (address: number): string | undefined =>
    chip.memories.banks.find((bank) => address >= bank.address && address < bank.address + bank.words)?.name;
  return bus.operations.map((operation) => {
    if (operation.op === 'modifyRegister' && operation.mask === 1 << 17) return `RAM_ACTIVE ${operation.value >>> 17}`;
    if (operation.op === 'modifyRegister' && operation.mask === 1 << 16) return `MEM_CLK_ON ${operation.value >>> 16}`;
    if ('address' in operation) return `${operation.op} ${bankAt(operation.address) ?? operation.address}`;
    return operation.op;
  });
}

describe('a deployment', () => {
  it('stops the board, writes everything between opening and closing the memories, and reads it back', async () => {
    const { bus, session } = deployment();
    await session;
    const log = logOf(bus);
    const names = chip.memories.banks.map(({ name }) => name);
    const states = ['NSCRAM', 'HSC2RAM', 'NMPRAM', 'HSPKRAM'];
    expect(log).toEqual([
      'setMode',
      ...new Array(6).fill('setMonitor'),
      'RAM_ACTIVE 1',
      'MEM_CLK_ON 1',
      ...names.filter((name) => !states.includes(name)).map((name) => `writeMemory ${name}`),
      ...[1, 2, 3].map((address) => `modifyRegister ${address}`),
      'writeRegister 16',
      ...states.map((name) => `writeMemory ${name}`),
      ...names.map((name) => `readMemory ${name}`),
      ...[1, 2, 3].map((address) => `readRegister ${address}`),
      'MEM_CLK_ON 0',
      'RAM_ACTIVE 0',
      'triggerReadout',
    ]);
    expect(bus.operations[0]).toEqual({ op: 'setMode', mode: 'manual' });
    expect(bus.runs).toHaveLength(3);
    expect(bus.closed).toBe(false);
  });

  it('lets spikes that wait be processed before states are written, where there is no soft reset', async () => {
    const bus = new FakeBus('syns61201');
    await xyloDriver(drivenChip('syns61201'), async () => bus).deploy(everyBank('syns61201'));
    const ops = bus.operations.map(({ op }) => op);
    expect(ops.indexOf('triggerProcessing')).toBe(ops.lastIndexOf('writeMemory') - 4);
  });

  it('keeps the bits of registers that it does not know', async () => {
    const { bus, session } = deployment({}, {});
    bus.registers.set(1, 0xf000_0000);
    bus.registers.set(3, 0xabcd_ffff);
    await session;
    expect([bus.registers.get(1), bus.registers.get(3)]).toEqual([0xf080_721e, 0xabcd_0201]);
  });

  it('reads nothing back where the board is trusted', async () => {
    const { bus, session } = deployment({ corrupt: () => 1 }, { verify: 'none' });
    await session;
    expect(logOf(bus).filter((line) => line.startsWith('read'))).toEqual([]);
  });

  it('leaves out bits that no field describes when it compares', async () => {
    const { session } = deployment({ corrupt: (space, _, word) => (space === 'memory' ? word + 2 ** 20 : word) });
    expect((await session).chipId).toBe(chipId);
  });
});

describe('a word that is read back wrong', () => {
  const threshold = chip.memories.banks.find(({ content }) => content === 'threshold')!;
  const places: [string, 'register' | 'memory', number][] = [
    ...chip.memories.banks.map(({ name, address }): [string, 'memory', number] => [name, 'memory', address]),
    ['CTRL1', 'register', 1],
    ['CTRL2', 'register', 2],
    ['CTRL3', 'register', 3],
  ];

  it.each(places)('in %s is written once more, alone', async (_, space, address) => {
    let reads = 0;
    const { bus, session } = deployment({
      corrupt: (where, at, word) => (where === space && at === address && reads++ === 0 ? word ^ 2 : word),
    });
    await session;
    const [, again = []] = bus.runs;
    expect(again.map((operation) => [operation.op, 'address' in operation && operation.address])).toEqual([
      [space === 'memory' ? 'writeMemory' : 'modifyRegister', address],
      [space === 'memory' ? 'readMemory' : 'readRegister', address],
    ]);
  });

  it.each(places)('in %s twice fails the deployment', async (name, space, address) => {
    const { bus, session } = deployment({
      corrupt: (where, at, word) => (where === space && at === address ? word ^ 2 : word),
    });
    const error = await rejectionOf(session);
    expect(error).toMatchObject({ code: 'VERIFY_FAILED', who: chipId });
    expect(error.issues).toMatchObject([{ code: 'READ_BACK', at: space === 'memory' ? [name, 0] : [name] }]);
    expect(bus.closed).toBe(true);
  });

  it('is told with what was expected and found', async () => {
    const { session } = deployment({
      corrupt: (_, at, word) => (at === threshold.address + 2 ? word ^ 1 : word),
    });
    expect((await rejectionOf(session)).issues).toMatchObject([{ at: ['NTHRAM', 2], measured: '0x67', limit: '0x66' }]);
  });

  it('and others are counted, the first of them told, and runs of them written together', async () => {
    const { bus, session } = deployment({ corrupt: (space, _, word) => (space === 'memory' ? word ^ 1 : word) });
    const error = await rejectionOf(session);
    expect(error.message).toMatch(/in 64 places/);
    expect(error.issues).toHaveLength(10);
    expect(bus.runs[1]?.filter(({ op }) => op === 'writeMemory')).toHaveLength(18);
  });
});

describe('what is refused', () => {
  it('before anything is opened: another chip, what the validator faults, what does not fit', async () => {
    let connections = 0;
    const driver = xyloDriver(chip, async () => {
      connections++;
      return new FakeBus(chipId);
    });
    expect(await rejectionOf(driver.deploy({ ...config, chipId: 'syns61201' }))).toMatchObject({
      code: 'CHIP_MISMATCH',
      who: chipId,
    });
    const faulted = await rejectionOf(driver.deploy({ ...config, weightShiftIn: 8 }));
    expect(faulted).toMatchObject({ code: 'CONFIG_INVALID', who: chipId, issues: [{ severity: 'error' }] });
    const lenient = xyloDriver({ ...chip, validator: { validate: () => [] } }, async () => {
      connections++;
      return new FakeBus(chipId);
    });
    expect((await rejectionOf(lenient.deploy({ ...config, weightShiftIn: 8 }))).code).toBe('IMAGE_REFUSED');
    expect(connections).toBe(0);
  });

  it.each<[string, string, FakeBusOptions]>([
    ['a board with another chip', 'WRONG_BOARD', { board: { chipId: 'syns61201' } }],
    ['a board of another type that does not say', 'WRONG_BOARD', { board: { chipId: '' } }],
    [
      'firmware that is too old',
      'FIRMWARE_TOO_OLD',
      { board: { deviceTypeName: 'XyloAudio3TestBoard', firmware: { fxtree: '0.12.10', unifirm: '1.5.9' } } },
    ],
    [
      'firmware that says nothing',
      'FIRMWARE_TOO_OLD',
      { board: { deviceTypeName: 'XyloAudio3TestBoard', chipId: '', firmware: { fxtree: '0.12.2' } } },
    ],
    ["a vendor's board", 'VENDOR_BOARD', { board: { emulated: false } }],
  ])('%s', async (_, code, options) => {
    const { bus, session } = deployment(options);
    expect(await rejectionOf(session)).toMatchObject({ code, who: chipId });
    expect([bus.runs, bus.closed]).toEqual([[], true]);
  });

  it('of a board that says it is a vendor’s, tells authors of firmware what to say', async () => {
    const { session } = deployment({ board: { emulated: false } });
    const { message, hint } = await rejectionOf(session);
    expect(message).toContain("says that it is a vendor's board");
    expect(hint).toMatch(/vendor's own driver.*firmware of your own.*`emulated`/);
  });

  it.each<[string, FakeBusOptions['board']]>([
    ['of a type of its own, with its chip', { deviceTypeName: 'MyBoard', firmware: {} }],
    [
      'of a type of the plugin, with its firmware',
      { deviceTypeName: 'XyloAudio3TestBoard', chipId: '', firmware: { fxtree: '0.12.2', unifirm: '1.6.0' } },
    ],
  ])('never is a board %s, which says that it is no vendor’s', async (_, board) => {
    const { session } = deployment({ board: { ...board, emulated: true } });
    expect((await session).chipId).toBe(chipId);
  });

  it('by a bus, with the name of the chip', async () => {
    const driver = xyloDriver(chip, () => Promise.reject(new TypeError('no wire')));
    expect(await rejectionOf(driver.deploy(config))).toMatchObject({ code: 'BOARD_FAILED', who: chipId });
  });
});

describe('a board of a vendor', () => {
  const options = (configured: DeviceConfig[]): FakeBusOptions => ({
    board: { emulated: false },
    configure: async (given) => {
      configured.push(given);
    },
  });

  it('is configured by its own driver, and never through memories', async () => {
    const configured: DeviceConfig[] = [];
    const { bus, session } = deployment(options(configured));
    const opened = await session;
    expect(configured).toEqual([config]);
    await opened.resetState();
    expect(configured).toEqual([config, config]);
    expect(bus.operations.map(({ op }) => op)).toEqual(['triggerReadout', 'triggerReadout']);
    expect([opened.snapshot, opened.restore, opened.verify]).toEqual([undefined, undefined, undefined]);
  });

  it('is configured so by whoever says that it can, emulated or not', async () => {
    const configured: DeviceConfig[] = [];
    const { bus, session } = deployment({ ...options(configured), board: { emulated: true } });
    await session;
    expect([configured.length, bus.operations.map(({ op }) => op)]).toEqual([1, ['triggerReadout']]);
  });

  it('may read out a manual timestep by itself, and does not say whether the chip could hibernate', async () => {
    const { session } = deployment({
      ...options([]),
      events: (readouts, { op }) => (op === 'triggerReadout' ? [...readouts, ...readouts] : readouts),
    });
    const opened = await session;
    expect((await opened.step(Uint8Array.of(1, 0))).hibernation).toBeNull();
    expect((await opened.evolve(Raster.zeros(3, 2))).hibernation).toBeNull();
  });
});

describe('a bus whose events end while the board is written', () => {
  it('fails the deployment, and is closed', async () => {
    const { bus, session } = deployment({
      before: (run) => {
        if (run === 0) bus.events$.error(new BusError('BUS_LOST', 'the board is lost', { who: 'bus' }));
        return undefined;
      },
    });
    expect(await rejectionOf(session)).toMatchObject({ code: 'BUS_LOST', who: chipId });
    expect(bus.closed).toBe(true);
  });
});

describe('an aborted deployment', () => {
  it('opens nothing', async () => {
    const { bus, session } = deployment({}, { signal: AbortSignal.abort('enough') });
    expect(await rejectionOf(session)).toMatchObject({ code: 'ABORTED', who: chipId, cause: 'enough' });
    expect([bus.runs, bus.closed]).toEqual([[], false]);
  });

  it('closes a bus that comes too late', async () => {
    const bus = new FakeBus(chipId);
    const controller = new AbortController();
    let arrive!: (bus: FakeBus) => void;
    const driver = xyloDriver(chip, () => new Promise((resolve) => (arrive = resolve)));
    const session = rejectionOf(driver.deploy(config, { signal: controller.signal }));
    controller.abort();
    expect((await session).code).toBe('ABORTED');
    arrive(bus);
    await bus.end;
    expect(bus.closed).toBe(true);
  });

  it.each([0, 1, 2, 3])('at run %i, of a bus that does not listen, leaves the bus closed', async (at) => {
    const controller = new AbortController();
    const { bus, session } = deployment(
      {
        // So that words are written again, in a run of their own.
        corrupt: onceWrong(),
        before: (run) => {
          if (run !== at) return undefined;
          controller.abort();
          return new Promise(() => {});
        },
      },
      { signal: controller.signal },
    );
    expect(await rejectionOf(session)).toMatchObject({ code: 'ABORTED', who: chipId });
    expect(bus.closed).toBe(true);
    expect(bus.runs).toHaveLength(at + 1);
  });

  it('while the vendor configures leaves the bus closed', async () => {
    const controller = new AbortController();
    const { bus, session } = deployment(
      {
        board: { emulated: false },
        configure: () => {
          controller.abort();
          return new Promise(() => {});
        },
      },
      { signal: controller.signal },
    );
    expect((await rejectionOf(session)).code).toBe('ABORTED');
    expect(bus.closed).toBe(true);
  });
});

function onceWrong(): NonNullable<FakeBusOptions['corrupt']> {
  let reads = 0;
  return (_space, _address, word) => (reads++ === 0 ? word ^ 1 : word);
}
