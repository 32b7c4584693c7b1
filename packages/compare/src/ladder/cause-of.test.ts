import { describe, expect, it } from 'vitest';
import { spiking } from '../../test/runs.js';
import type { LayerRun, LayerTrace } from '../run/layer-run.js';
import { causeOf } from './cause-of.js';
import { APPROXIMATIONS } from './explanation.js';

const FLOAT = spiking('float', [[1], [0], [1], [0]]);

/** A ladder whose rungs first depart at these timesteps; 9 never does. Scaling, the fourth, does nothing. */
const ladder = (...departures: readonly number[]) =>
  APPROXIMATIONS.map((name, rung) =>
    spiking(
      name,
      [1, 0, 1, 0].map((count, step) => [step >= (departures[rung < 3 ? rung : rung - 1] ?? 9) ? 1 - count : count]),
    ),
  );

const at = (step: number) => ({ layer: 'first', role: 'hidden' as const, neuron: 0, step });

describe('causeOf', () => {
  it('is the approximation after which a neuron agrees no longer', () => {
    expect(causeOf(at(2), FLOAT, ladder(9, 9, 2, 2, 1, 1))).toBe('dashRounding');
    expect(causeOf(at(2), FLOAT, ladder(0, 0, 0, 0, 0, 0))).toBe('delay');
    expect(causeOf(at(2), FLOAT, ladder(9, 9, 9, 9, 9, 2))).toBe('saturation');
  });

  it('is not one whose harm another undoes', () => {
    expect(causeOf(at(2), FLOAT, ladder(9, 9, 9, 9, 2, 2))).toBe('truncation');
    expect(causeOf(at(2), FLOAT, ladder(9, 9, 9, 1, 2, 2))).toBe('weightRounding');
    expect(causeOf(at(2), FLOAT, ladder(9, 9, 0, 9, 9, 2))).toBe('saturation');
  });

  it('is not one that follows an agreement by chance', () => {
    expect(causeOf(at(2), FLOAT, ladder(1, 1, 1, 1, 1, 1))).toBe('delay');
    expect(causeOf(at(2), FLOAT, ladder(9, 9, 1, 1, 9, 1))).toBe('dashRounding');
  });

  it('looks no further than the timestep', () => {
    expect(causeOf(at(2), FLOAT, ladder(9, 9, 3, 3, 2, 2))).toBe('truncation');
    expect(causeOf(at(3), FLOAT, ladder(9, 9, 3, 3, 2, 2))).toBe('dashRounding');
  });

  it('is the device where the chip as it should be agrees', () => {
    expect(causeOf(at(3), FLOAT, ladder())).toBe('device');
    expect(causeOf(at(1), FLOAT, ladder(2, 2, 2, 2, 2, 2))).toBe('device');
  });

  it('aligns layers by their delays', () => {
    const late = APPROXIMATIONS.map((name) => spiking(name, [[0], [1], [0], [1]], { delay: 1 }));
    expect(causeOf(at(2), FLOAT, late)).toBe('device');
    expect(
      causeOf(
        at(2),
        FLOAT,
        ladder(9, 9, 9, 2, 2, 2).map((run) => ({ ...run })),
      ),
    ).toBe('weightRounding');
  });

  it('is that of the layer of its role, where a hidden one and outputs have one name', () => {
    const withOutputs = (one: LayerRun): LayerRun => {
      const [hidden] = one.layers as [LayerTrace];
      const silent = { shape: [4, 1], data: new Float64Array(4) };
      return {
        ...one,
        layers: [
          { ...hidden, signals: { spikes: silent } },
          { ...hidden, role: 'output' },
        ],
      };
    };
    const rungs = ladder(9, 9, 2, 2, 1, 1).map(withOutputs);
    expect(causeOf({ ...at(2), role: 'output' }, withOutputs(FLOAT), rungs)).toBe('dashRounding');
    expect(causeOf(at(2), withOutputs(FLOAT), rungs)).toBe('device');
  });

  it('is unknown for a neuron that is not in the runs', () => {
    expect(causeOf({ ...at(2), layer: 'second' }, FLOAT, ladder(0))).toBeUndefined();
    expect(causeOf({ ...at(2), neuron: 1 }, FLOAT, ladder(0))).toBeUndefined();
  });
});
