import type { Measurements } from './report.js';

/** Something that the project promises, and what became of it. */
export interface Bound {
  readonly what: string;
  /** `null` if it could not be measured. */
  readonly measured: number | null;
  readonly limit: number;
  readonly least: boolean;
  readonly unit: string;
  /** `null` if it could not be measured. */
  readonly holds: boolean | null;
}

const KB = 1024;

/** The bounds, for two shared cores like those of a Zen 4 with Node 20. */
export function boundsOf({
  workloads,
  start,
  kernelBytes,
  memoryBytes,
}: Pick<Measurements, 'workloads' | 'start' | 'kernelBytes' | 'memoryBytes'>): readonly Bound[] {
  const fast = (id: string): number | null => workloads[id]?.fast ?? null;
  const own = start && start.import + start.compile + start.load;
  return [
    atLeast('W1', fast('W1'), 100_000, 'steps/s'),
    atLeast('W3', fast('W3'), 100_000, 'steps/s'),
    atLeast('W4', fast('W4'), 3_000_000, 'steps/s'),
    atLeast('W2 over W1', ratio(fast('W2'), fast('W1')), 0.7, ''),
    atLeast('W1, fast over reference', ratio(fast('W1'), workloads.W1?.reference ?? null), 8, ''),
    atLeast('rest over W1', ratio(fast('rest'), fast('W1')), 10, ''),
    atMost('kernel', kernelBytes, 16 * KB, 'bytes'),
    atMost('import, compile, load W1', own && own + (start?.thirdParty ?? 0), 20, 'ms'),
    atMost('the same, not counting rxjs and zod', own, 20, 'ms'),
    atMost('WebAssembly memory of W1', memoryBytes, 8 * KB * KB, 'bytes'),
  ];
}

const ratio = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a / b);

const atLeast = (what: string, measured: number | null, limit: number, unit: string): Bound => ({
  what,
  measured,
  limit,
  least: true,
  unit,
  holds: measured === null ? null : measured >= limit,
});

const atMost = (what: string, measured: number | null, limit: number, unit: string): Bound => ({
  ...atLeast(what, measured, limit, unit),
  least: false,
  holds: measured === null ? null : measured <= limit,
});
