import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isCurrent } from './built-program.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'built-'));
  write('src/index.ts', 100);
  write('src/deep/er.ts', 200);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A file that was written so many seconds after the beginning of time. */
function write(name: string, seconds: number): void {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  utimesSync(file, seconds, seconds);
}

it('a package without a build is not current', () => {
  expect(isCurrent(folder, 'index.js')).toBe(false);
});

it('a build is current until a source is newer', () => {
  write('dist/index.js', 199);
  expect(isCurrent(folder, 'index.js')).toBe(false);
  write('dist/index.js', 200);
  expect(isCurrent(folder, 'index.js')).toBe(true);
  write('src/new.ts', 201);
  expect(isCurrent(folder, 'index.js')).toBe(false);
});

it('tests, which are not built, make no build old', () => {
  write('dist/index.js', 200);
  write('src/index.test.ts', 999);
  expect(isCurrent(folder, 'index.js')).toBe(true);
});
