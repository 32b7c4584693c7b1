import { defineDevicePlugin, outputOf, Raster, SIMULATOR, totalsOf, unremarkable, XylopipeError } from '@xylopipe/core';
import { networkFromTree } from '@xylopipe/nn';
import { syns61201 } from '@xylopipe/xylo-syns61201';
import { describe, expect, it } from 'vitest';
import { toyRaster, toyTree, wideTree } from '../test/toy.js';
import { watchSimulator } from '../test/watched-simulator.js';
import { createXylopipe } from './xylopipe.js';

const coded = (code: string) => expect.objectContaining({ code });

describe('the path in one call', () => {
  it('gives the evolution, every artifact on the way, and how long each stage took', async () => {
    const { evolution, artifacts, issues, timings } = await createXylopipe()
      .network(toyTree)
      .on('syns61201')
      .quantize({ method: 'channel' })
      .run(toyRaster(), { record: ['vmem'] });
    expect(totalsOf(outputOf(evolution)).every((n) => n > 0)).toBe(true);
    expect(Object.keys(evolution.signals).sort()).toEqual(['spikesOut', 'vmem']);
    expect([artifacts.spec.stage, artifacts.quantized.stage, artifacts.config.stage]).toEqual([
      'mapped',
      'quantized',
      'configured',
    ]);
    expect(artifacts.graph.modules).toHaveLength(4);
    expect(issues).toEqual([]);
    expect(Object.keys(timings)).toEqual(['extract', 'map', 'quantize', 'configure', 'deploy', 'evolve']);
  });

  it('takes a network as well as a tree, and always begins at rest', async () => {
    const xylopipe = createXylopipe();
    const onChip = xylopipe.network(networkFromTree(toyTree)).on('syns65302');
    const first = await onChip.run(toyRaster(), { record: true });
    const second = await onChip.run(toyRaster(), { record: true });
    expect(second.evolution).toEqual(first.evolution);
  });

  it('quantizes by one factor for all where nothing is said, with the bits of the chip', async () => {
    const onChip = createXylopipe().network(toyTree).on('syns61201');
    const { artifacts } = await onChip.deploy();
    const asked = await onChip.quantize({ method: 'global', bitsPerWeight: 8, bitsPerThreshold: 16 }).deploy();
    const channel = await onChip.quantize({ method: 'channel' }).deploy();
    expect(artifacts.quantized).toEqual(asked.artifacts.quantized);
    expect(artifacts.quantized).not.toEqual(channel.artifacts.quantized);
    for (const { session } of [asked, channel]) await session.close();
  });

  it('is not changed by what is derived of it', async () => {
    const onChip = createXylopipe().network(toyTree).on('syns61201');
    const before = await onChip.run(toyRaster());
    onChip.quantize({ bitsPerWeight: 3 });
    expect((await onChip.run(toyRaster())).artifacts.quantized).toEqual(before.artifacts.quantized);
  });

  it('tells which stage had something to say', async () => {
    const loud = Raster.fromNested([[16, 0]]);
    const { issues } = await createXylopipe().network(toyTree).on('syns61201').run(loud);
    expect(issues).toMatchObject([{ stage: 'evolve', code: 'INPUT_CLIPPED', severity: 'warning' }]);
  });

  it('maps what a chip cannot hold, and refuses to configure it', async () => {
    const onChip = createXylopipe().network(wideTree(9)).on('syns61201', { maxOutputNeurons: 20 });
    await expect(onChip.run(toyRaster())).rejects.toEqual(coded('CONFIG_INVALID'));
    const tooSmall = createXylopipe().network(wideTree(9)).on('syns61201');
    await expect(tooSmall.run(toyRaster())).rejects.toEqual(coded('MAP_REFUSED'));
  });

  it.each(['done', 'failed', 'aborted'])('closes the chip when the run is %s', async (end) => {
    const xylopipe = createXylopipe();
    const controller = new AbortController();
    const { log } = watchSimulator(xylopipe, 'syns61201', (session) => async (input, options) => {
      if (end === 'failed') throw new XylopipeError('GONE', 'the chip is gone');
      if (end === 'aborted') controller.abort();
      return session.evolve(input, options);
    });
    const run = xylopipe.network(toyTree).on('syns61201').run(toyRaster(), { signal: controller.signal });
    if (end === 'done') await run;
    else await expect(run).rejects.toEqual(coded(end === 'failed' ? 'GONE' : 'ABORTED'));
    expect(log).toEqual(['open', 'close']);
  });

  it('leaves a deployed chip open for more than one evolution', async () => {
    const xylopipe = createXylopipe();
    const { log } = watchSimulator(xylopipe, 'syns65302');
    const { session, artifacts } = await xylopipe.network(toyTree).on('syns65302').deploy();
    expect(artifacts.config.chipId).toBe('syns65302');
    expect((await session.evolve(toyRaster(3))).steps).toBe(3);
    expect(log).toEqual(['open']);
    await session.close();
  });

  it('leaves nothing open where the deployment is cancelled', async () => {
    const xylopipe = createXylopipe();
    const controller = new AbortController();
    const { log } = watchSimulator(xylopipe, 'syns61201');
    const real = xylopipe.device('syns61201').simulator;
    const cancelling: typeof real = {
      deploy: (config, options) => {
        controller.abort('enough');
        return real.deploy(config, { ...options, signal: undefined });
      },
    };
    xylopipe.registry.override('syns61201', SIMULATOR, { useValue: cancelling });
    const deployment = xylopipe.network(toyTree).on('syns61201').deploy({ signal: controller.signal });
    await expect(deployment).rejects.toMatchObject({ code: 'ABORTED', cause: 'enough' });
    expect(log).toEqual(['open', 'close']);
  });

  it('refuses what is no network at once', () => {
    const broken = { ...toyTree, children: [{ type: 'LIF', shape: [2, 0] }] } as unknown as typeof toyTree;
    expect(() => createXylopipe().network(broken)).toThrow(coded('NETWORK_INVALID'));
  });
});

