import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MAPPER, type NetworkTree, networkTreeToJson } from '@xylopipe/core';
import { Command } from 'commander';
import { beforeEach, describe, expect, it } from 'vitest';
import { jsonOf, textStream, toyFolder, xylopipe, xylopipeUntil } from '../../test/command.js';
import { noisyParameters, toyTree, wideTree } from '../../test/toy.js';
import type { Fit } from '../fit.js';
import { createXylopipe } from '../xylopipe.js';
import { addFit } from './fit.js';
import { Output } from './output/output.js';

const ALL = ['syns61300', 'syns65300', 'syns61201', 'syns63300', 'syns65302'];

let folder: string;
let network: string;
beforeEach(async () => {
  folder = await toyFolder();
  network = join(folder, 'network.json');
});

const write = (tree: NetworkTree): Promise<void> => writeFile(network, JSON.stringify(networkTreeToJson(tree)));
const chipsOf = (json: Record<string, unknown>): readonly Fit[] => json.chips as readonly Fit[];

describe('fit', () => {
  it('prints a line for each chip, with what the network takes of it', async () => {
    const { exitCode, stdout, stderr } = await xylopipe('fit', network);
    expect([exitCode, stderr]).toEqual([0, '']);
    const [head, ...lines] = stdout.split('\n', 6);
    expect(head).toMatch(/^chip +fits +inputs +hidden/);
    expect(lines.map((line) => line.split(/ +/).slice(0, 4))).toEqual(
      ALL.map((chipId, i) => [chipId, 'yes', '2/16', `3/${[1000, 1000, 1000, 496, 992][i]}`]),
    );
  });

  it('says below what is too much, what to do, and in short what to look at', async () => {
    await write(wideTree(9));
    const { exitCode, stdout } = await xylopipe('fit', network, '--device', 'syns61201,syns63300,syns65302');
    expect(exitCode).toBe(0);
    const [rows, small, imu, ...none] = stdout.trimEnd().split('\n\n');
    expect(rows?.split('\n').map((line) => line.split(/ +/)[1])).toEqual(['fits', 'no', 'yes', 'yes']);
    expect(rows).toMatch(/^syns61201 +no( +-){7}$/m);
    expect(small?.split('\n')).toEqual([
      'syns61201 does not fit:',
      expect.stringMatching(/^ {2}error MAP_OUT_OF_OUTPUT_NEURONS: .*\(measured 9, limit 8\)$/),
      expect.stringMatching(/^ {4}hint: make the output layer smaller/),
      expect.stringMatching(/^ {2}warning LIMIT_OUTPUT_CHANNELS .*\(measured 9, limit 8\)$/),
    ]);
    expect(imu?.split('\n')).toEqual([
      'syns63300 fits, but:',
      expect.stringMatching(/^ {2}warning LIMIT_REAL_TIME_DT at dt: /),
    ]);
    expect(none).toEqual([]);
  });

  it('shows the first issues only, and says how many there are besides', async () => {
    const weight = [[1e200, 1e200, 1e200, 1e200, 1e200, 1e200, 1]];
    const [, lif, , output] = (toyTree as { children: readonly object[] }).children;
    const children = [
      { type: 'Linear', shape: [1, 7], weight },
      { ...lif, shape: [7, 7] },
      { type: 'Linear', shape: [7, 2], weight: { shape: [7, 2], fill: 1 } },
      output,
    ];
    await writeFile(network, JSON.stringify({ type: 'Sequential', children }));
    const { exitCode, stdout } = await xylopipe('fit', network, '--device', 'syns65302');
    expect(exitCode).toBe(1);
    expect(stdout.match(/error NOT_FINITE/g)).toHaveLength(5);
    expect(stdout).toContain('  ... and 1 more; --json lists them all\n');
    const [fit] = chipsOf(jsonOf(await xylopipe('fit', network, '--device', 'syns65302', '--json')));
    expect(fit?.issues.map(({ code, stage }) => `${stage} ${code}`)).toEqual(new Array(6).fill('quantize NOT_FINITE'));
  });

  it('gives one object with all issues of every chip', async () => {
    await write(wideTree(17));
    const spoken = await xylopipe('fit', network, '--json');
    expect(spoken).toMatchObject({ exitCode: 0, stderr: '' });
    const json = jsonOf(spoken);
    expect(json).toMatchObject({ fits: true, issues: [] });
    expect(chipsOf(json).map(({ chipId, fits }) => [chipId, fits])).toEqual(ALL.map((id) => [id, id === 'syns65302']));
    expect(chipsOf(json)[3]).toEqual({
      chipId: 'syns63300',
      fits: false,
      issues: expect.arrayContaining([
        expect.objectContaining({ code: 'MAP_OUT_OF_OUTPUT_NEURONS', measured: 17, limit: 16, stage: 'map' }),
      ]),
      resources: null,
    });
    expect(chipsOf(json)[4]).toMatchObject({ issues: [], resources: { outputs: { used: 17, limit: 32 } } });
  });

  it('ends with 1 where it fits nowhere, of all chips or of those that were asked for', async () => {
    await write(wideTree(17));
    expect((await xylopipe('fit', network, '--device', 'syns61201,syns63300')).exitCode).toBe(1);
    expect(await xylopipe('fit', network, '--device', 'syns63300', '--quiet')).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: '',
    });
    await write(wideTree(33));
    const spoken = await xylopipe('fit', network, '--json');
    expect([spoken.exitCode, jsonOf(spoken).fits]).toEqual([1, false]);
  });

  it('takes chips one by one and as a list, each once', async () => {
    const devices = ['--device', 'syns65302, syns61201', '--device', 'syns63300', '--device=syns61201'];
    const json = jsonOf(await xylopipe('fit', network, ...devices, '--json'));
    expect(chipsOf(json).map(({ chipId }) => chipId)).toEqual(['syns65302', 'syns61201', 'syns63300']);
  });

  it('quantizes as it is told', async () => {
    const argv = ['fit', network, '--device', 'syns61201', '--json'];
    const wide = await xylopipe(...argv, '--bits-weight', '12');
    expect([wide.exitCode, chipsOf(jsonOf(wide))[0]?.issues[0]]).toMatchObject([
      1,
      { code: 'VALUE_RANGE', severity: 'error', limit: '-128 to 127', stage: 'configure' },
    ]);
    expect((await xylopipe(...argv, '--quantize', 'channel')).exitCode).toBe(0);
  });

  it('says what there is to say about the file', async () => {
    await writeFile(network, JSON.stringify(noisyParameters(2)));
    expect((await xylopipe('fit', network)).stderr.match(/warning NOISE_IGNORED/g)).toHaveLength(2);
    expect(jsonOf(await xylopipe('fit', network, '--json')).issues).toMatchObject([
      { code: 'NOISE_IGNORED' },
      { code: 'NOISE_IGNORED' },
    ]);
  });
});

