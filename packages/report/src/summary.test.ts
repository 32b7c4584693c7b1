import type { Issue } from '@xylopipe/core';
import { Raster } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { comparisonOf, layer, runOf } from '../test/runs.js';
import type { ReportModel } from './report-model.js';
import { summaryOf, verdictOf } from './summary.js';

const issue = (severity: Issue['severity']): Issue => ({ code: 'A', severity, at: [], message: 'm' });
const run = runOf(
  'simulator',
  3,
  layer('1', {
    spikes: [
      [2, 0],
      [0, 1],
      [0, 0],
    ],
  }),
  layer('2', { vmem: [[1]] }, { role: 'output' }),
);
const model: ReportModel = { title: 't', runs: [run], issues: [] };

describe('verdictOf', () => {
  it('tells what was found', () => {
    expect(verdictOf(model)).toBe('No problems found.');
    expect(verdictOf({ ...model, issues: [issue('error'), issue('warning'), issue('warning')] })).toBe(
      '1 error; 2 warnings.',
    );
    expect(verdictOf({ ...model, runs: [], issues: [issue('error')] })).toBe('Nothing has run; 1 error.');
  });

  it('tells how well runs agree, and why no better', () => {
    const main = { cause: 'weightRounding' as const, lost: 0.02 };
    const outputMain = { cause: 'saturation' as const, lost: 0.25 };
    const explanation = { rungs: [], agreement: 0.5, main, outputMain };
    expect(verdictOf({ ...model, comparisons: [comparisonOf()], explanation })).toBe(
      '50.0 % of the output spikes of simulator and float agree; 16-bit saturation costs the outputs most, 25.0 % of agreement; weight rounding costs all layers together most, 2.0 % of agreement; no problems found.',
    );
  });
});

describe('summaryOf', () => {
  it('says what was not recorded', () => {
    expect(
      Object.fromEntries(summaryOf({ ...model, chipId: 'syns61201', input: new Raster(1, 2, Uint8Array.of(3, 4)) })),
    ).toEqual({
      chip: 'syns61201',
      run: 'simulator',
      timesteps: '3',
      'input spikes': '7',
      'hidden spikes': '3',
      'output spikes': 'not recorded',
      issues: '0 errors, 0 warnings',
    });
  });

  it('is short of nothing', () => {
    expect(summaryOf({ title: '', runs: [], issues: [] })).toEqual([
      ['run', 'no run'],
      ['issues', '0 errors, 0 warnings'],
    ]);
  });
});