describe('the stages', () => {
  const options = { device: 'syns61201', quantize: { method: 'channel' } } as const;

  it('are six with an input, and end with the opened chip without', () => {
    const xylopipe = createXylopipe();
    expect(xylopipe.pipeline(options).names).toEqual(['extract', 'map', 'quantize', 'configure', 'deploy']);
    expect(xylopipe.pipeline({ ...options, input: toyRaster() }).names.at(-1)).toBe('evolve');
  });

  it('can be stopped at and resumed from, with the result of the path in one call', async () => {
    const xylopipe = createXylopipe();
    const pipeline = xylopipe.pipeline({ ...options, input: toyRaster(), record: true });
    const spec = await pipeline.until('map').run(networkFromTree(toyTree)).result;
    const rest = pipeline.from('quantize').run(spec);
    const evolution = await rest.result;
    const whole = await xylopipe.network(toyTree).on('syns61201').quantize(options.quantize).run(toyRaster(), {
      record: true,
    });
    expect(evolution).toEqual(whole.evolution);
    await (rest.artifacts.get('deploy') as { close(): Promise<void> }).close();
  });

  it('can be exchanged', async () => {
    const pipeline = createXylopipe().pipeline(options).until('quantize');
    const raised = pipeline.replace('map', (_, context) => {
      context.progress(1);
      return unremarkable({ ...spec, threshold: spec.threshold.map(() => 7) });
    });
    const spec = await pipeline.until('map').run(networkFromTree(toyTree)).result;
    const { threshold } = await raised.run(networkFromTree(toyTree)).result;
    expect(threshold[0]).toBeGreaterThan(spec.threshold[0] as number);
  });
});

describe('devices', () => {
  it('are the built-in ones and those of plugins, which no other Xylopipe sees', () => {
    const limits = { ...syns61201.limits, chipId: 'syns99999' };
    const plugin = defineDevicePlugin({ ...syns61201, chipId: 'syns99999', limits });
    const xylopipe = createXylopipe({ plugins: [plugin] });
    expect(xylopipe.registry.list().map((p) => p.chipId)).toEqual([
      'syns61300',
      'syns65300',
      'syns61201',
      'syns63300',
      'syns65302',
      'syns99999',
    ]);
    expect(xylopipe.device('syns99999').limits.chipId).toBe('syns99999');
    expect(() => createXylopipe().device('syns99999')).toThrow(
      'have: syns61300, syns65300, syns61201, syns63300, syns65302',
    );
  });

  it('must be known, and known once', () => {
    expect(() => createXylopipe().network(toyTree).on('syns1')).toThrow(coded('UNKNOWN_CHIP'));
    expect(() => createXylopipe({ plugins: [syns61201] })).toThrow(coded('DUPLICATE_CHIP'));
  });
});
