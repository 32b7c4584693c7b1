import { join } from 'node:path';
import { type Evolution, evolutionToJson } from '@xylopipe/core';
import { evolutionToNpz } from '@xylopipe/formats';
import { describe, expect, it } from 'vitest';
import { folderWith, jsonOf, xylopipe } from '../../test/command.js';

const evolution = (...spikes: readonly number[]): Evolution => ({
  stage: 'evolved',
  steps: 3,
  output: 'spikes',
  signals: { spikesOut: { shape: [3, 2], data: Int16Array.from(spikes) } },
  hibernation: null,
});

const pair = async (a: Evolution, b: Evolution): Promise<readonly [string, string]> => {
  const folder = await folderWith({ 'a.npz': evolutionToNpz(a), 'b.json': JSON.stringify(evolutionToJson(b)) });
  return [join(folder, 'a.npz'), join(folder, 'b.json')];
};

describe('compare', () => {
  it('ends well if they are equal, whatever their files are', async () => {
    const files = await pair(evolution(0, 1, 1, 0, 0, 1), evolution(0, 1, 1, 0, 0, 1));
    expect(await xylopipe('compare', ...files)).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^equal/) });
    expect(jsonOf(await xylopipe('compare', ...files, '--json'))).toMatchObject({ equal: true, first: null });
  });

  it('tells the first difference, with exit code 1', async () => {
    const files = await pair(evolution(0, 1, 1, 0, 0, 1), evolution(0, 1, 1, 1, 1, 1));
    const { exitCode, stdout } = await xylopipe('compare', ...files);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('timestep 1, spikesOut of neuron 1 is 0 in a and 1 in b');
    const json = await xylopipe('compare', ...files, '--json');
    expect(json.exitCode).toBe(1);
    expect(jsonOf(json)).toMatchObject({
      equal: false,
      first: { step: 1, signal: 'spikesOut', neuron: 1, a: 0, b: 1 },
      signals: { spikesOut: { cells: 6, differing: 2 } },
    });
  });

  it('can be told which signals there must be', async () => {
    const files = await pair(evolution(0, 0, 0, 0, 0, 0), evolution(0, 0, 0, 0, 0, 0));
    expect((await xylopipe('compare', ...files, '--signals', 'spikes_out,vmem')).exitCode).toBe(1);
    expect((await xylopipe('compare', ...files, '--signals', 'spikes_out')).exitCode).toBe(0);
  });

  it('refuses what is no evolution', async () => {
    const folder = await folderWith({ 'a.npz': 'PK but no archive', 'b.json': '{"format": "xylopipe/evolution"}' });
    const zip = await xylopipe('compare', join(folder, 'a.npz'), join(folder, 'b.json'), '--json');
    expect([zip.exitCode, (jsonOf(zip).error as { code: string }).code]).toEqual([1, 'ZIP_INVALID']);
    const json = await xylopipe('compare', join(folder, 'b.json'), join(folder, 'b.json'), '--json');
    expect([json.exitCode, (jsonOf(json).error as { code: string }).code]).toEqual([1, 'EVOLUTION_INVALID']);
  });
});
