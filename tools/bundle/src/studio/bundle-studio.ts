import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { licencesOf } from '../licences.js';
import { studioExamples } from './examples.js';

const FOLDER = fileURLToPath(new URL('../../../../packages/studio', import.meta.url));

/** The page of the studio, from the sources, as one HTML file that needs nothing else, and works from disk as well. */
export async function bundleStudio(): Promise<string> {
  const [page, thread, nir, examples] = await Promise.all([
    script('src/page/main.ts'),
    script('src/thread/main.ts'),
    script('../nir/src/web/worker.ts'),
    studioExamples(),
  ]);
  const hash = `'sha256-${createHash('sha256').update(page).digest('base64')}'`;
  // The thread is a blob of this page and bound by the same policy; the simulator's kernel is WebAssembly.
  const policy = [
    "default-src 'none'",
    `script-src ${hash} 'wasm-unsafe-eval'`,
    'worker-src blob:',
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Xylopipe studio</title>
<link rel="icon" href="data:,">
</head>
<body>
<div id="studio"><noscript>The studio computes in the browser: it needs scripts.</noscript></div>
<script type="application/json" id="examples">${asData(JSON.stringify(examples))}</script>
<script type="text/plain" id="thread">${asScript(thread)}</script>
<script type="text/plain" id="nir">${gzipSync(nir, { level: 9 }).toString('base64')}</script>
<script>${asScript(page)}</script>
</body>
</html>
`;
}

/** A script in one piece, with the licences of what is in it. */
async function script(entry: string): Promise<string> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: FOLDER,
    entryPoints: [entry],
    outdir: 'dist',
    write: false,
    metafile: true,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2023',
    // Packed, the HDF5 library is smaller so; it holds any bytes in strings.
    charset: 'utf8',
    conditions: ['@xylopipe/source'],
    legalComments: 'none',
    logLevel: 'silent',
  });
  return (outputFiles[0]?.text ?? '') + (await licencesOf(metafile, FOLDER));
}

/** Nothing in a script may end its element; in what esbuild writes, `</script` stands in strings only, and is escaped. */
function asScript(code: string): string {
  if (/<\/script|<!--/i.test(code)) throw new Error('a script would end in the middle of the page');
  return code;
}

/** JSON may write any character as its number. */
const asData = (json: string): string => json.replaceAll('<', '\\u003c');
