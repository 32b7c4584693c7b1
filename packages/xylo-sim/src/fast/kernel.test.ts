import { SIGNAL_NAMES } from '@xylopipe/core';
import { MAX_SPIKES } from '@xylopipe/core/session';
import { describe, expect, it } from 'vitest';
import { KERNEL } from './kernel.gen.js';
import { instantiateKernel } from './kernel.js';
import { TAPS } from './layout.js';

describe('the kernel', () => {
  it('is at most 16 KB', () => {
    expect(atob(KERNEL).length).toBeLessThanOrEqual(16 * 1024);
  });

  it('is compiled for what the code around it takes for granted', () => {
    const kernel = instantiateKernel(new WebAssembly.Memory({ initial: 1 }));
    const { TAPS: taps, MAX_INPUT: input, MAX_HIDDEN: hidden } = kernel;
    expect(taps.value).toBe(TAPS);
    expect([input.value, hidden.value]).toEqual([MAX_SPIKES.input, MAX_SPIKES.hidden]);
    expect(TAPS).toBe(SIGNAL_NAMES.length);
  });

  it('shares its code and nothing else between instances', () => {
    const [one, other] = [0, 1].map(() => instantiateKernel(new WebAssembly.Memory({ initial: 1 })));
    if (one === undefined || other === undefined) throw new Error('two were made');
    one.hidden.value = 5;
    expect(other.hidden.value).toBe(0);
  });
});
