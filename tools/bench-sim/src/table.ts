import type { Bound } from './bounds.js';
import type { CoreSpeeds, Report, WorkloadReport } from './report.js';

/** A run as text for people. */
export function tableOf(report: Report): readonly string[] {
  const { node, cpu, cores, load, seconds, workloads, bounds, skipped, faults } = report;
  const machine = `Node ${node}, ${cpu}, ${cores} cores`;
  const others = `load average ${load[0].toFixed(2)} at the beginning, ${load[1].toFixed(2)} at the end`;
  return [
    `${machine}; ${others}; ${seconds.toFixed(0)} s`,
    'Timesteps per second. Active: share of hidden neurons that spike per step; spikes, input: of all together per step.',
    'Medians of rounds; best: the fastest round of the fast core; all: with every state recorded into arrays passed in; first: the first call of a fresh process.',
    '',
    ...aligned([
      [
        '',
        '',
        'active',
        'spikes',
        'input',
        'reference',
        'fast',
        'ratio',
        'best',
        'all: ref.',
        'fast',
        'first: ref.',
        'fast',
      ],
      ...Object.entries(workloads).map(([id, workload]) => [id, ...cellsOf(workload)]),
    ]),
    '',
    ...Object.entries(workloads).flatMap(([id, workload]) => otherWays(id, workload)),
    ...startLines(report),
    ...batchLines(report),
    '',
    ...aligned(bounds.map(boundCells)),
    ...skipped.map((what) => `SKIPPED: ${what}`),
    ...faults.map((what) => `FAILED: ${what}`),
    faults.length === 0 ? 'outputs: equal in all cores and calls, and as recorded' : `${faults.length} failed`,
  ];
}

function cellsOf({ what, activity, ratio, best, recorded, cold, ...plain }: WorkloadReport): readonly string[] {
  const speeds = (of: CoreSpeeds | undefined): readonly string[] =>
    of === undefined ? ['', ''] : [whole(of.reference), of.fast === null ? 'not available' : whole(of.fast)];
  return [
    what,
    `${(100 * activity.active).toFixed(2)} %`,
    activity.spikes.toFixed(1),
    activity.inputSpikes.toFixed(2),
    ...speeds(plain),
    ratio === null ? '' : ratio.toFixed(1),
    best === undefined ? '' : whole(best.fast),
    ...speeds(recorded),
    ...speeds(cold),
  ];
}

function otherWays(id: string, { fresh, watched }: WorkloadReport): readonly string[] {
  const line = (how: string, of: CoreSpeeds | undefined): readonly string[] =>
    of === undefined ? [] : [`${id} ${how}: reference ${whole(of.reference)}, fast ${whole(of.fast)}`];
  return [...line('with every state recorded into new arrays', fresh), ...line('with telemetry', watched)];
}

function startLines({ start, kernelBytes, memoryBytes }: Report): readonly string[] {
  const ms = (n: number): string => `${n.toFixed(1)} ms`;
  return [
    start === null
      ? 'start: not measured, the build is missing or older than the sources; run pnpm build first'
      : `start: third-party imports ${ms(start.thirdParty)}, import ${ms(start.import)}, compile ${ms(start.compile)}, load W1 ${ms(start.load)}, first call ${ms(start.firstCall)}`,
    `kernel: ${whole(kernelBytes)} bytes; WebAssembly memory of W1: ${whole(memoryBytes)} bytes`,
  ];
}

function batchLines({ batch }: Report): readonly string[] {
  const lines = batch.pools.map(({ workers, warm, cold, openMs }) => {
    const first =
      openMs === null ? 'cold: not measured' : `cold ${whole(cold)}, of which opening ${openMs.toFixed(0)} ms`;
    return `W5 over ${workers} worker${workers === 1 ? '' : 's'}: ${whole(warm)}; ${first}`;
  });
  const cold = batch.coldRatio === null ? '' : `; cold ${batch.coldRatio.toFixed(2)}`;
  return [...lines, `two workers over one: ${batch.warmRatio.toFixed(2)}${cold}`];
}

function boundCells({ what, measured, limit, least, unit, holds }: Bound): readonly string[] {
  const figure = (n: number): string => `${n >= 1000 ? whole(n) : Number(n.toFixed(2))} ${unit}`.trim();
  return [
    what,
    `${least ? '>=' : '<='} ${figure(limit)}`,
    measured === null ? 'not measured' : figure(measured),
    holds === null ? '' : holds ? 'holds' : 'MISSED',
  ];
}

/** With separators between thousands. */
const whole = (n: number | null): string =>
  n === null ? 'not available' : Math.round(n).toLocaleString('en-US').replaceAll(',', ' ');

/** Columns of equal width, the first two to the left, the others to the right. */
export function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widthOf = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) =>
    row
      .map((cell, i) => (i < 2 ? cell.padEnd(widthOf(i)) : cell.padStart(widthOf(i))))
      .join('  ')
      .trimEnd(),
  );
}
