import { attachBoard } from '@xylopipe/hdk-emulator';
import { openBus } from '@xylopipe/hdk-transport';
import { connectUsb } from '@xylopipe/hdk-transport/usb';
import { plugInHxpBoard } from '@xylopipe/usb-emulator';
import type { LinkBoard } from './board-link.js';

/** USB, where devices can be emulated: the board is found, opened and driven by the npm package `usb`. */
export const usbLink: LinkBoard = async (board) => {
  const { serial } = board.identity;
  const device = await plugInHxpBoard((link) => void attachBoard(board, link), { serial });
  return {
    connect: async ({ signal }) => openBus(await connectUsb({ serial }), { signal }),
    close: async () => {
      await device.detach();
      board.unplug();
    },
  };
};
