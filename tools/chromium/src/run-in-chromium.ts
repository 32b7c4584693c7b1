import { type Browser, chromium } from 'playwright-core';
import { bundleForBrowser } from './bundle-for-browser.js';
import { findChromium } from './find-chromium.js';
import { failureOf } from './page-failure.js';
import { openStaticServer } from './static-server.js';

/** What is to run in Chromium. */
export interface ChromiumRun {
  /** TypeScript files by the name that their module gets: `page` is served as `/page.js`. */
  readonly entries: Readonly<Record<string, string>>;
  /** The entry that the page loads. It exports `main`, whose result, awaited, is that of the run. */
  readonly page: string;
  /** What `main` is called with: anything that JSON can say. */
  readonly input?: unknown;
  /** Folders on disk that the page can fetch from, by the first part of the URL path. */
  readonly folders?: Readonly<Record<string, string>> | undefined;
  /** Hears every line that the page and its workers write to the console, except errors. */
  readonly onLine?: ((line: string) => void) | undefined;
  /** Errors on the console, and errors that nobody caught, which do not end the run. Default none. */
  readonly expectedErrors?: RegExp | undefined;
  /** Gives the page shared memory (COOP, COEP). Default false. */
  readonly crossOriginIsolated?: boolean | undefined;
  /** Port of the page's origin, which is on 127.0.0.1. Default: a free one. */
  readonly port?: number | undefined;
  /** How long the page may take, in seconds. Default 300. */
  readonly timeout?: number | undefined;
}

/** An empty page; its icon is given because Chromium asks for one and reports that there is none as an error. */
const EMPTY_PAGE = '<!doctype html><meta charset="utf-8"><title>Xylopipe</title><link rel="icon" href="data:,">';

/**
 * Bundles the entries, opens an empty page in headless Chromium and calls `main` of the page's module there.
 * @returns what `main` gave, as far as JSON can say it.
 * @throws what `main` threw, whatever else went wrong in the page or its workers, and when there is no Chromium or no more
 * time. Browser and server are gone in every case.
 */
export async function runInChromium(run: ChromiumRun): Promise<unknown> {
  const { timeout = 300 } = run;
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('there is no Chromium: install one, or name it in CHROMIUM');
  if (!Object.hasOwn(run.entries, run.page)) throw new Error(`the page "${run.page}" is none of the entries`);
  const modules = await bundleForBrowser(run.entries);
  const server = await openStaticServer({
    files: new Map([...modules, ['/', new TextEncoder().encode(EMPTY_PAGE)]]),
    folders: run.folders,
    crossOriginIsolated: run.crossOriginIsolated,
    port: run.port,
  });
  try {
    const browser = await chromium.launch({ executablePath }).catch((cause) => {
      throw new Error(`${executablePath} does not start as Chromium`, { cause });
    });
    const timer = setTimeout(() => void browser.close({ reason: `not done after ${timeout} s` }), timeout * 1000);
    try {
      return await callMain(browser, server.origin, run);
    } finally {
      clearTimeout(timer);
      await browser.close();
    }
  } finally {
    await server.close();
  }
}

async function callMain(browser: Browser, origin: string, run: ChromiumRun): Promise<unknown> {
  const page = await browser.newPage();
  const failure = failureOf(page, run.expectedErrors);
  page.on('console', (message) => {
    if (message.type() !== 'error') run.onLine?.(message.text());
  });
  await page.goto(origin);
  // As text: a function would carry what the tools that run us compile into it.
  const call = `import('/${run.page}.js').then(({ main }) => main(${JSON.stringify(run.input)}))`;
  return Promise.race([page.evaluate(call), failure]);
}
