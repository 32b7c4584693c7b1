import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { codeBlocksIn } from '@xylopipe/tool-docs-check';
import { expect, it } from 'vitest';
import { gen } from './command.js';
import { inToyWorkspace, packageTexts, workspaceRoot } from './toy-workspace.js';

const run = promisify(execFile);
const EXAMPLE = 'examples/custom-chip';

const document = await readFile(join(workspaceRoot, 'docs/add-a-chip.md'), 'utf8');
const blocks = codeBlocksIn(document);

/** The arguments of all commands in the document that begin like this. */
const commands = (program: string): readonly (readonly string[])[] =>
  blocks
    .filter(({ language }) => language === 'sh')
    .flatMap(({ code }) => code.split('\n'))
    .filter((line) => line.startsWith(`${program} `))
    .map((line) => line.slice(program.length + 1).split(' '));

it('docs/add-a-chip.md makes examples/custom-chip, to the letter', () =>
  inToyWorkspace(async (root) => {
    for (const args of commands('pnpm gen')) {
      let said = '';
      const err = (text: string): void => {
        said += text;
      };
      expect([await gen(args, root, { out: () => {}, err }), said]).toEqual([0, '']);
    }
    for (const { title, code } of blocks) {
      if (title !== undefined) await writeFile(join(root, EXAMPLE, title), code);
    }
    expect(await packageTexts(join(root, EXAMPLE))).toEqual(await packageTexts(join(workspaceRoot, EXAMPLE)));
  }));

it.each(commands('pnpm xylopipe'))('its command %s works', { timeout: 60_000 }, async (...args) => {
  const tsx = ['--tsconfig', 'tsconfig.base.json', '--conditions=@xylopipe/source', 'packages/xylopipe/src/cli.ts'];
  const { stdout } = await run(join(workspaceRoot, 'node_modules/.bin/tsx'), [...tsx, ...args], { cwd: workspaceRoot });
  expect(stdout).toContain('dale');
});
