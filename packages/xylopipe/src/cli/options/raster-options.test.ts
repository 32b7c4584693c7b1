import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Raster } from '@xylopipe/core';
import { rasterToEvents } from '@xylopipe/formats';
import { type NirObservable, nirDataFromRaster } from '@xylopipe/nir';
import { writeNirData } from '@xylopipe/nir/node';
import { beforeEach, describe, expect, it } from 'vitest';
import { jsonOf, toyFolder, xylopipe, xylopipeUntil } from '../../../test/command.js';
import { toyRaster } from '../../../test/toy.js';
import { readRaster } from '../../node/data-files.js';

/** The spikes of a raster in the middle of their timesteps of 1 ms, in microseconds. */
const eventsOf = (raster: Raster): string =>
  ['t,channel', ...rasterToEvents(raster).map(([step, channel]) => `${step * 1000 + 500},${channel}`)].join('\n');

const US = ['--time-unit', 'us'];

let at: (name: string) => string;
beforeEach(async () => {
  const folder = await toyFolder();
  at = (name) => join(folder, name);
  await writeFile(at('events.csv'), eventsOf(toyRaster()));
});

const run = (input: string, ...more: readonly string[]) =>
  xylopipe('run', at('network.json'), '--device', 'syns61201', '--input', at(input), '--json', ...more);

describe('events as input', () => {
  it('are counted by the timestep of the network, and again by the recipe', async () => {
    const own = jsonOf(await run('spikes.npy'));
    const counted = jsonOf(await run('events.csv', ...US, '--steps', '40', '--record', '--out', at('results')));
    expect(counted).toMatchObject({ steps: 40, totals: own.totals, issues: [] });
    const recipe = JSON.parse(await readFile(at('results/run.json'), 'utf8'));
    expect(recipe.options).toMatchObject({ size: { steps: 40 }, events: { unit: 'us' } });
    const again = jsonOf(await xylopipe('run', '--recipe', at('results/run.json'), '--json'));
    expect([again.totals, again.issues]).toEqual([own.totals, []]);
    const shown = await xylopipe('report', at('results'), '--json');
    expect(jsonOf(shown).issues).toMatchObject([{ stage: 'telemetry' }]);
  });

  it('begin where the first is, and have polarities, as options say', async () => {
    await writeFile(at('late.csv'), 't,channel,polarity\n7.0002,0,1\n7.0012,0,-1\n7.0013,0,-1');
    const { value, issues } = await readRaster(at('late.csv'), {
      dt: 0.001,
      events: { unit: 's', start: 'first', polarity: 'split' },
    });
    expect([value.toNested(), issues]).toEqual([
      [
        [0, 1],
        [2, 0],
      ],
      [],
    ]);
    const options = ['--time-unit', 's', '--time-start', 'first', '--polarity', 'split'];
    expect(jsonOf(await run('late.csv', ...options)).steps).toBe(2);
    expect(
      jsonOf(await run('late.csv', '--time-unit', 's', '--time-start', '7', '--channels', '2')).error,
    ).toMatchObject({
      code: 'POLARITY_UNDECIDED',
    });
  });

  it('belong to the timestep that ends or that starts where two meet, as an option says', async () => {
    await writeFile(at('met.csv'), 't,channel\n1000,1\n2000,1');
    const steps = async (...more: readonly string[]) => jsonOf(await run('met.csv', ...US, ...more)).steps;
    expect([await steps(), await steps('--time-border', 'end')]).toEqual([3, 2]);
  });

  it('that do not fit into a cell are counted in a warning', async () => {
    const loud = ['t,channel', ...Array(260).fill('10,0'), '1500,1'].join('\n');
    await writeFile(at('loud.csv'), loud);
    const issues = jsonOf(await run('loud.csv', ...US)).issues as readonly { readonly code: string }[];
    expect(issues.find(({ code }) => code === 'EVENTS_CLIPPED')).toMatchObject({
      stage: 'read',
      measured: 260,
      limit: 255,
      message: expect.stringMatching(/^5 of 261 events are lost in 1 cells/),
    });
  });

  it('may be recordings to search by', async () => {
    await mkdir(at('data'));
    await writeFile(at('data/a.csv'), eventsOf(toyRaster()));
    await writeFile(at('data/b.csv'), ['t,channel', ...Array(256).fill('10,1'), '90,0'].join('\n'));
    const argv = ['tune', at('network.json'), '--device', 'syns61201', '--data', at('data'), '--candidates', '1'];
    const told = jsonOf(await xylopipe(...argv, ...US, '--workers', '1', '--json'));
    expect(told.issues).toContainEqual(expect.objectContaining({ code: 'EVENTS_CLIPPED', at: ['b.csv', 0, 1] }));
    expect(jsonOf(await xylopipe(...argv, '--json')).error).toMatchObject({
      code: 'RECORDINGS_INVALID',
      issues: [{ code: 'EVENTS_UNCOUNTED', hint: expect.stringContaining('--time-unit') }, {}],
    });
  });

  it.each([
    [[], 1, 'give --time-unit, which says what their times are counted in: s, ms, us or ns'],
    [['--polarity', 'merge'], 2, '--time-start and --polarity are for events'],
    [[...US, '--time-start', 'soon'], 2, 'It must be a time'],
    [[...US, '--until', 'map'], 2, 'there are options for'],
    [[...US, '--steps', '3'], 1, 'EVENT_OUTSIDE'],
  ] as const)('are refused with %j', async (options, code, message) => {
    const { exitCode, stdout } = await run('events.csv', ...options);
    expect([exitCode, stdout]).toEqual([code, expect.stringContaining(message)]);
  });

  it('need a network that says its timestep', async () => {
    const reading = readRaster(at('events.csv'), { events: { unit: 'us' } });
    await expect(reading).rejects.toMatchObject({ code: 'DT_UNKNOWN', who: at('events.csv') });
  });
});

