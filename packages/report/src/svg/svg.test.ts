import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { svgProblems } from '../../test/svg-check.js';
import { BOTH_OPACITY } from '../figures/comparison-figure.js';
import { axisBelow, axisLeft, extent, niceScale, scale, ticksOf } from './axis.js';
import { escapeText } from './escape.js';
import { blank, drawn, sheetFor } from './figure.js';
import { fitted, numeral, text, textWidth, wrapped } from './text.js';
import { THEMES } from './theme.js';

describe('escapeText', () => {
  it('leaves nothing that could end a text or an attribute', () => {
    expect(escapeText('<a b="c" d=\'e\'>&amp;')).toBe('&#60;a b=&#34;c&#34; d=&#39;e&#39;&#62;&#38;amp;');
  });

  it('replaces what XML cannot hold, and keeps everything else', () => {
    expect(escapeText('a\0b\ud800c\uffff')).toBe('a\ufffdb\ufffdc\ufffd');
    expect(escapeText('\t\n Vₘ 😀 漢')).toBe('\t\n Vₘ 😀 漢');
  });
});

describe('fitted', () => {
  it('shortens with an ellipsis, and only what is too long', () => {
    expect(fitted('short', 100, 10)).toBe('short');
    expect(fitted('a long name of a layer', 60, 10)).toBe('a long na…');
    expect(fitted('name', 2, 10)).toBe('');
    expect(fitted('漢字漢字', 40, 10)).toBe('漢字漢…');
  });

  it('never takes more than there is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.double({ min: 0, max: 300, noNaN: true }), (content, width) => {
        expect(textWidth(fitted(content, width, 12), 12)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('wrapped', () => {
  it('breaks at spaces, into two lines at most', () => {
    expect(wrapped('short', 100, 10)).toEqual(['short']);
    expect(wrapped('+ truncation of states', 80, 10)).toEqual(['+ truncation', 'of states']);
    expect(wrapped('one two three four five six', 60, 10)).toEqual(['one two', 'three fou…']);
    expect(wrapped('withoutanyspaceinit', 60, 10)).toEqual(['withoutan…']);
  });

  it('never takes more than there is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.double({ min: 0, max: 300, noNaN: true }), (content, width) => {
        for (const line of wrapped(content, width, 12)) expect(textWidth(line, 12)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

it('says in words what is no number', () => {
  expect([1.5, 12_345, Number.NaN, Number.POSITIVE_INFINITY].map(numeral)).toEqual([
    '1.5',
    '12\u2009345',
    'no number',
    '∞',
  ]);
});

describe('scale', () => {
  it('is linear, and widens an empty range', () => {
    expect([0, 5, 10].map(scale(0, 10, 100, 200))).toEqual([100, 150, 200]);
    expect([7, 14].map(scale(7, 7, 0, 70))).toEqual([0, 70]);
    expect([niceScale(0.13, 9.7, 0, 1)].map(({ low, high }) => [low, high])).toEqual([[0, 10]]);
    expect(scale(1, 1 + 1e-15, 0, 1).high).toBe(2);
  });

  it('gives finite pixels of any finite numbers', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, finite, finite, (low, high, value) => {
        for (const s of [scale(low, high, 0, 500), niceScale(low, high, 0, 500)]) {
          expect(Number.isFinite(s(value))).toBe(true);
          for (const tick of ticksOf(s, 5, false)) expect(Number.isFinite(s(tick))).toBe(true);
        }
      }),
    );
  });

  it('has whole ticks where asked, and always one', () => {
    expect(ticksOf(scale(0, 3, 0, 1), 10, true)).toEqual([0, 1, 2, 3]);
    expect(ticksOf(scale(0.2, 0.3, 0, 1), 3, true)).toEqual([0.2]);
  });
});

it('finds the extent of finite values', () => {
  expect(extent([3, Number.NaN, -1, Number.POSITIVE_INFINITY])).toEqual([-1, 3]);
  expect(extent([Number.NaN])).toBeUndefined();
});

describe('a sheet', () => {
  it('has sizes within reason', () => {
    expect(sheetFor({}, 't', () => 100)).toMatchObject({ width: 720, fontSize: 12, title: 't' });
    expect(sheetFor({ width: 1, height: 1e9, fontSize: Number.NaN }, 't', () => 100)).toMatchObject({
      width: 160,
      height: 20_000,
      fontSize: 12,
    });
    expect(sheetFor({ title: '' }, 't', () => 100).title).toBe('');
    expect(sheetFor({ theme: 'dark' }, 't', () => 1).theme).toBe(THEMES.dark);
  });

  it('is drawn as an image with a title and a description', () => {
    const svg = drawn(
      sheetFor({ title: 'a < b' }, '', () => 100),
      'what "it" shows',
      [text(1, 2, 'x & y')],
    );
    expect(svgProblems(svg)).toEqual([]);
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" role="img" width="720" height="126.4" viewBox="0 0 720 126.4"/,
    );
    expect(svg).toContain('<title>a &#60; b</title>\n<desc>what &#34;it&#34; shows</desc>');
    expect(
      drawn(
        sheetFor({ title: '' }, 't', () => 9),
        'words',
        [],
      ),
    ).toContain('<title>words</title>');
    expect(
      drawn(
        sheetFor({ theme: 'page' }, 't', () => 9),
        'words',
        [],
      ),
    ).not.toContain('<rect');
    expect(
      blank(
        sheetFor({}, 't', () => 80),
        'not recorded',
      ),
    ).toMatch(/<text[^>]*>not recorded<\/text>/);
  });

  it('has axes whose numbers stay on it', () => {
    const sheet = sheetFor({ width: 300 }, 't', () => 100);
    const box = { x: 60, y: 30, width: 240, height: 80 };
    const below = axisBelow(sheet, box, scale(0, 1e6, 60, 300), { label: 'timestep', whole: true });
    for (const [, x, label] of below.matchAll(/<text x="([\d.]+)"[^>]*>([^<]+)</g)) {
      expect(Number(x) + textWidth(label as string, 10.8) / 2).toBeLessThanOrEqual(301);
    }
    const long = axisBelow(sheet, box, scale(0, 1, 60, 300), { label: 'a label that is longer than its axis is' });
    const [, x, label = ''] = /<text x="([\d.]+)"[^>]*>(a label[^<]*)</.exec(long) ?? [];
    expect(Number(x) + textWidth(label, 12) / 2).toBeLessThanOrEqual(300);
    expect(Number(x) - textWidth(label, 12) / 2).toBeGreaterThanOrEqual(0);
    expect(axisLeft(sheet, box, scale(0, 1, 110, 30), { label: 'accuracy' })).toMatch(/rotate\(-90\)[^>]*>accuracy</);
  });
});

describe('themes', () => {
  type Rgb = readonly number[];
  const rgb = (hex: string): Rgb => [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16));
  const over = (front: Rgb, back: Rgb, share: number): Rgb =>
    front.map((value, i) => value * share + (back[i] as number) * (1 - share));
  const luminance = (colour: Rgb): number => {
    const [r, g, b] = colour
      .map((value) => value / 255)
      .map((c) => (c <= 0.040_45 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * (r as number) + 0.7152 * (g as number) + 0.0722 * (b as number);
  };
  const contrast = (a: Rgb, b: Rgb): number => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
    return (high + 0.05) / (low + 0.05);
  };

  const { light, dark, page } = THEMES;
  /** Paper and ink of the themes; a page has those of either. */
  const sheets = [
    ['light', light, light],
    ['dark', dark, dark],
    ['page in the light', page, light],
    ['page in the dark', page, dark],
  ] as const;

  it.each(sheets)('%s can be read, on shade too', (_, { series, muted, shade }, { ink, paper }) => {
    const opacity = shade.length === 9 ? Number.parseInt(shade.slice(7), 16) / 255 : 1;
    const backs = [rgb(paper), over(rgb(shade), rgb(paper), opacity)];
    const part = Number(/currentColor (\d+)%/.exec(muted)?.[1] ?? Number.NaN) / 100;
    for (const back of backs) {
      for (const colour of series) expect(contrast(rgb(colour), back)).toBeGreaterThanOrEqual(3);
      const text = muted.startsWith('#') ? rgb(muted) : over(rgb(ink), back, part);
      expect(contrast(text, back)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(sheets)('%s tells a spike of both runs from that of one', (_, { series }, { ink, paper }) => {
    const both = over(rgb(ink), rgb(paper), BOTH_OPACITY);
    for (const colour of series.slice(0, 2)) expect(contrast(rgb(colour), both)).toBeGreaterThanOrEqual(1.9);
    expect(contrast(both, rgb(paper))).toBeGreaterThanOrEqual(1.5);
  });
});
