import { findChromium } from '@xylopipe/tool-chromium';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FIRST_DIVERGENCE, STEPS, shown, simulator } from './chromium-model.js';
import { cellPoint, plotOf, ReportBrowser, timeOf, tipOf } from './report-in-chromium.js';

const ROWS = 32;
const spikesOf = (index: number): ArrayLike<number> => simulator.layers[index]?.signals.spikes?.data ?? [];

describe.skipIf(findChromium() === undefined)(
  'a report in Chromium (skipped where there is none)',
  { timeout: 60_000 },
  () => {
    let browser: ReportBrowser;
    let page: Page;
    let faults: readonly string[];

    beforeAll(async () => {
      browser = await ReportBrowser.launch();
    });
    afterAll(() => browser?.close());

    describe('of a run and a comparison', () => {
      beforeAll(async () => {
        ({ page, faults } = await browser.open(shown));
      });
      beforeEach(async () => {
        await plotOf(page, 'hidden').dblclick({ position: { x: 5, y: 5 } });
        await page.mouse.move(0, 0);
        await timeOf(page, 'hidden');
      });
      afterAll(() => page.close());

      it('opens from disk, asks for nothing, and shows every part', async () => {
        expect(await page.title()).toBe(shown.title);
        expect(await page.locator('h1').textContent()).toBe(shown.title);
        expect(await page.locator('h2').allTextContents()).toEqual(
          expect.arrayContaining([
            'Summary',
            'Issues',
            'Comparison',
            'Rasters',
            'Traces',
            'Spike counts',
            'Neurons',
            'Recipe',
          ]),
        );
        expect(await page.locator('.xp-issues[data-code=WEIGHTS_CLIPPED] li').textContent()).toContain('3 weights <i>');
        expect(faults).toEqual([]);
      });

      it('counts what the data hold', async () => {
        const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);
        const hidden = sum(spikesOf(0)) + sum(spikesOf(1));
        expect(await page.locator('[data-fact="hidden spikes"]').textContent()).toBe(String(hidden));
        expect(await page.locator('[data-fact="output spikes"]').textContent()).toBe('not recorded');
        expect(await page.locator('[data-fact="timesteps"]').textContent()).toBe('60 (600 ms)');
        const marks = (values: ArrayLike<number>): number => Array.from(values).filter((n) => n > 0).length;
        const legend = await page.locator('.xp-raster[data-part=hidden] .xp-legend span').allTextContents();
        const [same, moreOwn, moreFloat] = legend.map((text) => Number(/: (\d+)$/.exec(text)?.[1]));
        expect(legend.map((text) => text.replace(/:.*/, '').trim())).toEqual([
          'as many in both',
          'more in simulator',
          'more in float',
        ]);
        expect(same).toBe(marks(spikesOf(0)) + marks(spikesOf(1)) - 1);
        expect(moreOwn).toBe(1);
        // What the float run does in its last timestep is not there: the chip, a step behind, has not come to it.
        expect(moreFloat).toBe(1);
      });

      it.each([
        [{ step: 12, row: 3 }, 0],
        [{ step: 41, row: 31 }, 1],
        [{ step: 59, row: 12 }, 1],
      ])('tells what is at %o', async (cell, index) => {
        const { x, y } = await cellPoint(page, 'hidden', cell, STEPS, ROWS);
        await page.mouse.move(x, y);
        const tip = await tipOf(page, 'hidden');
        const neuron = cell.row - 12 * index;
        const recorded = simulator.layers[index];
        const at = cell.step * (recorded?.ids.length ?? 0) + neuron;
        expect(tip).toMatchObject({
          layer: recorded?.name,
          neuron: String(neuron),
          id: String(recorded?.ids[neuron]),
          step: `${cell.step} (${cell.step * 10} ms)`,
          vmem: String(recorded?.signals.vmem?.data[at]),
        });
        expect(tip.spikes).toMatch(new RegExp(`^${spikesOf(index)[at]} simulator, \\d+ float$`));
        expect(await page.locator('.xp-raster[data-part=hidden] [role=status]').textContent()).toContain(
          `step ${cell.step}`,
        );
      });

      it('leaves the wheel to the page until a plot has the focus', async () => {
        await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
        const { x, y } = await cellPoint(page, 'hidden', { step: 30, row: 20 }, STEPS, ROWS);
        await page.mouse.move(x, y);
        const before = await page.evaluate(() => scrollY);
        await page.mouse.wheel(0, -80);
        await page.waitForFunction((y) => scrollY < y, before);
        expect(await timeOf(page, 'hidden')).toEqual([0, STEPS]);
        await page.keyboard.down('Control');
        await page.mouse.wheel(0, -300);
        await page.keyboard.up('Control');
        const [from = 0, to = 0] = await timeOf(page, 'hidden');
        expect(to - from).toBeLessThan(STEPS / 2);
      });

      it('zooms at the pointer, in all plots alike, and scrolls the page where there is nothing to zoom out of', async () => {
        await plotOf(page, 'hidden').focus();
        const { x, y } = await cellPoint(page, 'hidden', { step: 30, row: 5 }, STEPS, ROWS);
        await page.mouse.move(x, y);
        await page.mouse.wheel(0, -300);
        const [from = 0, to = 0] = await timeOf(page, 'hidden');
        expect(to - from).toBeCloseTo(STEPS / 1.0025 ** 300);
        expect((30.5 - from) / (to - from)).toBeCloseTo(30.5 / STEPS, 2);
        expect(await timeOf(page, 'input')).toEqual([from, to]);
        expect((await tipOf(page, 'hidden')).step).toContain('30 ');
        await page.mouse.wheel(0, 3000);
        expect(await timeOf(page, 'hidden')).toEqual([0, STEPS]);
        const before = await page.evaluate(() => scrollY);
        await page.mouse.wheel(0, 120);
        await page.waitForFunction((y) => scrollY > y, before);
      });

      it('zooms into a rectangle, moves, and shows all again', async () => {
        const from = await cellPoint(page, 'hidden', { step: 9.5, row: 3.5 }, STEPS, ROWS);
        const to = await cellPoint(page, 'hidden', { step: 29.5, row: 11.5 }, STEPS, ROWS);
        await page.mouse.move(from.x, from.y);
        await page.keyboard.down('Shift');
        await page.mouse.down();
        await page.mouse.move(to.x, to.y, { steps: 3 });
        await page.mouse.up();
        await page.keyboard.up('Shift');
        const boxed = await timeOf(page, 'hidden');
        expect(boxed[0]).toBeCloseTo(10, 0);
        expect(boxed[1]).toBeCloseTo(30, 0);
        const rows = (await plotOf(page, 'hidden').getAttribute('data-rows'))?.split(' ').map(Number) ?? [];
        expect(rows[0]).toBeCloseTo(4, 0);
        expect(rows[1]).toBeCloseTo(12, 0);
        await page.mouse.move(from.x, from.y);
        await page.mouse.down();
        await page.mouse.move(from.x + 100, from.y, { steps: 3 });
        await page.mouse.up();
        expect((await timeOf(page, 'hidden'))[0]).toBeLessThan(10);
        await page.mouse.dblclick(from.x, from.y);
        expect(await timeOf(page, 'hidden')).toEqual([0, STEPS]);
      });

      it('finds a neuron by its hardware id and by its layer', async () => {
        const search = page.locator('.xp-raster[data-part=hidden] input[type=search]');
        await page.keyboard.press('/');
        expect(await search.evaluate((field) => field === document.activeElement)).toBe(true);
        await search.fill('117');
        expect(await page.locator('.xp-raster[data-part=hidden] [role=option]').allTextContents()).toEqual([
          '2.lif[17] · id 117',
        ]);
        await search.press('Enter');
        expect(await tipOf(page, 'hidden')).toMatchObject({ layer: '2.lif', neuron: '17', id: '117' });
        await search.fill('1.lif 4');
        await search.press('ArrowDown');
        await search.press('Enter');
        expect(await tipOf(page, 'hidden')).toMatchObject({ layer: '1.lif', neuron: '4', id: '4' });
        await search.fill('nobody');
        expect(await page.locator('.xp-raster[data-part=hidden] .xp-none').isVisible()).toBe(true);
        await search.fill('');
      });

      it('is used by keys alone', async () => {
        await page.locator('.xp-raster[data-part=hidden]').getByRole('button', { name: 'Show everything' }).focus();
        await page.keyboard.press('Tab');
        expect(await plotOf(page, 'hidden').evaluate((plot) => plot === document.activeElement)).toBe(true);
        expect(await plotOf(page, 'hidden').evaluate((plot) => getComputedStyle(plot).outlineStyle)).toBe('solid');
        await page.keyboard.press('+');
        const [from = 0, to = 0] = await timeOf(page, 'hidden');
        expect(to - from).toBeCloseTo(STEPS / 1.5);
        await page.keyboard.press('ArrowRight');
        expect((await timeOf(page, 'hidden'))[0]).toBeGreaterThan(from);
        await page.keyboard.press('0');
        expect(await timeOf(page, 'hidden')).toEqual([0, STEPS]);
        await page.keyboard.press('d');
        const { step, neuron } = FIRST_DIVERGENCE;
        expect(await tipOf(page, 'hidden')).toMatchObject({
          layer: '1.lif',
          neuron: String(neuron),
          spikes: '2 simulator, 0 float',
        });
        expect((await tipOf(page, 'hidden')).step).toContain(`${step} (`);
        await page.keyboard.press('Shift+ArrowDown');
        expect(await tipOf(page, 'hidden')).toMatchObject({ neuron: String(neuron + 1) });
        await page.keyboard.press('n');
        const next = Array.from({ length: STEPS }, (_, t) => t).find(
          (t) => t > step && (spikesOf(0)[t * 12 + neuron + 1] ?? 0) > 0,
        );
        expect((await tipOf(page, 'hidden')).step).toContain(`${next} (`);
      });

      it('adds neurons to the traces, and takes them away', async () => {
        // Values are told where they can be seen.
        await page.setViewportSize({ width: 1100, height: 2600 });
        const panel = page.locator('.xp-panel[data-layer="2.lif"][data-signal=vmem] .xp-values li');
        const before = await panel.count();
        const isListed = async (id: number): Promise<boolean> =>
          (await panel.allTextContents()).some((text) => text.startsWith(`id ${id}`));
        const id = (await isListed(119)) ? 118 : 119;
        const { x, y } = await cellPoint(page, 'hidden', { step: 10, row: 12 + id - 100 }, STEPS, ROWS);
        await page.mouse.click(x, y);
        expect(await isListed(id)).toBe(true);
        expect(await panel.count()).toBe(before + 1);
        await page.mouse.move(x + 1, y);
        await page.waitForFunction(() => document.querySelector('.xp-values b')?.textContent !== '');
        const value = simulator.layers[1]?.signals.vmem?.data[10 * 20 + id - 100];
        expect(
          await panel
            .filter({ hasText: `id ${id}` })
            .locator('b')
            .textContent(),
        ).toBe(String(value));
        await panel
          .filter({ hasText: `id ${id}` })
          .locator('button')
          .click();
        expect(await isListed(id)).toBe(false);
        await page.setViewportSize({ width: 1100, height: 800 });
        // The focus is on what was beside it.
        expect(await panel.first().evaluate((li) => li.parentElement?.contains(document.activeElement))).toBe(true);
      });

      it('shows the neuron that an issue is about', async () => {
        const issue = page.locator('.xp-issues[data-code=VMEM_SATURATED] li');
        expect(await issue.textContent()).toContain('hidden neuron 107 (layer 2.lif)');
        const listed = page.locator('.xp-panel[data-layer="2.lif"][data-signal=vmem] .xp-values li', {
          hasText: 'id 107',
        });
        expect(await listed.count()).toBe(1);
        await listed.getByRole('button').click();
        expect(await listed.count()).toBe(0);
        await issue.getByRole('button', { name: 'Show the traces of hidden neuron 107' }).click();
        expect(await listed.count()).toBe(1);
        expect(await listed.isVisible()).toBe(true);
      });

      it('says that a neuron has no further spike', async () => {
        await plotOf(page, 'hidden').focus();
        await page.keyboard.press('Shift+ArrowDown');
        for (let i = 0; i < 5; i++) await page.keyboard.press('n');
        const said = page.locator('.xp-raster[data-part=hidden] [role=status]');
        await timeOf(page, 'hidden');
        expect(await said.textContent()).toBe('no later spike of this neuron');
        await page.keyboard.press('p');
        await timeOf(page, 'hidden');
        expect(await said.textContent()).toContain('step ');
      });

      it('names its buttons by what is written on them', async () => {
        const other = await page.locator('button[aria-label]').evaluateAll((buttons) =>
          buttons
            .filter(({ textContent, ariaLabel }) => {
              const written = textContent?.trim().toLowerCase() ?? '';
              return /\w/.test(written) && !ariaLabel?.toLowerCase().includes(written);
            })
            .map(({ textContent }) => textContent),
        );
        expect(other).toEqual([]);
      });

      it('says which states are no number, and which were not recorded', async () => {
        const note = await page.locator('.xp-traces .xp-note').textContent();
        expect(note).toContain('vmem of 2.lif: 2 states without a number');
        expect(note).toContain('states of 3.lif were not recorded');
        expect(await page.locator('.xp-raster[data-part=output] .xp-note').textContent()).toContain(
          'spikes of 3.lif were not recorded',
        );
      });

      it('sorts tables', async () => {
        const table = page.locator('#xp-neurons table');
        await table.getByRole('button', { name: 'spikes' }).click();
        const cells = table.locator('tbody tr').first().locator('th, td');
        expect(await cells.allTextContents()).toEqual(['2.lif', '107', '99']);
        expect(await table.locator('th').nth(2).getAttribute('aria-sort')).toBe('descending');
        await table.getByRole('button', { name: 'spikes' }).click();
        expect(await table.locator('tbody tr').first().locator('td').last().textContent()).toBe('0');
      });

      it('adds the neuron of a row to the traces', async () => {
        const table = page.locator('#xp-neurons table');
        await table.getByRole('button', { name: '113: add to the traces' }).click();
        const panel = page.locator('.xp-panel[data-layer="2.lif"][data-signal=vmem] .xp-values li');
        expect((await panel.allTextContents()).some((text) => text.startsWith('id 113'))).toBe(true);
      });

      it('paints differences in the colours of their run, by choice alone', async () => {
        const { step, neuron } = FIRST_DIVERGENCE;
        const painted = (): Promise<readonly number[]> =>
          page.evaluate(
            ([left, top]) => {
              const canvas = document.querySelector<HTMLCanvasElement>('.xp-raster[data-part=hidden] canvas');
              const plot = canvas?.parentElement?.querySelector<HTMLElement>('.xp-plot');
              if (!canvas || !plot) return [];
              const x = plot.offsetLeft + (left as number) * plot.offsetWidth;
              return [
                ...(canvas.getContext('2d')?.getImageData(x, (top as number) * plot.offsetHeight, 1, 1).data ?? []),
              ];
            },
            [(step + 0.5) / STEPS, (neuron + 0.3) / ROWS],
          );
        const [red = 0, , blue = 0] = await painted();
        expect(blue).toBeGreaterThan(red + 60);
        await page
          .locator('.xp-raster[data-part=hidden] select[aria-label="Spikes shown"]')
          .selectOption('more in float');
        await timeOf(page, 'hidden');
        const [r = 0, , b = 0] = await painted();
        expect(Math.abs(b - r)).toBeLessThan(30);
        await page.locator('.xp-raster[data-part=hidden] select[aria-label="Spikes shown"]').selectOption('all spikes');
      });

      it('is light or dark as the reader says, and remembers', async () => {
        const background = (): Promise<string> =>
          page.locator('.xp').evaluate((root) => getComputedStyle(root).backgroundColor);
        expect(await background()).toBe('rgb(255, 255, 255)');
        await page.keyboard.press('t');
        expect(await background()).toBe('rgb(20, 23, 27)');
        await page.reload();
        expect(await page.locator('.xp').getAttribute('data-theme')).toBe('dark');
        await page.getByRole('button', { name: 'Light or dark' }).click();
        expect(await background()).toBe('rgb(255, 255, 255)');
      });

      it('explains its keys', async () => {
        await page.keyboard.press('?');
        const help = page.getByRole('dialog');
        expect(await help.isVisible()).toBe(true);
        await page.keyboard.press('Escape');
        expect(await help.isVisible()).toBe(false);
        expect(faults).toEqual([]);
      });
    });
  },
);
