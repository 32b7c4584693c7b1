import type { Link } from '../../src/link/link.js';
import { grantedUsbBoards, usbLink } from '../../src/webusb/index.js';

/** What the page has seen. */
export interface WebUsbReport {
  readonly board: unknown;
  readonly idle: unknown;
  readonly echoed: boolean;
  readonly closed: unknown;
  readonly afterStall: boolean;
  readonly lost: { readonly reason: string; readonly code: string };
  readonly boardsLeft: number;
}

/** Frames of one byte that make the board do something. */
export const ORDER = { stall: 1, unplug: 2 } as const;

const FRAME_BYTES = [2, 511, 512, 513, 4096, 65_535, 65_536];
const FRAMES = Array.from({ length: 70 }, (_, i) =>
  new Uint8Array(FRAME_BYTES[i % FRAME_BYTES.length] as number).fill(i),
);

/** Runs in the browser, with a board that sends back what it gets. */
export async function main(): Promise<WebUsbReport> {
  const port = (await grantedUsbBoards())[0];
  if (port === undefined) throw new Error('no board was granted');
  await port.open();
  const idle = await port.transferIn();
  await port.close();

  const first = await usbLink(port);
  const echoed = await comesBack(first, FRAMES);
  await first.close();

  const second = await usbLink(port);
  await second.send(Uint8Array.of(ORDER.stall));
  const afterStall = await comesBack(second, FRAMES.slice(0, 10));
  await second.send(Uint8Array.of(ORDER.unplug)).catch(() => {}); // may be gone before it has said that it has it
  const { reason, cause } = await second.end;
  return {
    board: port.board,
    idle,
    echoed,
    closed: await first.end,
    afterStall,
    lost: { reason, code: (cause as { code: string }).code },
    boardsLeft: (await grantedUsbBoards()).length,
  };
}

/** Whether all bytes of the frames come back in order. */
async function comesBack(link: Link, frames: readonly Uint8Array[]): Promise<boolean> {
  const expected = frames.flatMap((frame) => [...frame]);
  const equal = new Promise<boolean>((resolve) => {
    let at = 0;
    const subscription = link.received$.subscribe((chunk) => {
      const odd = chunk.some((byte, i) => byte !== expected[at + i]);
      at += chunk.length;
      if (!odd && at < expected.length) return;
      resolve(!odd);
      queueMicrotask(() => subscription.unsubscribe());
    });
  });
  for (const frame of frames) await link.send(frame.slice());
  return equal;
}
