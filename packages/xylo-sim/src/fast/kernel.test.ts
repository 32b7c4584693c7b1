import { describe, expect, it } from 'vitest';
import { KERNEL } from './kernel.gen.js';
import { instantiateKernel } from './kernel.js';

describe('the kernel', () => {
  it('is at most 16 KB', () => {
    expect(atob(KERNEL).length).toBeLessThanOrEqual(16 * 1024);
  });

  it('shares its code and nothing else between instances', () => {
    const [one, other] = [0, 1].map(() => instantiateKernel(new WebAssembly.Memory({ initial: 1 })));
    if (one === undefined || other === undefined) throw new Error('two were made');
    one.hidden.value = 5;
    expect(other.hidden.value).toBe(0);
  });
});
