import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachBoard, type VirtualBoard } from '@xylopipe/hdk-emulator';
import type { Link } from '@xylopipe/hdk-transport';
import { loopbackPair } from '@xylopipe/hdk-transport/loopback';
import { connectTcp, connectUnix, listenTcp, listenUnix } from '@xylopipe/hdk-transport/tcp';
import { connectUsb } from '@xylopipe/hdk-transport/usb';
import { plugInHxpBoard } from '@xylopipe/usb-emulator';

export const LINKS = ['loopback', 'tcp', 'unix', 'usb'] as const;
export type LinkName = (typeof LINKS)[number];

/** Where a board is plugged in. */
export interface Place {
  open(): Promise<Link>;
  close(): Promise<void>;
}

/** Plugs a board in behind a link, in this process. `usb` needs an emulated bus beside it. */
export async function plugIn(board: VirtualBoard, link: LinkName): Promise<Place> {
  const onLink = (device: Link): void => void attachBoard(board, device);
  switch (link) {
    case 'loopback':
      return { open: async () => pairWith(onLink), close: async () => {} };
    case 'tcp': {
      const listener = await listenTcp({ onLink });
      return { open: () => connectTcp({ port: listener.port }), close: () => listener.close() };
    }
    case 'unix': {
      const folder = await mkdtemp(join(tmpdir(), 'xylopipe-bench-'));
      const path = join(folder, 'board');
      const listener = await listenUnix({ path, onLink });
      const close = async (): Promise<void> => {
        await listener.close();
        await rm(folder, { recursive: true });
      };
      return { open: () => connectUnix({ path }), close };
    }
    case 'usb': {
      const device = await plugInHxpBoard(onLink);
      return { open: () => connectUsb(), close: () => device.detach() };
    }
  }
}

function pairWith(onLink: (device: Link) => void): Link {
  const [host, device] = loopbackPair();
  onLink(device);
  return host;
}
