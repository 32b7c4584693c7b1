import { describe, expect, it } from 'vitest';
import { codeOf } from '../refusal.js';
import type { SessionBench } from './session-bench.js';

/** The end of a session. */
export function describeClose(bench: SessionBench): void {
  const { first } = bench.inputs;
  const { limits, several = true } = bench.contract;
  const { chipId } = limits;

  describe('close', () => {
    it('can be done twice', async () => {
      const session = await bench.open();
      await session.close();
      await expect(session.close()).resolves.toBeUndefined();
    });

    it('rejects the pending evolve', async () => {
      const session = await bench.open();
      const pending = codeOf(chipId, session.evolve(first));
      await session.close();
      expect(await pending).toBe('SESSION_CLOSED');
    });

    it('rejects every later call', async () => {
      const session = await bench.open();
      const snapshot = await session.snapshot?.();
      await session.close();
      expect(await codeOf(chipId, session.evolve(first))).toBe('SESSION_CLOSED');
      expect(await codeOf(chipId, session.resetState())).toBe('SESSION_CLOSED');
      if (session.snapshot === undefined || session.restore === undefined || snapshot === undefined) return;
      expect(await codeOf(chipId, session.snapshot())).toBe('SESSION_CLOSED');
      expect(await codeOf(chipId, session.restore(snapshot))).toBe('SESSION_CLOSED');
    });

    it('completes events$, for those who come later as well', async () => {
      const session = await bench.open();
      let completed = 0;
      session.events$.subscribe({ complete: () => completed++ });
      await session.close();
      session.events$.subscribe({ complete: () => completed++ });
      expect(completed).toBe(2);
    });

    it.runIf(several)('leaves other sessions open', async () => {
      const [one, other] = [await bench.open(), await bench.open()];
      await one.close();
      expect((await other.evolve(first)).steps).toBe(first.steps);
    });
  });
}
