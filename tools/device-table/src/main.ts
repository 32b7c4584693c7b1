import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createRegistry, deviceDescriptions } from 'xylopipe';
import { deviceSections } from './device-sections.js';
import { fillSections } from './fill-sections.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const path = 'docs/devices.md';

const document = await readFile(`${root}${path}`, 'utf8');
const current = fillSections(document, deviceSections(deviceDescriptions(createRegistry())));
if (!process.argv.includes('--check')) {
  await writeFile(`${root}${path}`, current);
  console.log(`devices: wrote ${path}`);
} else if (current === document) {
  console.log(`devices: ${path} says what the chips say`);
} else {
  // The check fails also where there is no git to show why.
  const options = { cwd: root, input: current, encoding: 'utf8' } as const;
  const { stdout } = spawnSync('git', ['--no-pager', 'diff', '--no-index', '--', path, '-'], options);
  console.error(`${stdout ?? ''}devices: ${path} is not what the chips say; run pnpm devices:docs and commit it`);
  process.exitCode = 1;
}
