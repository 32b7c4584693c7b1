import type { LifTree } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { lifDecays } from './lif-decays.js';

const common = { shape: [4, 2], threshold: 1, bias: 0, has_rec: false, dt: 0.01 } as const;

describe('lifDecays', () => {
  it('takes bit shifts to the nearest dash', () => {
    const tree: LifTree = { ...common, type: 'LIFBitshift', tau_mem: [0.04, 0.09], tau_syn: 0.02 };
    expect(lifDecays(tree)).toEqual({
      mem: Float64Array.of(0.75, 0.875),
      syn: { shape: [2, 2], data: Float64Array.of(0.5, 0.5, 0.5, 0.5) },
    });
  });

  it('reads time constants, dashes and decays alike', () => {
    const e = Math.exp(-0.5);
    expect(lifDecays({ ...common, type: 'LIF', tau_mem: 0.02, tau_syn: 0.02 }).mem).toEqual(Float64Array.of(e, e));
    expect(lifDecays({ ...common, type: 'LIF', leak_mode: 'bitshifts', dash_mem: 1, dash_syn: 2 }).syn.data[3]).toBe(
      0.75,
    );
    expect(lifDecays({ ...common, type: 'LIF', leak_mode: 'decays', alpha: 0.3, beta: 0.6 }).mem[1]).toBe(0.3);
  });

  it('says NaN where time constants have no timestep', () => {
    const tree: LifTree = { ...common, dt: null, type: 'LIF', tau_mem: 0.02, tau_syn: 0.02 };
    expect(lifDecays(tree).mem[0]).toBeNaN();
  });
});
