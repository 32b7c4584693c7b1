import { type Examined, examine } from './agreement.js';
import { type ColdStart, coldStart } from './cold-start.js';
import { coreSpeeds, ratioOf, type WorkloadReport } from './report.js';
import { measureSpeeds, type Speeds, type Way } from './speeds.js';
import type { PerCore, Workload } from './workload.js';

/** All that was measured of one workload. */
export interface Timed {
  readonly examined: Examined;
  readonly speeds: Speeds;
  readonly cold: PerCore<ColdStart>;
  readonly faults: readonly string[];
}

/** Examines some workloads and times them in one race. */
export async function timeTogether(workloads: readonly Workload[]): Promise<readonly Timed[]> {
  const all = workloads.map(examine);
  const raced = measureSpeeds(all.map((examined) => ({ examined, ways: waysOf(examined.workload) })));
  const timed: Timed[] = [];
  for (const [i, examined] of all.entries()) {
    const { speeds, faults } = raced[i]!;
    timed.push({ examined, speeds, cold: await coldStarts(examined), faults: [...examined.faults, ...faults] });
  }
  return timed;
}

/** One workload in the report. */
export function workloadReport({ examined: { workload, activity }, speeds, cold }: Timed): WorkloadReport {
  const { plain, ...others } = speeds;
  const own = coreSpeeds(plain);
  return {
    ...own,
    ratio: ratioOf(own),
    what: workload.what,
    steps: workload.inputs[0]!.steps,
    activity,
    ...Object.fromEntries(Object.entries(others).map(([way, of]) => [way, coreSpeeds(of)])),
    cold: coreSpeeds({ reference: cold.reference.stepsPerSecond, fast: cold.fast?.stepsPerSecond }),
  };
}

const waysOf = ({ id }: Workload): readonly Way[] =>
  id === 'W1' ? ['plain', 'recorded', 'fresh', 'watched'] : ['plain', 'recorded'];

async function coldStarts({ workload, simulators }: Examined): Promise<PerCore<ColdStart>> {
  const reference = await coldStart('reference', workload);
  return simulators.fast === undefined ? { reference } : { reference, fast: await coldStart('fast', workload) };
}
