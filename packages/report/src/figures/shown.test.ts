import { APPROXIMATIONS, type Explanation } from '@xylopipe/compare';
import { Raster } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { comparisonOf, layer, runOf } from '../../test/runs.js';
import { scale } from '../svg/axis.js';
import { THEMES } from '../svg/theme.js';
import { comparisonFigure } from './comparison-figure.js';
import { countsFigure } from './counts-figure.js';
import { ladderFigure } from './ladder-figure.js';
import { paretoFigure } from './pareto-figure.js';
import { rasterFigure } from './raster-figure.js';
import { resourceFigure } from './resource-figure.js';
import { inputBand, spikeBands } from './signal.js';
import { timingFigure } from './timing-figure.js';
import { linePath, tracesFigure } from './traces-figure.js';

const textsOf = (svg: string): readonly string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text as string);
const description = (svg: string): string => /<desc>([^<]*)</.exec(svg)?.[1] ?? '';

describe('rasterFigure', () => {
  it('tells layers, sizes and spikes', () => {
    const run = runOf(
      'a',
      2,
      layer('1.lif', {
        spikes: [
          [0, 31, 1],
          [0, 0, 0],
        ],
      }),
      layer('out', { vmem: [[1], [2]] }),
    );
    const svg = rasterFigure([inputBand(new Raster(2, 2, Uint8Array.of(1, 0, 2, 0))), ...spikeBands(run)], {
      dt: 0.01,
    });
    expect(description(svg)).toBe('Raster of 2 timesteps. input: 3 spikes; 1.lif: 32 spikes; out: not recorded.');
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining(['input', '2 channels', '1.lif', '3 neurons', 'not recorded', 'timestep (10 ms each)']),
    );
  });

  it('draws more spikes longer and darker', () => {
    const run = runOf('a', 2, layer('1', { spikes: [[1], [4]] }));
    const lengths = [
      ...rasterFigure(spikeBands(run)).matchAll(/d="M\d+ \d+v(\d+)"[^>]*?(?:stroke-opacity="([\d.]+)")?\/>/g),
    ].map(([, length, opacity = '1']) => [Number(length), Number(opacity)] as const);
    expect(lengths).toHaveLength(2);
    expect(lengths[0]?.[0]).toBeLessThan(lengths[1]?.[0] as number);
    expect(lengths[0]?.[1]).toBeLessThan(lengths[1]?.[1] as number);
  });

  it('leaves out what is no number, and says so', () => {
    const run = runOf('a', 2, layer('1', { spikes: [[Number.NaN], [1]] }));
    expect(description(rasterFigure(spikeBands(run)))).toContain('1: 1 spike; 1 value is no finite number, left out.');
  });

  it('stays small with very many spikes', () => {
    const data = new Uint8Array(2_000_000).fill(1);
    const svg = rasterFigure([
      { name: 'dense', of: 'neuron', rows: 1000, spikes: { steps: 2000, neurons: 1000, data } },
    ]);
    expect(svg.length).toBeLessThan(3_000_000);
  });
});

describe('tracesFigure', () => {
  const busy = layer(
    '1',
    {
      vmem: [
        [0, 5, 1],
        [10, 6, 1],
      ],
      spikes: [
        [0, 1, 0],
        [0, 1, 3],
      ],
    },
    { ids: [7, 8, 9], threshold: [50, 60, Number.NaN] },
  );

  it('shows the neurons with the most spikes, in their order', () => {
    const svg = tracesFigure(busy, { most: 2 });
    expect(description(svg)).toBe('vmem of 2 neurons of 1 over 2 timesteps: 1 (id 8), 2 (id 9).');
    expect(svg.match(/stroke-dasharray="5 4"/g)).toHaveLength(1);
  });

  it('shows those that were asked for', () => {
    expect(textsOf(tracesFigure(busy, { neurons: [0, 99, -1, 0.5], dt: 1 }))).toEqual(
      expect.arrayContaining(['0 (id 7)', '50', '0']),
    );
    expect(description(tracesFigure(busy, { neurons: [99] }))).toBe('no neurons');
  });

  it('goes by range where spikes were not recorded, and draws no threshold to isyn', () => {
    const svg = tracesFigure(
      layer('1', {
        isyn: [
          [0, 1],
          [0, -9],
        ],
      }),
      { signal: 'isyn', most: 1 },
    );
    expect(description(svg)).toContain('1 neuron of 1 over 2 timesteps: 1.');
    expect(svg).not.toContain('stroke-dasharray');
  });

  it('says what was not recorded', () => {
    expect(description(tracesFigure(busy, { signal: 'isyn2' }))).toBe('isyn2 of 1: not recorded');
  });
});

