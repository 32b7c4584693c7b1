import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Evolution, evolutionToJson, networkTreeToJson } from '@xylopipe/core';
import { rasterToNpy } from '@xylopipe/formats';
import { beforeEach, describe, expect, it } from 'vitest';
import { jsonOf, toyFolder, xylopipe } from '../../test/command.js';
import { modelIn } from '../../test/model-in.js';
import { toyRaster, wideTree } from '../../test/toy.js';

let folder: string;
let at: (name: string) => string;
beforeEach(async () => {
  folder = await toyFolder();
  at = (name) => join(folder, name);
  const options = ['--device', 'syns61201', '--quantize', 'channel', '--record', '--input', at('spikes.npy')];
  await xylopipe('run', at('network.json'), ...options, '--out', at('results'));
});

const report = (...argv: readonly string[]) => xylopipe('report', ...argv, '--json');
const codesOf = (issues: unknown): readonly string[] => (issues as readonly { code: string }[]).map(({ code }) => code);
const codeOf = ({ stdout }: { readonly stdout: string }): string => JSON.parse(stdout).error.code;

describe('report', () => {
  it('of a folder of results is what run --report writes', async () => {
    const spoken = await report(at('results'));
    expect(spoken.exitCode).toBe(0);
    const { issues, ...rest } = jsonOf(spoken);
    expect(rest).toEqual({ chipId: 'syns61201', report: at('results/report.html') });
    expect(codesOf(issues)).toEqual(['VMEM_SATURATED']);
    await xylopipe('run', '--recipe', at('results/run.json'), '--report', at('run.html'));
    const [ours, theirs] = [await modelIn(at('results/report.html')), await modelIn(at('run.html'))];
    for (const part of ['runs', 'comparisons', 'explanation', 'neuronTables', 'network', 'spec', 'input'] as const) {
      expect(ours[part]).toEqual(theirs[part]);
    }
    expect(ours.stages?.map(({ name }) => name)).toEqual(theirs.stages?.map(({ name }) => name));
    expect(Object.fromEntries(ours.recipe ?? [])).toMatchObject({
      'quantize: method': 'channel',
      'ran on': 'simulator',
    });
  });

  it('of a recording has what the recording has, beside it', async () => {
    await rename(at('results/evolution.npz'), at('evolution.npz'));
    const spoken = await xylopipe('report', at('evolution.npz'));
    expect(spoken).toMatchObject({ exitCode: 0, stderr: '', stdout: `wrote the report ${at('evolution.html')}\n` });
    const { runs, comparisons, spec, chipId } = await modelIn(at('evolution.html'));
    expect([runs[0]?.label, runs[0]?.layers.length, comparisons, spec, chipId]).toEqual([
      'recording',
      2,
      [],
      undefined,
      undefined,
    ]);
  });

  it('is whole again with the files beside it', async () => {
    const files = ['--config', at('results/config.json'), '--network', at('network.json'), '--input', at('spikes.npy')];
    const spoken = await report(at('results/evolution.npz'), ...files, '--out', at('out.html'));
    expect([spoken.exitCode, jsonOf(spoken).report]).toEqual([0, at('out.html')]);
    await report(at('results'));
    const [ours, theirs] = [await modelIn(at('out.html')), await modelIn(at('results/report.html'))];
    expect(ours.explanation).toEqual(theirs.explanation);
    expect(ours.neuronTables).toEqual(theirs.neuronTables);
    expect(ours.comparisons?.[0]).toMatchObject({
      agreement: theirs.comparisons?.[0]?.agreement,
      a: 'float',
      // The run.json beside the recording says so.
      b: 'simulator',
    });
  });

  it('says that configuration or input are not those of the recording, and tells nothing by them', async () => {
    await writeFile(at('other.npy'), rasterToNpy(toyRaster(39)));
    await xylopipe(
      'run',
      at('network.json'),
      '--device',
      'syns61201',
      '--threshold-scale',
      '2',
      '--input',
      at('spikes.npy'),
      '--out',
      at('b'),
    );
    const given = { config: at('results/config.json'), input: at('spikes.npy'), network: at('network.json') };
    for (const other of [{ input: at('other.npy') }, { config: at('b/config.json') }]) {
      const options = Object.entries({ ...given, ...other }).flatMap(([name, file]) => [`--${name}`, file]);
      const spoken = await report(at('results/evolution.npz'), ...options, '--out', at('out.html'));
      expect([spoken.exitCode, codesOf(jsonOf(spoken).issues)[0]]).toEqual([0, 'RECORDING_NOT_OF_CONFIG']);
      const { runs, comparisons, neuronTables } = await modelIn(at('out.html'));
      expect([runs.length, comparisons]).toEqual([1, []]);
      expect(neuronTables?.every(({ title }) => title.startsWith('Quantization'))).toBe(true);
    }
  });

  it('refuses a configuration of another chip than that of run.json', async () => {
    const run = await readFile(at('results/run.json'), 'utf8');
    await writeFile(at('results/run.json'), run.replace('"chipId": "syns61201"', '"chipId": "syns61300"'));
    expect(codeOf(await report(at('results')))).toBe('CHIP_MISMATCH');
  });

  it('writes figures, and no page that nobody asked for', async () => {
    const spoken = await report(at('results'), '--figures', at('figures'), '--theme', 'dark');
    const names = (await readdir(at('figures'))).sort();
    expect((jsonOf(spoken).figures as string[]).toSorted()).toEqual(names);
    expect(names).toEqual(
      ['network', 'resources', 'raster', 'counts', 'ladder', 'timing', 'comparison-1', 'comparison-2', 'comparison-3']
        .concat(['vmem', 'isyn'].flatMap((signal) => [1, 2].map((n) => `traces-${signal}-${n}`)))
        .map((name) => `${name}.svg`)
        .sort(),
    );
    for (const name of names) expect(await readFile(at(`figures/${name}`), 'utf8')).toContain('#14171b');
    expect(await readdir(at('results'))).not.toContain('report.html');
  });

  it('leaves out inputs that have moved or changed, and says so', async () => {
    await rename(at('network.json'), at('moved.json'));
    await writeFile(at('spikes.npy'), 'changed');
    const spoken = await report(at('results'));
    expect([spoken.exitCode, codesOf(jsonOf(spoken).issues)]).toEqual([
      0,
      ['RECIPE_INPUT_MISSING', 'RECIPE_INPUT_CHANGED'],
    ]);
    const { runs, input } = await modelIn(at('results/report.html'));
    expect([runs.map(({ label }) => label), input]).toEqual([['simulator'], undefined]);
    const found = await report(at('results'), '--network', at('moved.json'));
    expect(codesOf(jsonOf(found).issues)).toEqual(['RECIPE_INPUT_CHANGED']);
  });

  it('says which results are not those of the run', async () => {
    await writeFile(at('results/config.json'), `${await readFile(at('results/config.json'), 'utf8')}\n`);
    expect(jsonOf(await report(at('results'))).issues).toContainEqual(
      expect.objectContaining({ code: 'RESULT_CHANGED', at: ['outputs', 'config.json'] }),
    );
  });

  it('makes the best of half a run, and of a chip that is not known here', async () => {
    const device = ['--device', 'syns61201', '--until', 'quantize', '--out', at('half')];
    await xylopipe('run', at('network.json'), ...device);
    await report(at('half'));
    expect(await modelIn(at('half/report.html'))).toMatchObject({ runs: [], resources: { length: 9 } });
    const evolution: Evolution = {
      stage: 'evolved',
      chipId: 'nobody',
      steps: 0,
      output: 'spikes',
      signals: { spikesOut: { shape: [0, 2], data: new Int16Array(0) } },
      hibernation: null,
    };
    await writeFile(at('empty.json'), JSON.stringify(evolutionToJson(evolution)));
    const spoken = await report(at('empty.json'), '--figures', at('figures'), '--out', at('out.html'));
    expect([spoken.exitCode, codesOf(jsonOf(spoken).issues)]).toEqual([0, ['UNKNOWN_CHIP', 'EMPTY_RUN']]);
    expect((await modelIn(at('out.html'))).runs[0]).toMatchObject({ steps: 0 });
  });

  it.each([
    ['a folder without results', 'nothing', [], 'NO_RESULTS'],
    ['what is not there', 'nowhere', [], 'FILE_NOT_READABLE'],
    ['what is no recording', 'network.json', [], 'EVOLUTION_INVALID'],
    ['another chip', 'results', ['--device', 'syns63300'], 'CHIP_MISMATCH'],
    [
      'another network',
      'results/evolution.npz',
      ['--config', 'results/config.json', '--network', 'wide.json'],
      'NETWORK_MISMATCH',
    ],
    ['a recording of another configuration', 'short.json', ['--config', 'results/config.json'], 'EVOLUTION_INVALID'],
    ['a network that is none', 'results', ['--network', 'results/spec.json'], 'WRONG_ARTIFACT'],
    ['an input that is none', 'results', ['--input', 'network.json'], 'RASTER_INVALID'],
    ['a place that cannot be written', 'results', ['--out', 'nothing'], 'OUTPUT_NOT_WRITABLE'],
    ['figures in a file', 'results', ['--figures', 'network.json', '--out', 'out.html'], 'OUTPUT_NOT_WRITABLE'],
  ])('refuses %s, and leaves nothing', async (_, path, options, code) => {
    await mkdir(at('nothing'));
    await writeFile(at('wide.json'), JSON.stringify(networkTreeToJson(wideTree(3))));
    const short = { shape: [1, 1] as const, data: new Int16Array(1) };
    const evolution: Evolution = {
      stage: 'evolved',
      steps: 1,
      output: 'spikes',
      signals: { spikesOut: short },
      hibernation: null,
    };
    await writeFile(at('short.json'), JSON.stringify(evolutionToJson(evolution)));
    const before = (await readdir(folder, { recursive: true })).sort();
    const spoken = await report(
      at(path),
      ...options.map((option) => (/[a-z]/.test(option[0] ?? '') && option !== 'syns63300' ? at(option) : option)),
    );
    expect([spoken.exitCode, codeOf(spoken)]).toEqual([1, code]);
    expect((await readdir(folder, { recursive: true })).sort()).toEqual(before);
  });

  it('refuses options of spikes that are not given', async () => {
    const { exitCode, stderr } = await xylopipe('report', at('evolution.npz'), '--time-unit', 'us');
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('options of spikes are for --input')]);
  });

  it('refuses colours of no figures', async () => {
    expect(await xylopipe('report', at('results'), '--theme', 'dark')).toMatchObject({ exitCode: 2, stdout: '' });
    expect(await readdir(at('results'))).not.toContain('report.html');
  });

  it('refuses a recipe that is none', async () => {
    await rm(at('results/run.json'));
    await writeFile(at('results/run.json'), '{}');
    expect(codeOf(await report(at('results')))).toBe('RECIPE_INVALID');
  });
});
