import { cp, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChainTree, networkTreeToJson } from '@xylopipe/core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { jsonOf, toyFolder, xylopipe, xylopipeUntil } from '../../test/command.js';
import { noisyParameters, toyTree, wideTree } from '../../test/toy.js';
import { sha256 } from '../node/input-file.js';
import { OutputFiles } from '../node/output-files.js';

let folder: string;
let at: (name: string) => string;
let argv: readonly string[];
beforeEach(async () => {
  folder = await toyFolder();
  at = (name) => join(folder, name);
  argv = ['run', at('network.json'), '--device', 'syns61201', '--quantize', 'channel', '--input', at('spikes.npy')];
});

const ALL = ['config.json', 'evolution.npz', 'quantized.json', 'run.json', 'spec.json'];
const readJson = async (path: string): Promise<Record<string, unknown>> => JSON.parse(await readFile(path, 'utf8'));
const errorOf = ({ stdout }: { readonly stdout: string }): string => JSON.parse(stdout).error.code;

describe('run', () => {
  it('writes every artifact, and what was run with what', async () => {
    const spoken = await xylopipe(...argv, '--record', 'vmem,isyn', '--out', at('results'));
    expect(spoken).toMatchObject({ exitCode: 0, stderr: '' });
    expect((await readdir(at('results'))).sort()).toEqual(ALL);
    expect(await readJson(at('results/run.json'))).toMatchObject({
      format: 'xylopipe/run',
      chipId: 'syns61201',
      from: 'extract',
      until: 'evolve',
      options: { quantize: { method: 'channel' }, record: { record: ['vmem', 'isyn'] } },
      inputs: {
        artifact: { path: '../network.json', sha256: sha256(await readFile(at('network.json'))) },
        raster: { path: '../spikes.npy', sha256: sha256(await readFile(at('spikes.npy'))) },
      },
      outputs: { 'evolution.npz': sha256(await readFile(at('results/evolution.npz'))) },
      versions: { node: process.versions.node },
      issues: [],
      timings: { evolve: expect.any(Number) },
    });
  });

  it('prints the evolution where nothing is written', async () => {
    const spoken = jsonOf(await xylopipe(...argv, '--record', '--json'));
    expect(spoken).toMatchObject({ chipId: 'syns61201', steps: 40, totals: [expect.any(Number), expect.any(Number)] });
    const { signals } = spoken.evolution as { signals: object };
    expect(Object.keys(signals)).toEqual(expect.arrayContaining(['spikes_out', 'vmem', 'isyn', 'spikes_hidden']));
  });

  it('stops after a stage, and goes on from its file', async () => {
    const until = ['--device', 'syns61201', '--quantize', 'channel', '--until', 'quantize', '--out', at('half')];
    await xylopipe('run', at('network.json'), ...until);
    expect((await readdir(at('half'))).sort()).toEqual(['quantized.json', 'run.json', 'spec.json']);
    await xylopipe(
      'run',
      at('half/quantized.json'),
      '--from',
      'configure',
      '--input',
      at('spikes.npy'),
      '--out',
      at('rest'),
    );
    await xylopipe(...argv, '--out', at('whole'));
    for (const name of ['config.json', 'evolution.npz']) {
      expect(await readFile(at(`rest/${name}`))).toEqual(await readFile(at(`whole/${name}`)));
    }
  });

  it('writes the graph where that is the last artifact', async () => {
    const { stdout } = await xylopipe(
      'run',
      at('network.json'),
      '--device',
      'syns61201',
      '--until',
      'extract',
      '--out',
      at('g'),
    );
    expect(stdout).toContain('LinearWeights');
    expect((await readdir(at('g'))).sort()).toEqual(['graph.json', 'run.json']);
    const mapped = await xylopipe('map', at('g/graph.json'), '--device', 'syns61201', '--json');
    expect(jsonOf(mapped).spec).toEqual(
      jsonOf(await xylopipe('map', at('network.json'), '--device', 'syns61201', '--json')).spec,
    );
  });

  it('takes files of an earlier run away that this one has not, and no others', async () => {
    await xylopipe(...argv, '--out', at('results'));
    await writeFile(at('results/notes.txt'), 'mine');
    await xylopipe('run', at('network.json'), '--device', 'syns61201', '--until', 'map', '--out', at('results'));
    expect((await readdir(at('results'))).sort()).toEqual(['notes.txt', 'run.json', 'spec.json']);
  });

  it('keeps the results that it began with', async () => {
    await xylopipe(...argv, '--out', at('results'));
    await xylopipe('run', at('results/spec.json'), '--until', 'configure', '--out', at('results'));
    expect((await readdir(at('results'))).sort()).toEqual(['config.json', 'quantized.json', 'run.json', 'spec.json']);
    expect((await xylopipe('run', '--recipe', at('results/run.json'))).exitCode).toBe(0);
  });

  it('writes nothing when it is interrupted after the last stage', async () => {
    const controller = new AbortController();
    const write = vi.spyOn(OutputFiles.prototype, 'write').mockImplementation(async () => controller.abort());
    const { exitCode } = await xylopipeUntil(controller.signal, ...argv, '--out', at('results'));
    write.mockRestore();
    expect(exitCode).toBe(130);
    expect((await readdir(folder)).sort()).toEqual(['network.json', 'spikes.npy']);
  });

  it('leaves the results of an earlier run alone when it fails or is interrupted', async () => {
    await xylopipe(...argv, '--out', at('results'));
    await cp(at('results'), at('before'), { recursive: true });
    await writeFile(at('network.json'), JSON.stringify(networkTreeToJson(wideTree(9))));
    expect((await xylopipe(...argv, '--out', at('results'))).exitCode).toBe(1);
    expect((await xylopipeUntil(AbortSignal.abort(), ...argv, '--out', at('results'))).exitCode).toBe(130);
    expect((await readdir(at('results'))).sort()).toEqual(ALL);
    for (const name of ALL) expect(await readFile(at(`results/${name}`))).toEqual(await readFile(at(`before/${name}`)));
    expect((await readdir(folder)).sort()).toEqual(['before', 'network.json', 'results', 'spikes.npy']);
  });

  it('shows the warnings of the stages before the one that fails', async () => {
    const [linear, ...rest] = (toyTree as ChainTree).children;
    const biased = { type: 'Sequential', children: [{ ...linear, bias: [0, 0, 1] }, ...rest] };
    await writeFile(at('network.json'), JSON.stringify(biased));
    const { exitCode, stderr } = await xylopipe(...argv, '--compat', 'rockpool-3.0.3', '--bits-weight', '30');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^warning [\s\S]*\nerror: /);
  });

  it('shows what there is to say about the file, whether it works out or not', async () => {
    await writeFile(at('network.json'), JSON.stringify(noisyParameters(9)));
    const refused = await xylopipe(...argv);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toMatch(/^warning NOISE_IGNORED[\s\S]*\nerror: syns61201: this network cannot be mapped/);
    const graph = await xylopipe('run', at('network.json'), '--device', 'syns61201', '--until', 'extract', '--json');
    expect(jsonOf(graph).issues).toEqual(
      [1, 3].map((layer) => expect.objectContaining({ stage: 'read', at: [`${layer}_LIFTorch`, 'noise_std'] })),
    );
  });

  it.each([
    ['no input', ['--device', 'syns61201'], '--input is needed to evolve'],
    ['the wrong order', ['--from', 'configure', '--until', 'map'], 'cannot go from "configure" to "map"'],
    ['no device', ['--until', 'map'], '--device is needed'],
    [
      'input for nothing',
      ['--device', 'syns61201', '--until', 'map', '--input', 'SPIKES'],
      'there are options for "evolve"',
    ],
    [
      'telemetry of nothing',
      ['--device', 'syns61201', '--until', 'map', '--telemetry'],
      'there are options for "evolve"',
    ],
    [
      'a core for nothing',
      ['--device', 'syns61201', '--until', 'map', '--core', 'fast'],
      'there are options for "evolve"',
    ],
    ['a record of nothing', ['--device', 'syns61201', '--until', 'map', '--record'], 'there are options for "evolve"'],
    [
      'a timestep for nothing',
      ['--device', 'syns61201', '--until', 'map', '--dt', '0.01'],
      '--dt is for specifications',
    ],
    ['a method for nothing', ['--device', 'syns61201', '--until', 'map', '--quantize', 'global'], 'for "quantize"'],
  ])('refuses %s', async (_, options, message) => {
    const given = options.map((option) => (option === 'SPIKES' ? at('spikes.npy') : option));
    const { exitCode, stderr } = await xylopipe('run', at('network.json'), ...given);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  it('says which file it is whose network makes no sense', async () => {
    const { children } = wideTree(2) as ChainTree;
    await writeFile(at('network.json'), JSON.stringify({ type: 'Sequential', children: children.toReversed() }));
    const { exitCode, stderr } = await xylopipe(...argv);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`error: ${at('network.json')}: `);
    expect(stderr).toContain('SIZES_DIFFER at children[1]');
  });

  it('says what the file holds if it is not what --from takes', async () => {
    const spoken = await xylopipe(
      'run',
      at('network.json'),
      '--from',
      'quantize',
      '--device',
      'syns61201',
      '--until',
      'quantize',
    );
    expect(spoken.exitCode).toBe(1);
    expect(spoken.stderr).toContain('the file holds a network, not a mapped specification');
  });
});

