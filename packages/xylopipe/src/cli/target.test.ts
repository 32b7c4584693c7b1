import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { boardServer } from '../../test/board-server.js';
import { jsonOf, toyFolder, xylopipe } from '../../test/command.js';
import { modelIn } from '../../test/model-in.js';
import { standInFor, whyNoStandIn } from '../../test/samna-stand-in.js';

let folder: string;
let at: (name: string) => string;
beforeEach(async () => {
  folder = await toyFolder();
  at = (name) => join(folder, name);
});

const run = (...argv: readonly string[]) =>
  xylopipe('run', at('network.json'), '--device', 'syns61201', '--input', at('spikes.npy'), '--record', ...argv);

const readJson = async (name: string): Promise<Record<string, unknown>> => JSON.parse(await readFile(at(name), 'utf8'));

describe('run --target', () => {
  it('writes the same files as in the simulator, and says in run.json what it ran on', async () => {
    const { target } = await boardServer('tcp', 'syns61201', { serial: '0042' });
    await run('--out', at('simulated'));
    expect((await readJson('simulated/run.json')).ranOn).toEqual({ kind: 'simulator' });
    for (const [to, serial] of [
      ['emulated', ''],
      [target, '0042'],
    ] as const) {
      const { exitCode, stdout, stderr } = await run('--target', to, '--out', at('board'));
      expect([exitCode, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^ran on: emulated board XyloA2TestBoard.*, fxtree 0\.11\.5, unifirm 1\.1\.3$/m);
      for (const name of ['spec.json', 'quantized.json', 'config.json', 'evolution.npz']) {
        expect(await readFile(at(`board/${name}`))).toEqual(await readFile(at(`simulated/${name}`)));
      }
      expect((await readJson('board/run.json')).ranOn).toMatchObject({ kind: 'emulated', serial, chipId: 'syns61201' });
    }
  });

  it('has a report in which the board stands beside its simulator, however it is reached', async () => {
    const [tcp, unix] = [
      await boardServer('tcp', 'syns61201', { serial: '0042' }),
      await boardServer('unix', 'syns61201'),
    ];
    for (const { target } of [tcp, unix]) {
      expect((await run('--target', target, '--report', at('out.html'))).exitCode).toBe(0);
      const { runs, comparisons, recipe } = await modelIn(at('out.html'));
      expect(runs.map(({ label }) => label)).toEqual(['emulated', 'simulator', 'float', 'quantized']);
      expect(comparisons?.find(({ a }) => a === 'simulator')).toMatchObject({ agreement: 1, first: null, issues: [] });
      expect(Object.fromEntries(recipe ?? [])['ran on']).toContain('XyloA2TestBoard');
    }
  });

  it('repeats a recipe on a board', async () => {
    await run('--out', at('simulated'));
    const recipe = ['run', '--recipe', at('simulated/run.json')];
    const again = jsonOf(await xylopipe(...recipe, '--target', 'emulated', '--json'));
    expect(again).toMatchObject({ issues: [], ranOn: { kind: 'emulated' } });
    expect(await xylopipe(...recipe, '--target', 'emulated', '--out', at('again'))).toMatchObject({
      exitCode: 0,
      stderr: '',
    });
    expect(await xylopipe('run', '--recipe', at('again/run.json'))).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('ends with exit code 3 where there is no board', async () => {
    const server = await boardServer('tcp', 'syns61201');
    await server.close();
    const { exitCode, stdout, stderr } = await run('--target', server.target, '--out', at('board'));
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^error: syns61201: tcp 127\.0\.0\.1:\d+: nobody listens there\n {2}hint: /);
    await expect(readFile(at('board/run.json'))).rejects.toMatchObject({ code: 'ENOENT' });
    const described = jsonOf(await run('--target', `unix:${at('none.sock')}`, '--json'));
    expect(described).toEqual({ error: expect.objectContaining({ code: 'LINK_REFUSED' }) });
  });

  it('ends with exit code 3 where the board carries another chip, or is in use', async () => {
    const other = await boardServer('tcp', 'syns63300');
    const wrong = await run('--target', other.target);
    expect(wrong.exitCode).toBe(3);
    expect(wrong.stderr).toContain('WRONG_BOARD');
    const { target, board } = await boardServer('tcp', 'syns61201');
    board.inject({ fault: 'busy' });
    const busy = await run('--target', target);
    expect(busy.exitCode).toBe(3);
    expect(busy.stderr).toMatch(/^error: syns61201: /);
  });

  it.each([
    ['a target that there is not', ['--target', 'board'], 'there is no such target; hint: have: simulator, emulated'],
    ['a port that is missing', ['--target', 'tcp://127.0.0.1'], 'a host and a port from 1 to 65535 are needed'],
    ['telemetry of a board', ['--target', 'emulated', '--telemetry'], 'are for the simulator, not for emulated'],
    ['a core of a board', ['--target', 'usb:7', '--core', 'fast'], 'are for the simulator, not for usb:7'],
  ])('tells of %s, with exit code 2', async (_, argv, message) => {
    const { exitCode, stdout, stderr } = await run(...argv);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('is not for runs that end before', async () => {
    const argv = ['--device', 'syns61201', '--until', 'configure', '--target', 'emulated'];
    const { exitCode, stderr } = await xylopipe('run', at('network.json'), ...argv);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('there are options for "evolve"');
  });

  it('simulator is what is done without', async () => {
    const told = jsonOf(await run('--target', 'simulator', '--core', 'reference', '--json'));
    expect(told).toMatchObject({ ranOn: { kind: 'simulator' }, steps: 40 });
  });
});

describe('simulate --target', () => {
  it('evolves a configuration on a board', async () => {
    await run('--out', at('simulated'));
    const { target } = await boardServer('unix', 'syns61201');
    const argv = ['simulate', at('simulated/config.json'), '--input', at('spikes.npy'), '--record'];
    const { exitCode, stdout } = await xylopipe(...argv, '--target', target, '--out', at('board.npz'));
    expect(exitCode).toBe(0);
    expect(stdout).toContain('ran on: emulated board');
    expect(await readFile(at('board.npz'))).toEqual(await readFile(at('simulated/evolution.npz')));
  });

  it('refuses what no chip can hold, which the simulator takes', async () => {
    await run('--out', at('simulated'));
    const config = await readJson('simulated/config.json');
    const aliases = (config.aliases as number[][]).map((_, i) => (i === 0 ? [1, 2] : []));
    await writeFile(at('illegal.json'), JSON.stringify({ ...config, aliases }));
    const argv = ['simulate', at('illegal.json'), '--input', at('spikes.npy')];
    expect((await xylopipe(...argv)).exitCode).toBe(0);
    const { exitCode, stderr } = await xylopipe(...argv, '--target', 'emulated');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('LIMIT_ALIAS');
  });
});

const named = `run --target samna${whyNoStandIn ? ` (skipped: ${whyNoStandIn})` : ', with a stand-in for it'}`;

describe.skipIf(whyNoStandIn)(named, { timeout: 60_000 }, () => {
  it('records all that the board can tell, and says which board it was', async () => {
    standInFor({ type: 'XyloA2TestBoard', serial: '0042' }, { type: 'XyloImuTestBoard' });
    const { evolution, ranOn } = jsonOf(await run('--target', 'samna:0042', '--json')) as {
      readonly evolution: { readonly signals: object };
      readonly ranOn: object;
    };
    const signals = ['isyn', 'isyn2', 'spikes_hidden', 'spikes_out', 'vmem', 'vmem_out'];
    expect(Object.keys(evolution.signals).sort()).toEqual(signals);
    expect(ranOn).toMatchObject({ kind: 'emulated', deviceTypeName: 'XyloA2TestBoard', serial: '0042 (stand-in)' });
    expect((await run('--target', 'samna:1:1', '--report', at('out.html'))).exitCode).toBe(0);
    const { runs, comparisons } = await modelIn(at('out.html'));
    expect(runs[0]?.layers.at(-1)?.signals).not.toHaveProperty('isyn');
    expect(comparisons?.find(({ a }) => a === 'simulator')).toMatchObject({ agreement: 1, first: null });
  });

  it('ends with exit code 3 where there is no such board', async () => {
    standInFor({ type: 'XyloA2TestBoard', serial: '0042' }, { type: 'XyloImuTestBoard' });
    for (const target of ['samna:7', 'samna:1:9', 'samna']) {
      expect(await run('--target', target)).toMatchObject({ exitCode: 3, stdout: '' });
    }
  });
});
