import { attachBoard } from '@xylopipe/hdk-emulator';
import { type AttachedUsbDevice, plugInHxpBoard } from '@xylopipe/usb-emulator';
import { onTestFinished } from 'vitest';
import { createRegistry } from '../../src/registry.js';
import { emulatedBoard } from '../../src/targets/emulated-board.js';

/** Plugs an emulated board with a chip into the emulated bus, until the test is over. */
export async function plugBoard(chipId: string, serial: string): Promise<AttachedUsbDevice> {
  const board = emulatedBoard(createRegistry(), chipId, serial);
  const device = await plugInHxpBoard((link) => void attachBoard(board, link), { serial });
  onTestFinished(() => device.detach());
  return device;
}
