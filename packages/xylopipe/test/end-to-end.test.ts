import { watch } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Raster } from '@xylopipe/core';
import { rasterToNpy } from '@xylopipe/formats';
import { describe, expect, it } from 'vitest';
import { jsonOf, toyFolder } from './command.js';
import { root, run, start } from './process.js';

describe('the command', { timeout: 60_000 }, () => {
  it('runs a network, repeats the run to the byte, and finds both equal', async () => {
    const folder = await toyFolder();
    const argv = [
      '--device',
      'syns61201',
      '--quantize',
      'channel',
      '--input',
      'spikes.npy',
      '--record',
      '--out',
      'first',
    ];
    expect(await run(folder, 'run', 'network.json', ...argv)).toMatchObject({ exitCode: 0, stderr: '' });
    const again = await run(folder, 'run', '--recipe', 'first/run.json', '--out', 'second', '--json');
    expect(jsonOf(again)).toMatchObject({ out: 'second', issues: [] });
    for (const name of ['spec.json', 'quantized.json', 'config.json', 'evolution.npz']) {
      expect(await readFile(join(folder, 'first', name))).toEqual(await readFile(join(folder, 'second', name)));
    }
    const compared = await run(folder, 'compare', 'first/evolution.npz', 'second/evolution.npz', '--json');
    expect(compared).toMatchObject({ exitCode: 0, stderr: '' });
    expect(jsonOf(compared)).toMatchObject({ equal: true });
  });

  it('tells wrong use by its exit code', async () => {
    const spoken = await run(root, 'devices', '--colour');
    expect(spoken).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('writes nothing when it is interrupted', async () => {
    const folder = await toyFolder();
    await writeFile(join(folder, 'long.npy'), rasterToNpy(Raster.zeros(5_000_000, 2)));
    const out = join(folder, 'out');
    await mkdir(out);
    const watcher = watch(out);
    const { child, spoken } = start(
      folder,
      'run',
      'network.json',
      '--device',
      'syns61201',
      '--input',
      'long.npy',
      '--out',
      'out',
    );
    // The place to write aside is made just before the run begins.
    watcher.once('change', () => child.kill('SIGINT'));
    const { exitCode, stdout, stderr } = await spoken;
    watcher.close();
    expect([exitCode, stdout]).toEqual([130, '']);
    expect(stderr).toContain('the run was cancelled');
    expect(await readdir(out)).toEqual([]);
  });
});
