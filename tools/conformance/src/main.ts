import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from '@xylopipe/tool-chromium';
import { KNOWN_FOLDERS } from './run.js';
import { runEverywhere } from './run-everywhere.js';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const { XYLOPIPE_VECTORS, CI } = process.env;
const vectors = resolve(repository, XYLOPIPE_VECTORS ?? '../shared/vectors');
if (statSync(vectors, { throwIfNoEntry: false })?.isDirectory()) {
  const passed = await runEverywhere({
    vectors,
    folders: KNOWN_FOLDERS,
    chromium: findChromium(),
    chromiumRequired: CI === 'true',
    print: (line) => console.log(line),
  });
  process.exitCode = passed ? 0 : 1;
} else if (XYLOPIPE_VECTORS === undefined) {
  console.log(
    `conformance: SKIPPED, there are no recorded vectors at ${vectors} (set XYLOPIPE_VECTORS to their folder)`,
  );
} else {
  console.error(`conformance: XYLOPIPE_VECTORS names ${vectors}, which is no folder`);
  process.exitCode = 1;
}
