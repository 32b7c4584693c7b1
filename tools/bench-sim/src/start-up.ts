import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { serialize } from 'node:v8';
import { median } from './median.js';
import { generateNetwork } from './network.js';
import type { Workload } from './workload.js';

const packages = fileURLToPath(new URL('../../../packages', import.meta.url));
const urlOf = (path: string): string => pathToFileURL(join(packages, path)).href;
const built = join(packages, 'xylo-sim/dist/index.js');
const ROUNDS = 9;

/** What happens one after the other. */
const PHASES = ['thirdParty', 'import', 'compile', 'load', 'firstCall'] as const;

/**
 * Milliseconds from the start of a program with the built package; medians over fresh processes.
 * `thirdParty`: importing rxjs and zod, which `@xylopipe/core` brings along; `import`: the rest of `@xylopipe/xylo-sim`;
 * `compile`: opening a network of two neurons; `load`: opening the workload's; `firstCall`: its first input.
 */
export type StartUp = Readonly<Record<(typeof PHASES)[number], number>>;

/** The program that is timed; its argument is a file with a `Start`. */
const PROGRAM = `
import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
const { tiny, config, input } = deserialize(readFileSync(process.argv[1]));
const times = [performance.now()];
const lap = () => times.push(performance.now());
for (const name of ['rxjs', 'zod']) await import(import.meta.resolve(name, '${urlOf('core/package.json')}'));
lap();
const { XyloSimulator } = await import('${pathToFileURL(built)}');
lap();
XyloSimulator.from(tiny, { core: 'fast' });
lap();
const simulator = XyloSimulator.from(config, { core: 'fast' });
lap();
simulator.evolve(input);
lap();
console.log(JSON.stringify({ core: simulator.core, phases: times.slice(1).map((time, i) => time - times[i]) }));
`;

/** Measures the start on a workload; `null` where the package is not built, or was before it had a fast core. */
export function startUp({ config, inputs }: Workload): StartUp | null {
  if (!existsSync(built)) return null;
  const folder = mkdtempSync(join(tmpdir(), 'xylopipe-start-'));
  try {
    const file = join(folder, 'start');
    const tiny = generateNetwork({ hidden: 2, density: 1, strength: 2, seed: 1 }).config;
    writeFileSync(file, serialize({ tiny, config, input: { ...inputs[0] } }));
    const runs = Array.from({ length: ROUNDS }, () => run(file));
    if (runs.some(({ core }) => core !== 'fast')) return null;
    const middles = PHASES.map((phase, i) => [phase, median(runs.map(({ phases }) => phases[i]!))]);
    return Object.fromEntries(middles) as StartUp;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(file: string): { readonly core: string | undefined; readonly phases: readonly number[] } {
  const args = ['--experimental-import-meta-resolve', '--input-type=module', '--eval', PROGRAM, file];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`starting the built simulator failed: ${stderr}`);
  return JSON.parse(stdout);
}