describe('fit refuses', () => {
  it.each([
    ['a chip that is not there', ['--device', 'syns61201,syns1'], `There is no chip "syns1"; have: ${ALL.join(', ')}`],
    ['a list with a gap', ['--device', 'syns61201,,syns63300'], 'There is no chip ""'],
    ['another method', ['--quantize', 'best'], 'Allowed choices are global, layer, channel'],
    ['options that do not go together', ['--quantize', 'channel', '--fuzzy'], 'cannot quantize like this'],
  ])('%s, with exit code 2', async (_, flags, message) => {
    const { exitCode, stdout, stderr } = await xylopipe('fit', network, ...flags);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it.each([
    ['what is no JSON', 'nothing', 'JSON'],
    ['another artifact', JSON.stringify({ format: 'xylopipe/evolution', version: 1 }), 'NOT_AN_ARTIFACT'],
    ['a network with unknown keys', JSON.stringify({ ...toyTree, colour: 'red' }), 'NETWORK_INVALID'],
  ])('%s, with exit code 1 and naming the file', async (_, text, code) => {
    await writeFile(network, text);
    const spoken = await xylopipe('fit', network, '--json');
    expect([spoken.exitCode, spoken.stderr]).toEqual([1, '']);
    expect(jsonOf(spoken).error).toMatchObject({
      code: expect.stringContaining(code),
      message: expect.stringContaining(network),
    });
  });

  it('a network that has no graph, whatever the chip', async () => {
    await writeFile(network, JSON.stringify({ type: 'ExpSyn', shape: [1], tau: 0.02, dt: 0.001 }));
    const { exitCode, stdout, stderr } = await xylopipe('fit', network);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain('error NO_GRAPH');
  });

  it('an artifact behind the network, and a file that is not there', async () => {
    const graph = join(folder, 'graph.json');
    expect(
      (await xylopipe('run', network, '--device', 'syns61201', '--until', 'extract', '--out', folder)).exitCode,
    ).toBe(0);
    expect(await xylopipe('fit', graph)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('the file holds a graph'),
    });
    expect((await xylopipe('fit', join(folder, 'none.json'))).exitCode).toBe(1);
  });

  it('to go on when interrupted', async () => {
    expect(await xylopipeUntil(AbortSignal.abort(), 'fit', network)).toMatchObject({ exitCode: 130, stdout: '' });
  });
});

describe('a chip whose parts fail', () => {
  const fitWithout = async (...broken: readonly string[]) => {
    const app = createXylopipe();
    const useFactory = (): never => {
      throw new Error('no mapper today');
    };
    for (const chipId of broken) app.registry.override(chipId, MAPPER, { useFactory });
    const [stdout, stderr] = [textStream(), textStream()];
    const output = new Output({ stdout, stderr, env: {} }, { json: false, quiet: false });
    const { signal } = new AbortController();
    let exitCode: number | undefined;
    const program = new Command();
    addFit(
      program,
      (execute) =>
        async (...args) => {
          exitCode = await execute({ xylopipe: app, output, signal }, ...args);
        },
      { ids: ALL, faults: [] },
    );
    await program.parseAsync(['fit', network], { from: 'user' });
    return { exitCode, text: stdout.text };
  };

  it('does not keep the network from fitting others', async () => {
    const { exitCode, text } = await fitWithout('syns61201');
    expect(exitCode).toBe(0);
    expect(text).toContain(
      'syns61201 does not fit:\n  error PART_FAILED: syns61201: Mapper cannot be made: no mapper today\n',
    );
  });

  it('is no fault of the network that fits nowhere else', async () => {
    expect((await fitWithout(...ALL)).exitCode).toBe(3);
  });
});
