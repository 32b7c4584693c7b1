import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problemsOf } from './checks.js';
import { installAll, packAll } from './installed-package.js';

/** Checks that run at a time: more would only wait for each other. */
const parallel = 2;

const folder = await mkdtemp(join(tmpdir(), 'xylopipe-packages-'));
try {
  const queue = await installAll(await packAll(join(folder, 'tarballs')), join(folder, 'project'));
  let passed = 0;
  let failed = 0;
  const worker = async (): Promise<void> => {
    for (let pkg = queue.shift(); pkg; pkg = queue.shift()) {
      const problems = await problemsOf(pkg);
      if (problems.length) failed++;
      else passed++;
      const entries = Object.keys(pkg.manifest.exports).length;
      const verdict = problems.length ? 'FAILED' : 'ok';
      console.log(`${verdict.padEnd(7)} ${pkg.name} (${pkg.files.length} files, ${entries} entries)`);
      for (const problem of problems) console.log(`        ${problem.replaceAll('\n', '\n        ')}`);
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  console.log(`packages: ${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
} finally {
  await rm(folder, { recursive: true });
}
