import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleViewer } from './bundle-viewer.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'viewer-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
}

describe('bundleViewer', () => {
  it('makes one script with small styles and the licences of what is in it, which closes no element of a page', async () => {
    await write('node_modules/one/package.json', '{ "exports": "./one.js" }');
    await write('node_modules/one/one.js', 'export const one = "</script>";');
    await write('node_modules/one/LICENSE', 'Do what you like.');
    await write('src/viewer/styles.ts', 'export const VIEWER_STYLES: string = `\n.a { color: #ff0000; }\n`;');
    await write(
      'src/open-report.ts',
      'import { one } from "one"; import { VIEWER_STYLES } from "./viewer/styles.js"; document.title = one + VIEWER_STYLES;',
    );
    const script = await bundleViewer(folder);
    expect(script).toContain('.a{color:red}');
    expect(script).toContain('parts of one:\n\nDo what you like.');
    expect(script).not.toContain('</script>');
    expect(script).not.toMatch(/\bimport\b/);
  });

  it('refuses sources that do not build', async () => {
    await write('src/open-report.ts', 'import "./absent.js";');
    await expect(bundleViewer(folder)).rejects.toThrow('absent.js');
  });
});
