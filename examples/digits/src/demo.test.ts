import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runDemo } from './demo.js';
import { readOptions } from './options.js';

it.each([
  ['syns61201', 'global', 'digits-8-residual on Xylo Audio 2'],
  ['syns65302', 'channel', 'digits-10 on Xylo Audio 3'],
] as const)('reads digits on %s, quantized by %s', async (chipId, method, headline) => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-'));
  try {
    const lines: string[] = [];
    await runDemo(chipId, method, 12, folder, (line) => lines.push(line));
    const text = lines.join('\n');
    expect(text).toContain(headline);
    for (const stage of ['extract', 'map', 'quantize', 'configure', 'deploy', 'evolve'])
      expect(text).toMatch(new RegExp(`${stage} +[\\d.]+ ms`));
    const [, float, chip] = /float (\d+) of 12 .*chip (\d+) of 12/.exec(text) ?? [];
    expect(Number(float)).toBeGreaterThanOrEqual(11);
    expect(Number(chip)).toBeGreaterThanOrEqual(11);
    expect(readdirSync(folder).sort()).toEqual([
      'hidden.svg',
      'index.html',
      'input.svg',
      'isyn.svg',
      'output.svg',
      'vmem.svg',
    ]);
    expect(readFileSync(join(folder, 'hidden.svg'), 'utf8')).toMatch(/^<svg .*<path [^>]*d="M/s);
    const report = readFileSync(join(folder, 'index.html'), 'utf8');
    expect(report).toMatch(/<h1>A handwritten \d, read as \d<\/h1>/);
    for (const part of ['network', 'resources', 'rasters', 'traces', 'timings'])
      expect(report).toContain(`<section id="${part}">`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('reads its command line, and says what is wrong with it', () => {
  expect(readOptions([])).toMatchObject({ chips: ['syns61201', 'syns65302'], method: 'channel' });
  expect(readOptions(['--device', 'syns65302', '--quantize', 'global', '--images', '3'])).toMatchObject({
    chips: ['syns65302'],
    method: 'global',
    images: 3,
  });
  expect(() => readOptions(['--device', 'syns1'])).toThrow('--device syns1 is not one of syns61201, syns65302');
  expect(() => readOptions(['--quantize', 'best'])).toThrow('global, channel');
  expect(() => readOptions(['--images', '0'])).toThrow('at least 1');
  expect(() => readOptions(['--imagse', '3'])).toThrow();
});
