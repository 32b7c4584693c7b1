import type { ChipLimits, Deployer, DevicePlugin, NetworkGraph } from '@xylopipe/core';
import { describe } from 'vitest';
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
 * A chip has at least 2 input channels, 4 hidden neurons, 2 of which take input and drive outputs, and 1 output neuron.
 */
export function describeDevice(plugin: DevicePlugin, { reference, legalize, runs = 30 }: DeviceTests): void {
  const subject = new DeviceUnderTest(plugin, legalize);
  const { chipId, limits, capabilities } = plugin;
  const simulator: Deployer = { deploy: async (config, options) => subject.device.simulator.deploy(config, options) };
  const meta: object = { xylopipeDevice: chipId } satisfies DeviceMeta;

  describe(chipId, { meta }, () => {
    describePlugin(subject);
    describeLimits(subject);
    describeLayout(subject);
    describePurity(subject);
    describeCodecs(subject);
    describeValidator(subject);
    describeSimulator(subject, simulator);
    describeSession('a session of the simulator', { deployer: simulator, limits, capabilities, kind: 'simulator' });
    describeEquality(subject, { deployer: simulator, reference, runs });
    describeHardware(subject, { reference, runs });
  });
}
