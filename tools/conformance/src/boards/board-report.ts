import { BOARD_SETS, type BoardSet } from './board-case.js';
import type { BoardOutcome } from './judge-case.js';
import type { LinkName } from './links/board-link.js';

/** What all cases came to on one chip over one link. */
export interface BoardRow {
  readonly link: LinkName;
  readonly chipId: string;
  /** Cases in which board and simulator are equal, and as recorded. */
  readonly equal: Readonly<Partial<Record<BoardSet, number>>>;
  /** Cases that are refused as they must be, by set and the limits that they break. */
  readonly refused: Readonly<Partial<Record<BoardSet, Readonly<Record<string, number>>>>>;
  readonly failed: number;
}

export const newRow = (link: LinkName, chipId: string): BoardRow => ({
  link,
  chipId,
  equal: {},
  refused: {},
  failed: 0,
});

/** The row with one more case. */
export function counted(row: BoardRow, set: BoardSet, outcome: BoardOutcome): BoardRow {
  switch (outcome.outcome) {
    case 'equal':
      return { ...row, equal: { ...row.equal, [set]: (row.equal[set] ?? 0) + 1 } };
    case 'refused': {
      const by = outcome.by.join(' + ');
      const ofSet = row.refused[set] ?? {};
      return { ...row, refused: { ...row.refused, [set]: { ...ofSet, [by]: (ofSet[by] ?? 0) + 1 } } };
    }
    case 'failed':
      return { ...row, failed: row.failed + 1 };
  }
}

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);

const refusedIn = ({ refused }: BoardRow): number => Object.values(refused).reduce((n, ofSet) => n + sum(ofSet), 0);

const failedIn = (rows: readonly BoardRow[]): number => rows.reduce((n, { failed }) => n + failed, 0);

/** True too if nothing was equal. */
export const haveFailed = (rows: readonly BoardRow[]): boolean =>
  failedIn(rows) > 0 || rows.length === 0 || rows.some(({ equal }) => sum(equal) === 0);

/** A line per link and chip, one per chip and set for what was refused, and one for all. */
export function boardLines(rows: readonly BoardRow[]): readonly string[] {
  const passed = rows.reduce((n, row) => n + sum(row.equal) + refusedIn(row), 0);
  return [
    line(['link', 'chip', ...BOARD_SETS, 'equal', 'refused', 'failed']),
    ...rows.map((row) => {
      const { link, chipId, equal, failed } = row;
      return line([link, chipId, ...BOARD_SETS.map((set) => equal[set] ?? 0), sum(equal), refusedIn(row), failed]);
    }),
    // They are the same over every link.
    ...new Set(rows.flatMap(refusalLines)),
    `${passed} passed, ${failedIn(rows)} failed`,
  ];
}

const refusalLines = ({ chipId, refused }: BoardRow): readonly string[] =>
  Object.entries(refused).map(([set, limits]) => {
    const counts = Object.entries(limits).map(([by, n]) => `${n} for ${by}`);
    return `${chipId} refuses of ${set}: ${counts.join(', ')}`;
  });

const line = ([link, chip, ...counts]: readonly (string | number)[]): string =>
  `${String(link).padEnd(10)}${String(chip).padEnd(11)}${counts.map((n) => String(n).padStart(8)).join('')}`;
