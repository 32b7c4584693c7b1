import { whyNoEmulatedUsb } from '@xylopipe/usb-emulator';
import { createRegistry } from 'xylopipe';
import { type BoardRow, boardLines, haveFailed } from './board-report.js';
import { localLinks } from './links/local-links.js';
import { type CaseChoice, loadCases } from './load-cases.js';
import { mayLackUsb, runBoardsOverUsb } from './over-usb.js';
import { runBoards } from './run-boards.js';

/** What to judge, and what must be there. */
export interface BoardsEverywhere {
  readonly choice: CaseChoice;
  /** Whether what can be installed for emulated USB must be there. */
  readonly ci: boolean;
  readonly print: (line: string) => void;
}

/** Holds emulated boards against the simulator, all chips over all links, and prints the table. True if nothing failed. */
export async function runBoardsEverywhere({ choice, ci, print }: BoardsEverywhere): Promise<boolean> {
  const start = performance.now();
  const lack = await whyNoEmulatedUsb();
  // USB is a process of its own, so that both have a core.
  const [local, usb] = await Promise.all([
    loadCases(choice).then((cases) => runBoards({ registry: createRegistry(), links: localLinks, cases, print })),
    lack === undefined ? runBoardsOverUsb(choice, print) : [],
  ]);
  const rows: readonly BoardRow[] = [...local, ...usb];
  for (const line of boardLines(rows)) print(line);
  print(`in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  if (lack === undefined) return !haveFailed(rows);
  const passable = mayLackUsb(lack, ci);
  print(`usb: ${passable ? 'SKIPPED' : 'FAILED, with CI=true it must be there'}: ${lack}`);
  return passable && !haveFailed(rows);
}
