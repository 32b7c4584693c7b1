import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Raster } from '@xylopipe/core';
import { labelledSetToNpz } from '@xylopipe/formats';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { jsonOf, toyFolder, xylopipe, xylopipeUntil } from '../../test/command.js';
import { noisyParameters } from '../../test/toy.js';

/** Spikes on one of two inputs. */
const only = (channel: number): Raster =>
  Raster.fromNested(Array.from({ length: 30 }, () => [channel === 0 ? 1 : 0, channel]));

afterEach(() => vi.unstubAllGlobals());

let argv: readonly string[];
let folder: string;
beforeEach(async () => {
  folder = await toyFolder();
  const set = { rasters: [only(0), only(1), only(1), only(0)], labels: [0, 1, 1, 1], classes: ['left', 'right'] };
  await writeFile(join(folder, 'set.npz'), labelledSetToNpz(set));
  argv = ['eval', join(folder, 'network.json'), '--data', join(folder, 'set.npz'), '--device', 'syns61201'];
});

describe('eval', () => {
  it('tells accuracy, agreement and confusion', async () => {
    const spoken = await xylopipe(...argv, '--quantize', 'channel', '--json');
    expect(spoken).toMatchObject({ exitCode: 0, stderr: '' });
    expect(jsonOf(spoken)).toMatchObject({
      chipId: 'syns61201',
      samples: 4,
      classes: ['left', 'right'],
      float: { correct: 3, accuracy: 0.75 },
      chip: {
        correct: 3,
        confusion: [
          [1, 0],
          [1, 2],
        ],
      },
      agreement: { same: 4, fraction: 1 },
      minAccuracy: null,
      passed: true,
    });
  });

  it('prints them for people, classes by name', async () => {
    const { stdout } = await xylopipe(...argv);
    expect(stdout).toMatch(/^syns61201 +3 of 4 +75\.00 %$/m);
    expect(stdout).toMatch(/^right +1 +2$/m);
  });

  it('is a gate', async () => {
    expect(await xylopipe(...argv, '--min-accuracy', '0.75')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('passed: at least 75.00 %'),
    });
    expect(await xylopipe(...argv, '--min-accuracy', '0.76')).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('MISSED: at least 76.00 %'),
    });
    const json = await xylopipe(...argv, '--min-accuracy', '0.76', '--json');
    expect([json.exitCode, jsonOf(json).passed]).toEqual([1, false]);
  });

  it('can be limited to the first samples', async () => {
    expect(jsonOf(await xylopipe(...argv, '--limit', '3', '--json'))).toMatchObject({
      samples: 3,
      chip: { correct: 3 },
    });
  });

  it('refuses labels that no output stands for, and data that are none', async () => {
    await writeFile(join(folder, 'set.npz'), labelledSetToNpz({ rasters: [only(0)], labels: [2] }));
    const label = await xylopipe(...argv, '--json');
    expect([label.exitCode, (jsonOf(label).error as { code: string }).code]).toEqual([1, 'DATASET_INVALID']);
    await writeFile(join(folder, 'set.npz'), 'nothing');
    expect((await xylopipe(...argv)).exitCode).toBe(1);
  });

  it('shows what there is to say about the network', async () => {
    await writeFile(join(folder, 'network.json'), JSON.stringify(noisyParameters(2)));
    expect(jsonOf(await xylopipe(...argv, '--json')).issues).toMatchObject([
      { code: 'NOISE_IGNORED' },
      { code: 'NOISE_IGNORED' },
    ]);
  });

  it('is simulated by the fast core where there is one', async () => {
    expect(jsonOf(await xylopipe(...argv, '--json')).issues).toEqual([]);
    vi.stubGlobal('WebAssembly', undefined);
    expect(jsonOf(await xylopipe(...argv, '--json')).issues).toMatchObject([{ code: 'FAST_CORE_UNAVAILABLE' }]);
  });

  it('can be interrupted', async () => {
    expect((await xylopipeUntil(AbortSignal.abort(), ...argv)).exitCode).toBe(130);
  });
});
