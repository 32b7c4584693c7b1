import { compareEvolutions, formatComparison } from '@xylopipe/compare';
import type { Evolution, StateSnapshot } from '@xylopipe/core';
import type { XyloSimulator } from '@xylopipe/xylo-sim';
import { type Activity, activityIn, average } from './activity.js';
import { otherThanRecorded, type RecordedWorkload } from './recorded.js';
import { CORES, goToStart, openOn, type PerCore, type Workload } from './workload.js';

/** A workload whose cores were run on all of its inputs with every state recorded. */
export interface Examined {
  readonly workload: Workload;
  readonly simulators: PerCore<XyloSimulator>;
  /** `(T, Nout)` for each input: the output spikes that every later call must give. */
  readonly outputs: readonly Int16Array[];
  /** Average of all inputs. */
  readonly activity: Activity;
  /** What was not as it has to be, as text. */
  readonly faults: readonly string[];
}

/** Opens both cores and compares all their states, the state after each input, and what is recorded of them. */
export function examine(workload: Workload | RecordedWorkload): Examined {
  const [reference, fast] = CORES.map((core) => openOn(core, workload));
  if (reference === undefined) throw new Error('there is no reference core');
  const faults: string[] = [];
  const outputs: Int16Array[] = [];
  const activities: Activity[] = [];
  workload.inputs.forEach((input, i) => {
    const run = (simulator: XyloSimulator): Evolution => {
      goToStart(simulator, workload);
      const evolution = simulator.evolve(input, { record: true });
      for (const signal of 'sha256' in workload ? otherThanRecorded(workload, evolution) : []) {
        faults.push(`${workload.id}: ${signal} of the ${simulator.core} core is not as recorded`);
      }
      return evolution;
    };
    const truth = run(reference);
    activities.push(activityIn(truth, input));
    outputs.push(spikesOutOf(truth).slice());
    if (fast === undefined) return;
    const evolution = run(fast);
    const difference = differenceBetween(truth, evolution) ?? stateDifference(reference.snapshot(), fast.snapshot());
    if (difference !== undefined)
      faults.push(`${workload.id}, input ${i}, reference core (a) and fast core (b): ${difference}`);
  });
  const simulators = fast === undefined ? { reference } : { reference, fast };
  return { workload, simulators, outputs, activity: average(activities), faults };
}

export const spikesOutOf = ({ signals }: Evolution): Int16Array => signals.spikesOut?.data ?? new Int16Array(0);

/** Whether two lists of words hold the same. */
export const sameWords = (a: Int16Array | Uint8Array, b: Int16Array | Uint8Array): boolean =>
  a.length === b.length && a.every((word, i) => word === b[i]);

function differenceBetween(a: Evolution, b: Evolution): string | undefined {
  const comparison = compareEvolutions(a, b);
  if (!comparison.equal) return formatComparison(comparison);
  return String(a.hibernation) === String(b.hibernation) ? undefined : 'the timesteps of hibernation differ';
}

function stateDifference(a: StateSnapshot, b: StateSnapshot): string | undefined {
  const names = (Object.keys(a) as (keyof StateSnapshot)[]).filter((name) => !sameWords(a[name], b[name]));
  return names.length === 0 ? undefined : `the states left behind differ: ${names.join(', ')}`;
}
