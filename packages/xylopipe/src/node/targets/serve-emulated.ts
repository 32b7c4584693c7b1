import type { DeviceRegistry } from '@xylopipe/core/registry';
import { type BoardServer, serveBoard } from '@xylopipe/hdk-emulator/server';
import { type Listener, type ListenOptions, listenTcp, listenUnix } from '@xylopipe/hdk-transport/tcp';
import { emulatedBoard } from '../../targets/emulated-board.js';
import type { ListenAddress } from './listen-address.js';

/** What to serve, and to whom. */
export interface ServeEmulatedOptions {
  readonly chipId: string;
  readonly listen: ListenAddress;
  /** Of the board. Default: none. */
  readonly serial?: string | undefined;
  /** Also where other machines can connect. Default false. */
  readonly allowRemote?: boolean | undefined;
}

/** An emulated board that other processes can open. */
export interface EmulatedServer extends BoardServer {
  /** By which it is deployed to, e.g. `tcp://127.0.0.1:4711` or `unix:/tmp/board.sock`. */
  readonly target: string;
}

/**
 * Serves an emulated board with a chip of the registry until it is closed.
 * @throws what `emulatedBoard`, `listenTcp` and `listenUnix` do
 */
export async function serveEmulated(
  registry: DeviceRegistry,
  { chipId, listen, serial, allowRemote }: ServeEmulatedOptions,
): Promise<EmulatedServer> {
  const listening = (onLink: ListenOptions['onLink']): Promise<Listener> =>
    listen.kind === 'unix'
      ? listenUnix({ path: listen.path, onLink })
      : listenTcp({ host: listen.host, port: listen.port, allowRemote, onLink });
  const server = await serveBoard(() => emulatedBoard(registry, chipId, serial), listening);
  const target = `${listen.kind === 'unix' ? 'unix:' : 'tcp://'}${server.address}`;
  return Object.assign(server, { target });
}