describe('run --recipe', () => {
  beforeEach(async () => {
    await xylopipe(...argv, '--record', '--out', at('results'));
  });

  it('gives the same files, byte for byte', async () => {
    const spoken = await xylopipe('run', '--recipe', at('results/run.json'), '--out', at('a/new/place'), '--json');
    expect(spoken.exitCode).toBe(0);
    expect(jsonOf(spoken).issues).toEqual([]);
    for (const name of ALL.filter((n) => n !== 'run.json')) {
      expect(await readFile(at(`a/new/place/${name}`))).toEqual(await readFile(at(`results/${name}`)));
    }
    const [first, second] = [await readJson(at('results/run.json')), await readJson(at('a/new/place/run.json'))];
    expect(second.outputs).toEqual(first.outputs);
    expect(second.options).toEqual(first.options);
  });

  it('can be simulated on any core, and watched: the recipe is the same', async () => {
    await writeFile(at('loud.json'), JSON.stringify(new Array(40).fill([20, 20])));
    await xylopipe(...argv.slice(0, -1), at('loud.json'), '--out', at('loud'));
    const watched = ['--core', 'reference', '--telemetry', '--out', at('watched')];
    const spoken = await xylopipe('run', '--recipe', at('loud/run.json'), ...watched, '--json');
    expect(spoken.exitCode).toBe(0);
    const issues = jsonOf(spoken).issues as readonly { readonly stage: string; readonly code: string }[];
    expect(issues).toContainEqual(expect.objectContaining({ stage: 'evolve', code: 'INPUT_CUT', measured: 200 }));
    expect(issues.map(({ code }) => code)).not.toContain('RECIPE_NOT_REPRODUCED');
    const [first, second] = [await readJson(at('loud/run.json')), await readJson(at('watched/run.json'))];
    expect([second.options, second.outputs]).toEqual([first.options, first.outputs]);
  });

  it('of a run that does not evolve has no use for telemetry', async () => {
    await xylopipe('run', at('network.json'), '--device', 'syns61201', '--until', 'map', '--out', at('spec'));
    const { exitCode, stderr } = await xylopipe('run', '--recipe', at('spec/run.json'), '--telemetry');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('there are options for "evolve"');
  });

  it('has every option of the quantization, and repeats them', async () => {
    const thresholds = ['--threshold-scale', '0.5', '--threshold-scale-out', '0.75'];
    const scaling = ['--scale-cap', '4', '--clip-percentile', '80', ...thresholds];
    await xylopipe(...argv, ...scaling, '--dash-rounding', 'decay', '--out', at('scaled'));
    expect(await readJson(at('scaled/run.json'))).toMatchObject({
      options: {
        quantize: {
          method: 'channel',
          scaleCap: 4,
          clipPercentile: 80,
          thresholdScale: 0.5,
          thresholdScaleOut: 0.75,
          dashRounding: 'decay',
        },
      },
    });
    const again = await xylopipe('run', '--recipe', at('scaled/run.json'), '--out', at('again'), '--json');
    expect(jsonOf(again).issues).not.toContainEqual(expect.objectContaining({ code: 'RECIPE_NOT_REPRODUCED' }));
    for (const name of ['quantized.json', 'evolution.npz']) {
      expect(await readFile(at(`again/${name}`))).toEqual(await readFile(at(`scaled/${name}`)));
    }
    expect(await readFile(at('scaled/quantized.json'))).not.toEqual(await readFile(at('results/quantized.json')));
  });

  it('can be told where the inputs are now, and looks whether they are the same', async () => {
    await rename(at('network.json'), at('moved.json'));
    const recipe = ['run', '--recipe', at('results/run.json')];
    expect(errorOf(await xylopipe(...recipe, '--json'))).toBe('FILE_NOT_READABLE');
    expect((await xylopipe(...recipe, at('moved.json'))).exitCode).toBe(0);
    await writeFile(at('moved.json'), 'not even JSON');
    const changed = await xylopipe(...recipe, at('moved.json'), '--json');
    expect([changed.exitCode, errorOf(changed)]).toEqual([1, 'RECIPE_INPUT_CHANGED']);
  });

  it('warns if something else came of it', async () => {
    const recipe = await readJson(at('results/run.json'));
    const outputs = { ...(recipe.outputs as object), 'config.json': sha256('another') };
    await writeFile(at('results/run.json'), JSON.stringify({ ...recipe, outputs }));
    const spoken = jsonOf(await xylopipe('run', '--recipe', at('results/run.json'), '--json'));
    expect(spoken.issues).toMatchObject([{ code: 'RECIPE_NOT_REPRODUCED', at: ['outputs', 'config.json'] }]);
  });

  it('refuses what is no recipe, naming keys and versions that are not known', async () => {
    const recipe = await readJson(at('results/run.json'));
    for (const [change, issue] of [
      [{ version: 2 }, { code: 'UNKNOWN_VERSION', at: ['version'] }],
      [{ speed: 1 }, { code: 'UNKNOWN_KEY', at: ['speed'] }],
      [{ options: { quantize: { method: 'best' } } }, { at: ['options', 'quantize', 'method'] }],
      [{ options: { quantize: { scaleCap: 0 } } }, { at: ['options', 'quantize', 'scaleCap'] }],
      [{ ranOn: { kind: 'float' } }, { code: 'UNKNOWN_VARIANT', at: ['ranOn', 'kind'] }],
      [{ ranOn: { kind: 'board', deviceTypeName: 'X', chipId: '', serial: '' } }, { at: ['ranOn', 'firmware'] }],
    ] as const) {
      await writeFile(at('bad.json'), JSON.stringify({ ...recipe, ...change }));
      const spoken = await xylopipe('run', '--recipe', at('bad.json'), '--json');
      expect(spoken.exitCode).toBe(1);
      expect(jsonOf(spoken)).toMatchObject({ error: { code: 'RECIPE_INVALID', issues: [issue] } });
    }
  });
});
