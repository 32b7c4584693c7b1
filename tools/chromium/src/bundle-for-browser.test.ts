import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleForBrowser } from './bundle-for-browser.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function source(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

describe('bundleForBrowser', () => {
  it('names modules as their entries, and shares what both import', async () => {
    source('shared.ts', 'export const shared: string = "only once";');
    const modules = await bundleForBrowser({
      page: source('some-page.ts', 'import { shared } from "./shared.js"; export const main = () => shared;'),
      'batch/worker': source('w.ts', 'import { shared } from "./shared.js"; postMessage(shared);'),
    });
    const texts = [...modules].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)] as const);
    expect(texts.map(([path]) => path).sort()).toEqual([
      '/batch/worker.js',
      expect.stringMatching(/^\/chunk-\w+\.js$/),
      '/page.js',
    ]);
    expect(texts.filter(([, text]) => text.includes('only once')).map(([path]) => path)).toEqual([
      expect.stringMatching(/^\/chunk-/),
    ]);
  });

  it('takes packages of ours from their sources', async () => {
    source('node_modules/one/package.json', '{"exports": {"@xylopipe/source": "./a.ts", "default": "./absent.js"}}');
    source('node_modules/one/a.ts', 'export const one = "from source";');
    const modules = await bundleForBrowser({ page: source('page.ts', 'export { one } from "one";') });
    expect(new TextDecoder().decode(modules.get('/page.js'))).toContain('from source');
  });

  it.each([
    ['does not parse', 'export const = 1;', 'Expected identifier'],
    ['imports what there is not', 'import "./absent.js";', 'Could not resolve "./absent.js"'],
    ['needs Node', 'import { readFileSync } from "node:fs"; readFileSync("x");', 'Could not resolve "node:fs"'],
  ])('refuses an entry that %s', async (_, text, message) => {
    await expect(bundleForBrowser({ page: source('page.ts', text) })).rejects.toThrow(message);
  });
});
