import { describe, expect, it } from 'vitest';
import { codeOf, rejectionOf } from '../refusal.js';
import type { SessionBench } from './session-bench.js';

/** Giving up on an evolution. */
export function describeAbort(bench: SessionBench): void {
  const { everything, inputs } = bench;
  const { chipId } = bench.contract.limits;
  const { first, second, long } = inputs;

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

    it('ends a long run, however far it is', async () => {
      const session = await bench.open();
      const controller = new AbortController();
      const pending = rejectionOf(chipId, session.evolve(long, { signal: controller.signal }));
      controller.abort('enough');
      expect(await pending).toMatchObject({ code: 'ABORTED', cause: 'enough' });
    });

    it('ends a long run on the way, where the session tells how far it is', async () => {
      const answer = await bench.evolveOnNew(second, everything);
      const session = await bench.open();
      const controller = new AbortController();
      let halfway = false;
      const onProgress = (fraction: number): void => {
        // Whoever reports nothing before the end is past stopping.
        if (controller.signal.aborted || fraction > 0.5) return;
        halfway = true;
        controller.abort('half is enough');
      };
      const evolving = session.evolve(long, { signal: controller.signal, onProgress });
      const outcome = await evolving.then(
        ({ steps }) => steps,
        (error: unknown) => error,
      );
      expect(outcome).toEqual(halfway ? expect.objectContaining({ code: 'ABORTED' }) : long.steps);
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
