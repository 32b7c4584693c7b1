import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunComparison } from '@xylopipe/compare';
import { type Evolution, evolutionToJson, networkTreeToJson } from '@xylopipe/core';
import { evolutionToNpz, npzToBytes, rasterToNpy } from '@xylopipe/formats';
import { describe, expect, it } from 'vitest';
import { folderWith, jsonOf, toyFolder, xylopipe } from '../../test/command.js';
import { modelIn } from '../../test/model-in.js';
import { toyRaster, wideTree } from '../../test/toy.js';

const evolution = (...spikes: readonly number[]): Evolution => ({
  stage: 'evolved',
  steps: 3,
  output: 'spikes',
  signals: { spikesOut: { shape: [3, 2], data: Int16Array.from(spikes) } },
  hibernation: null,
});

const pair = async (a: Evolution, b: Evolution): Promise<readonly [string, string]> => {
  const folder = await folderWith({ 'a.npz': evolutionToNpz(a), 'b.json': JSON.stringify(evolutionToJson(b)) });
  return [join(folder, 'a.npz'), join(folder, 'b.json')];
};

describe('compare', () => {
  it('ends well if they are equal, whatever their files are', async () => {
    const files = await pair(evolution(0, 1, 1, 0, 0, 1), evolution(0, 1, 1, 0, 0, 1));
    expect(await xylopipe('compare', ...files)).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^equal/) });
    expect(jsonOf(await xylopipe('compare', ...files, '--json'))).toMatchObject({ equal: true, first: null });
  });

  it('says in its first line which signals one of them has alone', async () => {
    const a = evolution(0, 1, 1, 0, 0, 1);
    const more = { ...a, signals: { ...a.signals, vmemOut: { shape: [3, 2] as const, data: new Int16Array(6) } } };
    const { exitCode, stdout } = await xylopipe('compare', ...(await pair(a, more)));
    expect([exitCode, stdout.split('\n')[0]]).toEqual([
      0,
      'equal: 6 values of spikesOut; only in b, and not compared: vmemOut',
    ]);
  });

  it('tells the first difference, with exit code 1', async () => {
    const files = await pair(evolution(0, 1, 1, 0, 0, 1), evolution(0, 1, 1, 1, 1, 1));
    const { exitCode, stdout } = await xylopipe('compare', ...files);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('timestep 1, spikesOut of neuron 1 is 0 in a and 1 in b');
    const json = await xylopipe('compare', ...files, '--json');
    expect(json.exitCode).toBe(1);
    expect(jsonOf(json)).toMatchObject({
      equal: false,
      first: { step: 1, signal: 'spikesOut', neuron: 1, a: 0, b: 1 },
      signals: { spikesOut: { cells: 6, differing: 2 } },
    });
  });

  it('can be told which signals there must be', async () => {
    const files = await pair(evolution(0, 0, 0, 0, 0, 0), evolution(0, 0, 0, 0, 0, 0));
    expect((await xylopipe('compare', ...files, '--signals', 'spikes_out,vmem')).exitCode).toBe(1);
    expect((await xylopipe('compare', ...files, '--signals', 'spikes_out')).exitCode).toBe(0);
  });

  it('refuses what is no evolution', async () => {
    const folder = await folderWith({ 'a.npz': 'PK but no archive', 'b.json': '{"format": "xylopipe/evolution"}' });
    const zip = await xylopipe('compare', join(folder, 'a.npz'), join(folder, 'b.json'), '--json');
    expect([zip.exitCode, (jsonOf(zip).error as { code: string }).code]).toEqual([1, 'ZIP_INVALID']);
    const json = await xylopipe('compare', join(folder, 'b.json'), join(folder, 'b.json'), '--json');
    expect([json.exitCode, (jsonOf(json).error as { code: string }).code]).toEqual([1, 'EVOLUTION_INVALID']);
  });

  it('says what the difference speaks for', async () => {
    const files = await pair(evolution(0, 1, 1, 0, 0, 1), evolution(0, 0, 0, 1, 1, 0));
    const { stdout } = await xylopipe('compare', ...files);
    expect(stdout).toContain('likely cause: delay; from timestep 0 on, b is a one timestep late');
    expect(jsonOf(await xylopipe('compare', ...files, '--json'))).toMatchObject({ likelyCause: { cause: 'delay' } });
  });

  it('is content with enough agreement, if asked', async () => {
    const files = await pair(evolution(0, 1, 1, 0, 0, 1), evolution(0, 1, 1, 1, 0, 1));
    const gate = async (...options: readonly string[]) => {
      const spoken = await xylopipe('compare', ...files, ...options, '--json');
      return [spoken.exitCode, jsonOf(spoken).passed];
    };
    expect(await gate('--min-agreement', '0.857')).toEqual([0, true]);
    expect(await gate('--min-agreement', '0.858')).toEqual([1, false]);
    expect(await gate('--min-agreement', '0.8', '--layer', 'output')).toEqual([0, true]);
    expect(await gate('--min-agreement', '0', '--layer', 'nowhere')).toEqual([1, undefined]);
    const { stdout } = await xylopipe('compare', ...files, '--min-agreement', '0.9', '--output-only');
    expect(stdout).toContain('a and b agree in 85.71 % of their spikes');
    expect(stdout).toContain('MISSED: at least 90.00 % of the spikes of every layer agree');
  });

  it('says that there is no layer to judge, and writes no verdict', async () => {
    const files = await pair(evolution(0, 1, 1, 0, 0, 1), evolution(0, 1, 1, 1, 0, 1));
    const junit = join(files[0], '..', 'junit.xml');
    const gate = ['--min-agreement', '0.5', '--layer', 'nowhere', '--junit', junit];
    const spoken = await xylopipe('compare', ...files, ...gate);
    expect([spoken.exitCode, spoken.stdout]).toEqual([1, '']);
    expect(spoken.stderr).toMatch(/nothing was compared of nowhere[\s\S]*there are these layers: output/);
    expect(existsSync(junit)).toBe(false);
  });

  it('writes the verdict and a report, whatever it is', async () => {
    const files = await pair(evolution(0, 1, 1, 0, 0, 1), evolution(0, 1, 1, 1, 0, 1));
    const [junit, page] = ['junit.xml', 'new/report.html'].map((name) => join(files[0], '..', name)) as [
      string,
      string,
    ];
    const spoken = await xylopipe('compare', ...files, '--junit', junit, '--report', page, '--json');
    expect([spoken.exitCode, jsonOf(spoken)]).toEqual([1, expect.objectContaining({ junit, report: page })]);
    expect(await readFile(junit, 'utf8')).toMatch(
      /name="spikesOut" time="0"><failure [\s\S]*name="all" time="0"><failure /,
    );
    const { runs, comparisons, title, recipe } = await modelIn(page);
    expect([title, runs.map(({ label }) => label)]).toEqual([`${files[0]} and ${files[1]}`, ['a', 'b']]);
    expect(comparisons).toMatchObject([{ a: 'a', b: 'b', first: { step: 1, neuron: 1, a: 0, b: 1 } }]);
    expect(Object.fromEntries(recipe ?? [])['b, SHA-256']).toMatch(/^[0-9a-f]{64}$/);
    await xylopipe('compare', ...files, '--junit', junit, '--min-agreement', '0.8');
    expect(await readFile(junit, 'utf8')).toContain(
      '<testcase classname="xylopipe.compare" name="layer output" time="0"/>',
    );
  });
});

