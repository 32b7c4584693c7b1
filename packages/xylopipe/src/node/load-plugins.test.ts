import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { formatIssue } from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../../test/command.js';
import { faultyModules, pluginModule } from '../../test/plugin-module.js';
import { createXylopipe } from '../xylopipe.js';
import { loadPlugins } from './load-plugins.js';

const good = { 'good.mjs': pluginModule("export const chip = toy('toy1');") };

/** Ids of the chips that are loaded, and codes of the issues. */
async function load(files: Readonly<Record<string, string>>, modules: readonly string[] = Object.keys(files)) {
  const { plugins, issues } = await loadPlugins(modules, { from: await folderWith(files) });
  return { chips: plugins.map(({ chipId }) => chipId), codes: issues.map(({ code }) => code), issues };
}

describe('loadPlugins', () => {
  it('gives every plugin of every module, in their order, for a program of its own', async () => {
    const from = await folderWith({
      ...good,
      'two.mjs': pluginModule("export const a = toy('a2'); export const b = toy('a1');"),
    });
    const { plugins, issues } = await loadPlugins(['./two.mjs', './good.mjs'], { from });
    expect(issues).toEqual([]);
    expect(plugins.map(({ chipId }) => chipId)).toEqual(['a2', 'a1', 'toy1']);
    expect(createXylopipe({ plugins }).device('a2').limits.label).toBe('Toy');
  });

  it('adds them to the registry that is given, and to no other', async () => {
    const registry = new DeviceRegistry();
    const from = await folderWith({ 'chip.mjs': pluginModule("export const chip = toy('syns63300');") });
    expect(await loadPlugins(['./chip.mjs'], { from, registry })).toMatchObject({ issues: [] });
    expect(registry.list().map(({ chipId }) => chipId)).toEqual(['syns63300']);
    expect((await loadPlugins(['./chip.mjs'], { from })).issues.map(({ code }) => code)).toEqual(['DUPLICATE_CHIP']);
  });

  it('takes a path, with or without ./, absolute or as URL, and a module or plugin that is named twice once', async () => {
    const again = { 'again.mjs': "export { chip, chip as same } from './good.mjs';" };
    const folder = await folderWith({ ...good, ...again });
    const path = join(folder, 'good.mjs');
    const ways = ['./good.mjs', 'good.mjs', path, pathToFileURL(path).href];
    for (const way of ways) {
      expect(await loadPlugins([way], { from: folder })).toMatchObject({ plugins: [{ chipId: 'toy1' }], issues: [] });
    }
    expect(await loadPlugins(ways, { from: folder })).toMatchObject({ plugins: [{ chipId: 'toy1' }], issues: [] });
    expect(await load({ ...good, ...again }, ['./again.mjs'])).toMatchObject({ chips: ['toy1'], codes: [] });
  });

  it('finds a package from the folder, also one that can only be imported', async () => {
    const folder = await folderWith();
    const home = join(folder, 'node_modules', '@some', 'chip');
    await mkdir(home, { recursive: true });
    await writeFile(join(home, 'package.json'), '{ "type": "module", "exports": { "import": "./main.js" } }');
    await writeFile(join(home, 'main.js'), 'export const chip = { apiVersion: 7 };');
    const { issues } = await loadPlugins(['@some/chip'], { from: folder });
    expect(issues.map(({ code, at }) => [code, ...at])).toContainEqual([
      'API_VERSION',
      '@some/chip',
      'chip',
      'apiVersion',
    ]);
    expect((await loadPlugins(['@some/chip/internal'], { from: folder })).issues[0]?.message).toMatch(
      /no such module: .*internal/,
    );
  });

  it.each([
    ['throws.mjs', 'PLUGIN_MODULE_FAILED', [], /: it cannot be imported: no chip today\n {2}hint/],
    ['unreadable.mjs', 'PLUGIN_MODULE_FAILED', [], /: it cannot be imported: ./],
    ['unloadable.mjs', 'PLUGIN_MODULE_FAILED', [], /TypeScript needs a runtime that loads it/],
    ['empty.mjs', 'PLUGIN_MODULE_EMPTY', [], /exports no device plugin\n {2}hint: export what/],
    ['future.mjs', 'API_VERSION', ['chip', 'apiVersion'], /toy1: apiVersion is 2/],
    ['incomplete.mjs', 'PART_MISSING', ['chip', 'providers'], /toy1: .*Mapper/],
    ['taken.mjs', 'DUPLICATE_CHIP', ['chip'], /"Toy" has the chip id of "Xylo IMU"/],
  ] as const)('tells what is wrong with %s, and goes on with the others', async (name, code, place, text) => {
    const { chips, issues } = await load({ ...good, [name]: faultyModules[name] }, [`./${name}`, './good.mjs']);
    expect(chips).toEqual(['toy1']);
    expect(issues[0]).toMatchObject({ code, severity: 'error', at: [`./${name}`, ...place], hint: expect.any(String) });
    expect(issues.every(({ at }) => at[0] === `./${name}`)).toBe(true);
    expect(issues.map(formatIssue).join('\n')).toMatch(text);
  });

  it.each([
    ['./nowhere.mjs', /there is no file .*nowhere\.mjs/],
    ['/nowhere/chip.mjs', /there is no file \/nowhere\/chip\.mjs/],
    ['no-such-package', /Cannot find package 'no-such-package'/],
    ['', /no such module/],
    ['./', /there is no file/],
  ])('says that there is no module "%s"', async (module, text) => {
    const { chips, issues } = await load(good, [module, './good.mjs']);
    expect(chips).toEqual(['toy1']);
    expect(issues).toHaveLength(1);
    expect(issues[0]?.at).toEqual([module]);
    expect(issues[0]?.message).toMatch(text);
  });

  it('takes what is sound of a module, and of two plugins with one id the first', async () => {
    const mixed = pluginModule("export const a = toy('toy1'); export const b = toy('toy2', { boards: 1 });");
    const { chips, issues } = await load({ 'mixed.mjs': mixed, ...good }, ['./mixed.mjs', './good.mjs']);
    expect(chips).toEqual(['toy1']);
    expect(issues.map(({ code, at }) => [code, at[0], at[1]])).toEqual([
      [expect.any(String), './mixed.mjs', 'b'],
      ['DUPLICATE_CHIP', './good.mjs', 'chip'],
    ]);
  });

  it('survives whatever is thrown', async () => {
    const odd = {
      'null.mjs': 'throw null;',
      'bare.mjs': 'throw new TypeError();',
      'text.mjs': "throw 'out of chips';",
    };
    const { codes, issues } = await load(
      odd,
      Object.keys(odd).map((name) => `./${name}`),
    );
    expect(codes).toEqual(Array(3).fill('PLUGIN_MODULE_FAILED'));
    expect(issues.map(({ message }) => message.slice('it cannot be imported: '.length))).toEqual([
      'null',
      'TypeError',
      'out of chips',
    ]);
  });
});
