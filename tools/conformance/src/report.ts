import type { CoreName } from './context.js';
import type { CaseResult } from './result.js';

/** What all files of one folder came to on one core. */
export interface Row {
  readonly folder: string;
  readonly core: CoreName;
  readonly files: number;
  readonly passed: number;
  readonly failed: number;
  /** Cases for chips that have no plugin, by chip. */
  readonly notYet: Readonly<Record<string, number>>;
}

/** What a run came to. */
export interface Report {
  readonly rows: readonly Row[];
  /** Recorded fields that were left out, and why. */
  readonly notCompared: readonly string[];
}

export function rowOf(folder: string, core: CoreName, files: number, results: readonly CaseResult[]): Row {
  const notYet: Record<string, number> = {};
  for (const r of results) if (r.outcome === 'notYet') notYet[r.chipId] = (notYet[r.chipId] ?? 0) + 1;
  const count = (outcome: CaseResult['outcome']): number => results.filter((r) => r.outcome === outcome).length;
  return { folder, core, files, passed: count('passed'), failed: count('failed'), notYet };
}

/** True too if no case was judged at all. */
export const hasFailed = (report: Report): boolean => sumOf(report, 'failed') > 0 || !hasJudged(report);

const hasJudged = (report: Report): boolean => sumOf(report, 'passed') + sumOf(report, 'failed') > 0;

const sumOf = ({ rows }: Report, key: 'passed' | 'failed'): number => rows.reduce((n, row) => n + row[key], 0);

/** A line per row, and one for all. */
export function linesOf(report: Report): readonly string[] {
  return [
    line(['folder', 'files', 'passed', 'failed'], 'not yet'),
    ...report.rows.map((r) =>
      line(
        [r.core === 'auto' ? r.folder : `${r.folder} (${r.core} core)`, r.files, r.passed, r.failed],
        Object.entries(r.notYet)
          .map(([chip, n]) => `${chip} ${n}`)
          .join(', '),
      ),
    ),
    hasJudged(report)
      ? `${sumOf(report, 'passed')} passed, ${sumOf(report, 'failed')} failed`
      : 'FAILED: no case was judged',
  ];
}

const line = ([first, ...cells]: readonly (string | number)[], last: string): string =>
  `${String(first).padEnd(24)}${cells.map((c) => String(c).padStart(8)).join('')}   ${last}`.trimEnd();
