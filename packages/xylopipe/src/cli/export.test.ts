import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChainTree, type NetworkTree, networkTreeToJson } from '@xylopipe/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { jsonOf, toyFolder, xylopipe } from '../../test/command.js';
import { toyTree } from '../../test/toy.js';

const CHIP = ['--device', 'syns61201'];

/** The toy network without timesteps. */
const timeless: NetworkTree = {
  type: 'Sequential',
  children: (toyTree as ChainTree).children.map((child) => (child.type === 'LIF' ? { ...child, dt: null } : child)),
};

let at: (name: string) => string;
beforeEach(async () => {
  const folder = await toyFolder();
  at = (name) => join(folder, name);
});

const json = async (name: string): Promise<Record<string, unknown>> => JSON.parse(await readFile(at(name), 'utf8'));

/** Everything that the toy network becomes on its way to a chip. */
const artifacts = () => xylopipe('run', at('network.json'), ...CHIP, '--until', 'configure', '--out', at('results'));

describe('export', { timeout: 30_000 }, () => {
  it('writes a network as NIR, compressed or not, with the timestep that nothing else says', async () => {
    await writeFile(at('timeless.json'), JSON.stringify(networkTreeToJson(timeless)));
    const argv = ['export', at('timeless.json'), '--out', at('model.nir')];
    const refused = jsonOf(await xylopipe(...argv, '--json'));
    expect(refused.error).toMatchObject({ code: 'NIR_EXPORT_REFUSED', issues: [{ code: 'NIR_DT_UNKNOWN' }] });
    expect(existsSync(at('model.nir'))).toBe(false);
    const told = await xylopipe(...argv, '--dt', '0.001', '--compression', 'none', '--json');
    expect([told.exitCode, jsonOf(told)]).toEqual([0, { format: 'nir', out: at('model.nir'), issues: [] }]);
    const imported = jsonOf(await xylopipe('import', at('model.nir'), '--json'));
    expect(imported).toMatchObject({ layout: 'nir', dt: 0.001, inputs: 2, outputs: 2 });
  });

  it('writes specifications for Rockpool, and configurations for samna, which are read again', async () => {
    await artifacts();
    const spec = await xylopipe('export', at('results/quantized.json'), '--out', at('spec.json'));
    expect(spec).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('NOT_IN_FILE at layers'),
      stdout: expect.stringMatching(/^wrote spec.json to .* \(rockpool\)\n$/),
    });
    expect(await json('spec.json')).not.toHaveProperty('format');
    const config = jsonOf(await xylopipe('export', at('results/config.json'), '--out', at('samna.json'), '--json'));
    expect(config).toMatchObject({
      format: 'samna',
      issues: expect.arrayContaining([expect.objectContaining({ code: 'NOT_IN_FILE', at: ['dt'] })]),
    });
    expect(await json('samna.json')).toHaveProperty('value0');
    const other = await xylopipe('export', at('results/config.json'), '--device', 'syns65300', '--out', at('no.json'));
    expect([other.exitCode, other.stderr]).toEqual([1, expect.stringContaining('is for syns61201, not for syns65300')]);
    const input = ['--input', at('spikes.npy'), '--json'];
    const own = jsonOf(await xylopipe('simulate', at('results/config.json'), ...input));
    for (const file of ['spec.json', 'samna.json']) {
      const told = jsonOf(await xylopipe('simulate', at(file), ...CHIP, '--dt', '0.001', ...input));
      expect([file, told.totals]).toEqual([file, own.totals]);
    }
    const summary = jsonOf(
      await xylopipe('import', at('samna.json'), '--dt', '0.001', '--out', at('own.json'), '--json'),
    );
    expect(summary).toMatchObject({
      holds: 'a configuration',
      layout: 'samna',
      chipId: 'syns61201',
      hidden: 3,
      outputs: 2,
    });
    expect(await json('own.json')).toMatchObject({ format: 'xylopipe/config', chipId: 'syns61201' });
  });

  it('has an inverse for what is in our own format: import writes it again, byte for byte', async () => {
    await artifacts();
    for (const name of ['spec.json', 'quantized.json', 'config.json']) {
      await xylopipe('import', at(`results/${name}`), '--out', at(`copy-${name}`));
      expect([name, await readFile(at(`copy-${name}`))]).toEqual([name, await readFile(at(`results/${name}`))]);
    }
  });

  it('writes the parameters of a network for Rockpool', async () => {
    const told = await xylopipe('export', at('network.json'), '--out', at('parameters.json'));
    expect(told.exitCode).toBe(0);
    expect(Object.keys(await json('parameters.json'))).toEqual([
      '0_LinearTorch',
      '1_LIFTorch',
      '2_LinearTorch',
      '3_LIFTorch',
    ]);
    const back = jsonOf(await xylopipe('import', at('parameters.json'), '--json'));
    expect(back).toMatchObject({ layout: 'rockpool', architecture: 'chain', inputs: 2, outputs: 2, dt: 0.001 });
  });

  it.each([
    [
      'results/spec.json',
      'model.nir',
      [],
      'a mapped specification, which nir cannot hold',
      'a mapped specification goes to rockpool; NIR holds networks',
    ],
    [
      'results/config.json',
      'a.json',
      ['--format', 'rockpool'],
      'a configuration, which rockpool cannot hold',
      'goes to samna',
    ],
    [
      'network.json',
      'a.json',
      ['--format', 'samna'],
      'a network, which samna cannot hold',
      'make one with xylopipe run <file>',
    ],
    ['graph.json', 'a.json', [], 'a graph, which no other tool can hold', "Rockpool's files hold networks"],
  ])('refuses what is not possible: %s to %s %j', async (file, out, options, message, hint) => {
    await artifacts();
    await xylopipe('run', at('network.json'), ...CHIP, '--until', 'extract', '--out', at('.'));
    const told = await xylopipe('export', at(file), '--out', at(out), ...options);
    expect([told.exitCode, told.stdout]).toEqual([1, '']);
    for (const text of [`${at(file)}: the file holds ${message}`, hint]) expect(told.stderr).toContain(text);
    expect(existsSync(at(out))).toBe(false);
  });

  it.each([
    [['network.json'], 2, "required option '--out <file>' not specified"],
    [['network.json', '--out', 'model.onnx'], 2, '--format is needed: the name of the output ends neither'],
    [['network.json', '--out', 'a.json', '--compression', 'none'], 2, '--compression is for NIR'],
    [['network.json', '--out', 'a.nir', ...CHIP], 2, '--device: the file holds a network, which is for any chip'],
    [['network.json', '--out', 'a.nir', '--format', 'rockpool'], 2, '--format rockpool does not go with .nir'],
    [['network.json', '--out', 'a.json', '--format', 'nir'], 2, '--format nir does not go with .json'],
    [['network.json', '--out', 'a.nir', '--dt', '1'], 2, '--dt is for specifications and files of NIR and samna'],
    [['network.json', '--out', 'a.nir', '--format', 'onnx'], 2, 'Allowed choices are nir, rockpool, samna.'],
    [['network.json', '--out', 'network.json'], 1, 'the output would replace the input'],
    [['none.json', '--out', 'a.nir'], 1, 'cannot read'],
  ] as const)('knows wrong use: %j', async (argv, exitCode, message) => {
    const paths = argv.map((word) => (/\.(json|nir)$/.test(word) ? at(word) : word));
    const told = await xylopipe('export', ...paths);
    expect([told.exitCode, told.stderr]).toEqual([exitCode, expect.stringContaining(message)]);
  });
});
