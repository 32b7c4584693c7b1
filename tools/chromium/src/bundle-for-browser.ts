import { build } from 'esbuild';

/**
 * Bundles TypeScript entries, from sources, as modules for a browser.
 * @param entries - files by the name that each gets: the module of `page` is `/page.js`. Give an entry of its own to what a
 * module loads by URL, a worker for example, under the name that the URL leads to.
 * @returns the modules by URL path. What entries share is in chunks beside them.
 * @throws if an entry does not build, or needs something that only Node has.
 */
export async function bundleForBrowser(
  entries: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const { outputFiles } = await build({
    entryPoints: { ...entries },
    outdir: '/',
    write: false,
    bundle: true,
    splitting: true,
    chunkNames: 'chunk-[hash]',
    format: 'esm',
    platform: 'browser',
    conditions: ['@xylopipe/source'],
    target: 'es2023',
    logLevel: 'silent',
  });
  return new Map(outputFiles.map(({ path, contents }) => [path, contents]));
}
