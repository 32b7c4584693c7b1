import { bind, type DevicePlugin } from '@xylopipe/core';
import { describeDevice } from '@xylopipe/device-testkit';
import { emulatedBus } from '@xylopipe/hdk-emulator';
import { simulatorDeployer } from '@xylopipe/xylo-sim';
import { vi } from 'vitest';
import { BOARD_CONNECTION } from '../src/index.js';
import { boardWith, plugins } from './boards.js';

/** The plugin with emulated boards in place of connected ones. */
const withEmulatedBoards = (plugin: DevicePlugin): DevicePlugin => ({
  ...plugin,
  providers: [
    ...plugin.providers.filter(({ token }) => token !== BOARD_CONNECTION),
    bind(BOARD_CONNECTION, { useValue: () => emulatedBus(boardWith(plugin.chipId)) }),
  ],
});

const withBoards = plugins.filter(({ boards }) => boards.length > 0);
// Read when the tests are collected, which is after this file has run.
vi.stubEnv('XYLOPIPE_BOARD', withBoards.map(({ boards: [board] }) => board!.deviceTypeName).join(','));

for (const plugin of withBoards) {
  describeDevice(withEmulatedBoards(plugin), {
    reference: (limits) => simulatorDeployer(limits, { core: 'reference' }),
  });
}