describe('linePath', () => {
  it('has gaps where values are no numbers', () => {
    const identity = scale(0, 10, 0, 10);
    expect(linePath([1, 2, Number.NaN, 3], identity, identity)).toBe('M0.5 1h0.5L1.5 2M3.5 3h0.5');
  });

  it('keeps smallest and largest of what shares a pixel', () => {
    const values = Array.from({ length: 1000 }, (_, t) => (t === 333 ? 9 : t === 777 ? -9 : 0));
    const path = linePath(values, scale(0, 1000, 0, 10), scale(-10, 10, -10, 10));
    expect(path).toContain('V9');
    expect(path).toContain(' -9V0');
    expect(path.length).toBeLessThan(150);
  });
});

describe('countsFigure', () => {
  it('sums spikes per neuron, and counts those without', () => {
    const svg = countsFigure(
      runOf(
        'a',
        2,
        layer('1', {
          spikes: [
            [2, 0, 1],
            [3, 0, Number.NaN],
          ],
        }),
        layer('2', { vmem: [[1], [1]] }),
      ),
    );
    expect(description(svg)).toBe('1: 3 neurons, 6 spikes, 1 silent; 2: spikes: not recorded.');
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['1', '5 spikes', 'not recorded']));
  });
});

describe('comparisonFigure', () => {
  const a = runOf(
    'simulator',
    3,
    layer('1.lif', {
      spikes: [
        [1, 0],
        [0, 1],
        [1, 1],
      ],
    }),
  );
  const colours = (svg: string): readonly string[] =>
    [...svg.matchAll(/scale\([\d.]+\)" d="[^"]*" fill="none" stroke="([^"]+)"/g)].map(([, c]) => c as string);

  it('overlays runs, and marks where they part in a line, a ring and words', () => {
    const b = runOf(
      'float',
      3,
      layer('1.lif', {
        spikes: [
          [1, 0],
          [1, 0],
          [0, 2],
        ],
      }),
    );
    const svg = comparisonFigure(a, b, comparisonOf());
    expect(new Set(colours(svg)).size).toBe(3);
    expect(svg).toContain('<circle');
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining([
        'as many in both',
        'more in simulator',
        'more in float',
        '50.0 % agree',
        'first divergence: step 1, 1.lif, neuron 1 (id 1), spikes 1 and 0; likely cause: 16-bit saturation',
      ]),
    );
  });

  it('aligns the second run by its shift', () => {
    const late = runOf(
      'float',
      4,
      layer('1.lif', {
        spikes: [
          [0, 0],
          [1, 0],
          [0, 1],
          [1, 1],
        ],
      }),
    );
    const comparison = comparisonOf({ first: null });
    const shifted = { ...comparison, layers: comparison.layers.map((one) => ({ ...one, shift: 1 })) };
    expect(colours(comparisonFigure(a, late, shifted))).toHaveLength(1);
    expect(colours(comparisonFigure(a, late, comparison)).length).toBeGreaterThan(1);
    expect(textsOf(comparisonFigure(a, late, shifted))).toContain('no spike differs');
  });

  it('has the own run in the first colour and above, whichever was compared first', () => {
    const b = runOf(
      'float',
      3,
      layer('1.lif', {
        spikes: [
          [0, 0],
          [2, 0],
          [1, 0],
        ],
      }),
    );
    const legendOf = (svg: string): readonly string[] => textsOf(svg).filter((text) => text.startsWith('more in'));
    const [plain, swapped] = [{}, { own: 'float' }].map((options) => comparisonFigure(a, b, comparisonOf(), options));
    const [blue, vermilion] = THEMES.light.series;
    expect([colours(plain as string), legendOf(plain as string)]).toEqual([
      [THEMES.light.ink, blue, vermilion],
      ['more in simulator', 'more in float'],
    ]);
    expect([colours(swapped as string), legendOf(swapped as string)]).toEqual([
      [THEMES.light.ink, vermilion, blue],
      ['more in float', 'more in simulator'],
    ]);
  });

  it('marks nothing that was not compared', () => {
    const never = comparisonOf({ first: null });
    const only = (steps: number, shift = 0) => ({
      ...never,
      layers: never.layers.map((one) => ({ ...one, steps, shift })),
    });
    const short = runOf('float', 1, layer('1.lif', { spikes: [[1, 0]] }));
    expect(colours(comparisonFigure(a, short, only(1)))).toEqual([THEMES.light.ink]);
    expect(
      colours(
        comparisonFigure(
          a,
          runOf(
            'float',
            3,
            layer('1.lif', {
              spikes: [
                [1, 0],
                [0, 0],
                [0, 0],
              ],
            }),
          ),
          only(1),
        ),
      ),
    ).toEqual([THEMES.light.ink]);
    const early = runOf(
      'float',
      3,
      layer('1.lif', {
        spikes: [
          [0, 1],
          [1, 1],
          [0, 0],
        ],
      }),
    );
    expect(colours(comparisonFigure(a, early, only(2, -1)))).toEqual([THEMES.light.ink]);
  });

  it('names rows by their hardware ids, the first on top', () => {
    const ids = layer('1.lif', { spikes: [[1, 0]] }, { ids: [40, 41] });
    const svg = comparisonFigure(runOf('simulator', 1, ids), runOf('float', 1, ids), comparisonOf({ first: null }));
    expect(textsOf(svg).filter((text) => text === '40' || text === '41')).toEqual(['40', '41']);
  });

  it('says which layers cannot be overlaid', () => {
    const other = runOf('float', 3, layer('1.lif', { spikes: [[1], [1], [1]] }));
    expect(textsOf(comparisonFigure(a, other, comparisonOf()))).toContain('2 neurons in one run, 1 in the other');
    expect(textsOf(comparisonFigure(a, runOf('float', 3), comparisonOf()))).toContain('not recorded in both runs');
  });
});

