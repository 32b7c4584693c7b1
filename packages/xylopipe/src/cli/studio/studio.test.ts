import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { networkTreeToJson } from '@xylopipe/core';
import { rasterToNpy } from '@xylopipe/formats';
import { Workbench } from '@xylopipe/studio';
import { describe, expect, it } from 'vitest';
import { folderWith, jsonOf, start, xylopipe } from '../../../test/command.js';
import { toyRaster, toyTree } from '../../../test/toy.js';

describe('studio', () => {
  it('says where it is, serves the page until interrupted, and ends well', async () => {
    const studio = start('studio', '--port', '0');
    const [, url = ''] = /^studio at (http:\/\/127\.0\.0\.1:\d+\/), until interrupted$/.exec(await studio.line()) ?? [];
    const response = await fetch(url);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'sha256-/);
    expect(await response.text()).toContain('<title>Xylopipe studio</title>');
    expect(await studio.stop()).toMatchObject({ exitCode: 0, stderr: '' });
    await expect(fetch(url)).rejects.toThrow();
  });

  it('writes the same page for any server', async () => {
    const folder = await folderWith();
    const result = await xylopipe('studio', '--build', join(folder, 'public'), '--json');
    expect(jsonOf(result)).toMatchObject({ files: ['index.html'] });
    const html = await readFile(join(folder, 'public', 'index.html'), 'utf8');
    expect(html).toContain('Optical Recognition of Handwritten Digits');
    // Nothing is loaded from anywhere.
    expect(html.match(/<(script|link|img|iframe)[^>]*(src|href)="(?!data:)[^>]*>/g)).toBeNull();
  });

  it.each([
    [['--port', '70000'], 2],
    [['--port', 'x'], 2],
    [['--build', 'public', '--port', '1'], 2],
    [['--build', '/dev/null/public'], 1],
    [['--host', '0.0.0.0'], 1],
  ])('refuses %j with exit code %d', async (flags, exitCode) => {
    const result = await xylopipe('studio', ...flags);
    expect([result.exitCode, result.stdout]).toEqual([exitCode, '']);
    expect(result.stderr).not.toBe('');
  });
});

describe('a recipe of the studio', () => {
  it('is one that run repeats, bit for bit', async () => {
    const folder = await folderWith();
    const files = [
      { name: 'toy.json', bytes: new TextEncoder().encode(JSON.stringify(networkTreeToJson(toyTree))) },
      { name: 'toy.npy', bytes: rasterToNpy(toyRaster()) },
    ];
    const bench = new Workbench();
    for (const file of files) {
      bench.put(file);
      await writeFile(join(folder, file.name), file.bytes);
    }
    const { recipe = '', config = '' } = await bench.run({
      chipId: 'syns61201',
      quantize: { method: 'channel', scaleCap: 2 },
    });
    await writeFile(join(folder, 'run.json'), recipe);
    const result = await xylopipe('run', '--recipe', join(folder, 'run.json'), '--out', join(folder, 'again'));
    expect(result).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(await readFile(join(folder, 'again', 'config.json'), 'utf8'))).toEqual(JSON.parse(config));
  });
});
