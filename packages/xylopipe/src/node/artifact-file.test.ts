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
import { artifactFrom, readNetwork, type SpecificationDefaults } from './artifact-file.js';

let artifacts: DeploymentArtifacts;
beforeAll(async () => {
  const deployed = await createXylopipe().network(toyTree).on('syns61201').deploy();
  artifacts = deployed.artifacts;
  await deployed.session.close();
});

const fileOf = (json: unknown) => ({ path: 'x.json', bytes: new TextEncoder().encode(JSON.stringify(json)) });
const stageOf = (json: unknown, defaults?: SpecificationDefaults) => artifactFrom(fileOf(json), defaults).stage;

/** A specification as Rockpool has it: without our header. */
const bare = (json: unknown): Record<string, unknown> => {
  const { format, version, stage, chip_id, layers, ...fields } = json as Record<string, unknown>;
  return fields;
};

describe('artifactFrom', () => {
  it('knows every artifact by what the file says of itself', () => {
    expect(stageOf(toyTree)).toBe('extract');
    expect(stageOf(networkTreeToJson(toyTree))).toBe('extract');
    expect(stageOf(networkGraphToJson(artifacts.graph))).toBe('map');
    expect(stageOf(mappedSpecToJson(artifacts.spec))).toBe('quantize');
    expect(stageOf(quantizedSpecToJson(artifacts.quantized))).toBe('configure');
    expect(stageOf(deviceConfigToJson(artifacts.config))).toBe('deploy');
  });

  it('gives back what was written', () => {
    expect(artifactFrom(fileOf(quantizedSpecToJson(artifacts.quantized))).artifact).toEqual(artifacts.quantized);
    expect(artifactFrom(fileOf(deviceConfigToJson(artifacts.config))).artifact).toEqual(artifacts.config);
  });

  it('takes a specification without header by its numbers, or by the stage that is to take it', () => {
    const defaults = { chipId: 'syns61201' };
    expect(stageOf(bare(mappedSpecToJson(artifacts.spec)), defaults)).toBe('quantize');
    const integers = bare(quantizedSpecToJson(artifacts.quantized));
    expect(stageOf(integers, defaults)).toBe('configure');
    expect(stageOf(integers, { ...defaults, stage: 'quantize' })).toBe('quantize');
    expect(() => stageOf(integers)).toThrow(expect.objectContaining({ code: 'SPEC_INVALID' }));
  });

  it('reads the parameters of a Rockpool network', () => {
    const lif = { tau_mem: '0.02', tau_syn: '0.01', threshold: '1', bias: '0', dt: '0.001' };
    const read = artifactFrom(fileOf({ '0_LinearTorch': { weight: '[[1,2]]' }, '1_LIFTorch': lif }));
    expect(read.stage).toBe('extract');
    expect((read.artifact as NetworkTree & { type: 'Sequential' }).children).toHaveLength(2);
  });

  it.each([
    ['an artifact of nobody', { format: 'xylopipe/poem' }, 'NOT_AN_ARTIFACT'],
    ['a newer version', { format: 'xylopipe/config', version: 2 }, 'CONFIG_INVALID'],
    ['an unknown key', { ...toyTree, children: [], colour: 'red' }, 'NETWORK_INVALID'],
    ['a list', [1, 2], 'ROCKPOOL_INVALID'],
    ['nothing', null, 'ROCKPOOL_INVALID'],
  ])('refuses %s and says which file it is', (_, json, code) => {
    expect(() => artifactFrom(fileOf(json))).toThrow(expect.objectContaining({ code, who: 'x.json' }));
  });

  it('refuses NIR, and what is not JSON', () => {
    const nir = { path: 'x.nir', bytes: Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a) };
    expect(() => artifactFrom(nir)).toThrow(expect.objectContaining({ code: 'FORMAT_UNSUPPORTED', who: 'x.nir' }));
    const text = { path: 'x.json', bytes: new TextEncoder().encode('{') };
    expect(() => artifactFrom(text)).toThrow(expect.objectContaining({ code: 'JSON_INVALID', who: 'x.json' }));
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
