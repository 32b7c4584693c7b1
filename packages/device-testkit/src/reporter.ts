import type { Reporter, TestCase, TestModule } from 'vitest/node';
import type { DeviceMeta } from './device-meta.js';

/** Skipped tests that are named: a filter skips all others, too. */
const SHOWN = 3;

interface Count {
  passed: number;
  failed: number;
  readonly skipped: string[];
}

/**
 * A reporter of vitest that counts the tests of every device, one line per chip, with the names of those that were
 * skipped. Says nothing where no device was tested. Use it beside another: `reporters: ['default', new DeviceReporter()]`.
 */
export class DeviceReporter implements Reporter {
  readonly #write: (text: string) => void;

  /** `write`: where to the lines go. Default: the console. */
  constructor(write: (text: string) => void = (text) => console.log(text)) {
    this.#write = write;
  }

  /** Called by vitest when all tests are done. */
  onTestRunEnd(modules: readonly Pick<TestModule, 'children'>[]): void {
    const counts = new Map<string, Count>();
    for (const { children } of modules) {
      for (const test of children.allTests()) {
        const { xylopipeDevice: chipId } = test.meta() as DeviceMeta;
        if (chipId === undefined) continue;
        const count = counts.get(chipId) ?? { passed: 0, failed: 0, skipped: [] };
        counts.set(chipId, count);
        add(count, test);
      }
    }
    if (counts.size > 0) this.#write(`\n${table(counts)}\n`);
  }
}

function add(count: Count, test: TestCase): void {
  const { state } = test.result();
  if (state === 'passed') count.passed++;
  else if (state === 'failed') count.failed++;
  else count.skipped.push(test.name);
}

function table(counts: ReadonlyMap<string, Count>): string {
  const rows = [...counts].toSorted(([a], [b]) => a.localeCompare(b));
  const cells = [
    ['device', 'passed', 'failed', 'skipped'],
    ...rows.map(([chipId, { passed, failed, skipped }]) => [
      chipId,
      String(passed),
      String(failed),
      String(skipped.length),
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => (row[column] as string).length)));
  return cells
    .map((row, i) => {
      const [first, ...numbers] = row.map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[column] as number),
      );
      const names = i === 0 ? '' : namesOf((rows[i - 1] as [string, Count])[1].skipped);
      return ` ${[first, ...numbers, names].join('  ')}`.trimEnd();
    })
    .join('\n');
}

function namesOf(skipped: readonly string[]): string {
  const others = skipped.length - SHOWN;
  return [...skipped.slice(0, SHOWN), ...(others > 0 ? [`and ${others} more`] : [])].join('; ');
}
