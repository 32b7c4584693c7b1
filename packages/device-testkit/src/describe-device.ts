import type { ChipLimits, Deployer, DevicePlugin, NetworkGraph } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { describeCodecs } from './describe-codecs.js';
import { describeHardware } from './describe-hardware.js';
import { describePlugin } from './describe-plugin.js';
import { describePurity } from './describe-purity.js';
import { describeSimulator } from './describe-simulator.js';
import { describeValidator } from './describe-validator.js';
import type { DeviceMeta } from './device-meta.js';
import { DeviceUnderTest } from './device-under-test.js';
import { describeEquality } from './equality/describe-equality.js';
import { describeLayout } from './layout/describe-layout.js';
import { describeLimits } from './limits/describe-limits.js';
import { describeSession } from './session/describe-session.js';
import { shortcomings } from './smallest-chip.js';

/** What the conformance kit is told besides the plugin. */
export interface DeviceTests {
  /** Opens the reference core, which defines the arithmetic: `(limits) => simulatorDeployer(limits, { core: 'reference' })`. */
  readonly reference: (limits: ChipLimits) => Deployer;
  /**
   * Bends a network of the kit so that it obeys design rules that the chip has of its own. Sizes stay as they are, whole
   * numbers whole, and zeros 0. Default: nothing needs bending.
   */
  readonly legalize?: ((graph: NetworkGraph) => NetworkGraph) | undefined;
  /** Random networks to run on the simulator and on the reference core. Default 30. */
  readonly runs?: number | undefined;
}

/**
 * Declares, under `describe(plugin.chipId)`, the tests that every device plugin must pass.
 * A chip that is too small for the networks of the kit (see its README) fails one test, which says by how much.
 */
export function describeDevice(plugin: DevicePlugin, { reference, legalize, runs = 30 }: DeviceTests): void {
  const subject = new DeviceUnderTest(plugin, legalize);
  const { chipId, limits, capabilities } = plugin;
  const simulator: Deployer = { deploy: async (config, options) => subject.device.simulator.deploy(config, options) };
  const rivals = { deployer: simulator, reference };
  const meta: object = { xylopipeDevice: chipId } satisfies DeviceMeta;

  describe(chipId, { meta }, () => {
    const tooSmall = shortcomings(limits);
    if (tooSmall.length > 0) {
      it('is large enough for the networks of the kit', () => {
        expect.fail(`${chipId} is smaller than the smallest chip that the kit can test: ${tooSmall.join('; ')}`);
      });
      return;
    }
    describePlugin(subject);
    describeLimits(subject, rivals);
    describeLayout(subject, rivals);
    describePurity(subject);
    describeCodecs(subject);
    describeValidator(subject);
    describeSimulator(subject, simulator);
    describeSession('a session of the simulator', { deployer: simulator, limits, capabilities, kind: 'simulator' });
    describeEquality(subject, { ...rivals, runs });
    describeHardware(subject, { reference, runs });
  });
}
