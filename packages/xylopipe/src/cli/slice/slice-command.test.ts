import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { networkTreeToJson } from '@xylopipe/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { folderWith, jsonOf, toyFolder, xylopipe, xylopipeUntil } from '../../../test/command.js';
import { wideTree } from '../../../test/toy.js';
import { readEvolution } from '../../node/data-files.js';

let folder: string;
let at: (name: string) => string;
beforeEach(async () => {
  folder = await toyFolder();
  at = (name) => join(folder, name);
});

const readJson = async (path: string): Promise<Record<string, unknown>> => JSON.parse(await readFile(path, 'utf8'));

/** Every stage by a command of its own, each with the file of the one before. */
async function stepByStep(): Promise<void> {
  const map = await xylopipe('map', at('network.json'), '--device', 'syns61201', '--out', at('spec.json'));
  const quantize = await xylopipe('quantize', at('spec.json'), '--method', 'channel', '--out', at('quantized.json'));
  const configure = await xylopipe('configure', at('quantized.json'), '--out', at('config.json'));
  expect([map, quantize, configure].map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual(Array(3).fill([0, '']));
}

describe('map, quantize, configure and simulate', () => {
  it('give step by step what run gives at once', async () => {
    await stepByStep();
    const record = ['--input', at('spikes.npy'), '--record'];
    await xylopipe('simulate', at('config.json'), ...record, '--out', at('evolution.npz'));
    await xylopipe(
      'run',
      at('network.json'),
      '--device',
      'syns61201',
      '--quantize',
      'channel',
      ...record,
      '--out',
      at('all'),
    );
    for (const name of ['spec.json', 'quantized.json', 'config.json', 'evolution.npz']) {
      expect(await readFile(at(name))).toEqual(await readFile(at(`all/${name}`)));
    }
  });

  it('print their artifact where it is not written', async () => {
    await stepByStep();
    const mapped = jsonOf(await xylopipe('map', at('network.json'), '--device', 'syns61201', '--json'));
    expect(mapped).toMatchObject({ chipId: 'syns61201', issues: [], timings: { map: expect.any(Number) } });
    expect(mapped.spec).toEqual(await readJson(at('spec.json')));
    const quantized = jsonOf(await xylopipe('quantize', at('spec.json'), '--method', 'channel', '--json'));
    expect(quantized.quantized).toEqual(await readJson(at('quantized.json')));
    const configured = jsonOf(await xylopipe('configure', at('quantized.json'), '--json'));
    expect(configured.config).toEqual(await readJson(at('config.json')));
    const evolved = jsonOf(await xylopipe('simulate', at('config.json'), '--input', at('spikes.npy'), '--json'));
    expect(evolved).toMatchObject({ steps: 40, totals: [expect.any(Number), expect.any(Number)] });
    expect(evolved.evolution).toMatchObject({ format: 'xylopipe/evolution', chipId: 'syns61201' });
  });

  it('name the file instead where it is written', async () => {
    const spoken = jsonOf(
      await xylopipe('map', at('network.json'), '--device', 'syns61201', '--out', at('s.json'), '--json'),
    );
    expect(spoken).toMatchObject({ out: folder, files: ['s.json'] });
    expect(spoken).not.toHaveProperty('spec');
  });

  it('show people what a network takes of the chip', async () => {
    const { stdout } = await xylopipe('map', at('network.json'), '--device', 'syns65302');
    expect(stdout).toMatch(/^hidden neurons +3 +992$/m);
    expect(stdout).toMatch(/^output neurons +2 +32$/m);
  });

  it('take the options of quantization under both names', async () => {
    await stepByStep();
    const quantizedBy = async (name: string): Promise<unknown> =>
      jsonOf(await xylopipe('quantize', at('spec.json'), name, 'global', '--fuzzy', '--json')).quantized;
    expect(await quantizedBy('--method')).toEqual(await quantizedBy('--quantize'));
  });

  it('refuse what another of them takes', async () => {
    await stepByStep();
    const wrong = await xylopipe('quantize', at('network.json'), '--json');
    expect(wrong.exitCode).toBe(1);
    expect(jsonOf(wrong)).toMatchObject({
      error: {
        code: 'WRONG_ARTIFACT',
        message: expect.stringContaining('holds a network, not a mapped specification'),
      },
    });
    const behind = await xylopipe('map', at('config.json'), '--device', 'syns61201', '--json');
    expect(jsonOf(behind)).toMatchObject({ error: { code: 'WRONG_ARTIFACT' } });
  });

  it('refuse a file that is for another chip', async () => {
    await stepByStep();
    const config = await xylopipe(
      'simulate',
      at('config.json'),
      '--device',
      'syns65302',
      '--input',
      at('spikes.npy'),
      '--json',
    );
    expect(config.exitCode).toBe(1);
    expect(jsonOf(config)).toMatchObject({ error: { code: 'CHIP_MISMATCH' } });
    const { exitCode, stdout } = await xylopipe('quantize', at('spec.json'), '--device', 'syns65302', '--json');
    expect([exitCode, JSON.parse(stdout).error.code]).toEqual([1, 'SPEC_INVALID']);
  });

  it('read a specification without header, if told chip and timestep', async () => {
    await stepByStep();
    const { format, version, stage, chip_id, layers, dt, ...bare } = await readJson(at('spec.json'));
    await writeFile(at('bare.json'), JSON.stringify(bare));
    const whole = jsonOf(await xylopipe('quantize', at('spec.json'), '--json'));
    const told = ['--device', 'syns61201', '--dt', String(dt)];
    const read = jsonOf(await xylopipe('quantize', at('bare.json'), ...told, '--json'));
    expect(read.quantized).toEqual({ ...(whole.quantized as object), layers: [] });
    expect((await xylopipe('quantize', at('bare.json'))).exitCode).toBe(1);
  });
});

describe('simulate', () => {
  it('runs what no chip can hold', async () => {
    await writeFile(at('wide.json'), JSON.stringify(networkTreeToJson(wideTree(9))));
    const map = ['map', at('wide.json'), '--device', 'syns61201', '--max-output', '9', '--out', at('spec.json')];
    expect((await xylopipe(...map)).exitCode).toBe(0);
    await xylopipe('quantize', at('spec.json'), '--out', at('quantized.json'));
    const configured = await xylopipe('configure', at('quantized.json'), '--json');
    expect(configured.exitCode).toBe(1);
    expect(jsonOf(configured)).toMatchObject({
      error: { code: 'CONFIG_INVALID', issues: [{ measured: 9, limit: 8 }] },
    });
    const simulated = await xylopipe('simulate', at('quantized.json'), '--input', at('spikes.npy'), '--json');
    expect(simulated.exitCode).toBe(0);
    expect(jsonOf(simulated).totals).toHaveLength(9);
  });

  it('writes JSON where the name ends so, and the signals that were asked for', async () => {
    await stepByStep();
    const argv = [
      'simulate',
      at('config.json'),
      '--input',
      at('spikes.npy'),
      '--output',
      'vmem',
      '--record',
      'isyn,isyn2',
    ];
    const { stdout } = await xylopipe(...argv, '--out', at('e.json'));
    expect(stdout).toContain('wrote e.json');
    const evolution = await readEvolution(at('e.json'));
    expect(evolution.output).toBe('vmem');
    expect(Object.keys(evolution.signals)).toEqual(expect.arrayContaining(['vmemOut', 'isyn']));
  });

  it('needs an input, of the right number of channels', async () => {
    await stepByStep();
    expect(await xylopipe('simulate', at('config.json'))).toMatchObject({
      exitCode: 2,
      stderr: 'error: --input is needed to evolve\n',
    });
    await writeFile(at('wide.csv'), 'timestep,channel,count\n0,2,1\n');
    const wide = await xylopipe('simulate', at('config.json'), '--input', at('wide.csv'), '--json');
    expect([wide.exitCode, (jsonOf(wide).error as { code: string }).code]).toEqual([1, 'INPUT_CHANNELS']);
    const sized = ['--steps', '5', '--channels', '2'];
    await writeFile(at('short.csv'), 'timestep,channel,count\n0,0,1\n');
    const short = await xylopipe('simulate', at('config.json'), '--input', at('short.csv'), ...sized, '--json');
    expect(jsonOf(short)).toMatchObject({ steps: 5 });
  });

  it('tells of a raster with negative counts which they are', async () => {
    await stepByStep();
    await writeFile(at('bad.json'), '[[0, 1], [0, -1]]');
    const spoken = await xylopipe('simulate', at('config.json'), '--input', at('bad.json'), '--json');
    expect(spoken.exitCode).toBe(1);
    expect(jsonOf(spoken)).toMatchObject({ error: { issues: [{ code: 'RASTER_NEGATIVE', at: [1, 1] }] } });
  });

  it('warns people on standard error, and programs in the result', async () => {
    await stepByStep();
    await writeFile(at('loud.json'), '[[16, 0]]');
    const argv = ['simulate', at('config.json'), '--input', at('loud.json')];
    const text = await xylopipe(...argv);
    expect(text.exitCode).toBe(0);
    expect(text.stderr).toMatch(/^warning INPUT_CLIPPED at input\[0\]\[0\]/);
    const json = await xylopipe(...argv, '--json');
    expect(json.stderr).toBe('');
    expect(jsonOf(json).issues).toMatchObject([{ stage: 'evolve', code: 'INPUT_CLIPPED' }]);
  });

  it('writes nothing when it is interrupted', async () => {
    await stepByStep();
    const before = await readdir(folder);
    const argv = ['simulate', at('config.json'), '--input', at('spikes.npy'), '--out', at('e.npz'), '--json'];
    const spoken = await xylopipeUntil(AbortSignal.abort('interrupted'), ...argv);
    expect(spoken.exitCode).toBe(130);
    expect(jsonOf(spoken)).toMatchObject({ error: { code: 'ABORTED' } });
    expect(await readdir(folder)).toEqual(before);
  });

  it('says before it begins that it cannot write', async () => {
    await stepByStep();
    const blocked = await folderWith({ file: '' });
    const argv = ['simulate', at('config.json'), '--input', at('spikes.npy'), '--out', join(blocked, 'file', 'e.npz')];
    const spoken = await xylopipe(...argv, '--json');
    expect([spoken.exitCode, (jsonOf(spoken).error as { code: string }).code]).toEqual([1, 'OUTPUT_NOT_WRITABLE']);
  });
});
