import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emulatedBus } from '@xylopipe/hdk-emulator';
import { serveBoard } from '@xylopipe/hdk-emulator/server';
import { openBus } from '@xylopipe/hdk-transport';
import { connectTcp, connectUnix, listenTcp, listenUnix, type TcpListener } from '@xylopipe/hdk-transport/tcp';
import type { LinkBoard, LinkName } from './board-link.js';

const overLoopback: LinkBoard = async (board) => ({
  connect: ({ signal }) => emulatedBus(board, { bus: { signal } }),
  close: async () => board.unplug(),
});

const overTcp: LinkBoard = async (board) => {
  const server = await serveBoard(board, (onLink) => listenTcp({ onLink }));
  const { port } = server.listener as TcpListener;
  return {
    connect: async ({ signal }) => openBus(await connectTcp({ port, signal }), { signal }),
    close: () => server.close(),
  };
};

const overUnix: LinkBoard = async (board) => {
  const folder = await mkdtemp(join(tmpdir(), 'xylopipe-boards-'));
  const path = join(folder, 'board');
  const server = await serveBoard(board, (onLink) => listenUnix({ path, onLink }));
  return {
    connect: async ({ signal }) => openBus(await connectUnix({ path, signal }), { signal }),
    close: async () => {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
};

/** Ways to a board that every machine has. */
export const localLinks: ReadonlyMap<LinkName, LinkBoard> = new Map<LinkName, LinkBoard>([
  ['loopback', overLoopback],
  ['tcp', overTcp],
  ['unix', overUnix],
]);
