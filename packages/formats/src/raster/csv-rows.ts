import { type Issue, XylopipeError } from '@xylopipe/core';
import { shortened } from '../few-issues.js';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A line of a CSV file after its header: a number for each of the columns. */
export interface CsvRow {
  /** From 1, as editors count. */
  readonly line: number;
  readonly cells: readonly number[];
}

/** The names of the columns; of a text that is no CSV, whatever its first line is. */
export const csvHeader = (text: string): readonly string[] => cellsOf(linesOf(text)[0] ?? '');

/** The lines after the header. What is wrong with one is noted, and the line left out. */
export function csvRows(text: string, issues: Issue[]): readonly CsvRow[] {
  const [header = '', ...lines] = linesOf(text);
  const columns = cellsOf(header).length;
  const rows: CsvRow[] = [];
  lines.forEach((content, i) => {
    if (content.trim() === '') return;
    const line = i + 2;
    const cells = cellsOf(content);
    const bad = cells.find((cell) => !NUMBER.test(cell));
    if (cells.length !== columns) {
      issues.push(badLine('CSV_LINE', line, `it has ${cells.length} columns instead of ${columns}`));
    } else if (bad !== undefined) {
      issues.push(badLine('CSV_LINE', line, `${JSON.stringify(bad)} is not a number`));
    } else {
      rows.push({ line, cells: cells.map(Number) });
    }
  });
  return rows;
}

const linesOf = (text: string): readonly string[] => text.replace(/^\uFEFF/, '').split('\n');

const cellsOf = (line: string): readonly string[] => line.split(',').map((cell) => cell.trim());

/** A problem of one line. */
export const badLine = (code: string, line: number, what: string, hint?: string): Issue => ({
  code,
  severity: 'error',
  at: ['line', line],
  message: `line ${line}: ${what}`,
  ...(hint === undefined ? {} : { hint }),
});

/** Throws `CSV_INVALID` if there are any bad lines, with the first ten of them. */
export function refuseLines(issues: readonly Issue[]): void {
  if (issues.length === 0) return;
  throw new XylopipeError('CSV_INVALID', `${issues.length} bad line${issues.length === 1 ? '' : 's'}`, {
    issues: shortened(issues),
  });
}
