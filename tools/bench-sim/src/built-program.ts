import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { serialize } from 'node:v8';

const packages = fileURLToPath(new URL('../../../packages', import.meta.url));

/** The address of a file of one of our packages. */
export const urlOf = (path: string): string => pathToFileURL(join(packages, path)).href;

/** Whether the simulator is built from the present sources; figures of a program would be none, or old ones, if not. */
export const isBuilt = (): boolean =>
  isCurrent(join(packages, 'core'), 'index.js') && isCurrent(join(packages, 'xylo-sim'), 'node/index.js');

/** Whether a package has an entry in `dist` that is no older than any of its sources. */
export function isCurrent(folder: string, entry: string): boolean {
  const built = statSync(join(folder, 'dist', entry), { throwIfNoEntry: false });
  if (built === undefined) return false;
  const sources = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' });
  return sources
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .every((name) => statSync(join(folder, 'src', name)).mtimeMs <= built.mtimeMs);
}

/**
 * Runs a program with the built packages, `rounds` times in a process of its own, and gives the JSON that each printed.
 * The program has its input as `data`, and `lap()`, which tells the milliseconds since it was last called.
 */
export function runBuilt<T>(program: string, data: unknown, rounds: number): readonly T[] {
  const folder = mkdtempSync(join(tmpdir(), 'xylopipe-bench-'));
  try {
    const file = join(folder, 'data');
    writeFileSync(file, serialize(data));
    const args = ['--experimental-import-meta-resolve', '--input-type=module', '--eval', `${PRELUDE}${program}`, file];
    return Array.from({ length: rounds }, () => {
      const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
      if (status !== 0) throw new Error(`a program with the built simulator failed: ${stderr}`);
      return JSON.parse(stdout) as T;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const PRELUDE = `
import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
const data = deserialize(readFileSync(process.argv[1]));
let last = performance.now();
const lap = () => -last + (last = performance.now());
`;
