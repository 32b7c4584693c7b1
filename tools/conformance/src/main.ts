import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runConformance } from './run.js';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const folder = resolve(repository, process.env.XYLOPIPE_VECTORS ?? '../shared/vectors');
if (existsSync(folder)) {
  process.exitCode = runConformance(folder, (line) => console.log(line)) ? 0 : 1;
} else if (process.env.XYLOPIPE_VECTORS === undefined) {
  console.log(
    `conformance: SKIPPED, there are no recorded vectors at ${folder} (set XYLOPIPE_VECTORS to their folder)`,
  );
} else {
  console.error(`conformance: XYLOPIPE_VECTORS names ${folder}, which does not exist`);
  process.exitCode = 1;
}
