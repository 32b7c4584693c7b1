import { copyFile, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { networkTreeToJson } from '@xylopipe/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { jsonOf, toyFolder, xylopipe } from '../../../test/command.js';
import { modelIn } from '../../../test/model-in.js';
import { toyTree, toyTreeWith, wideTree } from '../../../test/toy.js';

let folder: string;
let at: (name: string) => string;
beforeEach(async () => {
  folder = await toyFolder();
  at = (name) => join(folder, name);
  const options = ['--device', 'syns61201', '--input', at('spikes.npy'), '--out', at('results')];
  await xylopipe('run', at('network.json'), ...options);
  await copyFile(at('results/evolution.npz'), at('bare.npz'));
  const others = toyTreeWith([
    [0.9, 0.4, 0.2],
    [0.1, 0.8, 0.7],
  ]);
  await writeFile(at('others.json'), JSON.stringify(networkTreeToJson(others)));
  await writeFile(at('wide.json'), JSON.stringify(networkTreeToJson(wideTree(3))));
  await writeFile(at('spaced.json'), JSON.stringify(networkTreeToJson(toyTree), undefined, 4));
});

/** What a report is made of, and what it says of its network. */
async function reported(recording: string, ...options: readonly string[]) {
  await rm(at('out.html'), { force: true });
  const spoken = await xylopipe('report', at(recording), ...options, '--out', at('out.html'), '--json');
  if (spoken.exitCode !== 0) {
    expect(await readdir(folder)).not.toContain('out.html');
    return { refused: JSON.parse(spoken.stdout).error.code as string };
  }
  const { comparisons, network } = await modelIn(at('out.html'));
  const codes = (jsonOf(spoken).issues as readonly { code: string }[]).map(({ code }) => code);
  return {
    said: codes.filter((code) => code.startsWith('NETWORK_')),
    compared: comparisons?.some(({ a }) => a === 'float'),
    drawn: network !== undefined,
  };
}

const WHOLE = { said: [], compared: true, drawn: true };

describe('a report with --network', () => {
  it('knows by run.json whether it is the one that ran, in whatever file', async () => {
    await rename(at('network.json'), at('moved.json'));
    expect(await reported('results', '--network', at('moved.json'))).toEqual(WHOLE);
    expect(await reported('results', '--network', at('spaced.json'))).toEqual(WHOLE);
    expect(await reported('results', '--network', at('others.json'))).toEqual({ refused: 'NETWORK_MISMATCH' });
    expect(await reported('results', '--network', at('wide.json'))).toEqual({ refused: 'NETWORK_MISMATCH' });
  });

  it('knows it by the run.json beside a recording', async () => {
    const more = ['--config', at('results/config.json'), '--input', at('spikes.npy'), '--network'];
    expect(await reported('results/evolution.npz', ...more, at('spaced.json'))).toEqual(WHOLE);
    expect(await reported('results/evolution.npz', ...more, at('others.json'))).toEqual({
      refused: 'NETWORK_MISMATCH',
    });
    expect(await reported('results/evolution.npz', '--network', at('others.json'))).toEqual({
      refused: 'NETWORK_MISMATCH',
    });
    expect(await reported('results/evolution.npz', '--network', at('network.json'))).toEqual({
      ...WHOLE,
      compared: false,
    });
  });

  it('leaves it out where the configuration cannot have been made of it', async () => {
    const more = ['--config', at('results/config.json'), '--input', at('spikes.npy'), '--network'];
    expect(await reported('bare.npz', ...more, at('network.json'))).toEqual(WHOLE);
    expect(await reported('bare.npz', ...more, at('others.json'))).toEqual({
      said: ['NETWORK_NOT_OF_CONFIG'],
      compared: false,
      drawn: false,
    });
    expect(await reported('bare.npz', ...more, at('wide.json'))).toEqual({ refused: 'NETWORK_MISMATCH' });
  });

  it('says that nobody knows, where nobody does', async () => {
    const unchecked = { said: ['NETWORK_UNCHECKED'], compared: false, drawn: true };
    const given = ['--input', at('spikes.npy'), '--network'];
    expect(await reported('bare.npz', ...given, at('others.json'))).toEqual(unchecked);
    expect(await reported('bare.npz', ...given, at('others.json'), '--device', 'syns61201')).toEqual(unchecked);
    expect(await reported('bare.npz', ...given, at('wide.json'), '--device', 'syns61201')).toEqual({
      refused: 'NETWORK_MISMATCH',
    });
  });

  it('says of a chip that is not known here how it can be', async () => {
    const config = await readFile(at('results/config.json'), 'utf8');
    await writeFile(at('config.json'), config.replace('syns61201', 'nobody'));
    const files = ['--config', at('config.json'), '--network', at('network.json'), '--out', at('out.html')];
    const { issues } = jsonOf(await xylopipe('report', at('bare.npz'), ...files, '--json'));
    expect((issues as unknown[]).slice(0, 2)).toMatchObject([
      { code: 'UNKNOWN_CHIP' },
      { code: 'NETWORK_UNCHECKED', hint: expect.stringContaining('--plugin') },
    ]);
  });

  it('holds it against the integers alone where run.json is gone, and against the real weights where they are there', async () => {
    await rm(at('results/run.json'));
    const given = ['--input', at('spikes.npy'), '--network', at('others.json')];
    expect(await reported('results', ...given)).toEqual({ refused: 'NETWORK_MISMATCH' });
    await rm(at('results/spec.json'));
    expect((await reported('results', ...given)).said).toEqual(['NETWORK_NOT_OF_CONFIG']);
  });
});

it('a report says that the recording in a folder is not that of its run', async () => {
  await xylopipe(
    'simulate',
    at('results/config.json'),
    '--input',
    at('spikes.npy'),
    '--out',
    at('other.npz'),
    '--record',
  );
  await rename(at('other.npz'), at('results/evolution.npz'));
  expect(jsonOf(await xylopipe('report', at('results'), '--json')).issues).toContainEqual(
    expect.objectContaining({ code: 'RESULT_CHANGED', at: ['outputs', 'evolution.npz'] }),
  );
});

it('a report takes a configuration for all whole numbers of a folder', async () => {
  const options = ['--device', 'syns61201', '--threshold-scale', '2', '--until', 'configure'];
  await xylopipe('run', at('network.json'), ...options, '--out', at('other'));
  await xylopipe('report', at('results'), '--config', at('other/config.json'), '--out', at('out.html'));
  const { issues, neuronTables } = await modelIn(at('out.html'));
  expect(issues.map(({ code }) => code)).toContain('RECORDING_NOT_OF_CONFIG');
  const lint = neuronTables?.find(({ title }) => title === 'Quantization of hidden neurons');
  const off = lint?.columns.find(({ name }) => name.startsWith('threshold'))?.values;
  expect(Math.abs(off?.[0] ?? 0)).toBeGreaterThan(90);
});
