import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Spoken } from './command.js';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));
const cli = join(root, 'packages/xylopipe/src/cli.ts');

/** Begins the real command, from its sources. */
export function start(cwd: string, ...argv: readonly string[]) {
  const tsx = import.meta.resolve('tsx', import.meta.url);
  const child = spawn(process.execPath, ['--conditions=@xylopipe/source', '--import', tsx, cli, ...argv], {
    cwd,
    env: { ...process.env, TSX_TSCONFIG_PATH: join(root, 'tsconfig.base.json') },
  });
  const spoken = new Promise<Spoken>((resolve, reject) => {
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode: exitCode ?? -1, stdout, stderr }));
  });
  return { child, spoken };
}

/** Runs the real command to its end. */
export const run = (cwd: string, ...argv: readonly string[]): Promise<Spoken> => start(cwd, ...argv).spoken;
