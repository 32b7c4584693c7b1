import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { boundsOf } from './bounds.js';
import { measure } from './measure.js';
import type { Report } from './report.js';
import { tableOf } from './table.js';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const loadNow = (): number => loadavg()[0] ?? 0;
const loadBefore = loadNow();
const measured = await measure((what) => console.error(`bench:sim: ${what}`));
const report: Report = {
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown processor',
  cores: availableParallelism(),
  load: [loadBefore, loadNow()],
  seconds: performance.now() / 1000,
  ...measured,
  bounds: boundsOf(measured),
};
console.log(values.json ? JSON.stringify(report) : tableOf(report).join('\n'));
// A bound that is missed may be the machine's fault; outputs that differ are ours.
if (report.faults.length > 0) process.exitCode = 1;
