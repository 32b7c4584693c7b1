import { XylopipeError } from '@xylopipe/core';
import type { Bus } from '../bus/bus.js';
import { checkNumbers } from '../link/check-numbers.js';
import { chooseBoard } from './choose-board.js';
import { deviceMessage } from './device-message.js';
import type { SamnaDevice } from './devices/samna-device.js';
import { samnaDevice } from './devices/samna-devices.js';
import { serialOf } from './samna-board.js';
import { SamnaBus } from './samna-bus.js';
import { type OpenSamnaOptions, samnaSettings } from './samna-options.js';
import type { StartedBridge } from './start-bridge.js';
import { withBridge } from './start-bridge.js';
import type { Step } from './steps.js';
import { checkFirmware } from './versions.js';

/**
 * Opens a board of SynSense through the vendor's `samna`, in a Python process. The board is the bus's until it is closed.
 *
 * Written from public documentation and tested against a stand-in of ours only: **not yet run on a physical board**.
 * `configure` is how a network reaches the board; memories are never written. A configuration leaves the board in accelerated
 * mode without monitors. After a call that was rejected and would have changed one of these, or the network, the board has to
 * be configured anew. `modifyRegister` reads and then writes, since samna has nothing else. `hibernating` of a readout is
 * always false: samna does not say.
 *
 * @throws PYTHON_MISSING, PYTHON_FAILED, SAMNA_MISSING, SAMNA_VERSION, SAMNA_ERROR, SAMNA_NOT_FOUND, SAMNA_AMBIGUOUS,
 * BOARD_UNKNOWN, BOARD_BUSY, BOARD_GONE, FIRMWARE_OLD, CHIP_VERSION, OPTIONS_INVALID, BUS_TIMEOUT, ABORTED
 */
export async function openSamnaBus(options: OpenSamnaOptions = {}): Promise<Bus> {
  const { mainClock = 50_000_000, maxEvents = 65_536 } = options;
  const settings = samnaSettings(options);
  checkNumbers('samna', { mainClock: [mainClock, 1, 2 ** 31 - 1], maxEvents: [maxEvents, 1, 2 ** 30] });
  return withBridge(settings, async (started) => {
    const { bridge, standIn, ask, boards } = started;
    const { info, board } = chooseBoard(await boards(), standIn, options);
    // A board without a device has a refusal.
    const device = samnaDevice(board.deviceTypeName)!;
    bridge.who = `samna ${board.address}`;
    const { free: _, ...key } = info;
    const firmware = (await ask({ call: 'open', board: key })) as Record<string, string>;
    checkFirmware(device, firmware);
    const { deviceTypeName, chipId } = device;
    const identity = { deviceTypeName, chipId, serial: serialOf(info, standIn), firmware, emulated: standIn };
    const bus = new SamnaBus({ bridge, device, identity, settings, mainClock, maxEvents });
    await wakeUp(started, device);
    return bus;
  });
}

/** Nothing is sent to a board before its firmware was looked at. */
async function wakeUp({ ask }: StartedBridge, device: SamnaDevice): Promise<void> {
  await ask({ call: 'start', device: deviceMessage(device) });
  const { chipVersion } = device;
  if (chipVersion !== undefined) {
    const version: Step = { do: 'version' };
    const { results } = (await ask({ call: 'run', operations: [[version]] })) as { results: [[number[]]] };
    const found = results[0][0].join('.');
    if (found !== chipVersion.join('.')) {
      throw new XylopipeError('CHIP_VERSION', `the chip is of version ${found}, not ${chipVersion.join('.')}`, {
        who: device.deviceTypeName,
      });
    }
  }
  if (device.wakeUp === 'trigger') {
    const trigger: Step = { do: 'write', event: 'TriggerProcessing', fields: [{}] };
    await ask({ call: 'run', operations: [[trigger]] });
  }
}