describe('compare of two runs of a network', () => {
  const results = async () => {
    const folder = await toyFolder();
    const at = (name: string): string => join(folder, name);
    const options = ['--device', 'syns61201', '--input', at('spikes.npy'), '--record'];
    await xylopipe('run', at('network.json'), ...options, '--out', at('a'));
    await xylopipe('run', at('network.json'), ...options, '--threshold-scale', '2', '--out', at('b'));
    return { at, files: [at('a/evolution.npz'), at('b/evolution.npz'), '--config', at('a/config.json')] };
  };

  it('blames a device only where both ran one configuration, and tells chips apart by their run.json', async () => {
    const { at, files } = await results();
    const causeOf = async (...argv: readonly string[]) =>
      (jsonOf(await xylopipe('compare', ...argv, '--json')) as { likelyCause: { cause: string } | null }).likelyCause;
    const [a, b] = files as [string, string];
    expect((await causeOf(a, b))?.cause).not.toBe('device');
    await xylopipe('run', at('network.json'), '--device', 'syns61300', '--input', at('spikes.npy'), '--out', at('c'));
    const codes = async (other: string) =>
      (jsonOf(await xylopipe('compare', a, other, '--json')).issues as readonly { code: string }[]).map(
        ({ code }) => code,
      );
    expect(await codes(at('c/evolution.npz'))).toContain('CHIP_MISMATCH');
    expect(await codes(b)).not.toContain('CHIP_MISMATCH');
    await writeFile(at('alone.npz'), await readFile(at('c/evolution.npz')));
    expect(await codes(at('alone.npz'))).not.toContain('CHIP_MISMATCH');
  });

  it('blames another configuration or the device where nobody knows what ran', async () => {
    const states = (value: number): Evolution => ({
      ...evolution(0, 0, 0, 0, 0, 0),
      signals: {
        spikesOut: { shape: [3, 2], data: new Int16Array(6) },
        vmemOut: { shape: [3, 2], data: Int16Array.of(0, 0, 0, 0, value, 0) },
      },
    });
    const { stdout } = await xylopipe('compare', ...(await pair(states(100), states(123))));
    expect(stdout).toContain('likely cause: another configuration or device; no limit');
  });

  const layersOf = async (...argv: readonly string[]): Promise<readonly string[] | undefined> => {
    const { byLayer } = jsonOf(await xylopipe('compare', ...argv, '--json')) as unknown as {
      byLayer?: { layers: readonly { name: string }[] };
    };
    return byLayer?.layers.map(({ name }) => name);
  };

  it('takes folders of results, and tells layers apart by the configurations beside', async () => {
    const { at, files } = await results();
    const [a, b] = files as [string, string];
    expect(await layersOf(at('a'), at('b'))).toEqual(['1', '3']);
    expect(jsonOf(await xylopipe('compare', at('a'), b, '--json'))).toEqual(
      jsonOf(await xylopipe('compare', a, b, '--json')),
    );
    expect((await xylopipe('compare', at('a'), at('a'), '--layer', '1', '--min-agreement', '1')).exitCode).toBe(0);
    const nowhere = await xylopipe('compare', at('a'), at('b/config.json'), '--json');
    expect((jsonOf(nowhere).error as { code: string }).code).toBe('EVOLUTION_INVALID');
    const none = await xylopipe('compare', at('a'), at('.'), '--json');
    expect((jsonOf(none).error as { code: string }).code).toBe('FILE_NOT_READABLE');
  });

  it('takes a configuration that lies beside a recording for its own only if it can be', async () => {
    const { at, files } = await results();
    const [a, b] = files as [string, string];
    // Of a recording that run.json does not speak for, and of a configuration that was changed, nothing is known.
    await writeFile(at('b/config.json'), `${await readFile(at('b/config.json'), 'utf8')}\n`);
    expect(await layersOf(a, b)).toBeUndefined();
    // Without run.json its place is all there is.
    await rm(at('b/run.json'));
    expect(await layersOf(a, b)).toEqual(['1', '3']);
    await writeFile(at('b/config.json'), '{"compilerOptions": {}}');
    expect(await layersOf(a, b)).toBeUndefined();
    await writeFile(at('spikes.npy'), rasterToNpy(toyRaster(3)));
    await writeFile(at('wide.json'), JSON.stringify(networkTreeToJson(wideTree(3))));
    const wide = ['--device', 'syns61201', '--input', at('spikes.npy'), '--out', at('wide')];
    await xylopipe('run', at('wide.json'), ...wide);
    await writeFile(at('b/config.json'), await readFile(at('wide/config.json')));
    expect(await layersOf(a, b)).toBeUndefined();
    const gate = await xylopipe('compare', a, b, '--layer', '1', '--min-agreement', '0.1');
    expect(gate.stderr).toContain('hidden, output; those of the network are told apart with --config');
  });

  it('has in its report what the first difference speaks for', async () => {
    const { at } = await results();
    await xylopipe('compare', at('a'), at('b'), '--report', at('out.html'));
    const { issues, runs } = await modelIn(at('out.html'));
    expect(runs[0]?.layers.map(({ name }) => name)).toEqual(['1', '3']);
    expect(issues).toContainEqual(
      expect.objectContaining({ code: 'RECORDINGS_DIFFER', message: expect.stringContaining('vmem of neuron 0') }),
    );
    await xylopipe('compare', at('a'), at('a'), '--report', at('out.html'));
    expect((await modelIn(at('out.html'))).issues).toEqual([]);
  });

  it('tells layers apart by their configuration', async () => {
    const { at, files } = await results();
    const spoken = await xylopipe('compare', ...files, '--report', at('out.html'), '--json');
    expect(spoken.exitCode).toBe(1);
    const { byLayer } = jsonOf(spoken) as { byLayer: { layers: readonly { name: string; agreement: number }[] } };
    expect(byLayer.layers.map(({ name }) => name)).toEqual(['1', '3']);
    expect((await modelIn(at('out.html'))).spec?.chipId).toBe('syns61201');
    const { stdout } = await xylopipe('compare', ...files);
    expect(stdout).toMatch(/\n +1 +3 +0 +\d/);
  });

  it('warns of layers that were not recorded, unless they were asked for', async () => {
    const { at } = await results();
    const input = ['--device', 'syns61201', '--input', at('spikes.npy')];
    await xylopipe('run', at('network.json'), ...input, '--out', at('c'));
    const files = [at('c/evolution.npz'), at('c/evolution.npz'), '--config', at('c/config.json')];
    const judge = async (...asked: readonly string[]) => {
      const { exitCode, stdout } = await xylopipe('compare', ...files, ...asked);
      const json = await xylopipe('compare', ...files, ...asked, '--junit', at('junit.xml'), '--json');
      expect(json.exitCode).toBe(exitCode);
      const { passed, byLayer } = jsonOf(json) as unknown as { passed: boolean; byLayer: RunComparison };
      const words = [...stdout.matchAll(/^(error|warning) (\w+)/gm)].map(([, severity, code]) => [severity, code]);
      expect(byLayer.issues.map(({ severity, code }) => [severity, code])).toEqual(words);
      const isGreen = (await readFile(at('junit.xml'), 'utf8')).includes('failures="0" errors="0"');
      expect([passed, isGreen]).toEqual([exitCode === 0, exitCode === 0]);
      return [exitCode, ...words.map((word) => word.join(' '))];
    };
    expect(await judge()).toEqual([0, 'warning SIGNAL_MISSING']);
    expect(await judge('--layer', '3')).toEqual([0]);
    expect(await judge('--output-only')).toEqual([0]);
    expect(await judge('--layer', '1', '--layer', '3')).toEqual([1, 'error SIGNAL_MISSING']);
    expect(await judge('--min-agreement', '0.5')).toEqual([1, 'error SIGNAL_MISSING']);
    const alone = await xylopipe('compare', ...files, '--layer', '1', '--json');
    expect([alone.exitCode, (jsonOf(alone).error as { code: string }).code]).toEqual([1, 'NOTHING_TO_COMPARE']);
  });

  it('tells no share of spikes where there are none to compare', async () => {
    const { at } = await results();
    const states = ['--device', 'syns61201', '--input', at('spikes.npy'), '--output', 'vmem', '--out', at('c')];
    await xylopipe('run', at('network.json'), ...states);
    const { exitCode, stdout } = await xylopipe('compare', at('c'), at('c'), '--config', at('c/config.json'));
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^equal[\s\S]*warning SIGNAL_MISSING/)]);
    expect(stdout).not.toMatch(/agree in|^error/m);
  });

  it('refuses recordings of another network, and leaves nothing', async () => {
    const { at, files } = await results();
    const other = evolutionToNpz({
      ...evolution(0, 0, 0, 0, 0, 0),
      steps: 1,
      signals: { spikesOut: { shape: [1, 3], data: new Int16Array(3) } },
    });
    await writeFile(at('other.npz'), other);
    const options = ['--config', at('a/config.json'), '--report', at('out.html'), '--junit', at('out.xml'), '--json'];
    const spoken = await xylopipe('compare', files[0]!, at('other.npz'), ...options);
    expect([spoken.exitCode, (jsonOf(spoken).error as { code: string; message: string }).code]).toEqual([
      1,
      'EVOLUTION_INVALID',
    ]);
    expect((jsonOf(spoken).error as { message: string }).message).toContain('other.npz');
    expect(existsSync(at('out.html')) || existsSync(at('out.xml'))).toBe(false);
  });

  it('compares what both have, and says what is missing', async () => {
    const { at, files } = await results();
    await xylopipe('simulate', at('a/config.json'), '--input', at('spikes.npy'), '--out', at('bare.npz'));
    const spoken = jsonOf(await xylopipe('compare', files[0]!, at('bare.npz'), ...files.slice(2), '--json')) as {
      equal: boolean;
      byLayer: { issues: readonly { code: string; at: readonly string[] }[] };
    };
    expect(spoken.equal).toBe(true);
    expect(spoken.byLayer.issues).toContainEqual(
      expect.objectContaining({ code: 'SIGNAL_MISSING', at: ['layers', '1', 'spikes'] }),
    );
    const gate = ['--min-agreement', '0.5'];
    expect((await xylopipe('compare', files[0]!, at('bare.npz'), ...files.slice(2), ...gate)).exitCode).toBe(1);
    expect(
      (await xylopipe('compare', files[0]!, at('bare.npz'), ...files.slice(2), ...gate, '--output-only')).exitCode,
    ).toBe(0);
  });
});

