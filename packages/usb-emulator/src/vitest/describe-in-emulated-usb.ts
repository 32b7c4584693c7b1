import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type RunResult, runWithEmulatedUsb } from '../run/run-with-emulated-usb.js';
import { whyNoEmulatedUsb } from '../run/why-no-emulated-usb.js';

/** What of vitest's JSON report is read. */
interface Report {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly TestResult[];
  }[];
}

interface TestResult {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const CONFIG = fileURLToPath(new URL('../../test/inside.config.ts', import.meta.url));

/**
 * Declares the tests of the files `*.usb.ts` in a folder as tests of the file that calls it. They run in a vitest of their
 * own where USB devices can be emulated; where that is not possible there is one test instead, skipped, which says why.
 * `deadline`: milliseconds for all of them, after which they are killed. Default 120000.
 */
export async function describeInEmulatedUsb(folder: string, { deadline = 120_000 } = {}): Promise<void> {
  const reason = await whyNoEmulatedUsb();
  if (reason !== undefined) {
    it.skip(`no emulated USB: ${reason}`);
    return;
  }
  const vitest = [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--config', CONFIG, '--root', ROOT];
  const result = await runWithEmulatedUsb(
    [process.execPath, ...vitest, '--reporter=json', '--coverage.enabled=false', relative(ROOT, folder)],
    { cwd: ROOT, env: withoutVitest(process.env), deadline },
  );
  declare(result);
}

function declare({ code, output, errors }: RunResult): void {
  const report = reportIn(output);
  describe('over emulated USB', () => {
    for (const { fullName, status, failureMessages } of report.testResults.flatMap((file) => file.assertionResults)) {
      it.skipIf(status === 'skipped' || status === 'pending')(fullName, () => {
        if (status !== 'passed') throw new Error(failureMessages.join('\n'));
      });
    }
    it('all files were run, to their end', () => {
      const messages = report.testResults.map(({ message }) => message).filter((message) => message !== '');
      expect({ code, messages, errors: code === 0 ? '' : errors }).toEqual({ code: 0, messages: [], errors: '' });
    });
  });
}

/** The last line that is a report; a run that was killed has none. */
function reportIn(output: string): Report {
  const line = output.split('\n').findLast((text) => text.startsWith('{"'));
  return line === undefined ? { testResults: [] } : JSON.parse(line);
}

/** Variables by which one vitest would mistake itself for a part of the other. */
const withoutVitest = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(VITEST|VITE_|TEST$)/.test(name)));
