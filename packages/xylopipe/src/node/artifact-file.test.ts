import { join } from 'node:path';
import {
  deviceConfigToJson,
  mappedSpecToJson,
  type NetworkTree,
  networkGraphToJson,
  networkTreeToJson,
  quantizedSpecToJson,
} from '@xylopipe/core';
import { networkFromTree } from '@xylopipe/nn';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderWith } from '../../test/command.js';
import { toyTree } from '../../test/toy.js';
import type { DeploymentArtifacts } from '../run-summary.js';
import { createXylopipe } from '../xylopipe.js';
import { artifactFrom, readNetwork } from './artifact-file.js';
import type { ArtifactDefaults } from './stage-input.js';

let artifacts: DeploymentArtifacts;
beforeAll(async () => {
  const deployed = await createXylopipe().network(toyTree).on('syns61201').deploy();
  artifacts = deployed.artifacts;
  await deployed.session.close();
});

const fileOf = (json: unknown) => ({ path: 'x.json', bytes: new TextEncoder().encode(JSON.stringify(json)) });
const stageOf = async (json: unknown, defaults?: ArtifactDefaults) =>
  (await artifactFrom(fileOf(json), defaults)).stage;

/** A specification as Rockpool has it: without our header. */
const bare = (json: unknown): Record<string, unknown> => {
  const { format, version, stage, chip_id, layers, ...fields } = json as Record<string, unknown>;
  return fields;
};

describe('artifactFrom', () => {
  it('knows every artifact by what the file says of itself', async () => {
    expect(await stageOf(toyTree)).toBe('extract');
    expect(await stageOf(networkTreeToJson(toyTree))).toBe('extract');
    expect(await stageOf(networkGraphToJson(artifacts.graph))).toBe('map');
    expect(await stageOf(mappedSpecToJson(artifacts.spec))).toBe('quantize');
    expect(await stageOf(quantizedSpecToJson(artifacts.quantized))).toBe('configure');
    expect(await stageOf(deviceConfigToJson(artifacts.config))).toBe('deploy');
  });

  it('says what takes a recipe', async () => {
    await expect(stageOf({ format: 'xylopipe/run' })).rejects.toMatchObject({
      code: 'NOT_AN_ARTIFACT',
      hint: expect.stringContaining('xylopipe run --recipe'),
    });
  });

  it('gives back what was written', async () => {
    expect((await artifactFrom(fileOf(quantizedSpecToJson(artifacts.quantized)))).artifact).toEqual(
      artifacts.quantized,
    );
    expect((await artifactFrom(fileOf(deviceConfigToJson(artifacts.config)))).artifact).toEqual(artifacts.config);
  });

  it('takes a specification without header by its numbers, or by the stage that is to take it', async () => {
    const defaults = { chipId: 'syns61201' };
    expect(await stageOf(bare(mappedSpecToJson(artifacts.spec)), defaults)).toBe('quantize');
    const integers = bare(quantizedSpecToJson(artifacts.quantized));
    expect(await stageOf(integers, defaults)).toBe('configure');
    expect(await stageOf(integers, { ...defaults, stage: 'quantize' })).toBe('quantize');
    await expect(stageOf(integers)).rejects.toMatchObject({ code: 'SPEC_INVALID' });
  });

  it('reads the parameters of a Rockpool network', async () => {
    const lif = { tau_mem: '0.02', tau_syn: '0.01', threshold: '1', bias: '0', dt: '0.001' };
    const read = await artifactFrom(fileOf({ '0_LinearTorch': { weight: '[[1,2]]' }, '1_LIFTorch': lif }));
    expect(read.stage).toBe('extract');
    expect((read.artifact as NetworkTree & { type: 'Sequential' }).children).toHaveLength(2);
  });

  it.each([
    ['an artifact of nobody', { format: 'xylopipe/poem' }, 'NOT_AN_ARTIFACT'],
    ['a newer version', { format: 'xylopipe/config', version: 2 }, 'CONFIG_INVALID'],
    ['an unknown key', { ...toyTree, children: [], colour: 'red' }, 'NETWORK_INVALID'],
    ['a list', [1, 2], 'ROCKPOOL_INVALID'],
    ['nothing', null, 'ROCKPOOL_INVALID'],
  ])('refuses %s and says which file it is', async (_, json, code) => {
    await expect(artifactFrom(fileOf(json))).rejects.toMatchObject({ code, who: 'x.json' });
  });

  it('refuses what only begins as NIR does, and what is not JSON', async () => {
    const nir = { path: 'x.nir', bytes: Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a) };
    await expect(artifactFrom(nir)).rejects.toMatchObject({ code: 'NIR_FILE_INVALID', who: 'x.nir' });
    const text = { path: 'x.json', bytes: new TextEncoder().encode('{') };
    await expect(artifactFrom(text)).rejects.toMatchObject({ code: 'JSON_INVALID', who: 'x.json' });
  });
});

describe('readNetwork', () => {
  it('reads a network, and refuses other artifacts by name', async () => {
    const config = JSON.stringify(deviceConfigToJson(artifacts.config));
    const folder = await folderWith({ 'network.json': JSON.stringify(toyTree), 'config.json': config });
    const { value, issues } = await readNetwork(join(folder, 'network.json'));
    expect([value.toTree(), issues]).toEqual([networkFromTree(toyTree).toTree(), []]);
    await expect(readNetwork(join(folder, 'config.json'))).rejects.toMatchObject({
      code: 'NOT_A_NETWORK',
      message: expect.stringContaining('the file holds a configuration'),
    });
    await expect(readNetwork(join(folder, 'none.json'))).rejects.toMatchObject({
      code: 'FILE_NOT_READABLE',
      who: join(folder, 'none.json'),
      cause: expect.objectContaining({ code: 'ENOENT' }),
    });
  });
});
