import type { LinkBench, LinkName } from './link-bench.js';
import { loopbackBench } from './loopback-bench.js';
import { tcpBench, unixBench } from './socket-benches.js';
import { usbBench } from './usb-bench.js';

/** Sets up the bench of a link. That of `usb` needs an emulated bus beside this process. */
export async function openBench(link: LinkName): Promise<LinkBench> {
  switch (link) {
    case 'loopback':
      return loopbackBench();
    case 'tcp':
      return tcpBench();
    case 'unix':
      return unixBench();
    case 'usb':
      return usbBench();
  }
}
