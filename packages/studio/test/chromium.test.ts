import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findChromium, openStaticServer } from '@xylopipe/tool-chromium';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createXylopipe } from 'xylopipe';
import { type Settings, Workbench, type WorkbenchFile } from '../src/index.js';
import { factText, resultFacts } from '../src/page/result-facts.js';
import { MOST_BYTES } from '../src/workbench/workbench-file.js';
import { examples, filesOf } from './example-files.js';
import { nirFilesOf, nirReaders } from './nir-files.js';
import { type StudioCommand, startStudio } from './studio-command.js';
import { done, drop, factsIn, StudioBrowser, shows } from './studio-in-chromium.js';

const [digits, ten, toy] = examples;

/** What Node makes of an example, as the page words it. */
const factsOf = (example: typeof digits, settings: Settings): Promise<Readonly<Record<string, string>>> =>
  factsOfFiles(filesOf(example), settings);

async function factsOfFiles(
  files: readonly WorkbenchFile[],
  settings: Settings,
): Promise<Readonly<Record<string, string>>> {
  const bench = new Workbench(createXylopipe(), nirReaders);
  for (const file of files) bench.put(file);
  return Object.fromEntries(resultFacts(await bench.run(settings)).map((fact) => [fact.name, factText(fact)]));
}

/** Gives files to a page by its button. */
const choose = (page: Page, files: readonly WorkbenchFile[]): Promise<void> =>
  page
    .locator('#files')
    .setInputFiles(
      files.map(({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) })),
    );

