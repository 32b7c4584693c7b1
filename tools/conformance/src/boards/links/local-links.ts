import { emulatedBus } from '@xylopipe/hdk-emulator';
import { serveBoard } from '@xylopipe/hdk-emulator/server';
import { openBus } from '@xylopipe/hdk-transport';
import { connectTcp, listenTcp, type TcpListener } from '@xylopipe/hdk-transport/tcp';
import type { LinkBoard, LinkName } from './board-link.js';

/** Ways to a board that every machine has. */
export const localLinks: ReadonlyMap<LinkName, LinkBoard> = new Map<LinkName, LinkBoard>([
  [
    'loopback',
    async (board) => ({
      connect: ({ signal }) => emulatedBus(board, { bus: { signal } }),
      close: async () => board.unplug(),
    }),
  ],
  [
    'tcp',
    async (board) => {
      const server = await serveBoard(board, (onLink) => listenTcp({ onLink }));
      const { port } = server.listener as TcpListener;
      return {
        connect: async ({ signal }) => openBus(await connectTcp({ port, signal }), { signal }),
        close: () => server.close(),
      };
    },
  ],
]);