describe('recorded data of NIR as input', { timeout: 30_000 }, () => {
  const spikes = (observable: string, raster: Raster): ReadonlyMap<string, NirObservable> => {
    const [node] = nirDataFromRaster(raster, { dt: 0.001, observable }).nodes.values();
    return node?.type === 'NIRNodeData' ? node.observables : new Map();
  };

  it('is run as the raster that it is, and again by the recipe', async () => {
    const observables = new Map([...spikes('spikes', toyRaster(3)), ...spikes('on', toyRaster())]);
    const node = { type: 'NIRNodeData', observables } as const;
    const nodes = new Map([
      ['input', node],
      ['other', node],
    ]);
    await writeFile(at('data.nir'), await writeNirData({ type: 'NIRGraphData', nodes }));
    const own = jsonOf(await run('spikes.npy'));
    const told = jsonOf(await run('data.nir', '--node', 'input', '--observable', 'on', '--out', at('results')));
    expect([told.totals, told.issues]).toEqual([own.totals, []]);
    const { options } = JSON.parse(await readFile(at('results/run.json'), 'utf8'));
    expect(options.nirData).toEqual({ node: ['input'], observable: 'on' });
    const again = jsonOf(await xylopipe('run', '--recipe', at('results/run.json'), '--json'));
    expect([again.totals, again.issues]).toEqual([own.totals, []]);
  });

  it('is read no further when interrupted, whatever it is for', async () => {
    await mkdir(at('data'));
    const nir = at('data/a.nir');
    await writeFile(nir, await writeNirData(nirDataFromRaster(toyRaster(), { dt: 0.001, node: 'input' })));
    const chip = ['--device', 'syns61201'];
    await run('spikes.npy', '--record', '--out', at('results'));
    for (const argv of [
      ['run', at('network.json'), ...chip, '--input', nir],
      ['estimate', at('results/config.json'), '--input', nir],
      ['estimate', at('results/config.json'), '--input', nir, '--evolution', at('results/evolution.npz')],
      ['report', at('results'), '--input', nir],
      ['tune', at('network.json'), ...chip, '--data', at('data')],
    ]) {
      const { exitCode, stdout } = await xylopipeUntil(AbortSignal.abort('interrupted'), ...argv, '--json');
      expect([exitCode, JSON.parse(stdout).error]).toEqual([
        130,
        expect.objectContaining({ code: 'ABORTED', message: expect.stringContaining(`${nir}: `) }),
      ]);
    }
  });

  it('may have an event in the first moment, if timesteps have what begins them', async () => {
    const spikes: NirObservable = {
      ...{ type: 'EventData', nNeurons: 2, tMax: 0.003 },
      idx: { shape: [1, 3], data: Int32Array.of(0, 1, 1) },
      time: { shape: [1, 3], data: Float64Array.of(0, 0.001, 0.0025) },
    };
    const input = { type: 'NIRNodeData', observables: new Map([['spikes', spikes]]) } as const;
    const data = await writeNirData({ type: 'NIRGraphData', nodes: new Map([['input', input]]) });
    await writeFile(at('events.nir'), data);
    const refused = jsonOf(await run('events.nir')).error;
    const hint = expect.stringContaining("--time-border 'start'");
    expect(refused).toMatchObject({ code: 'EVENTS_INVALID', issues: [{ code: 'EVENT_EARLY', hint }] });
    await writeFile(at('same.csv'), 'timestep,channel,count\n0,0,1\n1,1,1\n2,1,1\n');
    const own = jsonOf(await run('same.csv', '--record')).evolution;
    const border = ['--time-border', 'start', '--record'];
    expect(jsonOf(await run('events.nir', ...border)).evolution).toEqual(own);
    await run('events.nir', ...border, '--out', at('results'));
    expect(jsonOf(await xylopipe('run', '--recipe', at('results/run.json'), '--json')).evolution).toEqual(own);
  });

  it.each([
    ['data.nir', ['--steps', '40', ...US], 'NIR data say themselves what is given as steps and events'],
    [
      'spikes.npy',
      ['--sample', '0'],
      'a node, an observable, a sample and a border without a unit are of recorded data',
    ],
  ])('%s is refused with options of other files: %j', async (name, options, message) => {
    await writeFile(at('data.nir'), '');
    const { exitCode, stdout } = await run(name, ...options);
    expect([exitCode, stdout]).toEqual([2, expect.stringContaining(message)]);
  });
});
