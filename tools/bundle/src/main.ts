import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** What of a manifest says where a package's code begins. */
interface Manifest {
  readonly exports: Readonly<Record<string, { readonly '@xylopipe/source': string }>>;
  readonly publishConfig?: { readonly bin?: Readonly<Record<string, string>> };
}

/**
 * Bundles the sources of one package into a file per entry, and what entries share into chunks: a program then loads some
 * ten files instead of two hundred, which is most of the time of an import. Other packages, ours too, stay imports, so
 * that every class exists once. The declarations beside are the compiler's.
 */
async function bundle(folder: string): Promise<void> {
  const { exports, publishConfig }: Manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const commands = Object.values(publishConfig?.bin ?? {}).map((path) =>
    path.replace('./dist/', './src/').replace(/\.js$/, '.ts'),
  );
  const entries = [...Object.values(exports).map((entry) => entry['@xylopipe/source']), ...commands];
  const workers = await workersIn(join(folder, 'src'));
  await removeCode(join(folder, 'dist'));
  const { metafile } = await build({
    absWorkingDir: folder,
    entryPoints: [...entries, ...workers],
    outbase: 'src',
    outdir: 'dist',
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'neutral',
    external: ['node:*'],
    target: 'es2023',
    sourcemap: true,
    chunkNames: 'chunks/[hash]',
    logLevel: 'warning',
    metafile: true,
  });
  await refuseLostWorkers(folder, Object.keys(metafile.outputs));
}

/** Scripts of workers: they are loaded by the URL of a file of their own, and imported by nobody. */
async function workersIn(src: string): Promise<string[]> {
  const files = await readdir(src, { recursive: true });
  return files.filter((file) => basename(file) === 'worker.ts').map((file) => join('src', file));
}

/** Throws if code that starts a worker came to lie where the URL leads to none: in a chunk, for example. */
async function refuseLostWorkers(folder: string, outputs: readonly string[]): Promise<void> {
  for (const output of outputs.filter((file) => file.endsWith('.js'))) {
    const code = await readFile(join(folder, output), 'utf8');
    if (!code.includes('new URL("./worker.js", import.meta.url)')) continue;
    const worker = join(dirname(output), 'worker.js');
    if (!outputs.includes(worker))
      throw new Error(`${join(folder, output)} starts a worker, but there is no ${worker}`);
  }
}

/** Chunks are named by content: those of an earlier build would stay. */
async function removeCode(dist: string): Promise<void> {
  const files = await readdir(dist, { recursive: true });
  const code = files.filter((file) => /\.js(\.map)?$/.test(file));
  await Promise.all(code.map((file) => rm(join(dist, file))));
}

const packages = fileURLToPath(new URL('../../../packages', import.meta.url));
await Promise.all((await readdir(packages)).map((name) => bundle(join(packages, name))));
