import { whyNoEmulatedUsb } from '@xylopipe/usb-emulator';
import { createRegistry } from 'xylopipe';
import { type BoardRow, boardLines, haveFailed } from './board-report.js';
import { localLinks } from './links/local-links.js';
import { whyNoSamna } from './links/samna-link.js';
import { type CaseChoice, loadCases } from './load-cases.js';
import { runBoardsOverSamna, samnaLines } from './over-samna.js';
import { mayLackUsb, runBoardsOverUsb } from './over-usb.js';
import { runBoards } from './run-boards.js';

/** What to judge, and what must be there. */
export interface BoardsEverywhere {
  readonly choice: CaseChoice;
  /** Whether what can be installed must be there: Python, and what emulated USB takes. */
  readonly ci: boolean;
  readonly print: (line: string) => void;
}

/**
 * Holds emulated boards against the simulator, all chips over all links, and those of a stand-in for samna; prints the table.
 * True if nothing failed.
 */
export async function runBoardsEverywhere({ choice, ci, print }: BoardsEverywhere): Promise<boolean> {
  const start = performance.now();
  const [noUsb, noSamna] = [await whyNoEmulatedUsb(), whyNoSamna()];
  // USB is a process of its own, so that both have a core.
  const [here, usb] = await Promise.all([
    runHere(choice, print, noSamna === undefined),
    noUsb === undefined ? runBoardsOverUsb(choice, print) : [],
  ]);
  const rows: readonly BoardRow[] = [...here, ...usb];
  for (const line of [...boardLines(rows), ...(noSamna === undefined ? samnaLines() : [])]) print(line);
  print(`in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  const passable = [
    passed('usb', noUsb, (reason) => mayLackUsb(reason, ci), print),
    passed('samna', noSamna, () => !ci, print),
  ];
  return passable.every(Boolean) && !haveFailed(rows);
}

async function runHere(
  choice: CaseChoice,
  print: BoardsEverywhere['print'],
  samna: boolean,
): Promise<readonly BoardRow[]> {
  const cases = await loadCases(choice);
  const rows = await runBoards({ registry: createRegistry(), links: localLinks, cases, print });
  return samna ? [...rows, ...(await runBoardsOverSamna(choice, print))] : rows;
}

/** Whether a link was there, or may be left out. */
function passed(
  link: string,
  lack: string | undefined,
  mayLack: (reason: string) => boolean,
  print: BoardsEverywhere['print'],
): boolean {
  if (lack === undefined) return true;
  const passable = mayLack(lack);
  print(`${link}: ${passable ? 'SKIPPED' : 'FAILED, with CI=true it must be there'}: ${lack}`);
  return passable;
}
