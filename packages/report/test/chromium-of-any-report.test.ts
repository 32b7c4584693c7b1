import { fileURLToPath } from 'node:url';
import { findChromium, runInChromium } from '@xylopipe/tool-chromium';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportModel } from '../src/index.js';
import { shown, simulator } from './chromium-model.js';
import { layer, run } from './plain-model.js';
import { plotOf, ReportBrowser } from './report-in-chromium.js';

describe.skipIf(findChromium() === undefined)(
  'any report on any screen, in Chromium (skipped where there is none)',
  { timeout: 60_000 },
  () => {
    const nothing: ReportModel = { title: 'nothing', runs: [], issues: [] };
    let browser: ReportBrowser;

    beforeAll(async () => {
      browser = await ReportBrowser.launch();
    });
    afterAll(() => browser?.close());

    it('leaves no part out of sight on a narrow screen', async () => {
      const { page: narrow, faults: problems } = await browser.open(shown, { width: 360, height: 700 });
      expect(await narrow.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      expect(await plotOf(narrow, 'hidden').evaluate((plot) => plot.clientWidth)).toBeGreaterThan(200);
      expect(problems).toEqual([]);
      await narrow.close();
    });

    it('is printed on white paper, with what its colours mean, and without its controls', async () => {
      const { page: dark } = await browser.open(shown);
      await dark.keyboard.press('t');
      const before = await dark.evaluate(() => {
        dispatchEvent(new Event('beforeprint'));
        const canvas = document.querySelector<HTMLCanvasElement>('.xp-raster[data-part=hidden] canvas');
        const pixel = canvas?.getContext('2d')?.getImageData(canvas.width >> 1, 2, 1, 1).data ?? [];
        return { theme: document.querySelector<HTMLElement>('.xp')?.dataset.theme, least: Math.min(...pixel) };
      });
      expect(before.theme).toBe('light');
      expect(before.least).toBeGreaterThan(80);
      expect(await dark.locator('.xp-trace canvas').count()).toBe(await dark.locator('.xp-trace').count());
      await dark.emulateMedia({ media: 'print' });
      expect(await dark.locator('.xp-raster[data-part=hidden] .xp-legend').isVisible()).toBe(true);
      expect(await dark.locator('.xp-tools:visible, .xp-head button:visible, .xp-values button:visible').count()).toBe(
        0,
      );
      await dark.evaluate(() => dispatchEvent(new Event('afterprint')));
      expect(await dark.locator('.xp').getAttribute('data-theme')).toBe('dark');
      await dark.close();
    });

    it('draws traces as they come into sight, and folds those of many layers', async () => {
      const deep = Array.from({ length: 30 }, (_, n) => layer(`l${n}`, 'hidden', [n], { vmem: [[0], [1]] }));
      const { page: many } = await browser.open({ ...nothing, runs: [run('a', 2, deep)] });
      expect(await many.locator('.xp-panel').count()).toBe(30);
      expect(await many.locator('.xp-trace canvas').count()).toBeLessThan(9);
      const folded = many.locator('.xp-traces details');
      expect(await folded.locator('summary').textContent()).toBe('22 more layers');
      await folded.locator('summary').click();
      const last = many.locator('.xp-panel[data-layer=l29]');
      await last.scrollIntoViewIfNeeded();
      await last.locator('canvas').waitFor();
      await many.close();
    });

    it('keeps long names within the page, and the focus where it was', async () => {
      const long = 'a'.repeat(300);
      const { page: wide } = await browser.open(
        {
          ...shown,
          title: long,
          runs: [
            { ...simulator, label: long },
            { ...simulator, label: `${long}b` },
          ],
          neuronTables: [{ title: long, ids: Array.from({ length: 60 }, (_, n) => n), columns: [] }],
          recipe: [[long, long]],
        },
        { width: 400, height: 700 },
      );
      expect(await wide.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
      await wide.getByRole('button', { name: 'Show all 60 rows' }).click();
      expect(await wide.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('region');
      await wide.close();
    });

    it('has errors first, and 50 of a code until all are asked for', async () => {
      const issues = Array.from({ length: 61 }, (_, i) => ({
        code: i === 60 ? 'TOO_MANY' : 'LOST',
        severity: i === 60 ? ('error' as const) : ('warning' as const),
        at: [],
        message: `problem ${i}.`,
      }));
      const { page: long } = await browser.open({ ...nothing, issues });
      expect(await long.locator('.xp-verdict').textContent()).toContain('1 error: problem 60; 60 warnings.');
      const groups = long.locator('.xp-issues');
      expect(await groups.evaluateAll((all) => all.map((one) => one.getAttribute('data-code')))).toEqual([
        'TOO_MANY',
        'LOST',
      ]);
      const items = groups.last().locator('li');
      expect(await items.count()).toBe(50);
      await long.getByRole('button', { name: 'Show all 60' }).click();
      expect(await items.count()).toBe(60);
      expect(await items.nth(50).evaluate((item) => item === document.activeElement)).toBe(true);
      await long.close();
    });

    it('keeps figures and long names within a narrow page without scripts, and is white on paper', async () => {
      const name = 'neurons'.repeat(60);
      const long = { ...shown, title: name, recipe: [[name, name]] as const, resources: [{ name, used: 1, limit: 2 }] };
      const { page: plain } = await browser.open(long, { width: 400, height: 800 }, false);
      expect(await plain.locator('#static').count()).toBe(1);
      expect(await plain.evaluate(() => document.documentElement.scrollWidth)).toBe(400);
      const figure = plain.locator('figure').first();
      expect(await figure.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)).toBe(true);
      const paper = () => plain.evaluate(() => getComputedStyle(document.body).backgroundColor);
      await plain.emulateMedia({ colorScheme: 'dark' });
      expect(await paper()).toBe('rgb(20, 23, 27)');
      await plain.emulateMedia({ colorScheme: 'dark', media: 'print' });
      expect(await paper()).toBe('rgb(255, 255, 255)');
      expect(await figure.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)).toBe(false);
      await plain.close();
    });

    it('keeps the colours of its legend where the system forces others', async () => {
      const { page: forced } = await browser.open(shown);
      await forced.emulateMedia({ forcedColors: 'active' });
      const colours = await forced
        .locator('.xp-raster[data-part=hidden] .xp-key')
        .evaluateAll((keys) => keys.map((key) => getComputedStyle(key).background));
      expect(new Set(colours).size).toBe(3);
      expect(
        await forced
          .locator('.xp-key')
          .first()
          .evaluate((key) => getComputedStyle(key).forcedColorAdjust),
      ).toBe('none');
      await forced.close();
    });

    it.each<readonly [string, ReportModel, string]>([
      ['no run', nothing, 'no run'],
      [
        'no timesteps',
        { ...nothing, runs: [run('a', 0, [layer('l', 'hidden', [0], { spikes: [] })])] },
        'no timesteps',
      ],
      [
        'one neuron and one timestep',
        { ...nothing, runs: [run('a', 1, [layer('l', 'hidden', [5], { spikes: [[1]], vmem: [[2]] })])] },
        'Raster of hidden neurons: 1 neuron, 1 timestep, 1 mark',
      ],
      [
        'nothing but NaN',
        { ...nothing, runs: [run('a', 2, [layer('l', 'hidden', [5], { vmem: [[NaN], [NaN]] })])] },
        '2 states without',
      ],
    ])('shows a model of %s', async (_, model, text) => {
      const { page: bare, faults: problems } = await browser.open(model);
      expect(await bare.locator('.xp').innerHTML()).toContain(text);
      expect(problems).toEqual([]);
      await bare.close();
    });

    it('shows any model', async () => {
      const entries = { page: fileURLToPath(new URL('./chromium-page.ts', import.meta.url)) };
      expect(await runInChromium({ entries, page: 'page' })).toBe('shown');
    });
  },
);
