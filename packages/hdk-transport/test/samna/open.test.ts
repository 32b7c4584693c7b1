import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isXylopipeError } from '@xylopipe/core';
import { listSamnaBoards, MIN_SAMNA, openSamnaBus, SAMNA_BOARD_TYPES } from '@xylopipe/hdk-transport/samna';
import { describe, expect, it } from 'vitest';
import { openResources, resourcesSince } from '../open-resources.js';
import { failureOf, named, openStandIn, SLOW, standIn, whyNoPython } from './stand-in.js';

const A2 = 'XyloA2TestBoard';

describe.skipIf(whyNoPython)(named('listSamnaBoards'), SLOW, () => {
  it('tells type, place and chip, marks a stand-in as such, and says why a board cannot be opened', async () => {
    const { options, calls } = standIn({
      boards: [{ type: A2, serial: '17' }, { type: 'XyloImuTestBoard', opened: true }, { type: 'Speck2fDevKit' }],
    });
    const boards = await listSamnaBoards(options);
    expect(boards).toMatchObject([
      { deviceTypeName: A2, chipId: 'syns61201', serial: '17 (stand-in)', address: '1:1', emulated: true },
      { chipId: 'syns63300', serial: '(stand-in)', refusal: { code: 'BOARD_BUSY' } },
      { chipId: '', refusal: { code: 'BOARD_UNKNOWN', measured: 'Speck2fDevKit' } },
    ]);
    expect(boards[0]).not.toHaveProperty('refusal');
    expect(calls().map(({ call }) => call)).toEqual(['get_all_devices']);
  });

  it('leaves nothing behind', async () => {
    const before = await openResources();
    await listSamnaBoards(standIn({ boards: [] }).options);
    expect(await resourcesSince(before)).toEqual([]);
  });
});

describe.skipIf(whyNoPython)(named('openSamnaBus'), SLOW, () => {
  it.each(SAMNA_BOARD_TYPES)('opens %s, and says that it is a stand-in', async (type) => {
    const { bus, calls } = await openStandIn(type);
    expect(bus.board).toMatchObject({ deviceTypeName: type, emulated: true, serial: '(stand-in)' });
    expect(bus.board.firmware).toEqual({ fxtree: '0.12.2', unifirm: '1.6.0' });
    expect(bus.issues).toMatchObject([{ code: 'UNPROVEN_ON_HARDWARE', severity: 'warning' }]);
    const { manual, accelerated } = bus.signals!;
    expect(accelerated).toEqual(expect.arrayContaining(['spikesOut', 'vmem', 'isyn', 'spikesHidden', 'vmemOut']));
    expect(accelerated.includes('isynOut')).toBe(type !== A2);
    expect(manual).toEqual(type === A2 ? accelerated : ['spikesOut', 'vmemOut']);
    await bus.close();
    expect(calls('close_device')).toHaveLength(1);
  });

  it('asks Xylo Audio 2 for its version and wakes it up, and sends others nothing', async () => {
    const a2 = await openStandIn(A2);
    expect(a2.calls('write').map(({ classes }) => classes)).toEqual([['ReadVersion'], ['TriggerProcessing']]);
    const imu = await openStandIn('XyloImuTestBoard');
    expect(imu.calls('write')).toEqual([]);
  });

  it('refuses another version of the chip, and closes the board', async () => {
    const { options, calls } = standIn({ chipVersion: [1, 0] }, { deviceTypeName: A2 });
    expect(await failureOf(openSamnaBus(options))).toMatchObject({ code: 'CHIP_VERSION' });
    expect(calls('close_device')).toHaveLength(1);
  });

  it('refuses firmware that is too old before it sends anything, with every part', async () => {
    const { options, calls } = standIn({ firmware: { fxtree: '0.11.4', unifirm: '1.1.2' } }, { deviceTypeName: A2 });
    const error = await failureOf(openSamnaBus(options));
    expect(error).toMatchObject({
      code: 'FIRMWARE_OLD',
      issues: [
        { at: ['fxtree'], measured: '0.11.4', limit: '0.11.5' },
        { at: ['unifirm'], measured: '1.1.2', limit: '1.1.3' },
      ],
    });
    expect(calls('write')).toEqual([]);
    expect(calls('close_device')).toHaveLength(1);
  });

  it.each([
    ['none', [], {}, 'SAMNA_NOT_FOUND', 'plugged in'],
    ['another', [{ type: A2, serial: '1' }], { serial: '2' }, 'SAMNA_NOT_FOUND', '1:1'],
    ['two', [{ type: A2 }, { type: A2 }], {}, 'SAMNA_AMBIGUOUS', '1:2'],
    ['one that is opened', [{ type: A2, opened: true }], {}, 'BOARD_BUSY', 'once only'],
    ['one that somebody else grabs', [{ type: A2, grabbed: true }], {}, 'BOARD_BUSY', 'once only'],
    ['a stranger', [{ type: 'XyloTestBoard' }], {}, 'BOARD_UNKNOWN', 'does not know'],
  ])('where there is %s', async (_, boards, wanted, code, text) => {
    const error = await failureOf(openSamnaBus(standIn({ boards }, wanted).options));
    expect(error).toMatchObject({ code });
    expect(error.message).toContain(text);
  });

  it('finds one of several by its address', async () => {
    const { bus } = await openStandIn(A2, { boards: [{ type: A2 }, { type: A2, serial: 'b' }] }, { address: '1:2' });
    expect(bus.board.serial).toBe('b (stand-in)');
  });

  it('says that samna is missing, and how to install it', async () => {
    const env = { ...process.env, PYTHONPATH: tmpdir() };
    const error = await failureOf(openSamnaBus({ env }));
    expect(error).toMatchObject({ code: 'SAMNA_MISSING' });
    expect(error.message).toContain(`pip install "samna>=${MIN_SAMNA}"`);
  });

  it('tells a samna that cannot be loaded from one that is missing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'xylopipe-samna-'));
    await writeFile(join(folder, 'samna.py'), 'import not_there_at_all\n');
    const error = await failureOf(openSamnaBus({ env: { ...process.env, PYTHONPATH: folder } }));
    expect(error).toMatchObject({ code: 'SAMNA_ERROR' });
    expect(error.message).toContain("ModuleNotFoundError: No module named 'not_there_at_all'");
    expect((error.cause as Error).message).toContain('Traceback');
  });

  it('takes the version that samna was installed as where the module says none', async () => {
    const { options } = standIn({ faults: { 'no version': {} } });
    expect(await listSamnaBoards(options)).toHaveLength(3);
  });

  it.each(['0.45.9', '0.46.0', '0.46.0.dev3', 'unknown'])('refuses samna %s', async (version) => {
    expect(await failureOf(listSamnaBoards(standIn({ version }).options))).toMatchObject({ code: 'SAMNA_VERSION' });
  });

  it('gives an exception of samna with its type, message and traceback', async () => {
    const script = { faults: { open_device: { do: 'raise', message: 'no such luck' } } } as const;
    const error = await failureOf(openSamnaBus(standIn(script, { deviceTypeName: A2 }).options));
    expect(error).toMatchObject({ code: 'SAMNA_ERROR' });
    expect(error.message).toContain('RuntimeError: no such luck');
    expect((error.cause as Error).message).toMatch(/Traceback[\s\S]*open_device/);
  });

  it('gives up when samna hangs, and kills it', async () => {
    const before = await openResources();
    const script = { faults: { open_device: { do: 'hang' } } } as const;
    const { options } = standIn(script, { deviceTypeName: A2, openTimeout: 1000, grace: 100 });
    expect(await failureOf(openSamnaBus(options))).toMatchObject({ code: 'BUS_TIMEOUT' });
    expect(await resourcesSince(before)).toEqual([]);
  });

  it('gives up when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    const error = await failureOf(openSamnaBus({ ...standIn().options, signal }));
    expect(error).toMatchObject({ code: 'ABORTED', outcome: 'not-sent' });
  });

  it('dies with the words of a process that dies', async () => {
    const script = { faults: { open_device: { do: 'die' } } } as const;
    const error = await failureOf(openSamnaBus(standIn(script, { deviceTypeName: A2 }).options));
    expect(error).toMatchObject({ code: 'PYTHON_FAILED' });
    expect(error.message).toContain('code 7');
  });
});

