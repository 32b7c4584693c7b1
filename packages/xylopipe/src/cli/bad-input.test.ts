import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChainTree } from '@xylopipe/core';
import { rasterToNpy } from '@xylopipe/formats';
import { beforeEach, describe, expect, it } from 'vitest';
import { jsonOf, toyFolder, xylopipe } from '../../test/command.js';
import { toyRaster, toyTree } from '../../test/toy.js';

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly issues: readonly { readonly code: string; readonly at: readonly unknown[] }[];
}

let folder: string;
let at: (name: string) => string;
beforeEach(async () => {
  folder = await toyFolder();
  at = (name) => join(folder, name);
});

/** Runs the toy network on what is in a file, and gives the error; it must be one of the input, and leave nothing behind. */
async function failureOf(network: string, input: string): Promise<Failure> {
  const before = await readdir(folder);
  const argv = ['run', at(network), '--device', 'syns61201', '--input', at(input), '--out', at('results')];
  const [text, json] = [await xylopipe(...argv), await xylopipe(...argv, '--json')];
  expect([text.exitCode, text.stdout, json.exitCode, json.stderr]).toEqual([1, '', 1, '']);
  expect(await readdir(folder)).toEqual(before);
  const { error } = jsonOf(json) as unknown as { readonly error: Failure };
  for (const said of [`error: ${error.message}\n`, ...error.issues.map((issue) => `error ${issue.code}`)])
    expect(text.stderr.replaceAll('warning', 'error')).toContain(said);
  return error;
}

describe('a raster', () => {
  it.each([
    ['is cut off', rasterToNpy(toyRaster()).subarray(0, 150), 'NPY_TRUNCATED'],
    ['is empty', new Uint8Array(0), 'NPY_MAGIC'],
  ])('that %s is refused', async (_, bytes, code) => {
    await writeFile(at('bad.npy'), bytes);
    expect(await failureOf('network.json', 'bad.npy')).toMatchObject({ code, issues: [] });
  });

  it.each([
    ['is negative', -1, 'RASTER_NEGATIVE'],
    ['is no whole number', 0.5, 'RASTER_FRACTIONAL'],
    ['is over 255', 256, 'RASTER_OVER_255'],
  ])('with a count that %s is refused, saying where', async (_, count, code) => {
    await writeFile(at('bad.json'), `[[0, 0], [0, ${count}], [${count}, 0]]`);
    expect(await failureOf('network.json', 'bad.json')).toMatchObject({
      issues: [
        { code, at: [1, 1], measured: count },
        { code, at: [2, 0] },
      ],
    });
  });

  it.each([16, 255])('with a count of %d is clamped, with a warning', async (count) => {
    await writeFile(at('loud.json'), JSON.stringify([[15, count]]));
    const argv = ['run', at('network.json'), '--device', 'syns61201', '--input', at('loud.json'), '--json'];
    const spoken = await xylopipe(...argv);
    expect(spoken.exitCode).toBe(0);
    expect(jsonOf(spoken).issues).toMatchObject([{ code: 'INPUT_CLIPPED', severity: 'warning', measured: count }]);
  });

  it('of other channels than the network is refused', async () => {
    await writeFile(at('narrow.json'), '[[1], [0]]');
    expect(await failureOf('network.json', 'narrow.json')).toMatchObject({
      code: 'INPUT_CHANNELS',
      message: 'syns61201: the input has 1 channels, the configuration takes 2',
    });
  });

  it('without timesteps gives an evolution without timesteps, and a warning', async () => {
    await writeFile(at('empty.npy'), rasterToNpy(toyRaster(0)));
    const argv = ['run', at('network.json'), '--device', 'syns61201', '--input', at('empty.npy'), '--record', '--json'];
    const spoken = await xylopipe(...argv);
    expect(spoken.exitCode).toBe(0);
    const issues = [{ code: 'EMPTY_RUN', severity: 'warning' }];
    expect(jsonOf(spoken)).toMatchObject({ steps: 0, totals: [0, 0], evolution: { steps: 0 }, issues });
  });
});

