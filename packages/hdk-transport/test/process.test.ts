import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('process/session.ts', import.meta.url));
const tsconfig = fileURLToPath(new URL('../../../tsconfig.base.json', import.meta.url));

/** Runs a session in a process of its own, to its end: one that does not end by itself, or with an error, is rejected. */
async function run(scenario: string): Promise<string> {
  const tsx = import.meta.resolve('tsx', import.meta.url);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=@xylopipe/source', '--import', tsx, script, scenario],
    { env: { ...process.env, TSX_TSCONFIG_PATH: tsconfig }, timeout: 50_000 },
  );
  return stdout;
}

describe('a process with a board in it, on the real clock', () => {
  it.each([
    ['lost', 'BUS_LOST'],
    ['timeout', 'BUS_TIMEOUT'],
    ['closing', 'BUS_CLOSED'],
  ])('waits for what comes of it: %s, %s', { timeout: 60_000 }, async (scenario, code) => {
    expect(await run(scenario)).toBe(`${scenario} ${code}`);
  });

  it('ends by itself when the bus is closed', { timeout: 60_000 }, async () => {
    expect(await run('closed')).toBe('closed done');
  });
});
