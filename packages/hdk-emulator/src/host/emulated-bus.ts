import { type Bus, type BusOptions, type Link, openBus } from '@xylopipe/hdk-transport';
import type { ServeOptions } from '@xylopipe/hdk-transport/device';
import { loopbackPair } from '@xylopipe/hdk-transport/loopback';
import type { VirtualBoard } from '../virtual-board.js';
import { attachBoard } from './attach-board.js';

/** How to reach an emulated board within the process. */
export interface EmulatedBusOptions {
  /** Of the host's side of the protocol. */
  readonly bus?: BusOptions | undefined;
  /** Of the device's side. */
  readonly serve?: ServeOptions | undefined;
  /** What is done to the host's end of the link, e.g. `withFaults` of `@xylopipe/hdk-transport/loopback`. */
  readonly link?: ((host: Link) => Link) | undefined;
}

/**
 * A bus to an emulated board in this process: whole frames of HXP over a loopback link, as to any other board. The board is
 * the caller's, and stays as it is when the bus is closed.
 * @throws OPTIONS_INVALID
 * @throws BusError `HXP_REFUSED` with the cause `BOARD_BUSY` while another host has it open, and what `openBus` throws
 */
export async function emulatedBus(board: VirtualBoard, options: EmulatedBusOptions = {}): Promise<Bus> {
  const { bus, serve, link = (host) => host } = options;
  const [host, device] = loopbackPair();
  const served = attachBoard(board, device, serve);
  try {
    return await openBus(link(host), bus);
  } catch (error) {
    await served.close();
    throw error;
  }
}
