import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Explanation, RunComparison } from '@xylopipe/compare';
import { networkTreeToJson } from '@xylopipe/core';
import { rasterToNpy } from '@xylopipe/formats';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { jsonOf, toyFolder, xylopipe } from '../../test/command.js';
import { modelIn } from '../../test/model-in.js';
import { toyRaster, wideTree } from '../../test/toy.js';
import * as study from '../study/study-run.js';

let folder: string;
let at: (name: string) => string;
let argv: readonly string[];
beforeEach(async () => {
  folder = await toyFolder();
  at = (name) => join(folder, name);
  argv = ['compare', at('network.json'), '--device', 'syns61201', '--input', at('spikes.npy')];
});

interface Told {
  readonly comparisons: readonly RunComparison[];
  readonly explanation: Explanation;
  readonly passed: boolean;
}
const compared = async (...options: readonly string[]) => {
  const spoken = await xylopipe(...argv, ...options, '--json');
  return { exitCode: spoken.exitCode, ...(jsonOf(spoken) as unknown as Told) };
};
const codeOf = ({ stdout }: { readonly stdout: string }): string => JSON.parse(stdout).error.code;

describe('compare of a network with its chip', () => {
  it('tells layer by layer where they part, and why', async () => {
    const { exitCode, comparisons, explanation } = await compared();
    expect(exitCode).toBe(0);
    expect(comparisons).toMatchObject([
      { a: 'float', b: 'simulator', layers: [{ role: 'hidden' }, { role: 'output' }] },
      { a: 'float', b: 'quantized' },
      { a: 'quantized', b: 'simulator' },
    ]);
    expect(comparisons[0]?.agreement).toBe(explanation.agreement);
    const { stdout } = await xylopipe(...argv);
    expect(stdout).toMatch(/^float and simulator agree in \d+\.\d\d %/);
    for (const { approximation } of explanation.rungs) expect(stdout).toContain(approximation);
  });

  it('refuses an input without timesteps: nothing was judged', async () => {
    await writeFile(at('spikes.npy'), rasterToNpy(toyRaster(0)));
    const spoken = await xylopipe(...argv, '--min-agreement', '0.5', '--junit', at('none.xml'), '--json');
    expect([spoken.exitCode, codeOf(spoken)]).toEqual([1, 'EMPTY_RUN']);
    expect(await readdir(folder)).not.toContain('none.xml');
  });

  it('is a gate for all layers, for some, for the outputs', async () => {
    const { comparisons } = await compared();
    const [hidden, output] = comparisons[0]?.layers ?? [];
    expect(hidden?.agreement).not.toBe(output?.agreement);
    const least = Math.min(hidden?.agreement ?? 0, output?.agreement ?? 0);
    for (const [options, agreement, judged] of [
      [[], comparisons[0]?.agreement, least],
      [['--output-only'], output?.agreement, output?.agreement],
      [['--layer', hidden?.name ?? ''], hidden?.agreement, hidden?.agreement],
    ] as const) {
      const junit = ['--junit', at('gate.xml')];
      const gate = ['--min-agreement', `${judged}`, ...options, ...junit];
      expect(await compared(...gate)).toMatchObject({
        exitCode: 0,
        passed: true,
        comparisons: [{ agreement }, {}, {}],
      });
      expect(await readFile(at('gate.xml'), 'utf8')).not.toContain('<failure');
      const above = ['--min-agreement', `${(judged ?? 0) + 1e-6}`, ...options, ...junit];
      expect((await xylopipe(...argv, ...above)).exitCode).toBe(1);
      expect(await readFile(at('gate.xml'), 'utf8')).toContain('<failure');
    }
    const nowhere = await xylopipe(...argv, '--layer', 'nowhere', '--junit', at('none.xml'), '--json');
    expect([nowhere.exitCode, codeOf(nowhere)]).toEqual([1, 'NOTHING_TO_COMPARE']);
    expect(await readdir(folder)).not.toContain('none.xml');
  });

  it('sets a board beside its simulator, in the verdict and in the report', async () => {
    const files = ['--junit', at('junit.xml'), '--report', at('out.html')];
    const { exitCode, comparisons } = await compared('--target', 'emulated', ...files);
    expect(exitCode).toBe(0);
    expect(comparisons.map(({ a, b }) => [a, b])).toEqual([
      ['float', 'emulated'],
      ['float', 'quantized'],
      ['quantized', 'simulator'],
      ['simulator', 'emulated'],
    ]);
    const xml = await readFile(at('junit.xml'), 'utf8');
    expect(xml).toMatch(/<testsuites [^>]*failures="0" errors="0">/);
    expect(xml).toContain('<testsuite name="xylopipe.compare.simulator"');
    expect((await modelIn(at('out.html'))).runs.map(({ label }) => label)).toEqual([
      'emulated',
      'simulator',
      'float',
      'quantized',
    ]);
  });

  it('does not accept a board that is not what its simulator is', async () => {
    const real = study.studyRun;
    vi.spyOn(study, 'studyRun').mockImplementationOnce((run, options) => {
      const spikes = run.evolution?.signals.spikesOut;
      const flipped = { ...spikes!, data: spikes!.data.map((count, i) => (i === 7 ? 1 - count : count)) };
      const evolution = { ...run.evolution!, signals: { ...run.evolution?.signals, spikesOut: flipped } };
      return real({ ...run, evolution }, options);
    });
    const spoken = await xylopipe(...argv, '--target', 'emulated', '--junit', at('junit.xml'));
    vi.restoreAllMocks();
    expect([spoken.exitCode, spoken.stdout]).toEqual([1, expect.stringContaining('likely cause: device')]);
    expect(await readFile(at('junit.xml'), 'utf8')).toContain('<failure');
  });

  it('tells the way from the float network to the board in a line for each run', async () => {
    const { stdout } = await xylopipe(...argv, '--target', 'emulated');
    const [, ...rows] = (/\nrun +with float.*\n([\s\S]*?)\n\n/.exec(stdout)?.[0] ?? '').trim().split('\n');
    const cells = rows.map((row) => row.split(/ {2,}/));
    expect(cells.map(([run]) => run)).toEqual(['quantized', 'simulator', 'emulated']);
    const [quantized, simulator, board] = cells as [string[], string[], string[]];
    expect(quantized[1]).toBe(quantized[2]);
    expect([board[1], board[2], board[3]]).toEqual([simulator[1], '100.00 %', simulator[3]]);
  });

  it('writes a verdict that fails where the gate does', async () => {
    const options = ['--threshold-scale', '4', '--min-agreement', '0.99', '--junit', at('junit.xml')];
    expect((await compared(...options)).exitCode).toBe(1);
    expect(await readFile(at('junit.xml'), 'utf8')).toContain('at least 0.99 is asked for');
  });

  it.each([
    ['a network that the chip cannot hold', 'network.json', [], 'MAP_REFUSED'],
    ['what is no network', 'spec.json', [], 'WRONG_ARTIFACT'],
    ['what is no artifact', 'spikes.npy', [], 'TEXT_INVALID'],
    ['a report that cannot be written', 'small.json', ['--report', 'spikes.npy/x'], 'OUTPUT_NOT_WRITABLE'],
  ])('refuses %s, and leaves nothing', async (_, file, options, code) => {
    await writeFile(at('small.json'), await readFile(at('network.json')));
    await xylopipe('map', at('network.json'), '--device', 'syns61201', '--out', at('spec.json'));
    await writeFile(at('network.json'), JSON.stringify(networkTreeToJson(wideTree(9))));
    const before = (await readdir(folder)).sort();
    const places = options.map((option) => (option.startsWith('--') ? option : at(option)));
    const given = ['compare', at(file), ...argv.slice(2), '--junit', at('junit.xml'), ...places, '--json'];
    const spoken = await xylopipe(...given);
    expect([spoken.exitCode, codeOf(spoken)]).toEqual([1, code]);
    expect((await readdir(folder)).sort()).toEqual(before);
  });
});