describe('a python that is none', () => {
  it('is missing', async () => {
    const error = await failureOf(listSamnaBoards({ python: '/nowhere/python3' }));
    expect(error).toMatchObject({ code: 'PYTHON_MISSING', hint: expect.stringContaining('XYLOPIPE_PYTHON') });
    expect(error.message).toContain('option `python`');
  });

  it('may not be run', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'xylopipe-samna-')), 'python');
    await writeFile(file, 'no program');
    await chmod(file, 0o644);
    expect(await failureOf(listSamnaBoards({ python: file }))).toMatchObject({ code: 'PYTHON_FAILED' });
  });

  it.each([
    ['says something else', 'console.log("hello, is it me you are looking for?")', 'MESSAGE_INVALID'],
    [
      'says something that is nearly ours',
      'process.stdout.write("\\x0f\\0\\0\\0{\\"events\\":true }"); setTimeout(() => {}, 1000)',
      'MESSAGE_INVALID',
    ],
    ['ends', 'console.error("so long"); process.exit(3)', 'PYTHON_FAILED'],
  ])('%s', async (_, code, expected) => {
    const file = join(await mkdtemp(join(tmpdir(), 'xylopipe-samna-')), 'python');
    await writeFile(file, `#!${process.execPath}\n${code}\n`);
    await chmod(file, 0o755);
    const error = await failureOf(listSamnaBoards({ python: file }));
    expect(error).toMatchObject({ code: expected });
    expect(isXylopipeError(error)).toBe(true);
    if (expected === 'PYTHON_FAILED') expect((error.cause as Error).message).toBe('so long');
  });

  it('is refused with options that cannot be', async () => {
    expect(await failureOf(listSamnaBoards({ timeout: 0, grace: -1 }))).toMatchObject({
      code: 'OPTIONS_INVALID',
      issues: [{ at: ['timeout'] }, { at: ['grace'] }],
    });
    expect(await failureOf(openSamnaBus({ mainClock: 0.5 }))).toMatchObject({ code: 'OPTIONS_INVALID' });
  });
});
