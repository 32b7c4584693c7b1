import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { syns61201 } from '@xylopipe/xylo-syns61201';
import { syns65302 } from '@xylopipe/xylo-syns65302';
import { checkBench } from './checks/bench.js';
import { checkDigits } from './checks/digits.js';
import { checkE2e } from './checks/e2e.js';
import { checkMap, checkMapDiscrepancy } from './checks/map.js';
import { checkNn } from './checks/nn.js';
import { checkQuant } from './checks/quant.js';
import { checkReal } from './checks/real.js';
import { checkSim } from './checks/sim.js';
import type { Context } from './context.js';
import { type CaseResult, runCase } from './result.js';
import { VECTOR_FAULTS } from './vector-faults.js';

/** How the files of each folder are judged. */
const FOLDERS: Readonly<Record<string, (json: unknown, context: Context) => readonly CaseResult[]>> = {
  sim: checkSim,
  nn: checkNn,
  map: checkMap,
  map_discrepancies: checkMapDiscrepancy,
  quant: checkQuant,
  quant_discrepancies: checkQuant,
  e2e: checkE2e,
  real: checkReal,
  digits: checkDigits,
  bench: checkBench,
};

/** Judges every `.json.gz` below `vectors`, printing a row per folder and the first difference of each failing file. True if nothing failed. */
export function runConformance(vectors: string, print: (line: string) => void): boolean {
  const registry = new DeviceRegistry([syns61201, syns65302]);
  const rows: Row[] = [];
  const names = new Set<string>();
  for (const folder of foldersOf(vectors)) {
    const results: CaseResult[] = [];
    const files = readdirSync(join(vectors, folder))
      .filter((name) => name.endsWith('.json.gz'))
      .sort();
    for (const file of files) {
      const checked = checkFile(folder, join(vectors, folder, file), {
        registry,
        root: dirname(vectors),
        folder: join(vectors, folder),
      });
      results.push(...checked);
      for (const { name } of checked) names.add(name);
      const failed = checked.filter((r) => r.outcome === 'failed');
      if (failed[0] !== undefined)
        print(
          `FAILED ${folder}/${file}: ${failed.length} of ${checked.length}; first ${failed[0].name}: ${failed[0].difference}`,
        );
    }
    rows.push(rowOf(folder, files.length, results));
  }
  for (const line of table(rows)) print(line);
  for (const line of faultsAmong(names)) print(line);
  const [passed, failed] = [sum(rows, 'passed'), sum(rows, 'failed')];
  print(`${passed} passed, ${failed} failed`);
  return failed === 0;
}

/** Folders with recorded files: the known ones in order, then those that nobody knows, which fail. */
function foldersOf(vectors: string): readonly string[] {
  const present = readdirSync(vectors, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  return [...new Set([...Object.keys(FOLDERS), ...present])].filter((name) => present.includes(name));
}

function checkFile(folder: string, path: string, context: Context): readonly CaseResult[] {
  const check = FOLDERS[folder];
  let results: readonly CaseResult[] = [];
  const whole = runCase('file', () => {
    if (check === undefined) return `nobody knows how to judge a file of the folder "${folder}"`;
    results = check(JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')), context);
    return undefined;
  });
  return whole.outcome === 'failed' ? [whole] : results;
}

/** What was left out of the comparison, and why. */
const faultsAmong = (names: ReadonlySet<string>): readonly string[] =>
  Object.entries(VECTOR_FAULTS)
    .filter(([name]) => names.has(name))
    .map(([name, { fields, why }]) => `not compared: ${fields.join(', ')} of ${name}: ${why}`);

interface Row {
  readonly folder: string;
  readonly files: number;
  readonly passed: number;
  readonly failed: number;
  readonly notYet: Readonly<Record<string, number>>;
}

function rowOf(folder: string, files: number, results: readonly CaseResult[]): Row {
  const notYet: Record<string, number> = {};
  for (const r of results) if (r.outcome === 'notYet') notYet[r.chipId] = (notYet[r.chipId] ?? 0) + 1;
  const count = (outcome: CaseResult['outcome']): number => results.filter((r) => r.outcome === outcome).length;
  return { folder, files, passed: count('passed'), failed: count('failed'), notYet };
}

function table(rows: readonly Row[]): readonly string[] {
  const line = (cells: readonly (string | number)[], last: string): string =>
    `${String(cells[0]).padEnd(22)}${cells
      .slice(1)
      .map((c) => String(c).padStart(8))
      .join('')}   ${last}`.trimEnd();
  return [
    line(['folder', 'files', 'passed', 'failed'], 'not yet'),
    ...rows.map((r) =>
      line(
        [r.folder, r.files, r.passed, r.failed],
        Object.entries(r.notYet)
          .map(([chip, n]) => `${chip} ${n}`)
          .join(', '),
      ),
    ),
  ];
}

const sum = (rows: readonly Row[], key: 'passed' | 'failed'): number => rows.reduce((n, row) => n + row[key], 0);
