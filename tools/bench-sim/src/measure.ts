import { batchScaling } from './batch.js';
import { kernelSize } from './kernel-size.js';
import { readRecorded, recordedFolder } from './recorded.js';
import { type Measurements, ratioOf, type WorkloadReport } from './report.js';
import { startUp } from './start-up.js';
import { type Timed, timeTogether, workloadReport } from './timed.js';
import { generateWorkloads } from './workloads.js';

/** Measures everything; `say` is told what comes next. */
export async function measure(say: (what: string) => void): Promise<Measurements> {
  say('generating networks');
  const folder = recordedFolder();
  const recorded = folder === undefined ? [] : readRecorded(folder);
  const timed = new Map<string, Timed>();
  for (const together of [...generateWorkloads(), ...recorded.map((workload) => [workload])]) {
    say(together.map(({ id }) => id).join(', '));
    for (const one of await timeTogether(together)) timed.set(one.examined.workload.id, one);
  }
  const [w1, w5] = [timed.get('W1')!, timed.get('W5')!];
  say('W5 on workers');
  const batch = await batchScaling(w5.examined);
  say('start');
  const start = w1.cold.fast === undefined ? null : startUp(w1.examined.workload);
  return {
    workloads: reportsOf([...timed.values()]),
    start,
    kernelBytes: kernelSize(),
    memoryBytes: w1.cold.fast?.memoryBytes ?? null,
    batch: batch.scaling,
    skipped: folder === undefined ? ['the recorded networks: set XYLOPIPE_VECTORS to their folder'] : [],
    faults: [...[...timed.values()].flatMap(({ faults }) => faults), ...batch.faults],
  };
}

/** In their order, W2 behind W1: the same with every state recorded. */
function reportsOf(timed: readonly Timed[]): Readonly<Record<string, WorkloadReport>> {
  const reports = timed.flatMap((one): [string, WorkloadReport][] => {
    const report = workloadReport(one);
    const { id } = one.examined.workload;
    return id === 'W1'
      ? [
          [id, report],
          ['W2', recordedReport(report)],
        ]
      : [[id, report]];
  });
  return Object.fromEntries(reports);
}

function recordedReport({ what: _, recorded, steps, activity }: WorkloadReport): WorkloadReport {
  if (recorded === undefined) throw new Error('W1 was not timed with every state recorded');
  return { ...recorded, ratio: ratioOf(recorded), what: 'W1, every state recorded', steps, activity };
}
