import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { networkTreeToJson } from '@xylopipe/core';
import { rasterToNpy } from '@xylopipe/formats';
import { beforeEach, describe, expect, it } from 'vitest';
import { folderWith, jsonOf, xylopipe } from '../../test/command.js';
import { toyRaster, toyTree, toyTreeWith } from '../../test/toy.js';

/** The toy network with a hidden neuron whose weights are too small for the global method. */
const faint = toyTreeWith([
  [0.9, 0.4, -0.001],
  [0.1, 0.8, 0.002],
]);

let at: (name: string) => string;
beforeEach(async () => {
  const folder = await folderWith();
  at = (name) => join(folder, name);
  await writeFile(at('network.json'), JSON.stringify(networkTreeToJson(toyTree)));
  await writeFile(at('faint.json'), JSON.stringify(networkTreeToJson(faint)));
  await xylopipe('map', at('faint.json'), '--device', 'syns61201', '--out', at('spec.json'));
  await xylopipe('quantize', at('spec.json'), '--method', 'channel', '--out', at('channel.json'));
});

const codesOf = (json: Record<string, unknown>): readonly string[] =>
  (json.issues as readonly { readonly code: string; readonly stage: string }[]).map(
    ({ code, stage }) => `${stage} ${code}`,
  );

describe('lint', () => {
  it('has nothing to say about a network that fits well', async () => {
    const argv = ['lint', at('network.json'), '--device', 'syns61201', '--quantize', 'channel', '--strict'];
    const { exitCode, stdout, stderr } = await xylopipe(...argv);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')[0]).toBe('nothing found');
    expect(stdout).toMatch(/^hidden +3 +6 +0 +0 +8\.0 /m);
  });

  it('tells what was lost, and ends with 1 only where it is to be strict', async () => {
    const argv = ['lint', at('faint.json'), '--device', 'syns61201'];
    const plain = await xylopipe(...argv);
    expect([plain.exitCode, plain.stderr]).toEqual([0, '']);
    expect(plain.stdout).toContain('warning NEURON_DEAD at hidden[2]: all weights into hidden neuron 2 became 0');
    expect((await xylopipe(...argv, '--strict')).exitCode).toBe(1);
  });

  it('has issues and columns as JSON, null where there is nothing to be measured', async () => {
    const json = jsonOf(await xylopipe('lint', at('spec.json'), '--json'));
    expect(codesOf(json)).toEqual(expect.arrayContaining(['lint WEIGHTS_LOST', 'lint NEURON_DEAD']));
    expect(json).toMatchObject({
      chipId: 'syns61201',
      hidden: { count: 3, dead: [0, 0, 1], weights: [2, 2, 2], tauSyn2Error: [null, null, null] },
      outputs: { count: 2, weights: [2, 2] },
    });
  });

  it('takes what was quantized elsewhere', async () => {
    const json = jsonOf(await xylopipe('lint', at('spec.json'), '--quantized', at('channel.json'), '--json'));
    expect(json).toEqual(jsonOf(await xylopipe('lint', at('spec.json'), '--quantize', 'channel', '--json')));
    expect(codesOf(json)).not.toContain('lint NEURON_DEAD');
  });

  it.each([
    ['raster.npy', rasterToNpy(toyRaster())],
    ['evolution.json', '{"format":"xylopipe/evolution","version":1}'],
    ['evolution.npz', 'PK\u0003\u0004'],
  ])('says what it takes where it is given %s', async (name, content) => {
    await writeFile(at(name), content);
    const { exitCode, stderr } = await xylopipe('lint', at(name), '--device', 'syns61201');
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringContaining('lint takes a network, a graph or a mapped specification'),
    ]);
  });

  it('refuses what is not one network, and what is not quantized', async () => {
    await writeFile(at('other.json'), JSON.stringify(networkTreeToJson(faint)));
    const network = await xylopipe('lint', at('spec.json'), '--quantized', at('other.json'), '--json');
    expect([network.exitCode, jsonOf(network)]).toMatchObject([1, { error: { code: 'WRONG_ARTIFACT' } }]);
    const quantized = JSON.parse(await readFile(at('channel.json'), 'utf8'));
    await writeFile(at('other.json'), JSON.stringify({ ...quantized, aliases: [[1], [], []] }));
    const aliased = await xylopipe('lint', at('spec.json'), '--quantized', at('other.json'), '--json');
    expect([aliased.exitCode, jsonOf(aliased)]).toMatchObject([
      1,
      { error: { code: 'SPEC_MISMATCH', issues: [{ at: ['aliases'] }] } },
    ]);
  });
});

describe('quantize --lint', () => {
  it('adds what it finds to the warnings, and changes no integer', async () => {
    const plain = jsonOf(await xylopipe('quantize', at('spec.json'), '--json'));
    const linted = jsonOf(await xylopipe('quantize', at('spec.json'), '--lint', '--json'));
    expect(linted).toEqual({ ...plain, issues: linted.issues, timings: expect.anything() });
    expect(codesOf(plain)).toEqual([]);
    expect(codesOf(linted)).toContain('lint NEURON_DEAD');
    expect((await xylopipe('quantize', at('spec.json'), '--lint')).stderr).toContain('NEURON_DEAD');
  });
});
