import { openBus } from '@xylopipe/hdk-transport';
import type { ConnectBoard } from '@xylopipe/xylo-hdk';
import type { BoardAddress } from '../../targets/target.js';
import { samnaPython } from './samna-python.js';

/**
 * What opens the board at an address, by HXP or, for `samna`, through the vendor's driver. What that takes is loaded when it
 * is needed.
 */
export const connectBoard =
  (address: BoardAddress): ConnectBoard =>
  async ({ signal }) => {
    switch (address.kind) {
      case 'tcp': {
        const { connectTcp } = await import('@xylopipe/hdk-transport/tcp');
        return openBus(await connectTcp({ host: address.host, port: address.port, signal }), { signal });
      }
      case 'unix': {
        const { connectUnix } = await import('@xylopipe/hdk-transport/tcp');
        return openBus(await connectUnix({ path: address.path, signal }), { signal });
      }
      case 'usb': {
        const { connectUsb } = await import('@xylopipe/hdk-transport/usb');
        return openBus(await connectUsb({ serial: address.serial }), { signal });
      }
      case 'samna': {
        const { openSamnaBus } = await import('@xylopipe/hdk-transport/samna');
        return openSamnaBus({ ...samnaPython(), ...samnaBoard(address.serial), signal });
      }
    }
  };

/** Boards without a serial number are named by bus and device, as `samna:1:7`. */
const samnaBoard = (name: string | undefined) => (/^\d+:\d+$/.test(name ?? '') ? { address: name } : { serial: name });
