import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toyFolder, xylopipe } from '../../test/command.js';

let folder: string;
/** What a run wrote, by name: it is the same for all tests. */
let results: ReadonlyMap<string, Buffer>;
beforeAll(async () => {
  folder = await toyFolder();
  const run = ['run', 'network.json', '--device', 'syns61201', '--input', 'spikes.npy', '--out', 'results'];
  await xylopipe(...run.map(placed));
  const names = await readdir(placed('results'));
  results = new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(placed('results'), name))] as const)),
  );
});
beforeEach(async () => {
  folder = await toyFolder();
  await mkdir(placed('results'));
  for (const [name, content] of results) await writeFile(join(placed('results'), name), content);
  for (const name of ['a.npz', 'b.npz']) await writeFile(placed(name), results.get('evolution.npz') ?? '');
  for (const name of ['config.json', 'spec.json']) await writeFile(placed(name), results.get(name) ?? '');
  await mkdir(placed('data'));
  await writeFile(join(placed('data'), 'one.npy'), await readFile(placed('spikes.npy')));
  await writeFile(join(placed('data'), 'labels.csv'), 'file,label\none.npy,0\n');
});

/** Names of files, and of the folders that the tests use, as paths. */
const placed = (word: string): string =>
  /\.(json|jsonl|npy|npz|html|xml|csv)$|^(data|results)$/.test(word) ? join(folder, word) : word;

/** Everything that is there, by name. */
async function contents(): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file, 'latin1')] as const)));
}

describe('a command replaces none of its inputs, nor an output of its own', () => {
  it.each([
    ['run network.json --device syns61201 --input spikes.npy --report network.json', 'OUTPUT_IS_INPUT'],
    ['run network.json --device syns61201 --input spikes.npy --report spikes.npy', 'OUTPUT_IS_INPUT'],
    ['run config.json --input spikes.npy --out results --report results/run.json', 'OUTPUT_REPEATED'],
    ['run --recipe results/run.json --out results', 'OUTPUT_IS_INPUT'],
    ['run --recipe results/run.json --report results/run.json', 'OUTPUT_IS_INPUT'],
    ['quantize spec.json --out spec.json', 'OUTPUT_IS_INPUT'],
    ['simulate config.json --input spikes.npy --out spikes.npy', 'OUTPUT_IS_INPUT'],
    ['report a.npz --out a.npz', 'OUTPUT_IS_INPUT'],
    ['report a.npz --config config.json --out config.json', 'OUTPUT_IS_INPUT'],
    ['report results --out network.json', 'OUTPUT_IS_INPUT'],
    ['report results --out results/run.json', 'OUTPUT_IS_INPUT'],
    ['report results --out results/config.json', 'OUTPUT_IS_INPUT'],
    ['report results/evolution.npz --out results/run.json', 'OUTPUT_IS_INPUT'],
    ['compare a.npz b.npz --junit a.npz', 'OUTPUT_IS_INPUT'],
    ['compare results a.npz --junit results/evolution.npz', 'OUTPUT_IS_INPUT'],
    ['compare results/evolution.npz a.npz --report results/run.json', 'OUTPUT_IS_INPUT'],
    ['compare a.npz b.npz --report config.json', 'OUTPUT_IS_INPUT'],
    ['compare a.npz b.npz --config config.json --report config.json', 'OUTPUT_IS_INPUT'],
    ['compare a.npz b.npz --junit out.xml --report out.xml', 'OUTPUT_REPEATED'],
    [
      'compare network.json --device syns61201 --input spikes.npy --report out.html --junit out.html',
      'OUTPUT_REPEATED',
    ],
    ['compare network.json --device syns61201 --input spikes.npy --report spikes.npy', 'OUTPUT_IS_INPUT'],
    ['tune network.json --device syns61201 --data data --out network.json', 'OUTPUT_IS_INPUT'],
    ['tune network.json --device syns61201 --data data --report data/labels.csv', 'OUTPUT_IS_INPUT'],
    ['tune network.json --device syns61201 --data data --out data/one.npy', 'OUTPUT_IS_INPUT'],
    ['tune network.json --device syns61201 --data data --resume network.json', 'OUTPUT_IS_INPUT'],
    ['tune network.json --device syns61201 --data data --resume new.jsonl --out new.jsonl', 'OUTPUT_REPEATED'],
  ])('%s', async (line, code) => {
    const before = await contents();
    const { exitCode, stdout } = await xylopipe(...line.split(' ').map(placed), '--json');
    expect([exitCode, JSON.parse(stdout).error?.code]).toEqual([1, code]);
    expect(await contents()).toEqual(before);
  });
});
