import { describe, expect, it } from 'vitest';
import { layer, run, spiking } from '../../test/runs.js';
import { compareRuns } from './compare-runs.js';
import { formatRunComparison } from './format-run-comparison.js';

const text = (...args: Parameters<typeof compareRuns>) => formatRunComparison(compareRuns(...args));

describe('formatRunComparison', () => {
  it('has the verdict, a line per layer, silent neurons and where runs part', () => {
    const out = { name: 'out', role: 'output' as const };
    const a = run(
      'float',
      layer({
        spikes: [
          [1, 1],
          [0, 0],
        ],
      }),
      layer({ spikes: [[1], [0]] }, out),
    );
    const b = run(
      'chip',
      layer({
        spikes: [
          [1, 0],
          [0, 0],
        ],
      }),
      layer({ spikes: [[0], [1]] }, { ...out, delay: 1 }),
    );
    expect(text(a, b, { tau: 0, cost: 1 }).split('\n')).toEqual([
      'float and chip agree in 80.00 % of their spikes, of the outputs 100.00 %',
      '  layer  neurons  shift  agreement  spikes of float  spikes of chip  van Rossum  Victor-Purpura',
      '  first        2      0    66.66 %                2               1    0.707107               1',
      '  out          1      1   100.00 %                1               1           0               0',
      'in layer first, chip has no spike of neuron 1',
      'they part at timestep 0: spikes of neuron 1 (id 11) of layer first is 1 in float and 0 in chip',
    ]);
  });

  it('keeps a layer in its line, whatever it is called', () => {
    const named = (label: string, spikes: number) => run(label, layer({ spikes: [[spikes]] }, { name: 'a\nb' }));
    const lines = text(named('float', 1), named('chip', 0)).split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[2]).toMatch(/^ {2}"a\\nb" +1/);
    expect(lines.slice(3).every((line) => line.includes('layer "a\\nb"'))).toBe(true);
  });

  it('says 100 % only of what is equal', () => {
    const spikes = Array.from({ length: 20_001 }, () => [1]);
    expect(text(spiking('a', spikes), spiking('b', [...spikes.slice(1), [0]]))).toContain('agree in 99.99 %');
  });

  it('names both timesteps where a run is behind, and ten silent neurons at the most', () => {
    const a = spiking('a', [new Array(12).fill(1), new Array(12).fill(0)]);
    const b = spiking('b', [new Array(12).fill(0), new Array(12).fill(0)], { delay: 1 });
    expect(text(a, b)).toContain('no spike of neurons 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more');
    expect(text(a, b)).toContain('at timestep 0 (1 of b): ');
  });

  it('names the likely cause, and what could not be compared', () => {
    const comparison = compareRuns(spiking('a', [[1]]), spiking('b', [[0]]));
    const first = comparison.first && { ...comparison.first, cause: 'dashRounding' as const };
    expect(formatRunComparison({ ...comparison, first })).toMatch(/; likely cause: dashRounding$/);
    expect(text(spiking('a', [[1]]), run('b'))).toMatch(
      /^a and b agree in 0.00 %.*error LAYER_MISSING at layers.first/s,
    );
  });

  it('lets no name steer a terminal', () => {
    expect(text(spiking('\u001b[2J', [[1]]), spiking('b', [[0]]))).not.toContain('\u001b');
  });
});
