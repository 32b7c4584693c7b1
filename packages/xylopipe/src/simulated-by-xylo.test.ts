import { SIMULATOR } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { createRegistry } from './registry.js';
import { isSimulatedByXylo } from './simulated-by-xylo.js';

describe('isSimulatedByXylo', () => {
  const stock = createRegistry().get('syns61201').simulator;

  it('is said of the simulator of Xylo alone', () => {
    const own = { deploy: stock.deploy };
    const other = createRegistry().override('syns61201', SIMULATOR, { useValue: own }).get('syns61201');
    expect(isSimulatedByXylo(createRegistry().get('syns61201'))).toBe(true);
    expect(isSimulatedByXylo(other)).toBe(false);
  });

  it('is not said of one that cannot be made', () => {
    const broken = createRegistry().override('syns61201', SIMULATOR, {
      useFactory: () => {
        throw new Error('not today');
      },
    });
    expect(() => broken.get('syns61201').simulator).toThrow('not today');
    expect(isSimulatedByXylo(broken.get('syns61201'))).toBe(false);
  });
});