describe('a file', () => {
  it('that is a folder, or none, is refused', async () => {
    await mkdir(at('folder.json'));
    for (const name of ['folder.json', 'none.json']) {
      expect(await failureOf(name, 'spikes.npy')).toMatchObject({ code: 'FILE_NOT_READABLE' });
      expect(await failureOf('network.json', name)).toMatchObject({ code: 'FILE_NOT_READABLE' });
    }
  });

  it('for a chip that is not there is refused, saying which are', async () => {
    const map = ['map', at('network.json'), '--device', 'syns61201', '--json'];
    const { spec } = jsonOf(await xylopipe(...map)) as { spec: object };
    await writeFile(at('spec.json'), JSON.stringify({ ...spec, chip_id: 'syns99999' }));
    const { exitCode, stderr } = await xylopipe('quantize', at('spec.json'));
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      'there is no chip "syns99999"; have: syns61300, syns65300, syns61201, syns63300, syns65302',
    );
  });
});

const lif = (n: number, changes: object = {}) => ({
  ...{ type: 'LIF', shape: [n, n], tau_mem: 0.02, tau_syn: 0.01, threshold: 1, bias: 0 },
  ...{ has_rec: false, w_rec: null, dt: 0.001, ...changes },
});
const linear = (nin: number, nout: number, changes: object = {}) => ({
  ...{ type: 'Linear', shape: [nin, nout], weight: { shape: [nin, nout], fill: 0.5 }, ...changes },
});

describe('a network', () => {
  it('that breaks many rules at once is told all of them', async () => {
    const recurrent = (n: number) => ({ has_rec: true, w_rec: { shape: [n, n], fill: 1 } });
    const children = [
      ...[lif(20), linear(20, 4, { bias: [1, 1, 1, 1] }), linear(4, 4), linear(4, 4)],
      { type: 'Residual', children: [linear(4, 4)] },
      ...[lif(4, { dt: 0.002 }), linear(4, 9), lif(9, { ...recurrent(9), tau_mem: 0.0005 }), linear(9, 40)],
    ];
    await writeFile(at('network.json'), JSON.stringify({ type: 'Sequential', children }));
    const { code, issues } = await failureOf('network.json', 'spikes.npy');
    expect(code).toBe('MAP_REFUSED');
    expect(new Set(issues.map((issue) => issue.code))).toEqual(
      new Set([
        'DRC_ALIAS_INPUTS_MUST_BE_NEURONS',
        'DRC_ALIAS_OUTPUT_NODES_MUST_HAVE_NEURONS_AS_INPUT',
        'DRC_ALL_NEURONS_HAVE_SAME_DT',
        'DRC_FIRST_MODULE_IS_A_WEIGHT',
        'DRC_INPUT_TO_NEURONS_IS_A_WEIGHT',
        'DRC_NO_CONSECUTIVE_WEIGHTS',
        'DRC_OUTPUT_NODES_HAVE_NEURONS_AS_SOURCE',
        'DRC_WEIGHT_NODES_HAVE_NO_BIASES',
        'LIMIT_INPUT_CHANNELS',
        'MAP_TAU_NOT_ABOVE_DT',
      ]),
    );
  });

  it('is named key by key where its keys are wrong', async () => {
    const children = (toyTree as ChainTree).children.map((child) => ({ ...child, speed: 1 }));
    await writeFile(at('network.json'), JSON.stringify({ ...toyTree, children, colour: 'red' }));
    const { code, issues } = await failureOf('network.json', 'spikes.npy');
    expect(code).toBe('NETWORK_INVALID');
    expect(issues.map((issue) => issue.at)).toEqual(
      expect.arrayContaining([['colour'], ...children.map((_, i) => ['children', i, 'speed'])]),
    );
  });
});