describe('resourceFigure', () => {
  it('marks what is over its limit in words and stripes', () => {
    const svg = resourceFigure([
      { name: 'hidden', used: 10, limit: 1000 },
      { name: 'outputs', used: 9, limit: 8 },
      { name: 'none', used: 0, limit: 0 },
    ]);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['10 of 1000', '9 of 8, 1 too many', '0 of 0']));
    expect(svg.match(/stroke-dasharray/g)).toHaveLength(1);
  });
});

describe('timingFigure', () => {
  it('tells time and share of each stage', () => {
    const svg = timingFigure([
      { name: 'map', milliseconds: 30 },
      { name: 'evolve', milliseconds: 0.01 },
      { name: 'odd', milliseconds: Number.NaN },
    ]);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['30 ms, 99.9 %', '10 µs, 0.0 %', '–, 0.0 %']));
  });
});

describe('ladderFigure', () => {
  it('tells what each approximation costs, and what costs the most', () => {
    const explanation: Explanation = {
      rungs: [
        { approximation: 'delay', agreement: 1, outputAgreement: 1, without: undefined, spikes: 9 },
        {
          approximation: 'saturation',
          agreement: 0.75,
          outputAgreement: 0.5,
          without: 1,
          outputWithout: 0.9,
          spikes: 5,
        },
      ],
      agreement: 0.75,
      main: { cause: 'saturation', lost: 0.25 },
      outputMain: { cause: 'saturation', lost: 0.4 },
    };
    const svg = ladderFigure(explanation);
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining([
        ...['delay per layer', '100.0 % (±0.0)', '+ 16-bit saturation'],
        ...['75.0 % (−25.0) ◀ most: 25.0 %', '50.0 % (−50.0) ◀ most: 40.0 %'],
      ]),
    );
    expect(description(svg)).toContain(
      'outputs 50.0 %. 16-bit saturation costs all layers most, 25.0 %. 16-bit saturation costs the outputs most, 40.0 %.',
    );
    // A stroke in each lane of saturation: nobody is without the delay.
    expect(svg.match(/stroke="#1b1f24" stroke-width="2.5"/g)).toHaveLength(2);
    const apart = ladderFigure({ ...explanation, main: { cause: 'delay', lost: 0.1 } });
    expect(textsOf(apart)).toEqual(
      expect.arrayContaining(['100.0 % (±0.0) ◀ most: 10.0 %', '75.0 % (−25.0)', '50.0 % (−50.0) ◀ most: 40.0 %']),
    );
  });

  it('calls a change that is too small for its digits none', () => {
    const rung = { without: undefined, spikes: 1, outputAgreement: 1 };
    const rungs = [
      { ...rung, approximation: 'delay' as const, agreement: 0.97 },
      { ...rung, approximation: 'saturation' as const, agreement: 0.9699 },
    ];
    expect(textsOf(ladderFigure({ rungs, agreement: 0.9699, main: null }))).toContain('97.0 % (±0.0)');
  });

  it('cuts no name and no number in 400 pixels', () => {
    const rungs = APPROXIMATIONS.map((approximation) => ({
      ...{ approximation, agreement: 0.753, outputAgreement: 0.25, without: 1, outputWithout: 1, spikes: 1 },
    }));
    const main = { cause: 'truncation' as const, lost: 0.121 };
    const texts = textsOf(ladderFigure({ rungs, agreement: 0.75, main, outputMain: main }, { width: 376, title: '' }));
    expect(texts.filter((text) => text.includes('…'))).toEqual([]);
    expect(texts).toEqual(expect.arrayContaining(['+ truncation of', 'states', '25.0 % (±0.0) ◀ most: 12.1 %']));
  });
});

describe('paretoFigure', () => {
  it('names what was chosen, and joins what no other beats', () => {
    const svg = paretoFigure({
      axes: ['agreement', 'accuracy'],
      candidates: [
        { label: 'best', x: 0.9, y: 0.8, chosen: true, onFront: true },
        { label: 'other', x: 0.5, y: 0.9, onFront: true },
        { label: 'worse', x: 0.4, y: 0.7 },
        { label: 'failed', x: Number.NaN, y: 0 },
      ],
    });
    expect(description(svg)).toBe(
      '3 candidates, 2 of which no other beats; 1 value is no finite number, left out. Chosen: best, 0.9 and 0.8.',
    );
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['agreement', 'accuracy', 'best']));
    expect(svg).toMatch(/d="M[\d. ]+V[\d.]+H[\d.]+" fill="none"/);
  });
});
