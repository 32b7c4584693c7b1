import { lookup } from 'node:dns/promises';
import { BlockList } from 'node:net';
import { XylopipeError } from '@xylopipe/core';
import { socketError } from './socket-error.js';

/**
 * The number of the host to listen at, which is one that only this machine reaches unless `allowRemote`. Names are looked
 * up here, so that it is judged what will be used.
 * @throws ADDRESS_NOT_LOCAL, LINK_UNREACHABLE
 */
export async function addressToListenAt(host: string, allowRemote: boolean): Promise<string> {
  const who = `tcp ${host}`;
  const { address, family } = await lookup(host).catch((cause: unknown) => {
    throw socketError(cause, who);
  });
  if (allowRemote || isLoopback(address, family === 6 ? 'ipv6' : 'ipv4')) return address;
  throw new XylopipeError(
    'ADDRESS_NOT_LOCAL',
    `other machines could connect to ${address}, and nothing asks who they are`,
    {
      who,
      hint: 'listen at 127.0.0.1 or ::1, or set allowRemote: true',
    },
  );
}

function isLoopback(address: string, family: 'ipv4' | 'ipv6'): boolean {
  const loopback = new BlockList();
  loopback.addSubnet('127.0.0.0', 8, 'ipv4');
  loopback.addAddress('::1', 'ipv6');
  return loopback.check(address, family);
}
