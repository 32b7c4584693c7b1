import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { findChromium } from '@xylopipe/tool-chromium';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { oneSpike } from './one-spike.js';
import { KNOWN_FOLDERS } from './run.js';
import { type Everywhere, runEverywhere } from './run-everywhere.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'conformance-'));
  write('one', oneSpike);
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(file: string, content: unknown, folder = 'sim'): void {
  mkdirSync(join(root, 'recorded', folder), { recursive: true });
  writeFileSync(join(root, 'recorded', folder, `${file}.json.gz`), gzipSync(JSON.stringify(content)));
}

async function run(options: Partial<Everywhere>): Promise<{ passed: boolean; lines: string[] }> {
  const lines: string[] = [];
  const everywhere = {
    vectors: join(root, 'recorded'),
    folders: ['sim'],
    chromium: undefined,
    chromiumRequired: false,
    ...options,
  };
  return { passed: await runEverywhere({ ...everywhere, print: (line) => lines.push(line) }), lines };
}

const chromium = findChromium();
/** A table whose two rows, of both cores, have these counts. */
const table = (platform: RegExp, passed: number, failed: number): readonly unknown[] => [
  expect.stringMatching(platform),
  expect.stringMatching(/^folder/),
  expect.stringMatching(new RegExp(`^sim \\(reference core\\) +${passed + failed} +${passed} +${failed}$`)),
  expect.stringMatching(new RegExp(`^sim \\(fast core\\) +${passed + failed} +${passed} +${failed}$`)),
  `${2 * passed} passed, ${2 * failed} failed`,
  expect.stringMatching(/^in \d+\.\d s/),
];

describe('runEverywhere', () => {
  it('says that Chromium is missing, and goes by what Node gave', async () => {
    const { passed, lines } = await run({});
    expect(passed).toBe(true);
    expect(lines).toEqual([
      ...table(/^Node v/, 1, 0),
      'Chromium: SKIPPED, none was found; install the package chromium, or name an executable in CHROMIUM',
    ]);
    write('two', { ...oneSpike, input: [[2]] });
    expect((await run({})).passed).toBe(false);
  });

  it('fails, and judges nothing, where a folder or its files are missing', async () => {
    mkdirSync(join(root, 'recorded', 'nn'));
    write('one', oneSpike, 'not-known');
    const { passed, lines } = await run({ folders: KNOWN_FOLDERS, chromium: '/not/to/be/started' });
    expect(passed).toBe(false);
    expect(lines).toEqual([expect.stringMatching(/^FAILED: there are no recorded files .* of nn, map, .*recorded$/)]);
    expect((await run({ vectors: root })).passed).toBe(false);
  });

  it('fails if Chromium is missing where it must be', async () => {
    const { passed, lines } = await run({ chromiumRequired: true });
    expect(passed).toBe(false);
    expect(lines.at(-1)).toMatch(/^Chromium: FAILED.*none was found/);
  });

  describe.skipIf(chromium === undefined)('in Chromium (skipped where there is none)', { timeout: 60_000 }, () => {
    it('passes on both cores what is as recorded', async () => {
      const { passed, lines } = await run({ chromium });
      expect(passed).toBe(true);
      expect(lines).toEqual([...table(/^Node v/, 1, 0), ...table(/^Chromium \(/, 1, 0)]);
    });

    it('fails as Node does', async () => {
      write('two', { ...oneSpike, input: [[2]] });
      const { passed, lines } = await run({ chromium });
      const failed = lines.filter((line) => line.startsWith('FAILED'));
      expect(passed).toBe(false);
      expect(failed).toHaveLength(4);
      expect(failed.slice(2)).toEqual(failed.slice(0, 2));
      expect(lines.filter((line) => !line.startsWith('FAILED'))).toEqual([
        ...table(/^Node v/, 1, 1),
        ...table(/^Chromium \(/, 1, 1),
      ]);
    });

    it('fails where no case is judged', async () => {
      rmSync(join(root, 'recorded', 'sim'), { recursive: true });
      const specs = { 'digits-10/syns99999/global': oneSpike.spec };
      write('specs', { format: 'xylo-digits/specs/1', specs }, 'digits');
      const { passed, lines } = await run({ chromium, folders: ['digits'] });
      expect(passed).toBe(false);
      expect(lines.filter((line) => line === 'FAILED: no case was judged')).toHaveLength(2);
    });

    it('fails the file that names an input which is not there, and goes on', async () => {
      write('a-residual', { model: 'data/absent.json', cases: [] }, 'real');
      const { passed, lines } = await run({ chromium });
      expect(passed).toBe(false);
      expect(lines.filter((line) => line.startsWith('FAILED real/a-residual'))).toHaveLength(4);
      expect(lines.filter((line) => line === '2 passed, 2 failed')).toHaveLength(2);
    });
  });
});
