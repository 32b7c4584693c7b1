import { fileURLToPath } from 'node:url';
import { runWithEmulatedUsb } from '@xylopipe/usb-emulator';
import type { BoardRow } from './board-report.js';
import type { CaseChoice } from './load-cases.js';

/** Where tsx is found. */
const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const INSIDE = fileURLToPath(new URL('inside-usb.ts', import.meta.url));
/** Judges boards behind emulated USB, in a process of its own. Throws where it did not come to its end. */
export async function runBoardsOverUsb(
  choice: CaseChoice,
  print: (line: string) => void,
  deadline = 600_000,
): Promise<readonly BoardRow[]> {
  const { code, output, errors } = await runWithEmulatedUsb(
    [process.execPath, '--import', 'tsx', '--conditions=@xylopipe/source', INSIDE, JSON.stringify(choice)],
    { cwd: ROOT, deadline },
  );
  const lines = output.trimEnd().split('\n');
  const rows = lines.pop() ?? '';
  for (const line of lines) print(line);
  if (code !== 0) {
    const end = code === null ? `it was not done after ${deadline / 1000} s` : `it ended with code ${code}`;
    throw new Error(`boards over USB: ${end}\n${errors}`);
  }
  return JSON.parse(rows) as readonly BoardRow[];
}

/** What no script can install. */
const BEYOND_CI = /^needs (Linux|\/dev\/fuse)|not permitted|permission denied/i;

/** Whether USB may be left out for this reason: with CI=true all that `.ci/run` can provide must be there. */
export const mayLackUsb = (reason: string, ci: boolean): boolean => !ci || BEYOND_CI.test(reason);
