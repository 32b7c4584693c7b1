import { deviceConfigFromSpec, type QuantizedSpec, Raster, type UpdateRule } from '@xylopipe/core';
import { XyloSimulator } from '@xylopipe/xylo-sim';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BROKEN_NETWORKS } from '../../test/broken-networks.js';
import { randomRuns } from '../../test/random-runs.js';
import { runBroken } from '../../test/run-broken.js';
import { LAYER_SIGNALS, type LayerRun } from '../run/layer-run.js';
import { runOfEvolution } from '../run/run-of-evolution.js';
import { compareRuns } from '../runs/compare-runs.js';
import { evolveIdealChip } from './evolve-ideal-chip.js';
import { APPROXIMATIONS } from './explanation.js';

function simulated(quantized: QuantizedSpec, raster: Raster, updateRule: UpdateRule): LayerRun {
  const simulator = XyloSimulator.from(deviceConfigFromSpec(quantized), { updateRule, core: 'reference' });
  return runOfEvolution(simulator.evolve(raster, { record: true }), quantized, { label: 'chip' }).value;
}

/** Every recorded value, by layer and signal. */
const numbersOf = ({ layers }: LayerRun) =>
  layers.map(({ name, signals }) => [
    name,
    LAYER_SIGNALS.map((signal) => (signals[signal] === undefined ? undefined : Array.from(signals[signal].data))),
  ]);

describe('an ideal chip with all approximations', () => {
  it.each([
    { updateRule: 'v1', bias: false },
    { updateRule: 'v2', bias: true },
  ] as const)('is the chip under update rule $updateRule, bit for bit', ({ updateRule, bias }) => {
    fc.assert(
      fc.property(randomRuns({ bias }), ({ mapped, quantized, raster }) => {
        const options = { approximations: APPROXIMATIONS, updateRule, record: LAYER_SIGNALS };
        const ideal = evolveIdealChip({ mapped, quantized }, raster, options);
        expect(numbersOf(ideal)).toEqual(numbersOf(simulated(quantized, raster, updateRule)));
      }),
      { numRuns: 300 },
    );
  });

  it('has the names, ids, delays and thresholds of the chip', () => {
    const [network] = BROKEN_NETWORKS;
    const { mapped, quantized } = runBroken(network!);
    const ideal = evolveIdealChip({ mapped, quantized }, network!.raster, { approximations: APPROXIMATIONS });
    const chip = simulated(quantized, network!.raster, 'v2');
    const places = ({ layers, ...run }: LayerRun) => ({
      ...run,
      layers: layers.map(({ name, role, ids, delay, threshold }) => ({
        name,
        role,
        ids,
        delay,
        threshold: Array.from(threshold),
      })),
    });
    expect(places(ideal)).toEqual(places(chip));
  });
});

describe('an ideal chip with few approximations', () => {
  it.each(BROKEN_NETWORKS.slice(1).map((network) => [network.cause, network] as const))(
    'and none but delay is the float network that suffers from %s',
    (_, network) => {
      const { float, ...specs } = runBroken(network);
      const ideal = evolveIdealChip(specs, network.raster, { approximations: [], float });
      const { agreement, first, issues } = compareRuns(float, ideal, { signals: ['spikes'] });
      expect({ agreement, first, issues }).toEqual({ agreement: 1, first: null, issues: [] });
    },
  );

  it('spikes alike in any units, as nothing ends at 16 bits', () => {
    const network = BROKEN_NETWORKS.find(({ cause }) => cause === 'weightRounding')!;
    const { mapped, quantized } = runBroken(network);
    const [real, scaled] = ([[], ['saturation']] as const).map((approximations) =>
      evolveIdealChip({ mapped, quantized }, network.raster, { approximations, record: ['spikes', 'vmem'] }),
    ) as [LayerRun, LayerRun];
    real.layers.forEach((layer, i) => {
      const factor = Number(scaled.layers[i]?.threshold[0]) / Number(layer.threshold[0]);
      expect(factor).toBeGreaterThan(50);
      expect(scaled.layers[i]?.signals.spikes).toEqual(layer.signals.spikes);
      scaled.layers[i]?.signals.vmem?.data.forEach((v: number, cell: number) => {
        expect(v / factor).toBeCloseTo(layer.signals.vmem?.data[cell] as number, 9);
      });
    });
  });

  it('stays finite with any of them, in any order', () => {
    fc.assert(
      fc.property(
        randomRuns({ bias: true }),
        fc.shuffledSubarray([...APPROXIMATIONS]),
        fc.constantFrom('v1', 'v2'),
        ({ raster, ...specs }, approximations, updateRule) => {
          const record = LAYER_SIGNALS;
          const run = evolveIdealChip(specs, raster, { approximations, updateRule, record });
          for (const { signals } of run.layers) {
            for (const signal of Object.values(signals)) {
              expect(Array.from(signal.data).every(Number.isFinite)).toBe(true);
              if (approximations.includes('saturation') && approximations.includes('spikeCap')) {
                expect(Array.from(signal.data).every((x) => Math.abs(x) <= 32768)).toBe(true);
              }
            }
          }
          const sorted = APPROXIMATIONS.filter((one) => approximations.includes(one));
          expect(evolveIdealChip(specs, raster, { approximations: sorted, updateRule, record })).toEqual(run);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('records spikes unless more is asked for, isyn2 where it is, and leaves specifications and input as they were', () => {
    const network = BROKEN_NETWORKS[3]!;
    const { mapped, quantized } = runBroken(network);
    const before = structuredClone({ mapped, quantized, counts: network.raster.counts });
    const run = evolveIdealChip({ mapped, quantized }, network.raster, { approximations: ['dashRounding'] });
    expect(run.label).toBe('chip with delay, dashRounding only');
    expect(run.layers.map(({ signals }) => Object.keys(signals))).toEqual([['spikes'], ['spikes']]);
    const all = evolveIdealChip({ mapped, quantized }, network.raster, { approximations: [], record: LAYER_SIGNALS });
    expect(all.layers.map(({ signals }) => Object.keys(signals))).toEqual([
      ['isyn', 'vmem', 'spikes'],
      ['isyn', 'vmem', 'spikes'],
    ]);
    expect({ mapped, quantized, counts: network.raster.counts }).toEqual(before);
  });
});

describe('what it refuses', () => {
  const { mapped, quantized } = runBroken(BROKEN_NETWORKS[0]!);
  const other = runBroken(BROKEN_NETWORKS[1]!);
  const raster = Raster.zeros(3, 1);
  const refused = (at: readonly (string | number)[]) =>
    expect.objectContaining({
      code: 'LADDER_REFUSED',
      issues: expect.arrayContaining([expect.objectContaining({ at })]),
    });
  const options = { approximations: APPROXIMATIONS };

  it.each([
    ['another network', { mapped, quantized: other.quantized }, ['quantized', 'hidden']],
    ['other aliases', { mapped, quantized: { ...quantized, aliases: [[], [], [], []] } }, ['quantized', 'aliases']],
    ['a broken specification', { mapped: { ...mapped, bias: new Float64Array(1) }, quantized }, ['mapped', 'bias']],
    [
      'a number that is none',
      { mapped: { ...mapped, threshold: mapped.threshold.map(() => NaN) }, quantized },
      ['mapped', 'threshold', 0],
    ],
  ])('%s', (_, specs, at) => {
    expect(() => evolveIdealChip(specs, raster, options)).toThrow(refused(at));
  });

  it('an input of other channels', () => {
    expect(() => evolveIdealChip({ mapped, quantized }, Raster.zeros(3, 2), options)).toThrow(refused(['raster']));
  });
});
