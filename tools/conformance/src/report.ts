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

export const hasFailed = ({ rows }: Report): boolean => rows.some(({ failed }) => failed > 0);

/** A line per row, and one for all. */
export function linesOf({ rows }: Report): readonly string[] {
  const sum = (key: 'passed' | 'failed'): number => rows.reduce((n, row) => n + row[key], 0);
  return [
    line(['folder', 'files', 'passed', 'failed'], 'not yet'),
    ...rows.map((r) =>
      line(
        [r.core === 'auto' ? r.folder : `${r.folder} (${r.core} core)`, r.files, r.passed, r.failed],
        Object.entries(r.notYet)
          .map(([chip, n]) => `${chip} ${n}`)
          .join(', '),
      ),
    ),
    `${sum('passed')} passed, ${sum('failed')} failed`,
  ];
}

const line = ([first, ...cells]: readonly (string | number)[], last: string): string =>
  `${String(first).padEnd(24)}${cells.map((c) => String(c).padStart(8)).join('')}   ${last}`.trimEnd();
