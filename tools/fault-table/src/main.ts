import { parseArgs } from 'node:util';
import { LINKS, type LinkName } from './bench/link-bench.js';
import { type Report, tableOf } from './report.js';
import { runLink } from './run-link.js';
import { runSamnaTable } from './samna/run-samna-table.js';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    links: { type: 'string', default: [...LINKS, 'samna'].join() },
    every: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
  },
});
const reports: Report[] = [];
for (const link of values.links.split(',')) {
  console.error(`faults: ${link}`);
  const options = { every: Number(values.every), seeds: Number(values.seeds) };
  reports.push(link === 'samna' ? await runSamnaTable() : await runLink(link as LinkName, options));
}
const report: Report = {
  rows: reports.flatMap(({ rows }) => rows),
  skipped: reports.flatMap(({ skipped }) => skipped),
};
console.log(values.json ? JSON.stringify(report) : tableOf(report).join('\n'));
if (report.rows.some(({ wrong }) => wrong.length > 0)) process.exitCode = 1;
