import type { Deployer } from '@xylopipe/core';
import type { Device, DeviceRegistry } from '@xylopipe/core/registry';
import { BOARD_CONNECTION, type ConnectBoard } from '@xylopipe/xylo-hdk';

/**
 * What a configuration is deployed to: the simulator; an emulated board in this process, a new one each time; or a board that
 * a function connects to. `deployTarget` of `xylopipe/node` makes one of `tcp://host:port`, `usb:serial` and the like.
 */
export type DeployTarget = 'simulator' | 'emulated' | ConnectBoard;

/** A chip, and where it is to run. */
export interface ChipAt {
  readonly device: Device;
  /**
   * What opens it there, made on first use.
   * @throws NO_DRIVER, or NO_SUCH_PART of a driver that knows no `BOARD_CONNECTION`, unless it is the simulator
   */
  readonly deployer: Deployer;
}

/**
 * A chip of the registry at a target. The registry stays as it is: a driver is that of a copy, in which `BOARD_CONNECTION`
 * of the chip is overridden.
 * @throws UNKNOWN_CHIP
 */
export function chipAt(registry: DeviceRegistry, chipId: string, target: DeployTarget = 'simulator'): ChipAt {
  const device = registry.get(chipId);
  const driver = (connect: ConnectBoard): Deployer => {
    // Of a chip without a driver this tells why.
    if (!device.capabilities.hdk) return device.hdkDriver;
    return registry.copy().override(chipId, BOARD_CONNECTION, { useValue: connect }).get(chipId).hdkDriver;
  };
  return {
    device,
    get deployer() {
      if (target === 'simulator') return device.simulator;
      return driver(target === 'emulated' ? connectEmulated(registry, chipId) : target);
    },
  };
}

/**
 * Connects to a new emulated board with a chip of the registry, which is unplugged when the bus ends. The emulator is loaded
 * only then.
 */
export const connectEmulated =
  (registry: DeviceRegistry, chipId: string): ConnectBoard =>
  async ({ signal }) => {
    const [{ emulatedBus }, { emulatedBoard }] = await Promise.all([
      import('@xylopipe/hdk-emulator'),
      import('./emulated-board.js'),
    ]);
    const board = emulatedBoard(registry, chipId);
    const bus = await emulatedBus(board, { bus: { signal } });
    void bus.end.then(() => board.unplug());
    return bus;
  };
