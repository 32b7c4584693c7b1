import { join } from 'node:path';
import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { folderWith, jsonOf, toyFolder, xylopipe, xylopipeUntil } from '../../test/command.js';
import { faultyModules, pluginModule } from '../../test/plugin-module.js';
import { pluginsIn } from './plugins.js';

const good = pluginModule("export const chip = toy('toy1');");
const modules = { 'good.mjs': good, ...faultyModules };

/** The path of one module in a new folder. */
const fileOf = async (name: keyof typeof modules): Promise<string> =>
  join(await folderWith({ [name]: modules[name] }), name);

describe('pluginsIn', () => {
  it.each([
    [['devices'], []],
    [['--plugin', 'a', 'devices', '--json'], ['a']],
    [
      ['map', 'x.json', '--device', 'toy1', '--plugin', 'a', '--max-hidden', '3', '--plugin=b'],
      ['a', 'b'],
    ],
    [['devices', '--', '--plugin', 'a'], []],
  ])('of %j are %j', (argv, plugins) => {
    expect(pluginsIn(argv)).toEqual(plugins);
  });

  it('refuses one that is not named', () => {
    expect(() => pluginsIn(['devices', '--plugin'])).toThrow(CommanderError);
  });
});

describe('--plugin', () => {
  it('adds a chip to what is listed, described and fitted', async () => {
    const plugin = ['--plugin', await fileOf('good.mjs')];
    const network = join(await toyFolder(), 'network.json');
    const listed = jsonOf(await xylopipe(...plugin, 'devices', '--json'));
    expect((listed.devices as { chipId: string }[]).map(({ chipId }) => chipId)).toHaveLength(6);
    expect(listed).not.toHaveProperty('pluginIssues');
    expect((await xylopipe('devices', 'toy1', ...plugin)).stdout).toMatch(/^toy1, Toy\n/);
    const fitted = jsonOf(await xylopipe('fit', network, ...plugin, '--json', '--device', 'toy1'));
    expect(fitted).toMatchObject({ fits: true, chips: [{ chipId: 'toy1', fits: true }] });
  });

  it('takes a network all the way to it, named before or after the command', async () => {
    const plugin = ['--plugin', await fileOf('good.mjs')];
    const folder = await toyFolder();
    const run = [
      'run',
      join(folder, 'network.json'),
      '--device',
      'toy1',
      '--input',
      join(folder, 'spikes.npy'),
      '--json',
    ];
    const builtIn = run.map((word) => (word === 'toy1' ? 'syns61201' : word));
    const { totals } = jsonOf(await xylopipe(...builtIn));
    expect(jsonOf(await xylopipe(...plugin, ...run))).toMatchObject({ chipId: 'toy1', totals });
    expect(jsonOf(await xylopipe(...run, ...plugin))).toMatchObject({ chipId: 'toy1', totals });
  });

  it('is in the help of every command, which names its chips and says that it is run', async () => {
    const { stdout } = await xylopipe('map', '--help', '--plugin', await fileOf('good.mjs'));
    expect(stdout).toMatch(/--device <chip>[\s\S]*"toy1"/);
    expect(stdout).toMatch(/--plugin <module>[\s\S]*runs\s+its\s+code/);
  });

  it('without a module is wrong use', async () => {
    expect(await xylopipe('devices', '--plugin')).toMatchObject({
      exitCode: 2,
      stderr: "error: option '--plugin <module>' argument missing\n",
    });
  });
});

