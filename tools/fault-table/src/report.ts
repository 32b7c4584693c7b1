import type { Row } from './run-table.js';

/** What of a whole run is reported, and what `--json` prints. */
export interface Report {
  readonly rows: readonly Row[];
  /** What was left out, and why. */
  readonly skipped: readonly string[];
}

/** The tables of all links with their counts, what is wrong, and what was left out. */
export function tableOf({ rows, skipped }: Report): readonly string[] {
  const links = [...new Set(rows.map(({ link }) => link))];
  const wrong = rows.filter((row) => row.wrong.length > 0);
  return [
    'Every operation of an emulated board with everything that can go wrong once on the link or on the board.',
    's: runs that went well; r: well, after something was sent or written again; e: one typed error in its time; !: wrong.',
    ...links.flatMap((link) => [
      '',
      ...linkTable(
        link,
        rows.filter((row) => row.link === link),
      ),
    ]),
    '',
    ...skipped.map((what) => `SKIPPED: ${what}`),
    ...wrong.map((row) => `WRONG: ${nameOf(row)}: ${row.wrong.join('; ')}`),
    `${rows.length} runs, ${wrong.length === 0 ? 'none' : wrong.length} wrong`,
  ];
}

function linkTable(link: string, rows: readonly Row[]): readonly string[] {
  const operations = [...new Set(rows.map(({ operation }) => operation))];
  const faults = [...new Set(rows.map(({ fault }) => fault))];
  const cell = (fault: string, operation: string): string =>
    cellOf(rows.filter((row) => row.fault === fault && row.operation === operation));
  return [
    ...aligned([
      [link, ...operations],
      ...faults.map((fault) => [fault, ...operations.map((operation) => cell(fault, operation))]),
    ]),
    `${link}: ${countsOf(rows)}`,
  ];
}

function cellOf(rows: readonly Row[]): string {
  const count = (mark: string): string => {
    const n = rows.filter((row) => markOf(row) === mark).length;
    return n === 0 ? '' : `${mark}${n}`;
  };
  return rows.length === 0 ? '-' : ['s', 'r', 'e', '!'].map(count).join('');
}

function markOf({ ending, wrong }: Row): string {
  if (wrong.length > 0) return '!';
  if (typeof ending === 'object') return 'e';
  return ending === 'success' ? 's' : 'r';
}

/** E.g. `112 success, 270 success after retry, 148 BUS_LOST`. */
function countsOf(rows: readonly Row[]): string {
  const names = rows.map(({ ending }) =>
    typeof ending === 'object' ? ending.code : { success: 'success', retried: 'success after retry' }[ending],
  );
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return `${rows.length} runs: ${[...counts].map(([name, count]) => `${count} ${name}`).join(', ')}`;
}

const nameOf = ({ link, operation, fault, detail }: Row): string =>
  `${link}, ${operation}, ${fault}${detail === '' ? '' : ` (${detail})`}`;

/** Columns of equal width, the first to the left, the others to the right. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widthOf = (column: number): number => Math.max(...rows.map((row) => row[column]!.length));
  return rows.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widthOf(i)) : cell.padStart(widthOf(i)))).join('  '),
  );
}
