import { openBus } from '@xylopipe/hdk-transport';
import { serveBus } from '@xylopipe/hdk-transport/device';
import { loopbackPair } from '@xylopipe/hdk-transport/loopback';
import { drivenChip } from '@xylopipe/tool-fault-table';
import { memoryImage } from '@xylopipe/xylo-hdk';
import { NEVER } from 'rxjs';
import { countedLink, type Traffic } from './counted-link.js';
import { largestConfig } from './largest-config.js';

/** Bytes on a link for words that are written into memories. */
export interface Overhead {
  /** Bytes of the words, as wide as they went. */
  readonly data: number;
  readonly sent: number;
  /** Answers. */
  readonly received: number;
  /** Share of all bytes, both ways, that are not words. */
  readonly share: number;
}

/** Writes the memories of the largest configuration and counts what goes over the link, behind the greeting. */
export async function measureOverhead(): Promise<Overhead> {
  const chip = drivenChip();
  const { banks } = memoryImage(largestConfig(chip.limits), chip);
  const [host, device] = loopbackPair();
  let data = 0;
  const board = { deviceTypeName: 'Counter', chipId: chip.limits.chipId, serial: '', firmware: {}, emulated: true };
  serveBus(device, {
    board,
    events$: NEVER,
    execute(operation) {
      if (operation.op === 'writeMemory') data += operation.words.byteLength;
      return undefined;
    },
  });
  const traffic: Traffic = { sent: 0, received: 0 };
  const bus = await openBus(countedLink(host, traffic));
  const before = { ...traffic };
  await bus.run(banks.map(({ bank, words }) => ({ op: 'writeMemory', address: bank.address, words }) as const));
  const [sent, received] = [traffic.sent - before.sent, traffic.received - before.received];
  await bus.close();
  return { data, sent, received, share: (sent + received - data) / (sent + received) };
}
