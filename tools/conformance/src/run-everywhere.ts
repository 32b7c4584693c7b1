import { hasFailed, linesOf, type Report } from './report.js';
import { runConformance } from './run.js';
import { runConformanceInChromium } from './run-in-chromium.js';
import { vectorsOnDisk } from './vectors-on-disk.js';

/** Where to judge, and what must be there. */
export interface Everywhere {
  /** The folder of the vectors on disk. */
  readonly vectors: string;
  /** Folders of recorded files that it must have. */
  readonly folders: readonly string[];
  /** The executable of Chromium; `undefined` where there is none. */
  readonly chromium: string | undefined;
  /** Whether it is a failure that there is no Chromium. */
  readonly chromiumRequired: boolean;
  readonly print: (line: string) => void;
}

/** Judges the vectors in Node and in Chromium, printing a table of each. True if all are there and nothing failed. */
export async function runEverywhere({
  vectors,
  folders,
  chromium,
  chromiumRequired,
  print,
}: Everywhere): Promise<boolean> {
  const { files } = vectorsOnDisk(vectors);
  const missing = folders.filter((folder) => !files[folder]?.length);
  if (missing.length > 0) {
    print(`FAILED: there are no recorded files (.json.gz) of ${missing.join(', ')} in ${vectors}`);
    return false;
  }
  const judge = async (platform: string, run: () => Promise<Report>): Promise<Report> => {
    print(`${platform}:`);
    const start = performance.now();
    const report = await run();
    const seconds = (performance.now() - start) / 1000;
    for (const line of linesOf(report)) print(line);
    print(`in ${seconds.toFixed(1)} s\n`);
    return report;
  };

  const inNode = await judge(`Node ${process.version}`, () => runConformance(vectorsOnDisk(vectors), print));
  for (const line of inNode.notCompared) print(line);
  if (chromium === undefined) {
    const outcome = chromiumRequired ? 'FAILED, with CI=true it must be there and' : 'SKIPPED,';
    print(`Chromium: ${outcome} none was found; install the package chromium, or name an executable in CHROMIUM`);
    return !chromiumRequired && !hasFailed(inNode);
  }
  const inChromium = await judge(`Chromium (${chromium})`, () => runConformanceInChromium(vectors, print));
  return !hasFailed(inNode) && !hasFailed(inChromium);
}
