import { errorsIn } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRegistry } from '../registry.js';
import { randomNetwork } from './random-network.js';

const registry = createRegistry();
const chips = registry.list();
const anySeed = fc.nat(2 ** 32 - 1);

describe('randomNetwork', () => {
  it('is legal on its chip, whatever the seed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...chips), anySeed, ({ chipId, limits }, seed) => {
        const { config, input } = randomNetwork(limits, seed);
        expect(errorsIn(registry.get(chipId).validator.validate(config))).toEqual([]);
        expect(input.channels).toBe(config.weightsIn.shape[0]);
      }),
    );
  });

  it('is the same for the same seed, and another for another', () => {
    fc.assert(
      fc.property(fc.constantFrom(...chips), anySeed, ({ limits }, seed) => {
        const network = randomNetwork(limits, seed);
        expect(randomNetwork(limits, seed)).toEqual(network);
        expect(randomNetwork(limits, (seed + 1) % 2 ** 32).config).not.toEqual(network.config);
      }),
      { numRuns: 30 },
    );
  });

  it('has everything that a chip has, now and then', () => {
    for (const { limits } of chips) {
      const configs = Array.from({ length: 40 }, (_, seed) => randomNetwork(limits, seed).config);
      const has = (what: (config: (typeof configs)[number]) => boolean): boolean => configs.some(what);
      expect(has(({ aliasEnable }) => aliasEnable) && has(({ aliasEnable }) => !aliasEnable)).toBe(true);
      expect(has(({ biasEnable }) => biasEnable)).toBe(limits.bias);
      expect(has(({ synapse2Enable }) => synapse2Enable)).toBe(limits.synapsesPerHidden === 2);
      expect(has(({ weightsRec }) => weightsRec.data.some((weight) => weight !== 0))).toBe(true);
      expect(has(({ weightsIn, weightsRec }) => (weightsIn.shape[1] ?? 0) < (weightsRec.shape[0] ?? 0))).toBe(true);
    }
  });

  it('refuses a seed that is none', () => {
    for (const { limits } of chips) {
      expect(() => randomNetwork(limits, -1)).toThrow(expect.objectContaining({ code: 'SEED_INVALID' }));
    }
  });
});
