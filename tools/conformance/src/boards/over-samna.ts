import { DeviceRegistry } from '@xylopipe/core/registry';
import { createRegistry } from 'xylopipe';
import type { BoardRow } from './board-report.js';
import { SAMNA_TELLS, samnaLink } from './links/samna-link.js';
import { type CaseChoice, loadCases } from './load-cases.js';
import { runBoards } from './run-boards.js';

/** The stand-in computes in Python: of what takes longest it gets so much. */
const [RANDOM, DIGITS] = [20, 4];

/** Judges the boards that samna knows, played by its stand-in. */
export async function runBoardsOverSamna(
  { random, ...choice }: CaseChoice,
  print: (line: string) => void,
): Promise<readonly BoardRow[]> {
  const cases = await loadCases({ ...choice, random: Math.min(random, RANDOM), digits: DIGITS });
  const links = new Map([['samna', samnaLink]] as const);
  const plugins = createRegistry()
    .list()
    .filter(({ chipId }) => Object.hasOwn(SAMNA_TELLS, chipId));
  // Each has a process of its own.
  const rows = await Promise.all(
    plugins.map((plugin) => runBoards({ registry: new DeviceRegistry([plugin]), links, cases, print })),
  );
  return rows.flat();
}

/** What the table does not say of it. */
export const samnaLines = (): readonly string[] => [
  `samna: a stand-in with an arithmetic of its own; at most ${RANDOM} random networks, and the first ${DIGITS} samples of each network for digits`,
  ...Object.entries(SAMNA_TELLS).map(([chipId, signals]) => `samna tells of ${chipId}: ${signals.join(', ')}`),
];
