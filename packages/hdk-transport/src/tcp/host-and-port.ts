import { isIPv6 } from 'node:net';

/** As in an URL, e.g. `127.0.0.1:4711` or `[::1]:4711`. */
export const hostAndPort = (host: string, port: number): string =>
  isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
