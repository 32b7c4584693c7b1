import { isBuilt, runBuilt, urlOf } from './built-program.js';
import { median } from './median.js';
import { generateNetwork } from './network.js';
import type { Workload } from './workload.js';

const ROUNDS = 9;

/** What happens one after the other. */
const PHASES = ['thirdParty', 'import', 'compile', 'load', 'firstCall'] as const;

/**
 * Milliseconds from the start of a program with the built package; medians over fresh processes.
 * `thirdParty`: importing rxjs and zod, which `@xylopipe/core` brings along; `import`: the rest of `@xylopipe/xylo-sim`;
 * `compile`: opening a network of two neurons; `load`: opening the workload's; `firstCall`: its first input.
 */
export type StartUp = Readonly<Record<(typeof PHASES)[number], number>>;

const PROGRAM = `
for (const name of ['rxjs', 'zod']) await import(import.meta.resolve(name, '${urlOf('core/package.json')}'));
const thirdParty = lap();
const { XyloSimulator } = await import('${urlOf('xylo-sim/dist/index.js')}');
const imported = lap();
XyloSimulator.from(data.tiny, { core: 'fast' });
const compile = lap();
const simulator = XyloSimulator.from(data.config, { core: 'fast' });
const load = lap();
simulator.evolve(data.input);
console.log(JSON.stringify({ thirdParty, import: imported, compile, load, firstCall: lap() }));
`;

/** Measures the start on a workload; `null` where the package is not built from the present sources. */
export function startUp({ config, inputs }: Workload): StartUp | null {
  if (!isBuilt()) return null;
  const tiny = generateNetwork({ hidden: 2, density: 1, strength: 2, seed: 1 }).config;
  const runs = runBuilt<StartUp>(PROGRAM, { tiny, config, input: { ...inputs[0] } }, ROUNDS);
  return Object.fromEntries(PHASES.map((phase) => [phase, median(runs.map((run) => run[phase]))])) as StartUp;
}
