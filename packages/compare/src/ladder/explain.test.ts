import { type LifTree, type LinearTree, Raster } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { BROKEN_NETWORKS } from '../../test/broken-networks.js';
import { runBroken } from '../../test/run-broken.js';
import { sideBySide } from '../../test/side-by-side.js';
import { compareRuns } from '../runs/compare-runs.js';
import { evolveIdealChip } from './evolve-ideal-chip.js';
import { evolveLadder } from './evolve-ladder.js';
import { explain } from './explain.js';
import { APPROXIMATIONS } from './explanation.js';
import { withCauses } from './with-causes.js';

describe.each(BROKEN_NETWORKS.map((network) => [network.cause, network.because, network] as const))(
  'a network that suffers from %s: %s',
  (cause, _, network) => {
    const { float, ...specs } = runBroken(network);
    const ladder = evolveLadder(float, specs, network.raster);
    const explanation = explain(float, specs, network.raster, { ladder });

    it('is explained by that', () => {
      expect(explanation.main?.cause).toBe(cause);
      expect(explanation.main?.lost).toBeGreaterThan(0.4);
      expect(explanation.agreement).toBeLessThan(0.6);
    });

    it('has a rung for every approximation, of which the last is the chip', () => {
      expect(explanation.rungs.map(({ approximation }) => approximation)).toEqual(APPROXIMATIONS);
      const chip = evolveIdealChip(specs, network.raster, { approximations: APPROXIMATIONS });
      const { agreement, output, layers } = compareRuns(float, chip);
      expect(explanation.rungs.at(-1)).toMatchObject({
        agreement,
        outputAgreement: output.agreement,
        spikes: layers.reduce((sum, { spikesB }) => sum + spikesB, 0),
      });
      expect(explanation.agreement).toBe(agreement);
    });

    it('first parts from the float network for that reason', () => {
      const comparison = compareRuns(float, ladder.at(-1)!, { signals: ['spikes'] });
      const { first, layers } = withCauses(comparison, float, ladder);
      expect(first).toEqual({ ...comparison.first, cause });
      const parted = layers.filter((layer) => layer.role === 'hidden' && layer.first !== null);
      expect(parted.map((layer) => layer.first?.cause)).toEqual(parted.map(() => cause));
    });

    it('has no cause in layers that agree', () => {
      const { first, layers } = withCauses(compareRuns(float, float), float, ladder);
      expect([first, ...layers.map((layer) => layer.first)]).toEqual([null, ...layers.map(() => null)]);
    });
  },
);

describe('of two reasons that a network suffers from', () => {
  const brokenBy = (cause: string) => BROKEN_NETWORKS.find((one) => one.cause === cause && one.scales === undefined)!;
  const explained = (...causes: readonly string[]) => {
    const network = sideBySide(...causes.map(brokenBy));
    const { float, ...specs } = runBroken(network);
    return explain(float, specs, network.raster);
  };

  it.each([
    [['weightRounding', 'truncation', 'truncation', 'truncation'], 'truncation'],
    [['truncation', 'weightRounding', 'weightRounding', 'weightRounding'], 'weightRounding'],
    // It spikes most, and so loses most.
    [['spikeCap', 'weightRounding', 'weightRounding', 'weightRounding'], 'spikeCap'],
    [['saturation', 'weightRounding'], 'saturation'],
  ] as const)('%j are mainly %s', (causes, main) => {
    expect(explained(...causes).main?.cause).toBe(main);
  });

  it('tells apart what costs the outputs, and what costs most spikes', () => {
    const { main, outputMain } = explained('saturation', 'weightRounding', 'weightRounding', 'weightRounding');
    expect([main?.cause, outputMain?.cause]).toEqual(['saturation', 'weightRounding']);
  });

  it('finds a spike cap in one late layer', () => {
    const exactly = { type: 'LIF', shape: [1, 1], leak_mode: 'bitshifts', dash_mem: 1, dash_syn: 1, bias: 0 } as const;
    const lif = (threshold: number, more: Partial<LifTree> = {}): LifTree => ({
      ...exactly,
      ...{ threshold, has_rec: false, dt: 0.001, ...more },
    });
    const linear = (weight: number): LinearTree => ({ type: 'Linear', shape: [1, 1], weight: [[weight]] });
    const relay = lif(0.45, { max_spikes_per_dt: 1 });
    const children = [linear(1), relay, linear(1), relay, linear(64), lif(0.45), linear(0.05), lif(0.9)];
    const network = {
      tree: { type: 'Sequential', children },
      raster: Raster.fromNested(Array.from({ length: 120 }, (_, t) => [t % 10 === 0 ? 1 : 0])),
      method: 'global',
    } as const;
    const { float, ...specs } = runBroken(network);
    const ladder = evolveLadder(float, specs, network.raster);
    const { main, outputMain } = explain(float, specs, network.raster, { ladder });
    expect([main?.cause, outputMain?.cause]).toEqual(['spikeCap', 'spikeCap']);
    const comparison = compareRuns(float, ladder.at(-1)!, { signals: ['spikes'] });
    const { layers } = withCauses(comparison, float, ladder);
    expect(layers.map(({ first }) => first?.cause)).toEqual([undefined, undefined, 'spikeCap', 'spikeCap']);
  });
});

describe('explain', () => {
  const network = BROKEN_NETWORKS.find(({ cause }) => cause === 'saturation')!;
  const { float, ...specs } = runBroken(network);

  it('finds nothing where the chip agrees', () => {
    const quiet = Raster.zeros(network.raster.steps, network.raster.channels);
    const silent = runBroken({ ...network, raster: quiet });
    const { agreement, main, outputMain } = explain(silent.float, specs, quiet);
    expect({ agreement, main, outputMain }).toEqual({ agreement: 1, main: null, outputMain: null });
  });

  it('does not blame saturation where one scale for all neurons spares it', () => {
    const global = runBroken({ ...network, method: 'global' });
    const { rungs } = explain(global.float, global, network.raster);
    expect(rungs.at(-1)?.without).toBe(rungs.at(-1)?.agreement);
  });

  it('evolves the ladder where none is given', () => {
    const ladder = evolveLadder(float, specs, network.raster);
    expect(explain(float, specs, network.raster)).toEqual(explain(float, specs, network.raster, { ladder }));
  });

  it('takes the last rung but one for the chip without saturation, and has none without delay', () => {
    const { rungs } = explain(float, specs, network.raster);
    const [before, last] = rungs.slice(-2);
    expect(last?.without).toBe(before?.agreement);
    expect(last?.outputWithout).toBe(before?.outputAgreement);
    expect(rungs[0]?.without).toBeUndefined();
  });

  it('refuses a float run of another network, or without spikes', () => {
    const refused = expect.objectContaining({ code: 'LADDER_REFUSED' });
    const renamed = { ...float, layers: float.layers.map((layer) => ({ ...layer, name: `other ${layer.name}` })) };
    expect(() => explain(renamed, specs, network.raster)).toThrow(refused);
    const blind = { ...float, layers: float.layers.map((layer) => ({ ...layer, signals: {} })) };
    expect(() => explain(blind, specs, network.raster)).toThrow(refused);
    expect(() => explain(float, specs, network.raster.slice(0, 5))).toThrow(refused);
  });

  it('stops when it is told to', () => {
    const signal = AbortSignal.abort();
    const aborted = expect.objectContaining({ code: 'ABORTED' });
    expect(() => explain(float, specs, network.raster, { signal })).toThrow(aborted);
    const ladder = evolveLadder(float, specs, network.raster);
    expect(() => explain(float, specs, network.raster, { signal, ladder })).toThrow(aborted);
  });
});