describe.each(Object.keys(faultyModules) as (keyof typeof faultyModules)[])('a faulty plugin, %s,', (name) => {
  it('keeps no other chip from being used, but is told: by the exit code, and also where it is quiet', async () => {
    const path = await fileOf(name);
    const devices = ['devices', 'syns61201', '--plugin', path];
    const sane = await xylopipe('devices', 'syns61201');
    const { exitCode, stdout, stderr } = await xylopipe(...devices);
    expect([exitCode, stdout]).toEqual([1, sane.stdout]);
    expect(stderr).toMatch(/^error [A-Z_]+ at /);
    expect(stderr).toContain(path);
    expect(await xylopipe(...devices, '--quiet')).toEqual({ exitCode: 1, stdout: '', stderr });
    const json = await xylopipe(...devices, '--json');
    expect([json.exitCode, json.stderr]).toEqual([1, '']);
    expect(jsonOf(json)).toMatchObject({
      devices: [{ chipId: 'syns61201' }],
      pluginIssues: expect.arrayContaining([
        expect.objectContaining({ severity: 'error', message: expect.any(String) }),
      ]),
    });
  });

  it('is the reason why there is no such chip', async () => {
    const path = await fileOf(name);
    for (const argv of [
      ['devices', 'toy2'],
      ['fit', 'network.json', '--device', 'syns61201,toy2'],
      ['map', 'network.json', '--device', 'toy2'],
    ]) {
      const { exitCode, stdout, stderr } = await xylopipe('--plugin', path, ...argv);
      expect([exitCode, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^error: there is no chip "toy2"; have: syns61300.*\n {2}error [A-Z_]+ at /);
      expect(stderr).toContain(path);
      expect(jsonOf(await xylopipe('--plugin', path, ...argv, '--json'))).toMatchObject({
        error: {
          code: 'UNKNOWN_CHIP',
          issues: expect.arrayContaining([expect.objectContaining({ severity: 'error' })]),
        },
      });
    }
  });
});

describe('a chip that only a file names', () => {
  const spec = async (): Promise<string> => {
    const folder = await toyFolder();
    const out = join(folder, 'spec.json');
    const plugin = await fileOf('good.mjs');
    await xylopipe('map', join(folder, 'network.json'), '--device', 'toy1', '--plugin', plugin, '--out', out);
    return out;
  };

  it('is found where its plugin is', async () => {
    const quantize = ['quantize', await spec(), '--plugin', await fileOf('good.mjs'), '--json'];
    expect(await xylopipe(...quantize)).toMatchObject({ exitCode: 0 });
  });

  it('is missed, with the reason where its plugin is faulty', async () => {
    const quantize = ['quantize', await spec()];
    const without = await xylopipe(...quantize);
    expect(without).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('there is no chip "toy1"') });
    const faulty = await xylopipe(...quantize, '--plugin', await fileOf('throws.mjs'), '--json');
    expect(jsonOf(faulty)).toMatchObject({
      error: { code: 'UNKNOWN_CHIP', issues: [{ code: 'PLUGIN_MODULE_FAILED' }] },
    });
  });
});

describe('a faulty plugin beside another failure', () => {
  it('is told as well, and the exit code is that of the failure', async () => {
    const plugin = ['--plugin', await fileOf('throws.mjs')];
    const map = ['map', '/nowhere/network.json', '--device', 'syns61201', ...plugin];
    const spoken = await xylopipe(...map, '--quiet');
    expect(spoken).toMatchObject({ exitCode: 1, stdout: '' });
    expect(spoken.stderr).toMatch(/^error PLUGIN_MODULE_FAILED at [\s\S]*^error: \/nowhere\/network\.json/m);
    expect(jsonOf(await xylopipe(...map, '--json'))).toMatchObject({
      error: { code: 'FILE_NOT_READABLE' },
      pluginIssues: [{ code: 'PLUGIN_MODULE_FAILED' }],
    });
    const interrupted = AbortSignal.abort();
    expect(await xylopipeUntil(interrupted, 'devices', ...plugin)).toMatchObject({ exitCode: 130 });
    expect(await xylopipe('--help', ...plugin)).toMatchObject({ exitCode: 0, stderr: '' });
  });
});

describe('a chip whose costs are none', () => {
  it('keeps no other from being listed, and is told of', async () => {
    const providers = `syns61201.providers.map((b) => b.token === Symbol.for('xylopipe.ChipCosts')
      ? { token: b.token, provider: { useValue: { chipId: 'toy1', cycles: { known: false, reason: 'n/a' } } } } : b)`;
    const module = pluginModule(`export const chip = toy('toy1', { providers: ${providers} });`);
    const plugin = ['--plugin', join(await folderWith({ 'poor.mjs': module }), 'poor.mjs')];
    const { exitCode, stdout } = await xylopipe('devices', ...plugin);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^power figures +no +no +yes +yes +yes( +no)?$/m);
    expect((await xylopipe('devices', 'toy1', ...plugin)).stdout).toContain(
      'power: not known: the plugin fails: toy1: the costs are not what they must be',
    );
    expect(jsonOf(await xylopipe('devices', '--json', ...plugin)).devices).toHaveLength(6);
  });
});

describe('other wrong use', () => {
  it('stays what it is, whatever the plugins', async () => {
    const spoken = await xylopipe('devices', '--jsn', '--plugin', await fileOf('throws.mjs'));
    expect(spoken).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/^error: unknown option '--jsn'/) });
  });
});
