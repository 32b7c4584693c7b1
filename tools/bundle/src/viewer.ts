import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleViewer } from './bundle-viewer.js';

// Bundles the viewer of reports and writes it as a string into viewer.gen.ts; with --check, fails if that file is another.
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const folder = fileURLToPath(new URL('../../../packages/report', import.meta.url));
const target = `${folder}/src/viewer.gen.ts`;

/** What every report has to carry; the viewer may not outgrow it unnoticed. */
const MOST_BYTES = 170_000;

const script = await bundleViewer(folder);
const size = Buffer.byteLength(script);
const source = [
  '// Made by `pnpm viewer` from open-report.ts: do not edit.',
  '',
  '/** The viewer as a script for a page, with the licences of what is in it. */',
  `export const VIEWER_SCRIPT: string = ${JSON.stringify(script)};`,
  '',
  '/** By which a content security policy knows the script. */',
  `export const VIEWER_HASH = 'sha256-${createHash('sha256').update(script).digest('base64')}';`,
  '',
].join('\n');

if (size > MOST_BYTES) throw new Error(`the viewer has ${size} bytes; a report has room for ${MOST_BYTES}`);
if (!values.check) {
  await writeFile(target, source);
  console.log(`viewer: ${size} bytes`);
} else if (source === (await readFile(target, 'utf8'))) {
  console.log(`viewer: ${size} bytes, src/viewer.gen.ts is up to date`);
} else {
  console.error('viewer: src/viewer.gen.ts is not what the sources give; run pnpm viewer and commit it');
  process.exitCode = 1;
}
