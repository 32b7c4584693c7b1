import { findChromium } from '@xylopipe/tool-chromium';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Pages of the studio in one browser. */
export class StudioBrowser {
  readonly #browser: Browser;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async launch(): Promise<StudioBrowser> {
    return new StudioBrowser(await chromium.launch({ executablePath: findChromium() as string }));
  }

  /** A fresh page once it shows its first result. What goes wrong in it, and what it asks of anybody else, is put into `faults`. */
  async open(url: string): Promise<OpenStudio> {
    const page = await this.#browser.newPage({
      viewport: { width: 1280, height: 900 },
      colorScheme: 'light',
      reducedMotion: 'reduce',
      acceptDownloads: true,
    });
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.on('request', (request) => {
      // The thread is a blob of the page itself.
      if (request.url() !== url && !request.url().startsWith('blob:')) faults.push(`asks for ${request.url()}`);
    });
    await page.goto(url);
    await done(page);
    return { page, faults };
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

export interface OpenStudio {
  readonly page: Page;
  readonly faults: readonly string[];
}

/** Waits until the page shows what was asked for last. */
export const done = (page: Page, state: 'done' | 'error' = 'done'): Promise<void> =>
  page.locator(`.studio-status[data-state=${state}]`).waitFor();

/** Waits until the present result is one with these options, as the page words them. */
export const shows = (page: Page, options: string): Promise<void> =>
  page.locator('[data-row=now] .studio-with', { hasText: new RegExp(`^${options}$`) }).waitFor();

/** The facts of a row of the result, by name. */
export async function factsIn(page: Page, row: 'now' | 'pinned' | 'change'): Promise<Readonly<Record<string, string>>> {
  const cells = await page.locator(`[data-row=${row}] [data-fact]`).all();
  const entries = cells.map(async (cell) => [await cell.getAttribute('data-fact'), await cell.textContent()]);
  return Object.fromEntries(await Promise.all(entries));
}

/** Drops files onto the page, as a hand would. */
export async function drop(
  page: Page,
  files: readonly { readonly name: string; readonly text: string }[],
): Promise<void> {
  const data = await page.evaluateHandle((dropped) => {
    const transfer = new DataTransfer();
    for (const { name, text } of dropped) transfer.items.add(new File([text], name));
    return transfer;
  }, files);
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
}
