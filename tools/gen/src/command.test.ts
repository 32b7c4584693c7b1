import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gen } from './command.js';
import { inToyWorkspace, packageTexts } from './toy-workspace.js';

/** What `gen` says and leaves behind, from a workspace of its own. */
async function run(root: string, ...argv: string[]) {
  let out = '';
  let err = '';
  const exitCode = await gen(argv, root, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { exitCode, out, err };
}

const folders = async (root: string) =>
  (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);

describe('gen chip', () => {
  it('writes a package to publish, and refers to it', () =>
    inToyWorkspace(async (root) => {
      const { exitCode, out, err } = await run(root, 'chip', 'grey-heron', '--label', 'Grey Heron 1.0');
      expect([exitCode, err]).toEqual([0, '']);
      expect(out).toContain('wrote packages/xylo-grey-heron: README.md, package.json, src/device.test.ts');
      expect(out).toContain('pnpm vitest run packages/xylo-grey-heron');
      const texts = await packageTexts(join(root, 'packages/xylo-grey-heron'));
      expect(JSON.parse(texts['package.json'] as string)).toMatchObject({
        name: '@xylopipe/xylo-grey-heron',
        description: 'Grey Heron 1.0 (grey-heron) for Xylopipe',
        publishConfig: { access: 'public' },
      });
      expect(texts['src/limits.ts']).toContain("chipId: 'grey-heron',\n  label: 'Grey Heron 1.0',");
      expect(texts['src/index.ts']).toContain('export { greyHeron }');
      expect(Object.values(texts).join('')).not.toMatch(/my.?chip/i);
      for (const name of ['tsconfig.json', 'tsconfig.test.json']) {
        expect(JSON.parse(await readFile(join(root, name), 'utf8')).references).toContainEqual({
          path: 'packages/xylo-grey-heron',
        });
      }
    }));

  it('writes a private package elsewhere, which nothing has to refer to', () =>
    inToyWorkspace(async (root) => {
      const before = await readFile(join(root, 'tsconfig.json'), 'utf8');
      const { exitCode, out } = await run(root, 'chip', 'heron', '--dir', 'examples/bird');
      expect(exitCode).toBe(0);
      expect(out).toContain('xylopipe --plugin examples/bird/src/index.ts');
      const manifest = JSON.parse(await readFile(join(root, 'examples/bird/package.json'), 'utf8'));
      expect(manifest).toMatchObject({ name: '@xylopipe/example-heron', private: true });
      expect(await readFile(join(root, 'tsconfig.json'), 'utf8')).toBe(before);
    }));

  it('begins with the limits of another chip', () =>
    inToyWorkspace(async (root) => {
      expect(await run(root, 'chip', 'heron', '--like', 'syns65302', '--dir', 'heron')).toMatchObject({ exitCode: 0 });
      const text = await readFile(join(root, 'heron/src/limits.ts'), 'utf8');
      expect(text).toContain("  chipId: 'heron',\n");
      expect(text).toContain('  hiddenNeurons: 992,\n');
      expect(text).toContain('as Xylo Audio 3 (syns65302), until it is filled in');
    }));

  it.each([
    ['an id that is none', ['Heron'], 'lower-case letters, digits and single dashes'],
    ['an id with a path in it', ['../heron'], 'lower-case letters'],
    ['a word of TypeScript', ['class'], 'cannot name a plugin in code'],
    ['the id of a built-in chip', ['syns61201'], 'syns61201 is a built-in chip; these are: syns61300, syns65300'],
    ['a label that would not fit', ['heron', '--label', "it's"], '"it\'s" is no label'],
    ['a chip to copy that is none', ['heron', '--like', 'syns'], 'syns61201'],
    ['a private package among those to publish', ['heron', '--dir', 'packages/heron'], 'leave --dir out'],
    ['an option that there is not', ['heron', '--lable', 'x'], "unknown option '--lable'"],
    ['no id', [], "missing required argument 'id'"],
    ['too many ids', ['heron', 'egret'], 'too many arguments'],
  ])('refuses %s, and writes nothing', (_, argv, message) =>
    inToyWorkspace(async (root) => {
      const { exitCode, out, err } = await run(root, 'chip', ...argv);
      expect([exitCode, out]).toEqual([2, '']);
      expect(err).toContain(message);
      expect(await folders(root)).toEqual([]);
    }),
  );

  it('refuses a folder that is in use, and leaves everything as it is', () =>
    inToyWorkspace(async (root) => {
      await mkdir(join(root, 'packages/xylo-heron'), { recursive: true });
      await writeFile(join(root, 'packages/xylo-heron/mine.ts'), '');
      const before = await readFile(join(root, 'tsconfig.json'), 'utf8');
      const { exitCode, err } = await run(root, 'chip', 'heron');
      expect([exitCode, err]).toEqual([2, expect.stringContaining('xylo-heron is not empty')]);
      expect(Object.keys(await packageTexts(join(root, 'packages')))).toEqual(['xylo-heron/mine.ts']);
      expect(await readFile(join(root, 'tsconfig.json'), 'utf8')).toBe(before);
    }));

  it('writes no package where it cannot refer to it', () =>
    inToyWorkspace(async (root) => {
      await writeFile(join(root, 'tsconfig.test.json'), '{}');
      expect(await run(root, 'chip', 'heron')).toMatchObject({ exitCode: 2 });
      await expect(access(join(root, 'packages'))).rejects.toThrow('ENOENT');
    }));
});

it('helps, and knows nothing but chips', () =>
  inToyWorkspace(async (root) => {
    expect(await run(root, 'chip', '--help')).toMatchObject({ exitCode: 0, out: expect.stringContaining('--like') });
    expect(await run(root, 'board')).toMatchObject({ exitCode: 2, err: expect.stringContaining('unknown command') });
    expect(await run(root)).toMatchObject({ exitCode: 2 });
  }));
