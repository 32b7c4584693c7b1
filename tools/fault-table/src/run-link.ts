import { fileURLToPath } from 'node:url';
import { BUS_VARIABLE } from '@xylopipe/usb-emulator';
import type { LinkName } from './bench/link-bench.js';
import { openBench } from './bench/open-bench.js';
import type { Report } from './report.js';
import { runBesideUsb } from './run-beside-usb.js';
import { type Row, runTable, type TableOptions } from './run-table.js';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

/** Milliseconds for the table over USB, which runs in a process of its own. */
const DEADLINE = 600_000;
/** There deadlines take real time, a fifth of it: one cell in three is run. */
const USB_EVERY = 3;

/** Runs the table of a link, or says why it cannot be run here. USB is emulated beside another run of this program. */
export async function runLink(link: LinkName, options: TableOptions): Promise<Report> {
  if (link === 'usb' && process.env[BUS_VARIABLE] === undefined) return runOverUsb(options);
  const bench = await openBench(link);
  try {
    return { rows: await runTable(bench, options), skipped: [] };
  } finally {
    await bench.close();
  }
}

async function runOverUsb({ every = 1, seeds = 1 }: TableOptions): Promise<Report> {
  const args = ['--json', '--links=usb', `--every=${every * USB_EVERY}`, `--seeds=${seeds}`];
  const run = await runBesideUsb<Report>(MAIN, args, DEADLINE);
  if ('printed' in run) return run.printed;
  return 'skipped' in run ? { rows: [], skipped: [run.skipped] } : { rows: [failedRun(run.failed)], skipped: [] };
}

/** The run itself is wrong. */
const failedRun = (how: string): Row => ({
  link: 'usb',
  operation: 'all',
  fault: 'none',
  detail: '',
  ending: { code: 'RUN_FAILED' },
  wrong: [how],
});
