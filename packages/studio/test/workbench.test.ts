import { errorsIn, Raster } from '@xylopipe/core';
import { rasterToCsv, rasterToNpy } from '@xylopipe/formats';
import { describe, expect, it } from 'vitest';
import { createXylopipe, networkFromTree, studyRun } from 'xylopipe';
import { Workbench, type WorkbenchFile, type WorkbenchResult } from '../src/index.js';
import { MOST_BYTES } from '../src/workbench/workbench-file.js';
import { examples, fileOf, filesOf } from './example-files.js';
import { nirFilesOf, nirReaders } from './nir-files.js';

const [digits, ten, toy] = examples;
const [toyNetwork, toyRaster] = filesOf(toy) as [WorkbenchFile, WorkbenchFile];
const TOY = { chipId: 'syns61201' };

const benchWith = (...files: readonly WorkbenchFile[]): Workbench => {
  const bench = new Workbench(createXylopipe(), nirReaders);
  for (const file of files) bench.put(file);
  return bench;
};
const codesOf = ({ model }: WorkbenchResult): readonly string[] =>
  errorsIn(model.issues).map(({ code, stage }: { code: string; stage?: string }) => `${stage} ${code}`);

describe('a workbench', () => {
  it('shows what a run of the library shows', async () => {
    const settings = { chipId: digits.chipId, quantize: { method: 'channel' } } as const;
    const { model, refusedBy, config } = await benchWith(...filesOf(digits)).run(settings);
    const input = Raster.fromNested(JSON.parse(digits.raster.text));
    const ran = await createXylopipe()
      .network(networkFromTree(JSON.parse(digits.network.text)))
      .on(digits.chipId)
      .quantize({ method: 'channel' })
      .run(input, { record: true });
    const expected = studyRun(ran);
    expect(refusedBy).toBeUndefined();
    expect(model.runs).toEqual(expected.runs);
    expect(model.comparisons).toEqual(expected.comparisons);
    expect(model.explanation).toEqual(expected.explanation);
    expect(model.issues).toEqual(expected.issues);
    expect(JSON.parse(config ?? '')).toMatchObject({ chipId: digits.chipId });
  });

  it('computes anew what a change reaches, and no more', async () => {
    const bench = benchWith(toyNetwork, toyRaster);
    const computed = async (settings: Parameters<Workbench['run']>[0]) => (await bench.run(settings)).computed;
    expect(await computed(TOY)).toEqual(['network', 'map', 'raster', 'quantize', 'float']);
    expect(await computed({ ...TOY, quantize: { method: 'channel' } })).toEqual(['quantize']);
    expect(await computed({ chipId: 'syns65302' })).toEqual(['map', 'quantize', 'float']);
    bench.put({ ...toyRaster });
    expect(await computed({ chipId: 'syns65302' })).toEqual(['raster', 'quantize', 'float']);
  });

  it('gives the same as a new one, whatever was on it before', async () => {
    const bench = benchWith(...filesOf(digits));
    await bench.run({ chipId: digits.chipId, quantize: { method: 'channel' } });
    bench.put(fileOf('network.json', 'nothing'));
    await bench.run(TOY);
    for (const file of filesOf(toy)) bench.put(file);
    const untimed = ({ milliseconds, computed, model, ...rest }: WorkbenchResult) => [rest, { ...model, stages: [] }];
    expect(untimed(await bench.run(TOY))).toEqual(untimed(await benchWith(toyNetwork, toyRaster).run(TOY)));
  });

  it('has of NIR what it has of JSON, with what may show of the conversion', async () => {
    const settings = { chipId: ten.chipId };
    const json = await benchWith(...filesOf(ten)).run(settings);
    const nir = await benchWith(...(await nirFilesOf(ten, 0.01))).run(settings);
    expect(nir.config).toBe(json.config);
    expect(nir.model.input).toEqual(json.model.input);
    expect(nir.model.runs).toEqual(json.model.runs);
    const { issues } = nir.model;
    expect(issues.filter(({ code }) => !code.startsWith('NIR_'))).toEqual(json.model.issues);
    expect(issues[0]).toMatchObject({ code: 'NIR_THRESHOLD_INCLUSIVE', severity: 'warning', at: ['1'] });
    const [network, raster] = (await nirFilesOf(toy, 0.5)) as [WorkbenchFile, WorkbenchFile];
    expect(codesOf(await benchWith(network, raster).run(TOY))).toEqual(['raster NIR_DATA_REFUSED']);
  });

  it('tells which chips can hold the network, and what it is too much for', async () => {
    const { fits, refusedBy } = await benchWith(...filesOf(ten)).run({ chipId: 'syns61201' });
    expect(fits.map(({ chipId, fits }) => [chipId, fits])).toEqual([
      ['syns61300', false],
      ['syns65300', false],
      ['syns61201', false],
      ['syns63300', true],
      ['syns65302', true],
    ]);
    expect(fits.find(({ chipId }) => chipId === 'syns61201')?.reasons.join()).toContain('10');
    expect(refusedBy).toBe('map');
  });

  it('says as much as it can of what it has', async () => {
    const empty = await new Workbench().run(TOY);
    expect([empty.refusedBy, empty.model.issues, empty.model.runs]).toEqual([undefined, [], []]);
    expect(empty.fits.map(({ fits }) => fits)).toEqual(Array(5).fill(undefined));
    const network = await benchWith(toyNetwork).run(TOY);
    expect([network.refusedBy, network.recipe, network.model.runs]).toEqual([undefined, undefined, []]);
    expect(network.config).toContain('weightsIn');
    const raster = await benchWith(toyRaster).run(TOY);
    expect([raster.refusedBy, raster.model.input?.steps]).toEqual([undefined, 60]);
  });

  it.each([
    ['.npy', fileOf('r.npy', ''), (raster: Raster) => rasterToNpy(raster)],
    ['.csv', fileOf('r.csv', ''), (raster: Raster) => new TextEncoder().encode(rasterToCsv(raster))],
  ])('takes a raster as %s', async (_, { name }, bytesOf) => {
    const raster = Raster.fromNested(JSON.parse(toy.raster.text));
    const bench = benchWith(toyNetwork);
    expect(bench.put({ name, bytes: bytesOf(raster) })).toBe('raster');
    expect((await bench.run(TOY)).model.input?.toNested()).toEqual(raster.toNested());
  });
});

