import { readFile } from 'node:fs/promises';
import { build, type Plugin, transform } from 'esbuild';
import { licencesOf } from './licences.js';

/** The script of reports in one piece, from the sources of package `report` in `folder`, with the licences of what is in it. */
export async function bundleViewer(folder: string): Promise<string> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: folder,
    entryPoints: ['src/open-report.ts'],
    outdir: 'dist',
    write: false,
    metafile: true,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@xylopipe/source'],
    // They come whole, at the end.
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [smallStyles],
  });
  const script = outputFiles[0]?.text ?? '';
  return script + (await licencesOf(metafile, folder));
}

/** Makes the one style sheet, a template string in `styles.ts`, as small as the code around it. */
const smallStyles: Plugin = {
  name: 'small-styles',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/viewer\/styles\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const css = /`([^`]*)`/.exec(source)?.[1] ?? '';
      const { code } = await transform(css, { loader: 'css', minify: true });
      return { contents: source.replace(css, () => code.trim()), loader: 'ts' };
    });
  },
};
