import { parseArgs } from 'node:util';
import { LINKS, type LinkName } from './bench/link-bench.js';
import { fuzzBoard } from './fuzz/fuzz-board.js';
import { fuzzHost } from './fuzz/fuzz-host.js';
import { fuzzLine } from './fuzz/fuzz-report.js';
import { type Report, tableOf } from './report.js';
import { runLink } from './run-link.js';
import type { TableOptions } from './run-table.js';
import { runSamnaTable } from './samna/run-samna-table.js';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    links: { type: 'string', default: [...LINKS, 'samna'].join() },
    every: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    fuzz: { type: 'boolean', default: false },
    frames: { type: 'string', default: '100000' },
  },
});
if (values.fuzz) await fuzz(Number(values.frames));
else await runLinks(values.links.split(','), { every: Number(values.every), seeds: Number(values.seeds) });

async function runLinks(links: readonly string[], options: TableOptions): Promise<void> {
  const reports: Report[] = [];
  for (const link of links) {
    console.error(`faults: ${link}`);
    reports.push(link === 'samna' ? await runSamnaTable() : await runLink(link as LinkName, options));
  }
  const report = { rows: reports.flatMap(({ rows }) => rows), skipped: reports.flatMap(({ skipped }) => skipped) };
  console.log(values.json ? JSON.stringify(report) : tableOf(report).join('\n'));
  if (report.rows.some(({ wrong }) => wrong.length > 0)) process.exitCode = 1;
}

async function fuzz(frames: number): Promise<void> {
  const reports = [await fuzzBoard(frames), await fuzzHost(frames)];
  console.log(values.json ? JSON.stringify(reports) : reports.map(fuzzLine).join('\n'));
  if (reports.some(({ wrong }) => wrong.length > 0)) process.exitCode = 1;
}
