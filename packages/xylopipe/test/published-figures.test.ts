import type { NetworkTree } from '@xylopipe/core';
import { costsOf, estimateCosts, estimateEnergy } from '@xylopipe/xylo-common';
import { describe, expect, it } from 'vitest';
import { createXylopipe, networkFromTree } from '../src/index.js';

const neurons = (n: number, dt: number, weights: number[][] | null = null) => ({
  type: 'LIF' as const,
  shape: [n, n] as [number, number],
  tau_mem: 4 * dt,
  tau_syn: 4 * dt,
  threshold: 1,
  bias: 0,
  has_rec: weights !== null,
  w_rec: weights,
  dt,
});
const linear = (inputs: number, outputs: number) => ({
  type: 'Linear' as const,
  shape: [inputs, outputs] as [number, number],
  weight: { shape: [inputs, outputs] as [number, number], fill: 0.5 },
});

/** The network of which Rockpool's documentation gives cycles; `silent` of its recurrent weights are 0. */
const documented = (inputs: number, dt: number, silent: number): NetworkTree => ({
  type: 'Sequential',
  children: [
    linear(inputs, 4),
    neurons(4, dt),
    {
      type: 'Residual',
      children: [
        linear(4, 4),
        neurons(
          4,
          dt,
          [0, 1, 2, 3].map((row) => [0, 1, 2, 3].map((column) => (4 * row + column < silent ? 0 : 0.5))),
        ),
      ],
    },
    linear(4, 2),
    neurons(2, dt),
  ],
});

describe('the documented network, mapped and quantized', () => {
  it.each([
    ['syns63300', 15, 0.005, 0, 757, 181_680],
    ['syns65302', 2, 0.01, 1, 555, 66_600],
  ])('on %s takes the documented cycles and clock', async (chipId, inputs, dt, silent, cycles, hertz) => {
    const xylopipe = createXylopipe();
    const network = networkFromTree(documented(inputs, dt, silent));
    const config = await xylopipe.pipeline({ device: chipId }).until('configure').run(network).result;
    const device = xylopipe.device(chipId);
    const estimate = estimateCosts(config, device.limits, costsOf(device));
    expect(estimate.cycles).toMatchObject({ value: { cyclesPerStep: cycles } });
    expect(estimate.clock).toMatchObject({ value: { worstCaseHz: expect.closeTo(hertz, 6) } });
  });
});

describe('published power', () => {
  const energyOf = (chipId: string) => {
    const { power } = costsOf(createXylopipe().device(chipId));
    if (!power.known) throw new Error(power.reason);
    return estimateEnergy(power.value, { steps: 1000, dt: 0.001 });
  };

  it.each([
    ['syns61201', { core: 272, io: 103, 'front end logic': 10.7, 'front end io': 8 }, 393.7],
    ['syns63300', { core: 201, io: 333 }, 534],
    ['syns65302', { digital: 547, io: 44, analog: 12 }, 603],
  ])('of %s at 6.25 MHz, and as much energy in a second', (chipId, published, total) => {
    const { supplies, clockHz, microjoules } = energyOf(chipId);
    expect(clockHz).toBe(6_250_000);
    expect(Object.fromEntries(supplies.map(({ supply, microwatts }) => [supply, microwatts.nominal]))).toEqual(
      published,
    );
    expect(microjoules.nominal).toBeCloseTo(total, 9);
  });

  it.each([
    ['syns61201', 'the keyword-spotting paper, arXiv 2406.15112', 291],
    ['syns63300', 'the same chip when idle', 188],
  ])('of the core of %s has bounds that hold %s', (chipId, _, microwatts) => {
    const core = energyOf(chipId).supplies[0];
    expect(core?.microwatts.low).toBeLessThan(microwatts);
    expect(core?.microwatts.high).toBeGreaterThan(microwatts);
  });
});
