import type { DeviceSession, StateSnapshot } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../refusal.js';
import type { SessionBench } from './session-bench.js';

/** A session that was seen to have both. */
type SnapshotSession = DeviceSession & Required<Pick<DeviceSession, 'snapshot' | 'restore'>>;

/** Taking a state and putting it back. */
export function describeSnapshot(bench: SessionBench): void {
  const { everything, inputs } = bench;
  const { capabilities, limits, several = true } = bench.contract;
  const { first, second } = inputs;
  const open = async (): Promise<SnapshotSession> => (await bench.open()) as SnapshotSession;

  it('has snapshot and restore where its capabilities say so, and only there', async () => {
    const session = await bench.open();
    const has = [session.snapshot !== undefined, session.restore !== undefined];
    expect(has).toEqual([capabilities.snapshot, capabilities.snapshot]);
  });

  describe.runIf(capabilities.snapshot)('snapshot and restore', () => {
    it('go on from where the snapshot was taken', async () => {
      const session = await open();
      await session.evolve(first);
      const snapshot = await session.snapshot();
      const continued = await session.evolve(second, everything);
      await session.restore(snapshot);
      expect(await session.evolve(second, everything)).toEqual(continued);
    });

    it.runIf(several)('go on in another session', async () => {
      const [one, other] = [await open(), await open()];
      await one.evolve(first);
      await other.restore(await one.snapshot());
      expect(await other.evolve(second, everything)).toEqual(await one.evolve(second, everything));
    });

    it('are of a copy', async () => {
      const session = await open();
      await session.evolve(first);
      const snapshot = await session.snapshot();
      const before = structuredClone(snapshot);
      await session.evolve(second);
      expect(snapshot).toEqual(before);
    });

    it.each<[string, string, Partial<StateSnapshot>]>([
      ['of another size', 'SNAPSHOT_MISMATCH', { vmem: new Int16Array(3) }],
      ['that is no state', 'SNAPSHOT_INVALID', { spikesHidden: Uint8Array.of(0, limits.maxSpikes.hidden + 1) }],
    ])('refuse a snapshot %s and keep the state', async (_, code, wrong) => {
      const session = await open();
      await session.evolve(first);
      const before = await session.snapshot();
      expect(await codeOf(limits.chipId, session.restore({ ...before, ...wrong }))).toBe(code);
      expect(await session.snapshot()).toEqual(before);
    });

    it('are not to be had while evolving', async () => {
      const session = await open();
      const snapshot = await session.snapshot();
      const pending = session.evolve(first);
      expect(await codeOf(limits.chipId, session.snapshot())).toBe('SESSION_BUSY');
      expect(await codeOf(limits.chipId, session.restore(snapshot))).toBe('SESSION_BUSY');
      await pending;
    });
  });
}
