import { describe, expect, it } from 'vitest';
import type { TestModule } from 'vitest/node';
import { DeviceReporter } from './reporter.js';

/** A test as vitest shows it to reporters. */
const test = (name: string, state: 'passed' | 'failed' | 'skipped' | 'pending', xylopipeDevice?: string) => ({
  name,
  meta: () => ({ xylopipeDevice }),
  result: () => ({ state }),
});

const moduleOf = (...tests: readonly ReturnType<typeof test>[]) =>
  ({ children: { allTests: () => tests.values() } }) as unknown as TestModule;

function reported(...modules: readonly TestModule[]): readonly string[] {
  const written: string[] = [];
  new DeviceReporter((text) => written.push(text)).onTestRunEnd(modules);
  return written.flatMap((text) => text.split('\n'));
}

describe('DeviceReporter', () => {
  it('counts the tests of every chip, over all files, in the order of their ids', () => {
    const lines = reported(
      moduleOf(test('a', 'passed', 'syns9'), test('b', 'failed', 'syns9'), test('of no device', 'failed')),
      moduleOf(test('a', 'passed', 'syns10'), test('hardware (skipped)', 'skipped', 'syns10')),
      moduleOf(test('c', 'passed', 'syns9'), test('cut off', 'pending', 'syns9')),
    );
    expect(lines).toEqual([
      '',
      ' device  passed  failed  skipped',
      ' syns10       1       0        1  hardware (skipped)',
      ' syns9        2       1        1  cut off',
      '',
    ]);
  });

  it('names a few of many skipped tests', () => {
    const skipped = Array.from({ length: 5 }, (_, i) => test(`test ${i}`, 'skipped', 'toy'));
    expect(reported(moduleOf(...skipped))[2]).toMatch(/5 {2}test 0; test 1; test 2; and 2 more$/);
  });

  it('says nothing where there is no device', () => {
    expect(reported(moduleOf(test('a', 'failed')), moduleOf())).toEqual([]);
  });
});
