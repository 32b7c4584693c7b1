import type { ReportModel } from '@xylopipe/report';
import { describe, expect, it } from 'vitest';
import { toyRaster, toyTree } from '../../test/toy.js';
import { figuresOf } from '../report.js';
import { createXylopipe } from '../xylopipe.js';
import { studyRun } from './study-run.js';

const run = await createXylopipe().network(toyTree).on('syns61201').run(toyRaster(), { record: true });
const namesOf = (model: ReportModel): readonly string[] =>
  [...figuresOf(model).keys()].map((name) => name.slice(0, -4));

describe('figuresOf', () => {
  it('has a figure for all that there is', () => {
    const model = studyRun(run);
    expect(namesOf(model)).toEqual([
      ...['network', 'resources', 'raster', 'counts'],
      ...['traces-vmem-1', 'traces-isyn-1', 'traces-vmem-2', 'traces-isyn-2'],
      ...['comparison-1', 'comparison-2', 'comparison-3', 'ladder', 'timing'],
    ]);
    for (const svg of figuresOf(model).values()) expect(svg).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });

  it('numbers comparisons, and has none of runs that are not there', () => {
    const model = studyRun(run);
    const [comparison] = model.comparisons!;
    const twice = { ...model, comparisons: [comparison!, { ...comparison!, b: 'nobody' }, comparison!] };
    expect(namesOf(twice).filter((name) => name.startsWith('comparison'))).toEqual(['comparison-1', 'comparison-3']);
  });

  it('has none for what is not there', () => {
    expect(namesOf({ title: '', runs: [], issues: [] })).toEqual([]);
    expect(namesOf({ title: '', runs: [], issues: [], input: toyRaster() })).toEqual(['raster']);
    const search = { axes: ['a', 'b'] as const, candidates: [{ label: 'one', x: 1, y: 1 }] };
    expect(namesOf({ title: '', runs: [], issues: [], search, stages: [] })).toEqual(['search']);
  });

  it('takes the theme and the size', () => {
    const figures = figuresOf(studyRun(run), { theme: 'dark', width: 500 });
    for (const svg of figures.values()) expect(svg).toMatch(/width="500"[\s\S]*#14171b/);
  });
});
