import { describe, expect, it } from 'vitest';
import { boundsOf } from './bounds.js';
import { bytesInBase64 } from './kernel-size.js';
import { median } from './median.js';
import { coreSpeeds, type Report, ratioOf, type WorkloadReport } from './report.js';
import { aligned, tableOf } from './table.js';

const workload = (reference: number, fast: number | null): WorkloadReport => ({
  reference,
  fast,
  ratio: ratioOf({ reference, fast }),
  what: 'some network',
  steps: 1000,
  activity: { active: 0.05, spikes: 51, inputSpikes: 1.6 },
});

const good: Report = {
  node: 'v20.20.2',
  cpu: 'a processor',
  cores: 2,
  load: [0.1, 0.9],
  seconds: 60,
  workloads: {
    W1: {
      ...workload(5000, 200_000),
      best: { reference: 5100, fast: 210_000 },
      recorded: { reference: 4900, fast: 180_000 },
    },
    W2: workload(4900, 180_000),
    rest: workload(50_000, 8_000_000),
    W3: workload(20_000, 150_000),
    W4: workload(400_000, 5_000_000),
  },
  start: { thirdParty: 10, import: 5, compile: 1, load: 3, firstCall: 9 },
  kernelBytes: 6000,
  memoryBytes: 2 ** 20,
  batch: {
    pools: [
      { workers: 1, warm: 150_000, cold: 100_000, openMs: 60 },
      { workers: 2, warm: 270_000, cold: 150_000, openMs: 80 },
    ],
    warmRatio: 1.8,
    coldRatio: 1.5,
  },
  skipped: [],
  faults: [],
  bounds: [],
};

const verdicts = (report: Report): unknown => boundsOf(report).map(({ what, holds }) => [what, holds]);

describe('bounds', () => {
  const names = boundsOf(good).map(({ what }) => what);

  it('hold on a good run', () => {
    expect(verdicts(good)).toEqual(names.map((what) => [what, true]));
  });

  it.each([
    ['W1', { workloads: { ...good.workloads, W1: workload(5000, 99_999) } }],
    ['W3', { workloads: { ...good.workloads, W3: workload(5000, 99_999) } }],
    ['W4', { workloads: { ...good.workloads, W4: workload(5000, 2_999_999) } }],
    ['W2 over W1', { workloads: { ...good.workloads, W2: workload(5000, 139_999) } }],
    ['W1, fast over reference', { workloads: { ...good.workloads, W1: workload(25_001, 200_000) } }],
    ['rest over W1', { workloads: { ...good.workloads, rest: workload(5000, 1_999_999) } }],
    ['kernel', { kernelBytes: 16_385 }],
    ['import, compile, load W1', { start: { thirdParty: 11, import: 4, compile: 2, load: 3.1, firstCall: 0 } }],
    ['WebAssembly memory of W1', { memoryBytes: 2 ** 23 + 1 }],
  ])('on %s are missed one by one', (missed, changes) => {
    expect(verdicts({ ...good, ...changes })).toEqual(names.map((what) => [what, what !== missed]));
  });

  it('on the start count third-party imports, and say how it would be without', () => {
    const start = { thirdParty: 0, import: 10, compile: 5, load: 5.1, firstCall: 0 };
    const missed = boundsOf({ ...good, start }).filter(({ holds }) => holds === false);
    expect(missed.map(({ what }) => what)).toEqual(['import, compile, load W1', 'the same, not counting rxjs and zod']);
  });

  it('are open where there is no fast core', () => {
    const slow = Object.fromEntries(Object.keys(good.workloads).map((id) => [id, workload(5000, null)]));
    const none = { ...good, workloads: slow, start: null, kernelBytes: null, memoryBytes: null };
    expect(verdicts(none)).toEqual(names.map((what) => [what, null]));
  });
});

describe('the report', () => {
  it('is JSON with steps per second by workload and core', () => {
    const { workloads } = JSON.parse(JSON.stringify(good));
    expect(workloads.W1).toMatchObject({ reference: 5000, fast: 200_000, ratio: 40 });
  });

  it('has whole steps per second, and null for a core that there is not', () => {
    expect(coreSpeeds({ reference: 1234.5, fast: 99.4 })).toEqual({ reference: 1235, fast: 99 });
    expect(coreSpeeds({ reference: 1.2 })).toEqual({ reference: 1, fast: null });
    expect(ratioOf({ reference: 100, fast: 1234 })).toBe(12.3);
    expect(ratioOf({ reference: 100, fast: null })).toBeNull();
  });

  it('is a table with a line per workload and per bound, and a verdict', () => {
    const lines = tableOf({ ...good, bounds: boundsOf(good) });
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^W1 +some network +5\.00 % +51\.0 +1\.60 +5 000 +200 000 +40\.0 +210 000 +4 900 +180 000$/,
      ),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^rest over W1 +>= 10 +40 +holds$/));
    expect(lines).toContain('W5 over 2 workers: 270 000; cold 150 000, of which opening 80 ms');
    expect(lines).toContain('two workers over one: 1.80; cold 1.50');
    expect(lines.at(-1)).toBe('outputs: equal in all cores and calls, and as recorded');
  });

  it('says what is not available, skipped, missed and failed', () => {
    const workloads = { ...good.workloads, W3: workload(5000, null), W4: workload(5000, 1000) };
    const [one, two] = good.batch.pools.map((pool) => ({ ...pool, cold: null, openMs: null }));
    const batch = { pools: [one!, two!], warmRatio: 1.8, coldRatio: null } as const;
    const report = {
      ...good,
      workloads,
      batch,
      start: null,
      skipped: ['the recorded networks'],
      faults: ['W1: differs'],
    };
    const lines = tableOf({ ...report, bounds: boundsOf(report) });
    expect(lines).toContainEqual(expect.stringMatching(/^W3 +some network .* not available$/));
    expect(lines).toContainEqual(expect.stringMatching(/^W3 +>= 100 000 steps\/s +not measured$/));
    expect(lines).toContainEqual(expect.stringMatching(/^W4 +>= 3 000 000 steps\/s +1 000 steps\/s +MISSED$/));
    expect(lines).toContain('W5 over 2 workers: 270 000; cold: not measured');
    expect(lines).toContainEqual(expect.stringMatching(/^start: not measured, .* run pnpm build first$/));
    expect(lines.slice(-3)).toEqual(['SKIPPED: the recorded networks', 'FAILED: W1: differs', '1 failed']);
  });
});

it('columns are as wide as their widest cell', () => {
  expect(aligned([['a', 'b', 'c'], ['aa', 'bb', '100', 'x'], ['']])).toEqual(['a   b     c', 'aa  bb  100  x', '']);
});

it('a median is the middle value; there is none of nothing', () => {
  expect([median([3]), median([9, 1, 5]), median([4, 1, 3, 2])]).toEqual([3, 5, 3]);
  expect(() => median([])).toThrow(RangeError);
});

it('the size of a kernel is that of its bytes', () => {
  expect(bytesInBase64('/** The `kernel`. */\nexport const KERNEL = `\nAGFz\nbQE=\n`;\n')).toBe(5);
  expect(bytesInBase64('export const KERNEL = 1;')).toBeNull();
});
