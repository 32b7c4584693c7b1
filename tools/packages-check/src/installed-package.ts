import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { run, workspaceRoot } from './run.js';

/** One package as its users have it on disk. */
export interface InstalledPackage {
  readonly name: string;
  readonly tarball: string;
  /** The project that it is installed in. */
  readonly project: string;
  readonly manifest: {
    readonly exports: Readonly<Record<string, unknown>>;
    readonly bin?: Readonly<Record<string, string>>;
  };
  /** Everything in the tarball, as paths from the root of the package. */
  readonly files: readonly string[];
}

/** Packs every published package into `folder` as a release would, and returns the tarballs. */
export async function packAll(folder: string): Promise<string[]> {
  await mkdir(folder);
  const unpublished = (await privatePackages()).flatMap((name) => ['--filter', `!${name}`]);
  await run('pnpm', ['--recursive', '--filter', './packages/*', ...unpublished, 'pack', '--pack-destination', folder]);
  return (await readdir(folder)).map((file) => join(folder, file));
}

async function privatePackages(): Promise<string[]> {
  const folder = join(workspaceRoot, 'packages');
  const names = await readdir(folder);
  const manifests = await Promise.all(names.map((name) => readJson(join(folder, name, 'package.json'))));
  return manifests.filter((manifest) => manifest.private).map(({ name }) => name);
}

/** Installs all tarballs together in the new, empty `project`; only what is not ours comes from the registry. */
export async function installAll(tarballs: readonly string[], project: string): Promise<InstalledPackage[]> {
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...tarballs], project);
  const { dependencies } = await readJson(join(project, 'package.json'));
  return Promise.all(
    Object.entries<string>(dependencies).map(async ([name, location]) => {
      const folder = join(project, 'node_modules', name);
      return {
        name,
        tarball: join(project, location.replace('file:', '')),
        project,
        manifest: await readJson(join(folder, 'package.json')),
        files: await filesIn(folder),
      };
    }),
  );
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith('node_modules'));
}

async function readJson(path: string) {
  return JSON.parse(await readFile(path, 'utf8'));
}
