import { describe, expect, it } from 'vitest';
import { codeOf, rejectionOf } from '../refusal.js';
import type { SessionBench } from './session-bench.js';

/** Giving up on an evolution. */
export function describeAbort(bench: SessionBench): void {
  const { everything, inputs } = bench;
  const { chipId } = bench.contract.limits;
  const { first, second } = inputs;

  describe('abort', () => {
    it('evolves nothing under a signal that is aborted', async () => {
      const session = await bench.open();
      expect(await codeOf(chipId, session.evolve(first, { signal: AbortSignal.abort() }))).toBe('ABORTED');
    });

    it('rejects the pending evolve with its reason as cause, and a reset makes the session as new', async () => {
      const answer = await bench.evolveOnNew(second, everything);
      const session = await bench.open();
      const controller = new AbortController();
      const pending = rejectionOf(chipId, session.evolve(first, { signal: controller.signal }));
      controller.abort('enough');
      expect(await pending).toMatchObject({ code: 'ABORTED', cause: 'enough' });
      await session.resetState();
      expect(await session.evolve(second, everything)).toEqual(answer);
    });

    it('comes too late after the end', async () => {
      const session = await bench.open();
      const controller = new AbortController();
      const evolution = await session.evolve(first, { signal: controller.signal });
      controller.abort();
      expect((await session.evolve(second)).steps + evolution.steps).toBe(first.steps + second.steps);
    });
  });
}
