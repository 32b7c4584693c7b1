import { Raster } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { codeOf, rejectionOf } from '../refusal.js';
import type { SessionBench } from './session-bench.js';

/** One evolution at a time. */
export function describeBusy(bench: SessionBench): void {
  const { first, second } = bench.inputs;
  const { chipId } = bench.contract.limits;

  describe('one evolve at a time', () => {
    it('is busy until the pending one is done', async () => {
      const answer = await bench.evolveOnNew(first);
      const session = await bench.open();
      const pending = session.evolve(first);
      expect(await codeOf(chipId, session.evolve(first))).toBe('SESSION_BUSY');
      expect(await pending).toEqual(answer);
      expect((await session.evolve(second)).steps).toBe(second.steps);
    });

    it('leaves the state alone meanwhile', async () => {
      const answer = await bench.evolveOnNew(first);
      const session = await bench.open();
      const pending = session.evolve(first);
      expect(await codeOf(chipId, session.resetState())).toBe('SESSION_BUSY');
      expect(await pending).toEqual(answer);
    });

    it('is free again after a refusal', async () => {
      const session = await bench.open();
      await rejectionOf(chipId, session.evolve(Raster.zeros(2, 3)));
      await expect(session.resetState()).resolves.toBeUndefined();
    });
  });
}
