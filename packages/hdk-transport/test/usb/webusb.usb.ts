import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, runInChromium } from '@xylopipe/tool-chromium';
import { HXP_BOARD } from '@xylopipe/usb-emulator';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Link } from '../../src/link/link.js';
import { EmulatedBoard } from './emulated-board.js';
import { ORDER, type WebUsbReport } from './webusb-page.js';

const PORT = 8080;
/** Where Debian's Chromium looks for the rules of whoever runs the machine. */
const RULES = '/etc/chromium';

const why = findChromium() === undefined ? 'no Chromium' : existsSync(RULES) ? undefined : `no ${RULES}`;

it.skipIf(why !== undefined)(
  `Chromium carries a link by WebUSB${why === undefined ? '' : `: ${why}`}`,
  async () => {
    allowWithoutClick(`http://127.0.0.1:${PORT}`);
    // libudev, by which Chromium finds devices, wants /sys to be a sysfs.
    vi.stubEnv('SYSTEMD_DEVICE_VERIFY_SYSFS', '0');
    onTestFinished(() => void vi.unstubAllEnvs());

    const board: EmulatedBoard = await EmulatedBoard.attach({}, (link) => echo(link, () => board));
    onTestFinished(() => board.detach());
    const page = fileURLToPath(new URL('webusb-page.ts', import.meta.url));
    const report = (await runInChromium({ entries: { page }, page: 'page', port: PORT, timeout: 40 })) as WebUsbReport;
    expect(report).toEqual({
      board: expect.objectContaining({ product: HXP_BOARD.product, serial: 'A1', address: '1209:0001:A1' }),
      idle: { status: 'idle' },
      echoed: true,
      closed: { reason: 'local' },
      afterStall: true,
      lost: { reason: 'lost', code: 'USB_DISCONNECTED' },
      boardsLeft: 0,
    });
  },
  50_000,
);

/** Sends back what comes, and obeys orders. */
function echo(link: Link, board: () => EmulatedBoard): void {
  let sent = Promise.resolve();
  link.received$.subscribe((chunk) => {
    const order = chunk.length === 1 ? chunk[0] : undefined;
    if (order === ORDER.stall) void board().device.halt('in');
    else if (order === ORDER.unplug) void board().device.unplug();
    else sent = sent.then(() => link.send(chunk)).catch(() => {});
  });
}

/** Grants a page the board, in place of a user who cannot be there. Seen by programs of this emulation only. */
function allowWithoutClick(origin: string): void {
  spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', RULES]);
  const folder = join(RULES, 'policies/managed');
  mkdirSync(folder, { recursive: true });
  const devices = [{ vendor_id: HXP_BOARD.vendorId, product_id: HXP_BOARD.productId }];
  writeFileSync(join(folder, 'usb.json'), JSON.stringify({ WebUsbAllowDevicesForUrls: [{ devices, urls: [origin] }] }));
}
