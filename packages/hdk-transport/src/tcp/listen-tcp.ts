import type { AddressInfo } from 'node:net';
import { checkNumbers } from '../link/check-numbers.js';
import { hostAndPort } from './host-and-port.js';
import { type Listener, type ListenOptions, SocketListener } from './listener.js';
import { addressToListenAt } from './local-address.js';
import { socketError } from './socket-error.js';

/** Where to listen on TCP, and how. */
export interface ListenTcpOptions extends ListenOptions {
  /** Name or number of the address to listen at; of IPv6 without brackets. Default `127.0.0.1`. */
  readonly host?: string | undefined;
  /** Default 0: any free one, which the listener then tells. */
  readonly port?: number | undefined;
  /** Also listen where other machines can connect. HXP asks nobody who they are. Default false. */
  readonly allowRemote?: boolean | undefined;
}

/** A listener on TCP, and the number and port at which it is bound. */
export interface TcpListener extends Listener {
  readonly host: string;
  readonly port: number;
}

/**
 * Accepts links on TCP, of this machine only unless told otherwise.
 * @throws ADDRESS_NOT_LOCAL, ADDRESS_IN_USE, ADDRESS_UNAVAILABLE, ADDRESS_DENIED, LINK_UNREACHABLE, OPTIONS_INVALID
 */
export async function listenTcp(options: ListenTcpOptions): Promise<TcpListener> {
  const { host = '127.0.0.1', port = 0, allowRemote = false } = options;
  const who = `tcp ${hostAndPort(host, port)}`;
  checkNumbers(who, { port: [port, 0, 65_535] });
  const listener = new SocketListener(who, options, ({ remoteAddress = '', remotePort = 0 }) => ({
    kind: 'tcp',
    address: hostAndPort(remoteAddress, remotePort),
  }));
  const address = await addressToListenAt(host, allowRemote);
  try {
    await listener.start((server) => server.listen(port, address));
  } catch (cause) {
    throw socketError(cause, who);
  }
  const bound = listener.server.address() as AddressInfo;
  listener.address = hostAndPort(bound.address, bound.port);
  return Object.assign(listener, { host: bound.address, port: bound.port });
}
