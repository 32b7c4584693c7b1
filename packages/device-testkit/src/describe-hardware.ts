import { type Deployer, deviceConfigFromSpec } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import type { DeviceUnderTest } from './device-under-test.js';
import { connectedBoards, whyNoBoard } from './environment.js';
import { describeEquality, type EqualityTests } from './equality/describe-equality.js';
import { expectFaithful } from './expect-faithful.js';
import { expectNamed } from './limits/expectations.js';
import { fullNetwork } from './limits/resources.js';
import { PATIENCE } from './patience.js';
import { rejectionOf } from './refusal.js';
import { describeSession } from './session/describe-session.js';

/** Hidden neurons that a chip may keep for itself, as the first Xylo does behind those in use. */
const KEPT = 2;

/**
 * On every board that `XYLOPIPE_BOARD` names, what the simulator is held to. Without one, a test that is skipped says by
 * its name what to set.
 */
export function describeHardware(subject: DeviceUnderTest, tests: Omit<EqualityTests, 'deployer'>): void {
  const types = subject.plugin.boards.map(({ deviceTypeName }) => deviceTypeName);
  const connected = connectedBoards().filter((name) => types.includes(name));
  if (connected.length === 0) it.skip(`hardware (skipped: ${whyNoBoard(types)})`, () => {});

  describe.each(connected)('hardware, %s', (board) => {
    if (!subject.capabilities.hdk) {
      it('has a driver', () => {
        expect.fail(
          `XYLOPIPE_BOARD names ${board}, but the plugin of ${subject.chipId} has no driver: ${subject.capabilities.missing?.hdk}`,
        );
      });
      return;
    }
    const { limits, capabilities } = subject;
    const deployer: Deployer = { deploy: async (config, options) => subject.device.hdkDriver.deploy(config, options) };

    it('takes no configuration that the chip could not hold', async () => {
      const config = deviceConfigFromSpec(subject.spec({ inputs: limits.inputChannels + 1 }));
      const { issues } = await rejectionOf(subject.chipId, deployer.deploy(config));
      expectNamed(issues, 'error', { measured: limits.inputChannels + 1, limit: limits.inputChannels });
    });
    it(
      'does with nearly all hidden neurons what the reference core does',
      () => expectFaithful(subject, { ...tests, deployer }, fullNetwork(limits, limits.hiddenNeurons - KEPT)),
      PATIENCE,
    );
    describeSession('session', { deployer, limits, capabilities, kind: 'hdk', several: false });
    describeEquality(subject, { deployer, ...tests });
  });
}