describe('a workbench refuses', () => {
  const tree = JSON.parse(toy.network.text);
  const spoilt = structuredClone(tree);
  spoilt.children[0].weight[0][1] = 'NaN';
  const silent = (steps: number, channels: number) => fileOf('r.json', Array(steps).fill(Array(channels).fill(0)));

  it.each<[string, readonly WorkbenchFile[], string, string]>([
    ['what is no JSON', [fileOf('network.json', 'nothing'), toyRaster], 'network', 'JSON_INVALID'],
    ['what is no network', [fileOf('network.json', { type: 'Sequentiel' }), toyRaster], 'network', 'UNKNOWN_VARIANT'],
    ['weights that are no numbers', [fileOf('network.json', spoilt), toyRaster], 'network', 'INVALID_VALUE'],
    [
      'what is no NIR',
      [{ name: 'n.nir', bytes: Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a) }],
      'network',
      'NIR_FILE_INVALID',
    ],
    ['a raster of other channels', [toyNetwork, silent(4, 3)], 'raster', 'RASTER_SIZE'],
    ['a raster without timesteps', [toyNetwork, fileOf('r.json', [])], 'raster', 'RASTER_EMPTY'],
    ['a broken raster', [toyNetwork, fileOf('r.npy', 'x')], 'raster', 'NPY_MAGIC'],
    ['too large a network', [{ name: 'n.json', bytes: new Uint8Array(MOST_BYTES + 1) }], 'network', 'FILE_TOO_LARGE'],
    [
      'too large a raster',
      [toyNetwork, { name: 'r.npy', bytes: new Uint8Array(MOST_BYTES + 1) }],
      'raster',
      'FILE_TOO_LARGE',
    ],
    [
      'too long a run',
      [toyNetwork, { name: 'r.npy', bytes: rasterToNpy(Raster.zeros(2 ** 21, 2)) }],
      'evolve',
      'RUN_TOO_LARGE',
    ],
  ])('%s', async (_, files, stage, code) => {
    const result = await benchWith(...files).run(TOY);
    expect(codesOf(result).map((text) => text.split(' ')[0])).toContain(stage);
    expect(result.refusedBy).toBe(stage);
    expect(codesOf(result).join()).toContain(code);
    expect([result.model.runs, result.recipe]).toEqual([[], undefined]);
  });

  it('a chip that nobody knows, and one that cannot hold the network', async () => {
    expect(codesOf(await benchWith(toyNetwork, toyRaster).run({ chipId: 'syns1' }))).toEqual(['map UNKNOWN_CHIP']);
    const large = await benchWith(...filesOf(ten)).run({ chipId: 'syns61300' });
    expect(large.refusedBy).toBe('map');
    expect(errorsIn(large.model.issues).length).toBeGreaterThan(0);
    expect(large.model.network?.modules.length).toBeGreaterThan(0);
  });

  it('options that cannot be, with all of them named, and is well again after', async () => {
    const bench = benchWith(toyNetwork, toyRaster);
    const refused = await bench.run({ ...TOY, quantize: { clipPercentile: 0, thresholdScale: -1 } });
    expect(refused.refusedBy).toBe('quantize');
    expect(errorsIn(refused.model.issues)).toHaveLength(2);
    expect(refused.model.network).toBeDefined();
    expect((await bench.run(TOY)).refusedBy).toBeUndefined();
  });
});
