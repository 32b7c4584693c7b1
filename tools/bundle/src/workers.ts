import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { licencesOf } from './licences.js';

/** The scripts of workers in `folder`: each is loaded by the URL of its own file, and imported by nobody. */
export async function workersIn(folder: string): Promise<string[]> {
  const files = await readdir(join(folder, 'src'), { recursive: true });
  return files.filter((file) => basename(file) === 'worker.ts').map((file) => join('src', file));
}

/**
 * Bundles the script of a worker with all that it imports: it starts faster, and a browser needs no more than this file.
 * Two packages stay imports: piscina, since it knows the marks of its own instance only, and in Node h5wasm, which is four
 * megabytes that an installation has anyway.
 */
export async function bundleWorker(worker: string, folder: string, options: BuildOptions): Promise<void> {
  const whole = {
    ...options,
    absWorkingDir: folder,
    entryPoints: [worker],
    conditions: ['@xylopipe/source', 'es2015'],
    // WebAssembly within JavaScript is text of which half is not ASCII.
    charset: 'utf8' as const,
    // That of packages from elsewhere is theirs, and would be most of the map.
    sourcesContent: false,
    external: ['node:*', 'piscina', ...(worker.startsWith(join('src', 'node')) ? ['h5wasm'] : [])],
  };
  const { metafile } = await build({ ...whole, metafile: true, write: false });
  await build({ ...whole, footer: { js: await licencesOf(metafile, folder) } });
}

/** Throws if code that starts a worker came to lie where its URL leads to no script: in a chunk, for example. */
export async function refuseLostWorkers(outputs: readonly string[], workers: readonly string[], folder: string) {
  const scripts = workers.map((worker) => worker.replace(/^src/, 'dist').replace(/\.ts$/, '.js'));
  for (const output of outputs.filter((file) => file.endsWith('.js'))) {
    const code = await readFile(join(folder, output), 'utf8');
    const script = join(dirname(output), 'worker.js');
    if (!/new URL\("\.\/worker\.js", import\.meta\.url\)/.test(code) || scripts.includes(script)) continue;
    throw new Error(`${output} of ${folder} starts a worker, but there is no ${script}`);
  }
}
