import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { bundleWorker, refuseLostWorkers, workersIn } from './workers.js';

/** What of a manifest says where a package's code begins. */
interface Manifest {
  readonly private?: boolean;
  readonly exports: Readonly<Record<string, { readonly '@xylopipe/source': string }>>;
  readonly publishConfig?: { readonly bin?: Readonly<Record<string, string>> };
}

/**
 * Bundles the sources of one package into a file per entry, and what entries share into chunks: a program then loads some
 * ten files instead of two hundred, which is most of the time of an import. Other packages, ours too, stay imports, so
 * that every class exists once; only the script of a worker is whole. The declarations beside are the compiler's.
 */
async function bundle(folder: string): Promise<void> {
  const manifest: Manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  if (manifest.private) return; // never leaves its sources
  const { exports, publishConfig } = manifest;
  const commands = Object.values(publishConfig?.bin ?? {}).map((path) =>
    path.replace('./dist/', './src/').replace(/\.js$/, '.ts'),
  );
  const entries = [...Object.values(exports).map((entry) => entry['@xylopipe/source']), ...commands];
  const workers = await workersIn(folder);
  await removeCode(join(folder, 'dist'));
  const { metafile } = await build({
    ...common,
    absWorkingDir: folder,
    entryPoints: entries,
    splitting: true,
    packages: 'external',
    external: ['node:*'],
    chunkNames: 'chunks/[hash]',
    metafile: true,
  });
  await Promise.all(workers.map((worker) => bundleWorker(worker, folder, common)));
  await refuseLostWorkers(Object.keys(metafile.outputs), workers, folder);
}

const common: BuildOptions = {
  outbase: 'src',
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  target: 'es2023',
  sourcemap: true,
  logLevel: 'warning',
};

/** Chunks are named by content: those of an earlier build would stay. */
async function removeCode(dist: string): Promise<void> {
  const files = await readdir(dist, { recursive: true });
  const code = files.filter((file) => /\.js(\.map)?$/.test(file));
  await Promise.all(code.map((file) => rm(join(dist, file))));
}

const packages = fileURLToPath(new URL('../../../packages', import.meta.url));
await Promise.all((await readdir(packages)).map((name) => bundle(join(packages, name))));
