import { Raster } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyModel } from '../../test/any-model.js';
import { comparisonOf, layer, runOf } from '../../test/runs.js';
import { unpackModel } from '../pack/model-pack.js';
import type { ReportModel } from '../report-model.js';
import { renderReport } from './render-report.js';

const rows = [
  [1, 0],
  [0, 1],
  [1, 1],
];
const model: ReportModel = {
  title: 'A <b>report</b>',
  chipId: 'syns61201',
  input: new Raster(3, 1, Uint8Array.of(1, 2, 3)),
  runs: [
    runOf('simulator', 3, layer('1.lif', { spikes: rows, vmem: rows, isyn: rows })),
    runOf('float', 3, layer('1.lif', { spikes: rows })),
  ],
  comparisons: [comparisonOf()],
  explanation: { rungs: [], agreement: 1, main: { cause: 'saturation', lost: 0.5 } },
  issues: [
    {
      code: 'WEIGHT_RANGE',
      severity: 'error',
      at: ['weightsRec', 3, 7],
      measured: 130,
      limit: 127,
      message: 'too large',
      hint: 'scale it',
      stage: 'quantize',
    },
  ],
  resources: [{ name: 'hidden neurons', used: 2, limit: 1000 }],
  neuronTables: [
    {
      title: 'Telemetry',
      ids: [30, 31],
      layers: ['1.lif', '2.lif'],
      columns: [{ name: 'saturated', unit: 'timesteps', description: 'isyn at its limit', values: [4, 5] }],
    },
  ],
  stages: [{ name: 'map', milliseconds: 1 }],
  search: {
    axes: ['agreement', 'accuracy'],
    candidates: [{ label: 'cap 2', x: 1, y: 1, chosen: true, onFront: true }],
  },
  recipe: [['model', 'sha256:0']],
};

const packed = (html: string): string => /id="model">([^<]*)</.exec(html)?.[1] ?? '';
const withoutScript = (html: string): string =>
  html.replace(/<script>[\s\S]*?<\/script>/g, '').replace(packed(html), '');

describe('renderReport', () => {
  const html = renderReport(model);

  it('has every part of the model without a script', () => {
    const ids = [...html.matchAll(/<section id="(\w+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([
      'summary',
      'issues',
      'comparison',
      'ladder',
      'rasters',
      'traces',
      'counts',
      'resources',
      'neurons',
      'search',
      'timings',
      'recipe',
    ]);
    const page = withoutScript(html);
    for (const text of [
      'WEIGHT_RANGE',
      'at weightsRec[3][7] · measured 130 · limit 127 · found by quantize',
      'Hint: scale it',
      'saturated (timesteps)',
      '<th scope="row">2.lif</th><th scope="row" class="n">31</th><td class="n">5</td>',
      'cap 2',
      'sha256:0',
      '1 error: too large; 50.0 % of',
      '16-bit saturation: States end at 16 bits',
    ])
      expect(page).toContain(text);
    expect(page).toContain('<h1>A &#60;b&#62;report&#60;/b&#62;</h1>');
  });

  it('has errors before warnings, and 50 of a code in sight', () => {
    const issues = Array.from({ length: 61 }, (_, i) => ({
      code: i === 60 ? 'TOO_MANY' : 'LOST',
      severity: i === 60 ? ('error' as const) : ('warning' as const),
      at: ['hidden', i],
      message: `m${i}`,
      hint: 'h',
    }));
    const page = withoutScript(renderReport({ ...model, issues }));
    expect(page.indexOf('TOO_MANY')).toBeLessThan(page.indexOf('LOST, 60 times'));
    expect(page.indexOf('<summary>10 more</summary>')).toBeGreaterThan(page.indexOf('m49<'));
    expect(page.indexOf('<summary>10 more</summary>')).toBeLessThan(page.indexOf('m50<'));
    expect(page.match(/Hint: h</g)).toHaveLength(2);
  });

  it('carries the model', () => {
    expect(unpackModel(packed(html))).toEqual(model);
  });

  it('loads nothing, and may load nothing', () => {
    const page = withoutScript(html).replaceAll('http://www.w3.org/2000/svg', '');
    expect(page).not.toMatch(/https?:|src=|href=|url\(|@import/);
    expect(html).toContain("default-src 'none'");
    expect(html).toContain("base-uri 'none'; form-action 'none'");
  });

  it('says of nothing that there is nothing', () => {
    const nothing = renderReport({ title: '', runs: [], issues: [] });
    expect(nothing).toContain('<p class="verdict">Nothing has run.</p>');
    expect([...nothing.matchAll(/<section id="(\w+)"/g)].map(([, id]) => id)).toEqual(['summary', 'issues']);
  });

  it('draws the first comparison, and one that is for a device to answer for: pictures take much of a file', () => {
    const { first } = comparisonOf();
    const device = comparisonOf({ first: first && { ...first, cause: 'device' } });
    const pictures = (...comparisons: readonly ReturnType<typeof comparisonOf>[]): number => {
      const page = withoutScript(renderReport({ ...model, comparisons }));
      expect(page.match(/by layer<\/caption>/g)).toHaveLength(comparisons.length);
      return page.match(/more in float/g)?.length ?? 0;
    };
    expect([pictures(comparisonOf()), pictures(comparisonOf(), comparisonOf())]).toEqual([1, 1]);
    expect(pictures(comparisonOf(), device)).toBe(2);
  });

  it('tells of runs that are missing, and signals that were not recorded', () => {
    expect(renderReport({ ...model, runs: [] })).toContain('The spikes of these runs were not recorded.');
    const bare = renderReport({ ...model, runs: [runOf('simulator', 3, layer('1.lif', { spikes: rows }))] });
    expect(bare).toContain('1.lif: neither vmem nor isyn was recorded.');
  });

  it('lets no text of a model become markup', () => {
    const frame = (text: string): readonly string[] =>
      [...withoutScript(text).matchAll(/<\/?(script|section|main|body|html|head|style|meta|div|svg)\b/g)].map(
        ([, tag]) => tag as string,
      );
    const known = new Set([
      'svg',
      'g',
      'path',
      'rect',
      'text',
      'title',
      'desc',
      'circle',
      'html',
      'head',
      'meta',
      'style',
      'body',
      'div',
      'main',
      'script',
      'section',
      'figure',
      'table',
      'caption',
      'thead',
      'tbody',
      'tr',
      'th',
      'td',
      'dl',
      'dt',
      'dd',
      'p',
      'h1',
      'h2',
      'h3',
      'details',
      'ul',
      'li',
      'strong',
      'small',
      'summary',
      '!doctype',
    ]);
    fc.assert(
      fc.property(anyModel, (any) => {
        const page = renderReport(any);
        const tags = [...withoutScript(page).matchAll(/<\/?([^\s/>]+)/g)].map(([, tag]) => tag as string);
        expect(tags.filter((tag) => !known.has(tag))).toEqual([]);
        expect(frame(page).filter((tag) => tag === 'script' || tag === 'body' || tag === 'main')).toEqual([
          'body',
          'main',
          'main',
          'script',
          'script',
          'body',
        ]);
        expect(unpackModel(packed(page))).toEqual(any);
      }),
      { numRuns: 30 },
    );
  });
});
