import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** The façade's third-party imports and the package that brings each: their time is not ours to save. */
const THIRD_PARTY = {
  'reflect-metadata': 'core',
  tsyringe: 'core',
  rxjs: 'core',
  zod: 'core',
  fflate: 'formats',
  'pure-rand/generator/xoroshiro128plus': 'nn',
};

const ROUNDS = 15;

/** Milliseconds, medians over fresh processes. */
export interface ImportTimes {
  /** Importing the third-party packages alone. */
  readonly thirdParty: number;
  /** Importing the built façade after that, in the same process. */
  readonly facade: number;
}

/** Measures `import 'xylopipe'`; `undefined` where it has not been built. */
export function importTimes(packages: string): ImportTimes | undefined {
  const facade = `${packages}/xylopipe/dist/index.js`;
  if (!existsSync(facade)) return undefined;
  const imports = Object.entries(THIRD_PARTY).map(([name, owner]) => {
    const parent = pathToFileURL(`${packages}/${owner}/package.json`);
    return `await import(import.meta.resolve('${name}', '${parent}'));`;
  });
  const program = [
    'const start = performance.now();',
    ...imports,
    'const between = performance.now();',
    `await import('${pathToFileURL(facade)}');`,
    'console.log(JSON.stringify({ thirdParty: between - start, facade: performance.now() - between }));',
  ].join('\n');
  const runs = Array.from({ length: ROUNDS }, () => measure(program));
  return { thirdParty: median(runs.map((r) => r.thirdParty)), facade: median(runs.map((r) => r.facade)) };
}

function measure(program: string): ImportTimes {
  const args = ['--experimental-import-meta-resolve', '--input-type=module', '--eval', program];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`importing the façade failed: ${stderr}`);
  return JSON.parse(stdout) as ImportTimes;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;
