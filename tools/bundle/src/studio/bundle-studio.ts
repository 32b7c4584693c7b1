import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { licencesOf } from '../licences.js';
import { studioExamples } from './examples.js';

const FOLDER = fileURLToPath(new URL('../../../../packages/studio', import.meta.url));

/** The page of the studio, from the sources, as one HTML file that needs nothing else, and works from disk as well. */
export async function bundleStudio(): Promise<string> {
  const [page, thread, examples] = await Promise.all([script('page'), script('thread'), studioExamples()]);
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
<script type="text/plain" id="thread">${thread}</script>
<script>${page}</script>
</body>
</html>
`;
}

/** A script in one piece, with the licences of what is in it. */
async function script(name: 'page' | 'thread'): Promise<string> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: FOLDER,
    entryPoints: [`src/${name}/main.ts`],
    outdir: 'dist',
    write: false,
    metafile: true,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2023',
    conditions: ['@xylopipe/source'],
    legalComments: 'none',
    logLevel: 'silent',
  });
  return asScript((outputFiles[0]?.text ?? '') + (await licencesOf(metafile, FOLDER)));
}

/** Nothing in a script may end its element; in what esbuild writes, `</script` stands in strings only, and is escaped. */
function asScript(code: string): string {
  if (/<\/script|<!--/i.test(code)) throw new Error('a script would end in the middle of the page');
  return code;
}

/** JSON may write any character as its number. */
const asData = (json: string): string => json.replaceAll('<', '\\u003c');
