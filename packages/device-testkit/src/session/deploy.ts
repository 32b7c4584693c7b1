import { describe, expect, it } from 'vitest';
import { codeOf, rejectionOf } from '../refusal.js';
import { contractConfig } from './contract-network.js';
import type { SessionBench } from './session-bench.js';

/** Opening sessions. */
export function describeDeploy(bench: SessionBench): void {
  const { config, everything, inputs } = bench;
  const { deployer, limits, kind, several = true } = bench.contract;

  describe('deploy', () => {
    it('opens the chip that it is for', async () => {
      const session = await bench.open();
      expect([session.chipId, session.kind]).toEqual([limits.chipId, kind ?? session.kind]);
    });

    it('leaves the configuration alone', async () => {
      const own = contractConfig(limits);
      const session = await deployer.deploy(own);
      await session.evolve(inputs.second);
      await session.close();
      expect(own).toEqual(contractConfig(limits));
    });

    it('refuses the configuration of another chip', async () => {
      await rejectionOf(limits.chipId, deployer.deploy({ ...config, chipId: 'syns00000' }));
    });

    it('opens nothing when aborted', async () => {
      const deploying = deployer.deploy(config, { signal: AbortSignal.abort() });
      expect(await codeOf(limits.chipId, deploying)).toBe('ABORTED');
    });

    it.runIf(several)('opens sessions that keep their states to themselves', async () => {
      const [one, other] = [await bench.open(), await bench.open()];
      const answer = await one.evolve(inputs.first, everything);
      expect(await other.evolve(inputs.first, everything)).toEqual(answer);
    });
  });
}
