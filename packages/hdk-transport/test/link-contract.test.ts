import { describe } from 'vitest';
import { loopbackPair } from '../src/loopback/loopback-pair.js';
import { withFaults } from '../src/loopback/with-faults.js';
import { describeLinkContract } from './link-contract.js';
import { hasIpv6, tcpPair, unixPair } from './socket-pairs.js';

const flood = 2 ** 22;

describeLinkContract(
  'loopback',
  async () => {
    const [host, device] = loopbackPair();
    return { host, device };
  },
  { flood },
);

describeLinkContract(
  'loopback with small frames and room for one',
  async () => {
    const [host, device] = loopbackPair({ maxFrame: 3000, capacity: 3000 });
    return { host, device };
  },
  { flood },
);

describeLinkContract(
  'loopback with no faults',
  async () => {
    const [host, device] = loopbackPair();
    return { host: withFaults(host, []), device: withFaults(device, []) };
  },
  { flood },
);

describeLinkContract('TCP with no faults', async () => {
  const pair = await tcpPair();
  const { host, device } = pair;
  return { ...pair, host: withFaults(host, []), device: withFaults(device, []) };
});

describeLinkContract('TCP', async () => {
  const pair = await tcpPair();
  return { ...pair, pendingTimers: () => pair.clock.pending };
});

describe.skipIf(!hasIpv6)('where there is IPv6', () => {
  describeLinkContract('TCP over IPv6 with small frames', async () => {
    const pair = await tcpPair({ host: '::1', maxFrame: 3000, capacity: 3000 });
    return { ...pair, pendingTimers: () => pair.clock.pending };
  });
});

describeLinkContract('a Unix socket', async () => {
  const pair = await unixPair();
  return { ...pair, pendingTimers: () => pair.clock.pending };
});
