import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleWorker, refuseLostWorkers, workersIn } from './workers.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workers-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
}

describe('workersIn', () => {
  it('finds the scripts of workers, and nothing that is only called alike', async () => {
    for (const file of ['worker.ts', 'web/worker.ts', 'web/worker.test.ts', 'web/web-worker.ts']) {
      await write(`src/${file}`, '');
    }
    expect((await workersIn(folder)).sort()).toEqual(['src/web/worker.ts', 'src/worker.ts']);
  });
});

describe('bundleWorker', () => {
  const options = { bundle: true, format: 'esm', platform: 'neutral', outbase: 'src', outdir: 'dist' } as const;

  it('makes one file of all that is imported, with the licences of what comes from elsewhere', async () => {
    await write('node_modules/@some/one/package.json', '{ "exports": "./one.js" }');
    await write('node_modules/@some/one/one.js', 'export const one = (x) => x + 1; export const two = 2;');
    await write('node_modules/@some/one/LICENSE', 'Do what you like.');
    await write('src/worker.ts', 'import { one } from "@some/one"; globalThis.result = one(1);');
    await bundleWorker('src/worker.ts', folder, options);
    const code = await readFile(join(folder, 'dist/worker.js'), 'utf8');
    expect(code).toContain('globalThis.result = one(1)');
    expect(code).toContain('parts of one:\n\nDo what you like.');
    expect(code).not.toContain('import');
  });

  it('refuses what says nothing about its licence', async () => {
    await write('node_modules/one/package.json', '{ "exports": "./one.js" }');
    await write('node_modules/one/one.js', 'export const one = 1;');
    await write('src/worker.ts', 'import { one } from "one"; console.log(one);');
    await expect(bundleWorker('src/worker.ts', folder, options)).rejects.toThrow('says nothing about its licence');
  });
});

describe('refuseLostWorkers', () => {
  const start = 'new Worker(new URL("./worker.js", import.meta.url))';

  it('lets pass what lies beside its worker', async () => {
    await write('dist/web/index.js', start);
    await write('dist/chunks/A.js', 'no worker here');
    const outputs = ['dist/web/index.js', 'dist/web/index.js.map', 'dist/chunks/A.js'];
    await expect(refuseLostWorkers(outputs, ['src/web/worker.ts'], folder)).resolves.toBeUndefined();
  });

  it('names what does not', async () => {
    await write('dist/chunks/A.js', start);
    const refused = refuseLostWorkers(['dist/chunks/A.js'], ['src/web/worker.ts'], folder);
    await expect(refused).rejects.toThrow('dist/chunks/A.js');
  });
});