describe('compare refuses', () => {
  it.each([
    [
      'an empty run',
      { ...evolution(), steps: 0, signals: { spikesOut: { shape: [0, 2], data: new Int16Array(0) } } },
      'EMPTY_RUN',
    ],
    [
      'no signal in common',
      { ...evolution(), signals: { vmemOut: { shape: [3, 2], data: new Int16Array(6) } }, output: 'vmem' },
      'NOTHING_TO_COMPARE',
    ],
  ] as const)('%s', async (_, other, code) => {
    const [a, b] = await pair(evolution(0, 0, 0, 0, 0, 0), other as Evolution);
    const spoken = await xylopipe('compare', a, b, '--report', join(a, '../out.html'), '--json');
    expect([spoken.exitCode, (jsonOf(spoken).error as { code: string }).code]).toEqual([1, code]);
    expect((await readdir(join(a, '..'))).sort()).toEqual(['a.npz', 'b.json']);
  });

  it('what is no number', async () => {
    const [a, b] = await pair(evolution(0, 0, 0, 0, 0, 0), evolution(0, 0, 0, 0, 0, 0));
    const floats = { shape: [3, 2], data: Float64Array.of(0, Number.NaN, 0, 0, 0, 0) };
    await writeFile(a, npzToBytes(new Map([['spikes_out', floats]])));
    const spoken = await xylopipe('compare', a, b, '--json');
    expect([spoken.exitCode, (jsonOf(spoken).error as { code: string }).code]).toEqual([1, 'EVOLUTION_INVALID']);
  });

  it('other shapes than each other, and compares what both have', async () => {
    const other = { ...evolution(), steps: 2, signals: { spikesOut: { shape: [2, 2], data: new Int16Array(4) } } };
    const [a, b] = await pair(evolution(0, 0, 0, 0, 0, 0), other);
    for (const gate of [[], ['--min-agreement', '0.1']]) {
      const { exitCode, stdout } = await xylopipe('compare', a, b, ...gate);
      expect([exitCode, stdout]).toEqual([1, expect.stringContaining('SHAPE_MISMATCH at steps')]);
    }
  });

  it.each([
    ['a folder as a report', ['--report', '.']],
    ['a folder as a verdict', ['--junit', '.']],
  ])('%s, before it compares', async (_, [option, place]) => {
    const files = await pair(evolution(0, 0, 0, 0, 0, 0), evolution(0, 0, 0, 0, 0, 0));
    const spoken = await xylopipe(
      'compare',
      ...files,
      option as string,
      join(files[0], '..', place as string),
      '--json',
    );
    expect([spoken.exitCode, (jsonOf(spoken).error as { code: string }).code]).toEqual([1, 'OUTPUT_NOT_WRITABLE']);
  });

  it.each([
    ['one evolution alone', ['a.npz'], 'a second evolution is needed'],
    ['a gate that is none', ['a.npz', 'b.npz', '--min-agreement', '95'], 'It must be a number from 0 to 1'],
    ['a chip for two evolutions', ['a.npz', 'b.npz', '--device', 'syns61201'], 'these options are for a network'],
    [
      'a configuration for a network',
      ['n.json', '--device', 'syns61201', '--input', 'i.npy', '--config', 'c.json'],
      '--signals and --config',
    ],
    ['layers and outputs', ['a.npz', 'b.npz', '--layer', 'x', '--output-only'], 'cannot be used with'],
  ])('%s', async (_, argv, message) => {
    expect(await xylopipe('compare', ...argv)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(message) });
  });
});
