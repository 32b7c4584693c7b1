import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { compileErrorsIn } from '@xylopipe/tool-docs-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { generateChip } from './generate-chip.js';
import { inToyWorkspace, workspaceRoot } from './toy-workspace.js';

const minute = 60_000;

/** What vitest reports as JSON, as far as it is read here. */
interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly failureMessages: readonly string[] }[];
  }[];
}

/** Runs one of the workspace's programs; gives what it says, whether it is content or not. */
async function run(program: string, args: readonly string[], cwd: string): Promise<string> {
  const command = join(workspaceRoot, 'node_modules/.bin', program);
  const { stdout, stderr } = await promisify(execFile)(command, args, { cwd }).catch((failure) => failure);
  return `${stdout}${stderr}`;
}

describe.each([
  ['a package to publish', {}],
  ['a private package', { dir: 'examples/heron', like: 'syns65302', label: 'Grey Heron 1.0' }],
])('%s, not a line changed', (_, options) => {
  const fresh = <T>(use: (folder: string, root: string) => Promise<T>): Promise<T> =>
    inToyWorkspace(async (root) => {
      // Vitest reads every tsconfig.json that another refers to.
      const packages = join(workspaceRoot, 'packages');
      await mkdir(join(root, 'packages'));
      for (const name of await readdir(packages)) await symlink(join(packages, name), join(root, 'packages', name));
      const { folder } = await generateChip(root, { id: 'grey-heron', ...options });
      return use(folder, root);
    });

  it('compiles, tests and all', { timeout: minute }, () =>
    fresh(async (folder) => {
      const files = ts.sys.readDirectory(folder, ['.ts']);
      expect(files).toHaveLength(4);
      expect(compileErrorsIn({ root: workspaceRoot, files })).toEqual([]);
    }),
  );

  it('is formatted and lints', { timeout: minute }, () =>
    fresh(async (folder) => {
      const said = await run('biome', ['check', '--error-on-warnings', '--vcs-enabled=false', folder], workspaceRoot);
      expect(said).toMatch(/Checked \d+ files in .*No fixes applied/);
    }),
  );

  it('passes the conformance kit', { timeout: minute }, () =>
    fresh(async (folder, root) => {
      const config = join(workspaceRoot, 'vitest.config.ts');
      const report = join(root, 'report.json');
      const said = await run(
        'vitest',
        ['run', folder, '--root', root, '--config', config, '--reporter=json', `--outputFile=${report}`],
        root,
      );
      const { numPassedTests, testResults } = JSON.parse(await readFile(report, 'utf8').catch(() => said)) as Report;
      const failed = testResults.flatMap(({ message, assertionResults }) => [
        message,
        ...assertionResults.flatMap(({ fullName, failureMessages }) =>
          failureMessages.map((why) => `${fullName}: ${why}`),
        ),
      ]);
      expect(failed.filter((text) => text !== '')).toEqual([]);
      expect(numPassedTests).toBeGreaterThan(20);
    }),
  );
});
