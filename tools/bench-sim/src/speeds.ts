import { SIGNAL_NAMES, specSizes } from '@xylopipe/core';
import { type SimulateOptions, XyloSimulator } from '@xylopipe/xylo-sim';
import type { Examined } from './agreement.js';
import { type Effort, Lane, race } from './lane.js';
import { CORES, type CoreKind, type PerCore, type Workload } from './workload.js';

/** Ways to run a workload. `recorded` and `fresh`: every state, into arrays passed in and into new ones; `watched`: telemetry on. */
export type Way = 'plain' | 'recorded' | 'fresh' | 'watched';

/** Timesteps per second of a warm simulator, for the ways that were timed; `best` is the fastest round of `plain`. */
export type Speeds = { readonly [S in 'plain' | 'best']: PerCore<number> } & { readonly [W in Way]?: PerCore<number> };

/** What is to be timed together: its speeds can be compared with each other. */
export interface Entrant {
  readonly examined: Examined;
  readonly ways: readonly Way[];
}

const EFFORT: Effort = { rounds: 9, roundMs: 40 };

/** Times all entrants in all their ways on both cores, turn by turn. */
export function measureSpeeds(
  entrants: readonly Entrant[],
  effort = EFFORT,
): readonly { speeds: Speeds; faults: readonly string[] }[] {
  const lanes = entrants.map(({ examined, ways }) =>
    ways.flatMap((way) => CORES.flatMap((core) => ({ way, core, lane: laneOf(examined, core, way) }))),
  );
  race(
    lanes.flat().flatMap(({ lane }) => lane ?? []),
    effort,
  );
  return lanes.map((own) => {
    const speeds: { [S in Way | 'best']?: { [C in CoreKind]?: number } } = {};
    for (const { way, core, lane } of own) {
      if (lane === undefined) continue;
      speeds[way] = { ...speeds[way], [core]: lane.rate };
      if (way === 'plain') speeds.best = { ...speeds.best, [core]: lane.best };
    }
    return { speeds: speeds as Speeds, faults: own.flatMap(({ lane }) => lane?.faults ?? []) };
  });
}

function laneOf(examined: Examined, core: CoreKind, way: Way): Lane | undefined {
  const simulator = examined.simulators[core];
  if (simulator === undefined) return undefined;
  if (way !== 'watched') return new Lane(examined, simulator, optionsOf(way, examined.workload));
  const { config, updateRule } = examined.workload;
  return new Lane(examined, XyloSimulator.from(config, { core, updateRule, telemetry: true }));
}

function optionsOf(way: Exclude<Way, 'watched'>, { config, inputs }: Workload): SimulateOptions {
  if (way === 'plain') return {};
  if (way === 'fresh') return { record: true };
  const { hidden, outputs } = specSizes(config);
  const steps = Math.max(...inputs.map((input) => input.steps));
  const into = SIGNAL_NAMES.map((name) => [name, new Int16Array(steps * (name.endsWith('Out') ? outputs : hidden))]);
  return { record: true, into: Object.fromEntries(into) };
}
