import { fileURLToPath } from 'node:url';
import { BUS_VARIABLE, runWithEmulatedUsb, whyNoEmulatedUsb } from '@xylopipe/usb-emulator';
import type { LinkName } from './bench/link-bench.js';
import { openBench } from './bench/open-bench.js';
import type { Report } from './report.js';
import { type Row, runTable, type TableOptions } from './run-table.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

/** Milliseconds for the table over USB, which runs in a process of its own. */
const DEADLINE = 600_000;
/** There deadlines take real time, a fifth of it: one cell in three is run. */
const USB_EVERY = 3;

/** Runs the table of a link, or says why it cannot be run here. USB is emulated beside another run of this program. */
export async function runLink(link: LinkName, options: TableOptions): Promise<Report> {
  if (link === 'usb' && process.env[BUS_VARIABLE] === undefined) return runBesideUsb(options);
  const bench = await openBench(link);
  try {
    return { rows: await runTable(bench, options), skipped: [] };
  } finally {
    await bench.close();
  }
}

async function runBesideUsb({ every = 1, seeds = 1 }: TableOptions): Promise<Report> {
  const reason = await whyNoEmulatedUsb();
  if (reason !== undefined) return { rows: [], skipped: [`usb: ${reason}`] };
  const program = [process.execPath, '--import', 'tsx', '--conditions=@xylopipe/source', MAIN] as const;
  const args = ['--json', '--links=usb', `--every=${every * USB_EVERY}`, `--seeds=${seeds}`];
  const { code, output, errors } = await runWithEmulatedUsb([...program, ...args], { cwd: ROOT, deadline: DEADLINE });
  const line = output.split('\n').findLast((text) => text.startsWith('{'));
  if (line !== undefined) return JSON.parse(line) as Report;
  return { rows: [failedRun(code, errors)], skipped: [] };
}

/** The run itself is wrong. */
const failedRun = (code: number | null, errors: string): Row => ({
  link: 'usb',
  operation: 'all',
  fault: 'none',
  detail: '',
  ending: { code: 'RUN_FAILED' },
  wrong: [code === null ? `was killed after ${DEADLINE} ms` : `ended with code ${code}: ${errors.slice(-2000)}`],
});
