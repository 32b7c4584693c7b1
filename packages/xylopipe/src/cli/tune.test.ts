import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { networkTreeToJson } from '@xylopipe/core';
import { labelledSetToNpz, rasterToNpy } from '@xylopipe/formats';
import { beforeEach, describe, expect, it } from 'vitest';
import { folderWith, jsonOf, type Spoken, toyFolder, xylopipe, xylopipeUntil } from '../../test/command.js';
import { modelIn } from '../../test/model-in.js';
import { pluginModule } from '../../test/plugin-module.js';
import { toyRaster, wideTree } from '../../test/toy.js';

/** A chip whose simulator is not known to be that of Xylo: no thread is needed, and nothing is slower than it must be. */
const OWN = pluginModule(`
const SIMULATOR = Symbol.for('xylopipe.Simulator');
const own = (stock) => ({ deploy: (config, options) => stock.deploy(config, options) });
const providers = syns61201.providers.map(({ token, provider }) => ({
  token,
  provider: token === SIMULATOR ? { useFactory: (parts) => own(provider.useFactory(parts)) } : provider,
}));
export const owner = toy('owner', { providers });
`);

let folder: string;
let plugin: readonly string[];
let argv: readonly string[];
const at = (name: string): string => join(folder, name);
const errorOf = (spoken: Spoken) => [spoken.exitCode, (jsonOf(spoken).error as { code: string }).code];

beforeEach(async () => {
  folder = await toyFolder();
  await mkdir(at('data'));
  for (const [name, steps] of Object.entries({ a: 40, b: 25, c: 31 })) {
    await writeFile(at(`data/${name}.npy`), rasterToNpy(toyRaster(steps)));
  }
  await writeFile(at('data/labels.csv'), 'file,label\na.npy,0\nb.npy,1\nc.npy,1\n');
  plugin = ['--plugin', join(await folderWith({ 'own.mjs': OWN }), 'own.mjs')];
  argv = ['tune', at('network.json'), '--data', at('data'), '--device', 'owner', ...plugin, '--candidates', '20'];
});

