import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { compileErrorsIn } from '@xylopipe/tool-docs-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { generateChip } from './generate-chip.js';
import { inToyWorkspace, workspaceRoot } from './toy-workspace.js';

/** What vitest reports of test files as JSON, as far as it is read here. */
interface Report {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly failureMessages: readonly string[] }[];
  }[];
}

const failuresIn = ({ message, assertionResults }: Report['testResults'][number]): readonly string[] => [
  ...(message === '' ? [] : [message]),
  ...assertionResults.flatMap(({ fullName, failureMessages }) => failureMessages.map((why) => `${fullName}: ${why}`)),
];

/** Runs one of the workspace's programs; gives what it says, and its exit code where it is not content. */
async function run(program: string, args: readonly string[], cwd: string): Promise<string> {
  const command = join(workspaceRoot, 'node_modules/.bin', program);
  const { stdout, stderr, code } = await promisify(execFile)(command, args, { cwd }).catch((failure) => failure);
  return `${stdout}${stderr}${code === undefined ? '' : `exit code ${code}`}`;
}

/** Calls `use` with the folders of two chips, one of each kind of package, in a workspace of their own. */
const withFreshChips = (use: (folders: readonly string[], root: string) => Promise<void>): Promise<void> =>
  inToyWorkspace(async (root) => {
    // Vitest reads every tsconfig.json that another refers to.
    const packages = join(workspaceRoot, 'packages');
    await mkdir(join(root, 'packages'));
    for (const name of await readdir(packages)) await symlink(join(packages, name), join(root, 'packages', name));
    const chips = [
      { id: 'heron-with-the-longest-name-there-can-be' },
      { id: 'egret', label: 'Egret 1.0', like: 'syns65302', dir: 'examples/egret' },
    ];
    const folders = [];
    for (const chip of chips) folders.push((await generateChip(root, chip)).folder);
    await use(folders, root);
  });

describe('new chips, not a line changed', { timeout: 60_000 }, () => {
  it('compile, tests and all', () =>
    withFreshChips(async (folders) => {
      const files = folders.flatMap((folder) => ts.sys.readDirectory(folder, ['.ts']));
      expect(files).toHaveLength(8);
      expect(compileErrorsIn({ root: workspaceRoot, files })).toEqual([]);
    }));

  it('are formatted and lint', () =>
    withFreshChips(async (folders) => {
      const args = ['check', '--error-on-warnings', '--vcs-enabled=false', ...folders];
      expect(await run('biome', args, workspaceRoot)).toMatch(/^Checked 11 files in .* No fixes applied\.\n$/);
    }));

  it('pass the conformance kit', () =>
    withFreshChips(async (folders, root) => {
      const config = join(workspaceRoot, 'vitest.config.ts');
      const report = join(root, 'report.json');
      const args = ['--root', root, '--config', config, '--reporter=json', `--outputFile=${report}`];
      const said = await run('vitest', ['run', ...folders, ...args], root);
      const { testResults }: Report = JSON.parse(await readFile(report, 'utf8').catch(() => said));
      expect(testResults.flatMap(failuresIn)).toEqual([]);
      for (const { assertionResults } of testResults) expect(assertionResults.length).toBeGreaterThan(20);
      expect(testResults).toHaveLength(2);
    }));
});
