export {
  type ConnectOptions,
  type ConnectTcpOptions,
  type ConnectUnixOptions,
  connectTcp,
  connectUnix,
} from './connect.js';
export { type ListenTcpOptions, listenTcp, type TcpListener } from './listen-tcp.js';
export { type ListenUnixOptions, listenUnix } from './listen-unix.js';
export type { Listener, ListenOptions } from './listener.js';
export { addressToListenAt } from './local-address.js';
export { socketError } from './socket-error.js';
export type { SocketOptions } from './socket-options.js';
