import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { formatIssue } from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { describe, expect, it, vi } from 'vitest';
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
    ['throws.mjs', 'PLUGIN_MODULE_FAILED', [], /: it cannot be imported: no chip today and not tomorrow\n {2}hint/],
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
    ['./', /it is a folder/],
  ])('says that there is no module "%s"', async (module, text) => {
    const { chips, issues } = await load(good, [module, './good.mjs']);
    expect(chips).toEqual(['toy1']);
    expect(issues).toHaveLength(1);
    expect(issues[0]?.at).toEqual([module]);
    expect(issues[0]?.message).toMatch(text);
  });

  it('says what a folder, JSON and an object of plugins are', async () => {
    const from = await folderWith({
      'chip.json': '{ "apiVersion": 1 }',
      'all.mjs': 'export default { a: { apiVersion: 1 }, b: 3 };',
      ...good,
    });
    await mkdir(join(from, 'chips'));
    const modules = ['./chips', 'chips', './chip.json', './all.mjs', './good.mjs'];
    const { plugins, issues } = await loadPlugins(modules, { from });
    expect(plugins.map(({ chipId }) => chipId)).toEqual(['toy1']);
    expect(issues.map(({ code, at, message, hint }) => [...at, code, message, hint].join(' | '))).toEqual([
      './chips | PLUGIN_MODULE_NOT_FOUND | there is no such module: it is a folder | name the module in it, e.g. chips/index.js',
      'chips | PLUGIN_MODULE_NOT_FOUND | there is no such module: it is a folder | name the module in it, e.g. chips/index.js',
      './chip.json | PLUGIN_MODULE_FAILED | it is JSON, which is data | a plugin is code: name an ES module',
      './all.mjs | PLUGIN_MODULE_EMPTY | it exports no device plugin but one object that holds some (a), as CommonJS modules do | export each plugin by its name, from an ES module',
    ]);
  });

  it('takes a plugin that is all that a CommonJS module exports', async () => {
    const future = { 'future.cjs': 'module.exports = { apiVersion: 2, chipId: "toy2" };' };
    expect(await load(future, ['./future.cjs'])).toMatchObject({ codes: ['API_VERSION'] });
  });

  it('waits for a module no longer than it is told to, and goes on with the others', async () => {
    const from = await folderWith({ 'hangs.mjs': 'await new Promise(() => {}); export const a = 1;', ...good });
    const { plugins, issues } = await loadPlugins(['./hangs.mjs', './good.mjs'], { from, timeLimit: 2000 });
    expect(plugins.map(({ chipId }) => chipId)).toEqual(['toy1']);
    expect(issues).toMatchObject([
      { code: 'PLUGIN_MODULE_FAILED', at: ['./hangs.mjs'], message: 'it cannot be imported: it is not done after 2 s' },
    ]);
  });

  it('ends when it is aborted: at once, or while it waits', async () => {
    const tell = 'globalThis.xylopipeTestLoading();';
    const from = await folderWith({ 'hangs.mjs': `${tell} await new Promise(() => {}); export const a = 1;` });
    const interruption = new AbortController();
    vi.stubGlobal('xylopipeTestLoading', () => interruption.abort('enough'));
    const { signal } = interruption;
    await expect(loadPlugins(['./hangs.mjs'], { from, signal })).rejects.toMatchObject({
      code: 'ABORTED',
      cause: 'enough',
    });
    vi.unstubAllGlobals();
    await expect(loadPlugins(['./nowhere.mjs'], { from, signal })).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('survives exports that refuse to be looked at', async () => {
    const trap = "throw new Error('do not look')";
    const { chips, issues } = await load(
      {
        'odd.mjs': `export const odd = new Proxy({}, { has() { ${trap} } });
          export const odder = new Proxy({ apiVersion: 1 }, { get() { ${trap} }, ownKeys() { throw Symbol('no') } });
          export default new Proxy({}, { ownKeys() { ${trap} } });`,
        'default.mjs': `export default new Proxy({}, { ownKeys() { ${trap} } });`,
        ...good,
      },
      ['./odd.mjs', './default.mjs', './good.mjs'],
    );
    expect(chips).toEqual(['toy1']);
    expect(new Set(issues.map(({ at }) => at.slice(0, 2).join(' ')))).toEqual(
      new Set(['./odd.mjs odd', './odd.mjs odder', './default.mjs']),
    );
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
      'symbol.mjs': "throw Symbol('x');",
      'bald.mjs': 'throw Object.create(null);',
    };
    const { codes, issues } = await load(
      odd,
      Object.keys(odd).map((name) => `./${name}`),
    );
    expect(codes).toEqual(Array(5).fill('PLUGIN_MODULE_FAILED'));
    expect(issues.map(({ message }) => message.slice('it cannot be imported: '.length))).toEqual([
      'null',
      'TypeError',
      'out of chips',
      'Symbol(x)',
      'an object that cannot be read was thrown',
    ]);
  });
});
