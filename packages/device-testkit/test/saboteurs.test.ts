import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { saboteurs } from './saboteurs/index.js';
import type { Saboteur } from './saboteurs/saboteur.js';

interface TestResult {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: 'passed' | 'failed' | 'skipped';
}

const SOUND = ['sound', 'sound and plain', 'sound and tiny', 'sound on a board'];

const escaped = (text: string): string => text.replace(/[^\w ]/g, '\\$&');

/** The one test of a saboteur that is worth its time, as vitest names it. */
const nameOfCatcher = ({ name, plugin, caughtBy }: Saboteur): string =>
  `${escaped(`${name} ${plugin.chipId} ${caughtBy.replaceAll(' > ', ' ')}`)}$`;

/** What the kit says of every saboteur, and of the plugins that they were made of, in a run of its own. */
async function runKit(): Promise<readonly TestResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'xylopipe-saboteurs-'));
  try {
    const [report, config] = [
      join(folder, 'report.json'),
      fileURLToPath(import.meta.resolve('./saboteurs/vitest.config.ts')),
    ];
    const vitest = join(dirname(fileURLToPath(import.meta.resolve('vitest/package.json'))), 'vitest.mjs');
    const pattern = ['sound ', ...saboteurs.map(nameOfCatcher)].map((name) => `^${name}`).join('|');
    const args = [
      vitest,
      'run',
      '--config',
      config,
      '--reporter',
      'json',
      '--outputFile',
      report,
      '--testNamePattern',
      pattern,
    ];
    // It ends with 1: tests fail, as they should.
    await new Promise((done) => execFile(process.execPath, args, done));
    const { testResults } = JSON.parse(await readFile(report, 'utf8'));
    return testResults.flatMap((file: { assertionResults: readonly TestResult[] }) => file.assertionResults);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('the kit', () => {
  let results: readonly TestResult[] = [];
  beforeAll(async () => {
    results = await runKit();
  }, 120_000);

  /** Paths of tests of a plugin, below the chip's id. */
  const testsOf = (name: string, status: TestResult['status']): readonly string[] =>
    results
      .filter((test) => test.ancestorTitles[0] === name && test.status === status)
      .map(({ ancestorTitles, title }) => [...ancestorTitles.slice(2), title].join(' > '));

  it.each(SOUND)('passes a plugin that is %s', (name) => {
    expect(testsOf(name, 'failed')).toEqual([]);
    expect(testsOf(name, 'passed').length).toBeGreaterThan(150);
  });

  it('says by its name why hardware was skipped, and runs all on a board that is connected', () => {
    expect(testsOf('sound', 'skipped')).toEqual([
      'hardware (skipped: XYLOPIPE_BOARD is OtherBoard, ToyBoard; no board is known to carry this chip)',
    ]);
    const skipped = testsOf('sound on a board', 'skipped');
    expect(skipped.every((test) => test.startsWith('hardware, ToyBoard > session > '))).toBe(true);
    expect(
      testsOf('sound on a board', 'passed').filter((test) => test.startsWith('hardware, ')).length,
    ).toBeGreaterThan(30);
  });

  it.each(saboteurs)('catches $name', ({ name, caughtBy }) => {
    expect(testsOf(name, 'failed')).toContain(caughtBy);
  });
});
