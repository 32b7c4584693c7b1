import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findChromium } from '@xylopipe/tool-chromium';
import { type Browser, chromium, type Page, type ViewportSize } from 'playwright-core';
import { type ReportModel, renderReport } from '../src/index.js';

/** Reports, opened from disk in one browser. */
export class ReportBrowser {
  readonly folder: string;
  readonly #browser: Browser;
  #files = 0;

  private constructor(browser: Browser, folder: string) {
    this.#browser = browser;
    this.folder = folder;
  }

  static async launch(): Promise<ReportBrowser> {
    const browser = await chromium.launch({ executablePath: findChromium() as string });
    return new ReportBrowser(browser, mkdtempSync(join(tmpdir(), 'report-')));
  }

  /** A page with the report of a model. What goes wrong in it, and what it asks of any network, is put into `faults`. */
  async open(
    model: ReportModel,
    viewport: ViewportSize = { width: 1100, height: 800 },
    javaScriptEnabled = true,
  ): Promise<OpenReport> {
    const file = join(this.folder, `${this.#files++}.html`);
    writeFileSync(file, renderReport(model));
    const url = pathToFileURL(file).href;
    const page = await this.#browser.newPage({
      viewport,
      colorScheme: 'light',
      reducedMotion: 'reduce',
      javaScriptEnabled,
    });
    page.setDefaultTimeout(5000);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.on('request', (request) => {
      if (request.url() !== url) faults.push(`asks for ${request.url()}`);
    });
    await page.goto(url);
    return { page, faults };
  }

  async close(): Promise<void> {
    await this.#browser.close();
    rmSync(this.folder, { recursive: true });
  }
}

export interface OpenReport {
  readonly page: Page;
  readonly faults: readonly string[];
}

/** The plot of a raster, without its axes. */
export const plotOf = (page: Page, part: string) => page.locator(`.xp-raster[data-part=${part}] .xp-plot`);

/** Resolves once everything that waits for a frame has drawn. */
const drawn = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** The part of the run that a raster shows, in timesteps, once it has drawn. */
export async function timeOf(page: Page, part: string): Promise<readonly number[]> {
  await drawn(page);
  return ((await plotOf(page, part).getAttribute('data-time')) ?? '').split(' ').map(Number);
}

/** The middle of a cell of a raster that shows everything, on the page. */
export async function cellPoint(
  page: Page,
  part: string,
  cell: { step: number; row: number },
  steps: number,
  rows: number,
) {
  const plot = plotOf(page, part);
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  if (box === null) throw new Error(`there is no raster of ${part}`);
  return { x: box.x + ((cell.step + 0.5) / steps) * box.width, y: box.y + ((cell.row + 0.5) / rows) * box.height };
}

/** What the tooltip of a raster says, by name. */
export async function tipOf(page: Page, part: string): Promise<Readonly<Record<string, string>>> {
  await drawn(page);
  const tip = plotOf(page, part).locator('.xp-tip');
  await tip.waitFor({ state: 'visible' });
  const names = await tip.locator('dt').allTextContents();
  const values = await tip.locator('dd').allTextContents();
  return Object.fromEntries(names.map((name, i) => [name, values[i] ?? '']));
}
