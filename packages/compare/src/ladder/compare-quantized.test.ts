import { describe, expect, it } from 'vitest';
import { BROKEN_NETWORKS } from '../../test/broken-networks.js';
import { runBroken } from '../../test/run-broken.js';
import type { LayerRun, LayerTrace } from '../run/layer-run.js';
import { compareRuns } from '../runs/compare-runs.js';
import { compareQuantized } from './compare-quantized.js';
import { evolveLadder } from './evolve-ladder.js';

const ranBroken = (cause: string) => {
  const network = BROKEN_NETWORKS.find((one) => one.cause === cause)!;
  const { float, ...specs } = runBroken(network);
  const ladder = evolveLadder(float, specs, network.raster);
  return { float, ladder, chip: ladder.at(-1) as LayerRun };
};

describe('compareQuantized', () => {
  it.each([
    ['weightRounding', [false, true], ['weightRounding', undefined]],
    ['dashRounding', [false, true], ['dashRounding', undefined]],
    ['truncation', [true, false], [undefined, 'truncation']],
    ['saturation', [true, false], [undefined, 'saturation']],
  ] as const)('puts %s on its side', (cause, equal, causes) => {
    const { float, ladder, chip } = ranBroken(cause);
    const { run, withFloat, withChip } = compareQuantized(float, chip, ladder);
    expect([withFloat.a, withFloat.b, withChip.a, withChip.b, run.label]).toEqual([
      ...['float', 'quantized', 'quantized', 'chip', 'quantized'],
    ]);
    expect([withFloat, withChip].map(({ agreement }) => agreement > 0.9)).toEqual(equal);
    expect([withFloat, withChip].map(({ first }) => first?.cause)).toEqual(causes);
  });

  it('is the fifth rung, compared as any two runs', () => {
    const { float, ladder, chip } = ranBroken('truncation');
    const { run, withFloat, withChip } = compareQuantized(float, chip, ladder);
    expect(run).toEqual({ ...ladder[4], label: 'quantized' });
    expect(withFloat).toEqual(compareRuns(float, run, { signals: ['spikes'] }));
    expect(withChip.agreement).toBe(compareRuns(run, chip).agreement);
  });

  it('blames the device where the chip as it should be agrees', () => {
    const { float, ladder, chip } = ranBroken('weightRounding');
    const [layer, ...others] = chip.layers as [LayerTrace, LayerTrace];
    const spikes = layer.signals.spikes!;
    const more = { ...spikes, data: spikes.data.map((count, i) => (i === 40 ? count + 1 : count)) };
    const board = { ...chip, label: 'board', layers: [{ ...layer, signals: { spikes: more } }, ...others] };
    expect(compareQuantized(float, board, ladder).withChip.first).toMatchObject({ step: 40, cause: 'device' });
  });
});