describe('tune', { timeout: 30_000 }, () => {
  it('finds a recipe that run takes, with any input', async () => {
    const spoken = await xylopipe(...argv, '--out', at('recipe.json'), '--json');
    expect(spoken).toMatchObject({ exitCode: 0, stderr: '' });
    const found = jsonOf(spoken);
    expect(found).toMatchObject({
      chipId: 'owner',
      recordings: 3,
      labelled: true,
      seed: 0,
      tried: 20,
      ended: 'candidates',
    });
    expect(found).toMatchObject({ objectives: ['agreement', 'accuracy'], out: at('recipe.json') });
    const { recipe, flags, score } = found.best as { recipe: object; flags: string; score: object };
    expect(JSON.parse(await readFile(at('recipe.json'), 'utf8'))).toMatchObject({
      options: { quantize: recipe },
      inputs: { artifact: { path: 'network.json' } },
      tuned: { score, tried: 20, seed: 0 },
    });
    const input = ['--input', at('spikes.npy'), ...plugin];
    const byRecipe = await xylopipe('run', '--recipe', at('recipe.json'), ...input, '--out', at('one'));
    expect(byRecipe).toMatchObject({ exitCode: 0 });
    const byFlags = ['run', at('network.json'), '--device', 'owner', ...flags.split(' '), ...input, '--out', at('two')];
    expect(await xylopipe(...byFlags)).toMatchObject({ exitCode: 0 });
    expect(await readFile(at('one/quantized.json'))).toEqual(await readFile(at('two/quantized.json')));
    await writeFile(at('network.json'), `${await readFile(at('network.json'), 'utf8')} `);
    const other = await xylopipe('run', '--recipe', at('recipe.json'), ...input, '--json');
    expect(errorOf(other)).toEqual([1, 'RECIPE_INPUT_CHANGED']);
  });

  it('shows the standard recipes, the best one and how to use it', async () => {
    const { stdout } = await xylopipe(...argv);
    expect(stdout).toMatch(/^ +accuracy +likelihood +agreement +outputs +recipe$/m);
    expect(stdout).toMatch(/^standard(?: +[\d.]+ %){4} +--quantize global$/m);
    expect(stdout).toMatch(/^best +[\d.]+ %/m);
    expect(stdout).toMatch(/^(use it with: --quantize|no recipe is)/m);
    expect(stdout).toMatch(/^20 recipes tried, \d+ of them with integers of another, 0 refused/m);
  });

  it('is the same for a seed, on threads too', async () => {
    const stock = argv.map((word) => (word === 'owner' ? 'syns61201' : word));
    const { chipId, ...own } = jsonOf(await xylopipe(...argv, '--seed', '7', '--json'));
    const { chipId: other, ...threaded } = jsonOf(await xylopipe(...stock, '--seed', '7', '--workers', '2', '--json'));
    expect([chipId, other]).toEqual(['owner', 'syns61201']);
    expect(threaded).toEqual(own);
  });

  it('draws the candidates in a report, with the best on the first recording', async () => {
    const spoken = await xylopipe(...argv, '--report', at('pages/tune.html'), '--json');
    expect(spoken).toMatchObject({ exitCode: 0 });
    const model = await modelIn(at('pages/tune.html'));
    expect(model).toMatchObject({ title: 'tune network.json', chipId: 'owner' });
    expect(model.search?.axes).toEqual(['accuracy', 'agreement with float']);
    expect(model.search?.candidates).toHaveLength(20);
    const chosen = model.search?.candidates.filter((candidate) => candidate.chosen);
    expect(chosen).toMatchObject([{ label: (jsonOf(spoken).best as { flags: string }).flags }]);
    expect(model.runs.map(({ label, steps }) => [label, steps])).toEqual([
      ['simulator', 40],
      ['float', 40],
    ]);
  });

  it('goes on with the trials of a file, and ends as it would have', async () => {
    const whole = jsonOf(await xylopipe(...argv, '--resume', at('state.jsonl'), '--json'));
    const lines = (await readFile(at('state.jsonl'), 'utf8')).split('\n');
    expect(lines).toHaveLength(22);
    await writeFile(at('state.jsonl'), `${lines.slice(0, 9).join('\n')}\n${lines[9]?.slice(0, 20)}`);
    expect(jsonOf(await xylopipe(...argv, '--resume', at('state.jsonl'), '--json'))).toEqual(whole);
    expect(await readFile(at('state.jsonl'), 'utf8')).toBe(lines.join('\n'));
    const more = [...argv.slice(0, -1), '30', '--resume', at('state.jsonl'), '--json'];
    expect(jsonOf(await xylopipe(...more))).toMatchObject({ tried: 30 });
    const other = await xylopipe(...argv, '--resume', at('state.jsonl'), '--seed', '1', '--json');
    expect(errorOf(other)).toEqual([1, 'SEARCH_STATE_MISMATCH']);
    await writeFile(at('data/a.npy'), rasterToNpy(toyRaster(41)));
    const changed = await xylopipe(...argv, '--resume', at('state.jsonl'));
    expect(changed).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('data differ') });
  });

  it('ends when it is interrupted, with what was found so far saved', async () => {
    const interruption = new AbortController();
    const state = at('state.jsonl');
    const files = ['--out', at('recipe.json'), '--report', at('tune.html'), '--resume', state];
    const endless = [...argv.slice(0, -2), '--time', '1h', ...files, '--json'];
    const running = xylopipeUntil(interruption.signal, ...endless);
    while (!(await readFile(state, 'utf8').catch(() => '')).includes('"index":5,')) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    interruption.abort();
    const spoken = await running;
    expect(spoken).toMatchObject({ exitCode: 130 });
    const { tried, ended } = jsonOf(spoken);
    expect([ended, (tried as number) > 5]).toEqual(['interrupted', true]);
    expect(JSON.parse(await readFile(at('recipe.json'), 'utf8'))).toMatchObject({ tuned: { tried } });
    expect((await modelIn(at('tune.html'))).search?.candidates).toHaveLength(tried as number);
  });

  it('writes nothing when it is interrupted before', async () => {
    const before = await readdir(folder);
    const spoken = await xylopipeUntil(AbortSignal.abort(), ...argv, '--out', at('r.json'), '--resume', at('s.jsonl'));
    expect(spoken.exitCode).toBe(130);
    expect(await readdir(folder)).toEqual(before);
  });

  it('takes a labelled set, and recordings without labels', async () => {
    const set = { rasters: [toyRaster(), toyRaster()], labels: [0, 1] };
    await writeFile(at('set.npz'), labelledSetToNpz(set));
    const of = (data: string) => argv.map((word) => (word === at('data') ? at(data) : word));
    expect(jsonOf(await xylopipe(...of('set.npz'), '--json'))).toMatchObject({ recordings: 2, labelled: true });
    await mkdir(at('bare'));
    await writeFile(at('bare/x.npy'), rasterToNpy(toyRaster()));
    const spoken = await xylopipe(...of('bare'), '--json');
    expect(jsonOf(spoken)).toMatchObject({ labelled: false, objectives: ['agreement', 'outputAgreement'] });
    const accuracy = await xylopipe(...of('bare'), '--objective', 'accuracy', '--json');
    expect(errorOf(accuracy)).toEqual([1, 'RECORDINGS_INVALID']);
  });

  it.each([
    ['an empty folder', async () => void (await mkdir(at('empty'))), 'empty', 'RECORDINGS_INVALID'],
    ['a folder that there is not', async () => {}, 'nowhere', 'FILE_NOT_READABLE'],
    [
      'labels that do not match the files',
      async () => writeFile(at('data/labels.csv'), 'file,label\na.npy,0\nz.npy,1\n'),
      'data',
      'RECORDINGS_INVALID',
    ],
    [
      'labels outside of the outputs',
      async () => writeFile(at('data/labels.csv'), 'file,label\na.npy,0\nb.npy,1\nc.npy,2\n'),
      'data',
      'RECORDINGS_INVALID',
    ],
  ])('refuses %s, and leaves no file', async (_, prepare, data, code) => {
    await prepare();
    const before = await readdir(folder);
    const given = argv.map((word) => (word === at('data') ? at(data) : word));
    const files = ['--out', at('recipe.json'), '--report', at('tune.html'), '--resume', at('state.jsonl')];
    expect(errorOf(await xylopipe(...given, ...files, '--json'))).toEqual([1, code]);
    expect(await readdir(folder)).toEqual(before);
  });

  it.each(['--out', '--report', '--resume'])(
    'refuses a place for %s that cannot be written, before it searches',
    async (flag) => {
      const spoken = await xylopipe(...argv, flag, at('network.json/inside'), '--json');
      expect(spoken.exitCode).toBe(1);
      expect(errorOf(spoken)[1]).toMatch(/^(OUTPUT_NOT_WRITABLE|FILE_NOT_READABLE)$/);
    },
  );

  it('tells why the chip takes no recipe at all', async () => {
    await writeFile(at('network.json'), JSON.stringify(networkTreeToJson(wideTree(9))));
    const spoken = await xylopipe(...argv, '--max-output', '9', '--out', at('recipe.json'), '--json');
    expect(errorOf(spoken)).toEqual([1, 'NO_RECIPE']);
    expect((jsonOf(spoken).error as { issues: unknown[] }).issues.length).toBeGreaterThan(0);
    await expect(stat(at('recipe.json'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each([
    [
      'an unknown measure',
      ['--objective', 'speed'],
      'There is no measure "speed"; have: accuracy, likelihood, agreement',
    ],
    ['a measure twice', ['--objective', 'agreement,agreement'], 'Name each measure once'],
    ['no candidate', ['--candidates', '0'], 'must be a whole number from 1'],
    ['no time', ['--time', '0s'], 'must be a span of time over 0'],
    ['a seed that there is not', ['--seed', '4294967296'], 'must be a whole number from 0 to 4294967295'],
    ['too many workers', ['--workers', '1000'], 'must be a whole number from 1 to 256'],
  ])('calls %s wrong use', async (_, options, message) => {
    const spoken = await xylopipe(...argv, ...options);
    expect(spoken).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining(message) });
  });
});
