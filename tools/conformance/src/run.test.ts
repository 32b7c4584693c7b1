import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { oneSpike } from './one-spike.js';
import { hasFailed, linesOf } from './report.js';
import { runConformance } from './run.js';

let files: Record<string, string[]> = {};
let contents = new Map<string, Uint8Array<ArrayBuffer>>();
beforeEach(() => {
  files = {};
  contents = new Map();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function write(folder: string, file: string, content: unknown): void {
  files[folder] = [...(files[folder] ?? []), file];
  const bytes = content instanceof Uint8Array ? content : gzipSync(JSON.stringify(content));
  contents.set(`vectors/${folder}/${file}`, new Uint8Array(bytes));
}

async function read(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const content = contents.get(path);
  if (content === undefined) throw new Error(`there is no ${path}`);
  return content;
}

async function run(): Promise<{ passed: boolean; lines: string[] }> {
  const lines: string[] = [];
  const report = await runConformance({ files, read }, (line) => lines.push(line));
  return { passed: !hasFailed(report), lines: [...lines, ...linesOf(report)] };
}

describe('runConformance', () => {
  it('passes what is as recorded', async () => {
    write('sim', 'one.json.gz', oneSpike);
    const { passed, lines } = await run();
    expect(passed).toBe(true);
    expect(lines).toEqual([
      expect.stringMatching(/^folder +files +passed +failed +not yet$/),
      expect.stringMatching(/^sim \(reference core\) +1 +1 +0$/),
      expect.stringMatching(/^sim \(fast core\) +1 +1 +0$/),
      '2 passed, 0 failed',
    ]);
  });

  it.each(Object.keys(oneSpike.expected))('fails if %s is recorded otherwise', async (signal) => {
    write('sim', 'one.json.gz', {
      ...oneSpike,
      expected: { ...oneSpike.expected, [signal]: signal === 'hibernation' ? [0] : [[7]] },
    });
    const { passed, lines } = await run();
    expect(passed).toBe(false);
    expect(lines.slice(0, 2)).toEqual(
      ['reference', 'fast'].map((core) =>
        expect.stringContaining(
          `FAILED sim/one.json.gz on the ${core} core: 1 of 1; first one_spike: segment 0: ${signal}`,
        ),
      ),
    );
    expect(lines.at(-1)).toBe('0 passed, 2 failed');
  });

  it('fails where there is no fast core', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    write('sim', 'one.json.gz', oneSpike);
    const { passed, lines } = await run();
    expect(passed).toBe(false);
    expect(lines[0]).toMatch(/^FAILED sim\/one\.json\.gz on the fast core.*the fast core cannot be had here/);
    expect(lines.at(-1)).toBe('1 passed, 1 failed');
  });

  it('fails on a file that cannot be read, and goes on', async () => {
    write('sim', 'a-cut.json.gz', gzipSync(JSON.stringify(oneSpike)).subarray(0, 40));
    write('sim', 'b-one.json.gz', oneSpike);
    const { passed, lines } = await run();
    expect(passed).toBe(false);
    expect(lines[0]).toContain('FAILED sim/a-cut.json.gz');
    expect(lines.at(-1)).toBe('2 passed, 2 failed');
  });

  it('fails on a folder and on a format that it does not know', async () => {
    write('energy', 'one.json.gz', {});
    write('digits', 'one.json.gz', { format: 'xylo-digits/unheard/1' });
    const { passed, lines } = await run();
    expect(passed).toBe(false);
    expect(lines.filter((line) => line.startsWith('FAILED'))).toEqual([
      expect.stringContaining('xylo-digits/unheard/1'),
      expect.stringContaining('nobody knows how to judge a file of the folder "energy"'),
    ]);
  });

  it('fails on a file that names an input which is not there', async () => {
    write('real', 'residual.json.gz', { model: 'data/absent.json', cases: [] });
    const { passed, lines } = await run();
    expect(passed).toBe(false);
    expect(lines[0]).toContain('there is no data/absent.json');
  });

  it.each<Record<string, string[]>>([{}, { sim: [] }])('fails where there is nothing to judge: %j', async (none) => {
    files = none;
    const { passed, lines } = await run();
    expect(passed).toBe(false);
    expect(lines.at(-1)).toBe('FAILED: no case was judged');
  });

  it('fails on a file without a case', async () => {
    write('sim', 'one.json.gz', oneSpike);
    write('nn', 'empty.json.gz', { name: 'empty', expected: {} });
    const { passed, lines } = await run();
    expect(passed).toBe(false);
    expect(lines[0]).toMatch(/^FAILED nn.empty.*there is no case in it/);
  });

  it('counts entries of chips that have no plugin yet apart', async () => {
    const specs = { 'digits-10/syns99999/global': oneSpike.spec };
    write('digits', 'specs.json.gz', { format: 'xylo-digits/specs/1', specs });
    expect((await run()).passed).toBe(false);
    write('sim', 'one.json.gz', oneSpike);
    const { passed, lines } = await run();
    expect(passed).toBe(true);
    expect(lines).toContainEqual(expect.stringMatching(/^digits +1 +0 +0 +syns99999 1$/));
    expect(lines.at(-1)).toBe('2 passed, 0 failed');
  });
});
