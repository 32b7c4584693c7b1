import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRegistry, createXylopipe } from '../../src/index.js';
import { deployTarget } from '../../src/node/index.js';
import type { SelftestRow } from '../../src/selftest/selftest-row.js';
import { shippedNetworks } from '../../src/selftest/shipped-networks.js';
import { jsonOf, start, toyFolder, xylopipe } from '../command.js';
import { toyRaster, toyTree } from '../toy.js';
import { plugBoard } from './plug-board.js';

const registry = createRegistry();
const CHIPS = registry.list().map(({ chipId }) => chipId);

describe('a whole run', { timeout: 60_000 }, () => {
  it.each(CHIPS)('on %s is the same in the simulator and over USB', async (chip) => {
    await plugBoard(chip, '0042');
    const runOn = (target: string) =>
      createXylopipe()
        .network(toyTree)
        .on(chip, { deploy: deployTarget(target) })
        .run(toyRaster(), { record: true });
    const [simulated, overUsb] = [await runOn('simulator'), await runOn('usb')];
    expect(overUsb.evolution.signals).toEqual(simulated.evolution.signals);
    expect(overUsb.ranOn).toMatchObject({ kind: 'emulated', chipId: chip, serial: '0042' });
  });

  it('by the command takes the board with the serial number', async () => {
    await plugBoard('syns63300', '1');
    await plugBoard('syns61201', '2');
    const folder = await toyFolder();
    const at = (name: string) => join(folder, name);
    const run = ['run', at('network.json'), '--device', 'syns61201', '--input', at('spikes.npy'), '--record'];
    await xylopipe(...run, '--out', at('simulated'));
    const { exitCode, stdout, stderr } = await xylopipe(...run, '--out', at('board'), '--target', 'usb:2');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toContain('ran on: emulated board XyloA2TestBoard, serial 2,');
    expect(await readFile(at('board/evolution.npz'))).toEqual(await readFile(at('simulated/evolution.npz')));
    expect((await xylopipe(...run, '--target', 'usb:3')).exitCode).toBe(3);
    expect((await xylopipe(...run, '--target', 'usb')).exitCode).toBe(3);
  });
});

describe('hdk list', () => {
  it('asks boards that speak HXP who they are', async () => {
    await plugBoard('syns65302', '0042');
    const { boards } = jsonOf(await xylopipe('hdk', 'list', '--json'));
    expect(boards).toEqual([
      {
        address: 'usb:0042',
        link: 'usb',
        type: 'XyloAudio3TestBoard',
        serial: '0042',
        firmware: { fxtree: '0.12.2', unifirm: '1.6.0' },
        chipId: 'syns65302',
        emulated: true,
        plugin: 'syns65302',
        usable: true,
        reason: null,
        issues: [],
      },
    ]);
  });

  it('--watch tells of boards that come and go', async () => {
    const watching = start('hdk', 'list', '--watch');
    const device = await plugBoard('syns61201', '7');
    expect(await watching.line()).toMatch(/^\+ usb:7 +XyloA2TestBoard +7 .* syns61201 +syns61201 +ready \(emulated\)$/);
    await device.unplug();
    expect(await watching.line()).toMatch(/^- usb:7 +XyloA2TestBoard /);
    expect(await watching.stop()).toMatchObject({ exitCode: 130 });
  });
});

describe('hdk selftest', { timeout: 60_000 }, () => {
  it('tests a board that is plugged in without being asked, and by its address', async () => {
    await plugBoard('syns61201', '7');
    const networks = shippedNetworks(registry.get('syns61201').limits).map(({ name }) => name);
    for (const argv of [[], ['--link', 'usb:7'], ['--link', 'usb']]) {
      const { rows } = jsonOf(await xylopipe('hdk', 'selftest', ...argv, '--random', '0', '--json')) as unknown as {
        readonly rows: readonly SelftestRow[];
      };
      const found = rows.filter(({ link }) => link.startsWith('usb'));
      expect(found.map(({ chip, network, equal }) => [chip, network, equal])).toEqual(
        networks.map((network) => ['syns61201', network, true]),
      );
    }
  });
});
