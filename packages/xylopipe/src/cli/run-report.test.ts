import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { APPROXIMATIONS } from '@xylopipe/compare';
import { errorsIn, networkTreeToJson } from '@xylopipe/core';
import { rasterToNpy } from '@xylopipe/formats';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { folderWith, jsonOf, toyFolder, xylopipe, xylopipeUntil } from '../../test/command.js';
import { modelIn } from '../../test/model-in.js';
import { pluginModule } from '../../test/plugin-module.js';
import { toyRaster, wideTree } from '../../test/toy.js';
import { sha256 } from '../node/input-file.js';
import { OutputFiles } from '../node/output-files.js';
import type { StageIssue } from '../run-summary.js';

let folder: string;
let at: (name: string) => string;
let argv: readonly string[];
beforeEach(async () => {
  folder = await toyFolder();
  at = (name) => join(folder, name);
  argv = ['run', at('network.json'), '--device', 'syns61201', '--input', at('spikes.npy'), '--report', at('out.html')];
});

const INPUTS = ['network.json', 'spikes.npy'];
const codeOf = (spoken: { readonly stdout: string }): string => JSON.parse(spoken.stdout).error.code;

describe('run --report', () => {
  it('tells everything that there is to see, of every state', async () => {
    const spoken = await xylopipe(...argv, '--quantize', 'channel', '--json');
    expect([spoken.exitCode, jsonOf(spoken).report]).toEqual([0, at('out.html')]);
    const model = await modelIn(at('out.html'));
    expect(model.title).toBe('network.json');
    expect(model.runs.map(({ label }) => label)).toEqual(['simulator', 'float', 'quantized']);
    expect(Object.keys(model.runs[0]!.layers[0]!.signals).sort()).toEqual(['isyn', 'spikes', 'vmem']);
    expect(model.comparisons?.map(({ a, b }) => [a, b])).toEqual([
      ['float', 'simulator'],
      ['float', 'quantized'],
      ['quantized', 'simulator'],
    ]);
    expect(model.explanation?.rungs).toHaveLength(APPROXIMATIONS.length);
    expect(model.neuronTables?.map(({ title }) => title)).toContain('Quantization of hidden neurons');
    expect(model.stages?.map(({ name }) => name)).toContain('evolve');
    expect(model.recipe?.map(([, value]) => value)).not.toContain('undefined');
    expect(Object.fromEntries(model.recipe ?? [])).toMatchObject({
      chip: 'syns61201',
      file: 'network.json',
      'file, SHA-256': sha256(await readFile(at('network.json'))),
      'input, SHA-256': sha256(await readFile(at('spikes.npy'))),
      'quantize: method': 'channel',
      'record: record': 'true',
      'ran on': 'simulator',
      'Node version': process.versions.node,
    });
    expect((await readdir(folder)).sort()).toEqual([...INPUTS, 'out.html'].sort());
  });

  it('warns of a run without timesteps, also when it is reported later', async () => {
    await writeFile(at('spikes.npy'), rasterToNpy(toyRaster(0)));
    const spoken = await xylopipe(...argv, '--out', at('results'), '--json');
    expect(spoken.exitCode).toBe(0);
    const empty = expect.objectContaining({ code: 'EMPTY_RUN', severity: 'warning' });
    expect(jsonOf(spoken).issues).toContainEqual(empty);
    expect((await modelIn(at('out.html'))).issues).toContainEqual(empty);
    const later = jsonOf(await xylopipe('report', at('results'), '--json')).issues as readonly StageIssue[];
    expect(later.filter(({ code, stage }) => code === 'EMPTY_RUN' && stage === 'evolve')).toHaveLength(1);
  });

  it('records what --record says', async () => {
    const { exitCode, stdout } = await xylopipe(...argv, '--record', 'vmem');
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining(`wrote the report ${at('out.html')}`)]);
    const [chip] = (await modelIn(at('out.html'))).runs;
    expect(chip?.layers.map(({ signals }) => Object.keys(signals))).toEqual([['vmem'], ['spikes']]);
  });

  it('may stand among the results, which repeat without it', async () => {
    const results = ['--out', at('results'), '--report', at('results/report.html')];
    expect((await xylopipe(...argv.slice(0, -2), ...results)).exitCode).toBe(0);
    expect(await readdir(at('results'))).toContain('report.html');
    const again = await xylopipe('run', '--recipe', at('results/run.json'), '--report', at('again.html'), '--json');
    expect([again.exitCode, jsonOf(again).issues]).toEqual([0, []]);
    expect((await modelIn(at('again.html'))).runs).toEqual((await modelIn(at('results/report.html'))).runs);
  });

  it('makes the best of artifacts, and of a run that ends early', async () => {
    await xylopipe(...argv.slice(0, -2), '--out', at('results'));
    const input = ['--input', at('spikes.npy'), '--report', at('out.html')];
    const modelOf = async (...args: readonly string[]) => {
      expect(await xylopipe('run', ...args)).toMatchObject({ exitCode: 0 });
      return modelIn(at('out.html'));
    };
    const fromSpec = await modelOf(at('results/spec.json'), ...input);
    expect([fromSpec.runs.length, fromSpec.neuronTables?.length]).toEqual([1, 4]);
    const fromConfig = await modelOf(at('results/config.json'), ...input);
    expect([fromConfig.runs.length, fromConfig.neuronTables?.length]).toEqual([1, 2]);
    const mapped = await modelOf(at('network.json'), '--device', 'syns61201', '--until', 'quantize', ...input.slice(2));
    expect([mapped.runs, mapped.neuronTables?.length, mapped.network === undefined]).toEqual([[], 2, false]);
  });

  it('sets a board beside its simulator', async () => {
    expect((await xylopipe(...argv, '--target', 'emulated')).exitCode).toBe(0);
    const { runs, comparisons, recipe } = await modelIn(at('out.html'));
    expect(runs.map(({ label }) => label)).toEqual(['emulated', 'simulator', 'float', 'quantized']);
    expect(comparisons?.at(-1)).toMatchObject({ a: 'simulator', b: 'emulated', agreement: 1, first: null });
    expect(Object.fromEntries(recipe ?? [])['ran on']).toMatch(/^emulated board XyloA2TestBoard/);
  });

  it('says nothing of the arithmetic of a chip with a simulator of its own', async () => {
    const own = `
const SIMULATOR = Symbol.for('xylopipe.Simulator');
const providers = syns61201.providers.map(({ token, provider }) => token === SIMULATOR
  ? { token, provider: { useFactory: (parts) => ({ deploy: (...a) => provider.useFactory(parts).deploy(...a) }) } }
  : { token, provider });
export const owner = toy('owner', { providers });`;
    const plugin = ['--plugin', join(await folderWith({ 'own.mjs': pluginModule(own) }), 'own.mjs')];
    const given = ['--device', 'owner', '--input', at('spikes.npy'), '--report', at('out.html'), ...plugin];
    expect(await xylopipe('run', at('network.json'), ...given)).toMatchObject({ exitCode: 0 });
    const { explanation, comparisons, neuronTables } = await modelIn(at('out.html'));
    expect([explanation, comparisons?.length]).toEqual([undefined, 1]);
    expect(neuronTables?.every(({ title }) => title.startsWith('Quantization'))).toBe(true);
  });

  it('has all issues of a network that is refused', async () => {
    await writeFile(at('network.json'), JSON.stringify(networkTreeToJson(wideTree(9))));
    const refused = await xylopipe(...argv, '--out', at('results'), '--json');
    expect(refused.exitCode).toBe(1);
    const { issues, runs } = await modelIn(at('out.html'));
    expect(runs).toEqual([]);
    const { error } = JSON.parse(refused.stdout);
    for (const { code, message } of error.issues)
      expect(issues).toContainEqual(expect.objectContaining({ code, message }));
    expect(errorsIn(issues)).toHaveLength(errorsIn(error.issues).length);
    expect((await readdir(folder)).sort()).toEqual([...INPUTS, 'out.html'].sort());
  });

  it.each([
    ['a folder', 'taken'],
    ['a file in a file', 'network.json/out.html'],
    ['no name', ''],
  ])('refuses %s before the run, and leaves nothing', async (_, name) => {
    await mkdir(at('taken'));
    const place = name === '' ? '' : at(name);
    // A network that would be refused by the run.
    await writeFile(at('network.json'), JSON.stringify(networkTreeToJson(wideTree(9))));
    const spoken = await xylopipe(...argv.slice(0, -1), place, '--out', at('results'), '--json');
    expect([spoken.exitCode, codeOf(spoken)]).toEqual([1, 'OUTPUT_NOT_WRITABLE']);
    expect((await readdir(folder)).sort()).toEqual([...INPUTS, 'taken'].sort());
  });

  it('leaves nothing where one of its files cannot get to its place, or it is interrupted', async () => {
    const write = vi.spyOn(OutputFiles.prototype, 'write');
    const controller = new AbortController();
    write.mockImplementationOnce(async () => controller.abort());
    expect((await xylopipeUntil(controller.signal, ...argv)).exitCode).toBe(130);
    write.mockRestore();
    await mkdir(at('results/config.json'), { recursive: true });
    const spoken = await xylopipe(...argv, '--out', at('results'), '--json');
    expect([spoken.exitCode, codeOf(spoken)]).toEqual([1, 'OUTPUT_NOT_WRITABLE']);
    expect((await readdir(folder)).sort()).toEqual([...INPUTS, 'results'].sort());
    expect(await readdir(at('results'))).toEqual(['config.json']);
  });
});