describe.skipIf(findChromium() === undefined)(
  'the studio in Chromium (skipped where there is none)',
  { timeout: 60_000 },
  () => {
    let command: StudioCommand;
    let browser: StudioBrowser;
    let page: Page;
    let faults: readonly string[];

    beforeAll(async () => {
      [command, browser] = await Promise.all([startStudio(), StudioBrowser.launch()]);
      ({ page, faults } = await browser.open(command.url));
    }, 60_000);
    afterAll(async () => {
      await browser?.close();
      await command?.stop();
    });

    it('shows an example at once, with the numbers that Node computes', async () => {
      const { chipId } = digits;
      expect(await factsIn(page, 'now')).toEqual(await factsOf(digits, { chipId }));
      expect(await page.locator('h1').allTextContents()).toEqual([
        'Xylopipe studio',
        `${digits.network.name} on ${chipId}`,
      ]);
      expect(await page.locator('.studio-files dd').allTextContents()).toEqual([
        digits.network.name,
        digits.raster.name,
      ]);
      expect(await page.locator('.xp-raster').count()).toBe(3);
      expect(await page.title()).toBe(`${digits.network.name} on ${chipId} – Xylopipe studio`);
    });

    it('sets another quantization beside the one that was pinned', async () => {
      const { chipId } = digits;
      await page.getByRole('button', { name: 'Pin this result' }).click();
      const before = await factsIn(page, 'pinned');
      expect(before).toEqual(await factsIn(page, 'now'));
      await page.getByLabel('Method').selectOption('channel');
      await shows(page, `${chipId}, channel`);
      const expected = await factsOf(digits, { chipId, quantize: { method: 'channel' } });
      expect(await factsIn(page, 'now')).toEqual(expected);
      expect(expected).not.toEqual(before);
      expect(await factsIn(page, 'pinned')).toEqual(before);
      const change = Number(expected['hidden spikes']) - Number(before['hidden spikes']);
      expect((await factsIn(page, 'change'))['hidden spikes']).toBe(change > 0 ? `+${change}` : `−${-change}`);
    });

    it('tells what cannot be, and takes it back', async () => {
      await page.getByLabel('Clip percentile').fill('0');
      await done(page, 'error');
      expect(await page.locator('.studio-status').textContent()).toContain('quantize');
      expect(await page.locator('.xp-issues[data-severity=error]').textContent()).toContain('clipPercentile');
      await page.getByRole('button', { name: 'Defaults' }).click();
      await shows(page, `${digits.chipId}, global`);
      await page.getByRole('button', { name: 'Unpin' }).click();
      expect(await page.locator('[data-row=pinned]').count()).toBe(0);
    });

    it('takes no number that is none for the default', async () => {
      const field = page.getByLabel('Clip percentile');
      await field.focus();
      await page.keyboard.type('-');
      await done(page, 'error');
      expect(await page.locator('.studio-status').textContent()).toContain('Not a number: Clip percentile');
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      expect(await page.locator('[data-row=now]').isVisible()).toBe(false);
      expect(await page.getByRole('button', { name: 'Save config.json' }).isVisible()).toBe(false);
      await page.getByRole('button', { name: 'Defaults' }).click();
      await done(page);
      expect(await field.getAttribute('aria-invalid')).toBeNull();
      expect(await page.locator('[data-row=now]').isVisible()).toBe(true);
    });

    it('keeps the part in sight while options change', async () => {
      const plot = page.locator('.xp-raster[data-part=hidden] .xp-plot');
      await plot.focus();
      for (let i = 0; i < 3; i++) {
        const before = await plot.getAttribute('data-time');
        await page.keyboard.press('+');
        await expect.poll(() => plot.getAttribute('data-time')).not.toBe(before);
      }
      const part = await plot.getAttribute('data-time');
      await page.getByLabel('Threshold scale', { exact: true }).fill('0.9');
      await shows(page, `${digits.chipId}, global, thresholdScale 0.9`);
      expect(await plot.getAttribute('data-time')).toBe(part);
      await page.getByRole('button', { name: 'Defaults' }).click();
      await shows(page, `${digits.chipId}, global`);
    });

    it('tells which chips are too small, and runs on one that is not', async () => {
      await page.getByRole('button', { name: ten.title }).click();
      await shows(page, `${ten.chipId}, global`);
      expect(await factsIn(page, 'now')).toEqual(await factsOf(ten, { chipId: ten.chipId }));
      const verdicts = await page
        .locator('.studio-chips label')
        .evaluateAll((labels) =>
          labels.map((label) => `${label.getAttribute('data-chip')} ${label.getAttribute('data-fits')}`),
        );
      expect(verdicts).toContain('syns61201 false');
      expect(verdicts).toContain('syns65302 true');
      await page.getByLabel('syns61201').check();
      await done(page, 'error');
      expect(await page.locator('.studio-status').textContent()).toContain('map');
    });

    it('takes files that are dropped, tells what is wrong with them, and is well with the next', async () => {
      await drop(page, [{ name: 'broken.json', text: '{"type": "Sequential", "children": [7]}' }]);
      await expect.poll(() => page.locator('.studio-status').textContent()).toContain('network');
      expect(await page.locator('.xp-issues').textContent()).toContain('children');
      await drop(page, [toy.raster, toy.network]);
      await done(page);
      expect(await factsIn(page, 'now')).toEqual(await factsOf(toy, { chipId: 'syns61201' }));
      await page.locator('#files').setInputFiles({
        name: 'other.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('timestep,channel,count\n0,7,1\n'),
      });
      await done(page, 'error');
      expect(await page.locator('.studio-files dd').allTextContents()).toEqual([toy.network.name, 'other.csv']);
      expect(await page.locator('.xp-issues').textContent()).toContain('(0, 7) is outside of (1, 2)');
      await drop(page, [toy.raster]);
      await done(page);
    });

    it('keeps what is there from files that are neither, and tells which it did not take', async () => {
      const recipe = { name: 'run.json', text: '{"format": "xylopipe/run"}' };
      await drop(page, [
        toy.network,
        { ...toy.raster, name: 'first.json' },
        toy.raster,
        { name: 'photo.png', text: '' },
        recipe,
      ]);
      const told = page.locator('.studio-refusals li');
      await expect.poll(() => told.count()).toBe(3);
      expect((await told.allTextContents()).map((text) => text.split(' ')[2])).toEqual([
        'first.json,',
        'photo.png',
        'run.json',
      ]);
      await done(page);
      expect(await page.locator('.studio-files dd').allTextContents()).toEqual([toy.network.name, toy.raster.name]);
      await drop(page, [toy.raster]);
      await expect.poll(() => told.count()).toBe(0);
      await done(page);
    });

    it('does not read what is too large', async () => {
      await page.evaluate((bytes) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([new Uint8Array(bytes)], 'large.npy'));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
      }, MOST_BYTES + 1);
      await done(page, 'error');
      expect(await page.locator('.studio-status').textContent()).toContain(`large.npy has ${MOST_BYTES + 1} bytes`);
      expect(await page.locator('.studio-files dd').allTextContents()).toEqual([toy.network.name, toy.raster.name]);
    });

    it('gives out configuration, recipe, report and figures', async () => {
      const saved = async (name: string): Promise<string> => {
        const button = page.getByRole('button', { name: `Save ${name}` });
        const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
        expect(file.suggestedFilename()).toBe(name);
        return readFile(await file.path(), 'utf8');
      };
      const bench = new Workbench();
      for (const file of filesOf(toy)) bench.put(file);
      const { config, recipe } = await bench.run({ chipId: 'syns61201' });
      expect(await saved('config.json')).toBe(config);
      expect(JSON.parse(await saved('run.json')).inputs).toEqual(JSON.parse(recipe ?? '').inputs);
      expect(await saved('report.html')).toContain('toy.network.json on syns61201');
      await page.getByText('Figures (SVG)').click();
      expect(await saved('raster.svg')).toMatch(/^<svg /);
    });

    it('is dark where one likes, all over', async () => {
      const paper = () => page.locator('#studio').evaluate((root) => getComputedStyle(root).backgroundColor);
      const light = await paper();
      await page.locator('h1').first().click();
      await page.keyboard.press('t');
      await expect.poll(paper).not.toBe(light);
      expect(await page.locator('#studio').getAttribute('data-theme')).toBe('dark');
    });

    it('is used with keys alone', async () => {
      await page.reload();
      await done(page);
      await page.locator('#files').focus();
      for (let i = 0; i < 3; i++) await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(toy.title);
      await page.keyboard.press('Enter');
      await page.getByText(`${toy.network.name} on`).waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowDown');
      await shows(page, 'syns63300, global');
      expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('syns63300');
    });

    it('reads a network and a raster of NIR as it reads the same of JSON', async () => {
      await page.getByRole('button', { name: ten.title }).click();
      await shows(page, `${ten.chipId}, global`);
      const { warnings: _, ...expected } = await factsIn(page, 'now');
      const files = await nirFilesOf(ten, 0.01);
      await choose(page, files);
      await page.getByText('network.nir on').waitFor();
      await done(page);
      const facts = await factsIn(page, 'now');
      expect(facts).toMatchObject(expected);
      expect(facts).toEqual(await factsOfFiles(files, { chipId: ten.chipId }));
      expect(await page.locator('.studio-files dd').allTextContents()).toEqual(['network.nir', 'raster.nir']);
      expect(await page.locator('.xp-raster').count()).toBe(3);
    });

    it('asked nobody for anything, and nothing went wrong', () => {
      expect(faults).toEqual([]);
    });

    it('works from any server, and from disk', async () => {
      const bytes = new Uint8Array(await (await fetch(command.url)).arrayBuffer());
      const server = await openStaticServer({ files: new Map([['/some/where/index.html', bytes]]) });
      const folder = await mkdtemp(join(tmpdir(), 'studio-'));
      const file = join(folder, 'index.html');
      await writeFile(file, bytes);
      const expected = await factsOf(digits, { chipId: digits.chipId });
      const nir = await nirFilesOf(toy, 0.001);
      const expectedOfNir = await factsOfFiles(nir, { chipId: digits.chipId });
      for (const url of [`${server.origin}/some/where/index.html`, pathToFileURL(file).href]) {
        const elsewhere = await browser.open(url);
        expect(await factsIn(elsewhere.page, 'now')).toEqual(expected);
        if (url.startsWith('file:')) {
          await choose(elsewhere.page, nir);
          await elsewhere.page.getByText('network.nir on').waitFor();
          await done(elsewhere.page);
          expect(await factsIn(elsewhere.page, 'now')).toEqual(expectedOfNir);
        }
        expect(elsewhere.faults).toEqual([]);
        await elsewhere.page.close();
      }
      await server.close();
      await rm(folder, { recursive: true });
    });

    it('is gone when the command is interrupted, which ends well', async () => {
      expect(await command.stop()).toBe(0);
      await expect(fetch(command.url)).rejects.toThrow();
    });
  },
);
