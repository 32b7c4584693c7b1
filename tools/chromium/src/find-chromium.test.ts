import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findChromium } from './find-chromium.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'find-chromium-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function executable(name: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, 0o755);
  return path;
}

describe('findChromium', () => {
  it('takes what CHROMIUM names, whatever is on the PATH', () => {
    executable('bin/chromium');
    const own = executable('my-browser');
    expect(findChromium({ CHROMIUM: own, PATH: join(folder, 'bin') })).toBe(own);
  });

  it.each(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'])('finds %s on the PATH', (name) => {
    const path = executable(`bin/${name}`);
    const env = { PATH: ['', join(folder, 'nothing'), join(folder, 'bin')].join(delimiter) };
    expect(findChromium(env)).toBe(path);
    expect(findChromium({ ...env, CHROMIUM: '' })).toBe(path);
  });

  it('prefers chromium, and what comes first on the PATH', () => {
    executable('a/google-chrome');
    const first = executable('b/chromium');
    executable('c/chromium');
    expect(findChromium({ PATH: ['a', 'b', 'c'].map((f) => join(folder, f)).join(delimiter) })).toBe(first);
  });

  it.runIf(process.platform === 'linux')('finds none where there is none, or none that can be executed', () => {
    expect(findChromium({})).toBeUndefined();
    mkdirSync(join(folder, 'chromium'));
    writeFileSync(join(folder, 'google-chrome'), 'text');
    expect(findChromium({ PATH: folder })).toBeUndefined();
  });

  it('refuses a CHROMIUM that cannot be executed', () => {
    const path = join(folder, 'absent');
    expect(() => findChromium({ CHROMIUM: path, PATH: process.env.PATH })).toThrow(`CHROMIUM names ${path}`);
    expect(() => findChromium({ CHROMIUM: folder })).toThrow('is no executable file');
  });
});
