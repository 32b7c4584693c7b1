import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findChromium } from './find-chromium.js';
import { failureOf } from './page-failure.js';
import { type ChromiumRun, runInChromium } from './run-in-chromium.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-in-chromium-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function source(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

/** Runs a module whose text this is. */
const runPage = (text: string, options: Partial<ChromiumRun> = {}): Promise<unknown> =>
  runInChromium({ entries: { page: source('page.ts', text) }, page: 'page', ...options });

const executable = findChromium();

describe.skipIf(executable === undefined)('in Chromium (skipped where there is none)', { timeout: 60_000 }, () => {
  it('gives what main gives, and hands on input and lines', async () => {
    const lines: string[] = [];
    const result = await runPage(
      `export async function main({ a }: { a: number[] }) {
        console.log('begun');
        console.warn('with', a.length);
        return { sum: a.reduce((x, y) => x + y), isolated: crossOriginIsolated, node: typeof process };
      }`,
      { input: { a: [1, 2] }, onLine: (line) => lines.push(line) },
    );
    expect(result).toEqual({ sum: 3, isolated: false, node: 'undefined' });
    expect(lines).toEqual(['begun', 'with 2']);
  });

  it('serves folders, workers and, if asked to, shared memory', async () => {
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'data/x.bin'), new Uint8Array([7, 8]));
    const page = source(
      'page.ts',
      `export const main = () => new Promise(async (resolve) => {
        const worker = new Worker(new URL('./batch/worker.js', import.meta.url), { type: 'module' });
        worker.onmessage = ({ data }) => resolve(data);
        const shared = new Uint8Array(new SharedArrayBuffer(2));
        shared.set(new Uint8Array(await (await fetch('/data/x.bin')).arrayBuffer()));
        worker.postMessage(shared);
      });`,
    );
    const worker = source(
      'worker.ts',
      `onmessage = ({ data }) => {
        console.log('worker has', data.length);
        postMessage([...data, crossOriginIsolated]);
      };`,
    );
    const lines: string[] = [];
    const entries = { page, 'batch/worker': worker };
    const folders = { data: join(folder, 'data') };
    const options = { folders, crossOriginIsolated: true, onLine: (line: string) => lines.push(line) };
    expect(await runInChromium({ entries, page: 'page', ...options })).toEqual([7, 8, true]);
    expect(lines).toEqual(['worker has 2']);
  });

  it.each([
    ['main throws', 'export function main() { throw new RangeError("too wide"); }', 'RangeError: too wide'],
    ['main rejects', 'export const main = async () => Promise.reject(new Error("late"));', 'Error: late'],
    ['there is no main', 'export const other = 1;', 'main is not a function'],
    ['the module throws', 'throw new Error("at import"); export const main = 1;', 'at import'],
    [
      'an error is on the console',
      'export const main = () => { console.error("it hurts"); return new Promise(() => {}); };',
      /error on the console of the page: it hurts \(http.*page\.js:\d+\)/,
    ],
    [
      'a file is missing',
      'export const main = async () => { await fetch("/absent.json"); await new Promise(() => {}); };',
      /404.*\/absent\.json/,
    ],
    [
      'nobody catches an error',
      'export const main = () => { setTimeout(() => { throw new Error("alone"); }); return new Promise(() => {}); };',
      'error that nobody caught in the page: alone',
    ],
    [
      'nobody catches a rejection',
      'export const main = () => { Promise.reject(new Error("adrift")); return new Promise(() => {}); };',
      'error that nobody caught in the page: adrift',
    ],
    [
      'a worker throws',
      `export const main = () => {
        new Worker(URL.createObjectURL(new Blob(['throw new Error("in the worker")'])));
        return new Promise(() => {});
      };`,
      'in the worker',
    ],
  ])('rejects if %s', async (_, text, message) => {
    await expect(runPage(text)).rejects.toThrow(message);
  });

  it('goes on after errors that are expected', async () => {
    const text = `export const main = async () => {
      console.error('planned 1');
      Promise.reject(new Error('planned 2'));
      await new Promise((resolve) => setTimeout(resolve));
      return 'survived';
    };`;
    expect(await runPage(text, { expectedErrors: /planned/ })).toBe('survived');
  });

  it.each([
    ['waits for ever', 'export const main = () => new Promise(() => {});'],
    ['computes for ever', 'export const main = () => { for (;;); };'],
  ])('ends a page that %s', async (_, text) => {
    await expect(runPage(text, { timeout: 1 })).rejects.toThrow('not done after 1 s');
  });

  it('says that a page crashed', async () => {
    const browser = await chromium.launch({ executablePath: executable as string });
    const page = await browser.newPage();
    const failure = failureOf(page);
    page.goto('chrome://crash').catch(() => undefined);
    await expect(failure).rejects.toThrow('the page crashed');
    await browser.close();
  });
});

describe('runInChromium', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('says who is missing', async () => {
    vi.stubEnv('CHROMIUM', '/bin/false');
    await expect(runPage('export const main = 1;', { page: 'other' })).rejects.toThrow(
      'the page "other" is none of the entries',
    );
    vi.stubEnv('CHROMIUM', '/absent');
    await expect(runPage('export const main = 1;')).rejects.toThrow('CHROMIUM names /absent');
  });

  it('does not start a page that does not build', async () => {
    vi.stubEnv('CHROMIUM', '/bin/false');
    await expect(runPage('import "./absent.js";')).rejects.toThrow('./absent.js');
  });

  it('says that a Chromium does not start', async () => {
    vi.stubEnv('CHROMIUM', '/bin/false');
    await expect(runPage('export const main = 1;')).rejects.toThrow('/bin/false does not start as Chromium');
  });
});
