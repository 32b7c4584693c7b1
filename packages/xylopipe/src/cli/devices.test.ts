import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, jsonOf, textStream, xylopipe } from '../../test/command.js';
import { pluginModule } from '../../test/plugin-module.js';
import { createXylopipe } from '../xylopipe.js';
import { main } from './main.js';

const plugins = createXylopipe().registry.list();
const chipIds = plugins.map(({ chipId }) => chipId);

describe('devices --json', () => {
  it('lists every chip with its limits and where they come from', async () => {
    const { devices } = jsonOf(await xylopipe('devices', '--json')) as { devices: Record<string, unknown>[] };
    expect(devices.map(({ chipId }) => chipId)).toEqual(chipIds);
    expect(devices[0]).toMatchObject({
      label: plugins[0]?.limits.label,
      limits: {
        hiddenNeurons: plugins[0]?.limits.hiddenNeurons,
        realTimeDt: null,
        mainClock: null,
        sources: { hiddenNeurons: { kind: 'documented', source: expect.any(String) }, realTimeDt: null },
      },
      boards: [{ deviceTypeName: 'XyloDevKit' }, { deviceTypeName: 'XyloTestBoard' }],
      capabilities: { hdk: true },
      missing: [],
      costs: { cycles: { known: false, reason: expect.any(String) } },
      maps: { known: true, value: [{ name: 'core registers' }, { name: 'memories' }] },
    });
  });

  it('of one chip has the same for it alone', async () => {
    const all = jsonOf(await xylopipe('devices', '--json')) as { devices: { chipId: string }[] };
    for (const chipId of chipIds) {
      expect(jsonOf(await xylopipe('devices', chipId, '--json'))).toEqual({
        devices: all.devices.filter((device) => device.chipId === chipId),
      });
    }
  });
});

describe('devices', () => {
  it('prints a column for each chip, readable in a narrow terminal', async () => {
    const { exitCode, stdout } = await xylopipe('devices');
    const lines = stdout.trimEnd().split('\n');
    expect(exitCode).toBe(0);
    expect(lines[0]?.trim().split(/ +/)).toEqual(chipIds);
    expect(lines).toContainEqual(expect.stringMatching(/^hidden neurons( +\d+){5}$/));
    expect(lines).toContainEqual(expect.stringMatching(/^\* assumed \(syns61201, /));
    expect(lines.filter((line) => line.length > 100 && !line.startsWith('*'))).toEqual([]);
  });

  it.each([
    [60, 3],
    [80, 2],
    [200, 1],
  ])('keeps to the %d columns of a terminal, in %d tables', async (columns, tables) => {
    const terminal = { stdout: Object.assign(textStream(true), { columns }), stderr: textStream(), env: {} };
    expect(await main(['devices'], terminal)).toBe(0);
    const lines = terminal.stdout.text.trimEnd().split('\n');
    const tabular = lines.filter((line) => !line.startsWith('*') && !line.startsWith('xylopipe devices'));
    expect(Math.max(...tabular.map((line) => line.length))).toBeLessThanOrEqual(columns);
    expect(lines.filter((line) => line.startsWith('hidden neurons'))).toHaveLength(tables);
  });

  it('begins another table for chips that do not fit beside the others', async () => {
    const exports = [1, 2, 3, 4].map((i) => `export const chip${i} = toy('toy${i}');`).join(' ');
    const folder = await folderWith({ 'chips.mjs': pluginModule(exports) });
    const { stdout } = await xylopipe('devices', '--plugin', join(folder, 'chips.mjs'));
    const lines = stdout.split('\n');
    const ids = lines.filter((line) => /^ +(syns\d+|toy\d)/.test(line)).map((line) => line.trim().split(/ +/));
    expect(ids.length).toBeGreaterThan(1);
    expect(ids.flat()).toEqual([...chipIds, 'toy1', 'toy2', 'toy3', 'toy4']);
    expect(lines.filter((line) => line.startsWith('hidden neurons'))).toHaveLength(ids.length);
    expect(lines.filter((line) => line.length > 100 && !line.startsWith('*'))).toEqual([]);
  });
});

describe('devices <chip>', () => {
  const textOf = async (chipId: string): Promise<string> => (await xylopipe('devices', chipId)).stdout;

  it('tells each limit with its unit, and where it comes from', async () => {
    const text = await textOf('syns63300');
    expect(text).toMatch(/^syns63300, Xylo IMU\n/);
    expect(text).toMatch(/^real-time step +5 +ms +documented +\[\d\]$/m);
    expect(text).toMatch(/^recurrent words +31744 +derived +\[2\]$/m);
    expect(text).toMatch(/^\[2\] published average fan-out of 64/m);
    expect(text).toMatch(/^bias width +8 +bits +assumed/m);
    expect(await textOf('syns61300')).toMatch(/^main clock +not public$/m);
  });

  it('tells what it cannot do, and why', async () => {
    for (const { chipId, capabilities } of plugins) {
      const text = await textOf(chipId);
      for (const [what, why] of Object.entries(capabilities.missing ?? {})) {
        expect(text).toContain(`\n  without ${what}: ${why}\n`);
      }
    }
  });

  it('tells boards with their firmware, or that none is known', async () => {
    expect(await textOf('syns65302')).toContain('XyloAudio3TestBoard: firmware from fxtree 0.12.2, unifirm 1.6.0');
    expect(await textOf('syns61300')).toContain('XyloDevKit: no minimum firmware known');
    expect(await textOf('syns65300')).toContain('boards: none known');
  });

  it('tells what is known of costs, or why nothing is', async () => {
    expect(await textOf('syns63300')).toContain('core: 201 uW, idle 188 uW');
    expect(await textOf('syns61300')).toMatch(/power: not known: no power figures/);
  });

  it('tells how much of its maps is documented, derived or defined by us', async () => {
    expect(await textOf('syns65302')).toMatch(/^ {2}core registers +371 +371 +0 +0$/m);
  });

  it('keeps tables to the width of a narrow terminal', async () => {
    for (const chipId of chipIds) {
      const tabular = (await textOf(chipId)).split('\n').filter((line) => / {2,}\S.* {2,}/.test(line.trim()));
      expect(Math.max(...tabular.map((line) => line.length))).toBeLessThanOrEqual(100);
    }
  });

  it('refuses a chip that there is not, with exit code 2', async () => {
    const { exitCode, stdout, stderr } = await xylopipe('devices', 'syns1');
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`There is no chip "syns1"; have: ${chipIds.join(', ')}`);
  });
});
