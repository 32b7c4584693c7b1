import { findChromium } from '@xylopipe/tool-chromium';
import { KNOWN_FOLDERS } from './run.js';
import { runEverywhere } from './run-everywhere.js';
import { vectorsFolder } from './vectors-folder.js';

const vectors = vectorsFolder();
if (vectors === undefined) {
  console.log('conformance: SKIPPED, there are no recorded vectors (set XYLOPIPE_VECTORS to their folder)');
} else {
  const passed = await runEverywhere({
    vectors,
    folders: KNOWN_FOLDERS,
    chromium: findChromium(),
    chromiumRequired: process.env.CI === 'true',
    print: (line) => console.log(line),
  });
  process.exitCode = passed ? 0 : 1;
}
