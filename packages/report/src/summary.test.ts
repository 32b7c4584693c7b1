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

/** A comparison whose layer is that of the outputs. */
const ofOutputs = comparisonOf({ layers: comparisonOf().layers.map((one) => ({ ...one, role: 'output' })) });

describe('verdictOf', () => {
  it('tells what was found', () => {
    expect(verdictOf(model)).toBe('No problems found.');
    expect(verdictOf({ ...model, issues: [issue('error'), issue('warning'), issue('warning')] })).toBe(
      '1 error: m; 2 warnings.',
    );
    expect(verdictOf({ ...model, runs: [], issues: [issue('error')] })).toBe('Nothing has run; 1 error: m.');
  });

  it('has the first error in words, wherever it came up', () => {
    const error = { ...issue('error'), message: 'neuron 3 does not fit.' };
    const many = [...Array.from({ length: 4999 }, () => issue('warning')), error];
    expect(verdictOf({ ...model, issues: many })).toBe('1 error: neuron 3 does not fit; 4999 warnings.');
    expect(verdictOf({ ...model, issues: [error, issue('error')] })).toBe('2 errors, first: neuron 3 does not fit.');
  });

  it('finds no run flawless that has no timesteps, or states that are no numbers', () => {
    expect(verdictOf({ ...model, runs: [runOf('simulator', 0)] })).toBe('The run of simulator has no timesteps.');
    const lost = runOf('float', 2, layer('1', { vmem: [[Number.NaN], [1]], isyn: [[Infinity], [0]] }));
    expect(verdictOf({ ...model, runs: [run, lost] })).toBe('2 values of float are no finite number.');
    expect(verdictOf({ ...model, runs: [lost], issues: [issue('warning')] })).toBe(
      '2 values of float are no finite number; 1 warning.',
    );
  });

  it('tells how well runs agree, and why no better', () => {
    const main = { cause: 'weightRounding' as const, lost: 0.02 };
    const outputMain = { cause: 'saturation' as const, lost: 0.25 };
    const explanation = { rungs: [], agreement: 0.5, main, outputMain };
    expect(verdictOf({ ...model, comparisons: [ofOutputs], explanation })).toBe(
      '50.0 % of the output spikes of simulator and float agree; 16-bit saturation costs the outputs most, 25.0 % of agreement; weight rounding costs all layers together most, 2.0 % of agreement.',
    );
  });

  it('names a cause once that costs outputs and all layers the most', () => {
    const [main, outputMain] = [0.02, 0.25].map((lost) => ({ cause: 'saturation' as const, lost }));
    expect(verdictOf({ ...model, explanation: { rungs: [], agreement: 0.5, main: main!, outputMain } })).toBe(
      '16-bit saturation costs most, 25.0 % of agreement of the outputs and 2.0 % of all layers.',
    );
  });

  it('tells of comparisons of the run itself alone', () => {
    const between = comparisonOf({ a: 'float', b: 'quantized' });
    expect(verdictOf({ ...model, comparisons: [between] })).toBe('No problems found.');
  });

  it('names the device before what approximations cost, and what a first difference says where nothing is known of them', () => {
    const main = { cause: 'weightRounding' as const, lost: 0.02 };
    const explanation = { rungs: [], agreement: 0.5, main };
    const { first } = ofOutputs;
    const board = { ...ofOutputs, first: first && { ...first, cause: 'device' as const } };
    expect(verdictOf({ ...model, comparisons: [board], explanation })).toBe(
      '50.0 % of the output spikes of simulator and float agree; simulator and float part by the device itself; weight rounding costs all layers together most, 2.0 % of agreement.',
    );
    expect(verdictOf({ ...model, comparisons: [comparisonOf()] })).toMatch(
      /agree; the first difference of simulator and float speaks for 16-bit saturation\.$/,
    );
    const equal = comparisonOf({ first: null });
    expect(verdictOf({ ...model, comparisons: [equal] })).not.toContain('difference');
  });

  it('tells of hidden layers where there are no outputs', () => {
    const comparison = comparisonOf({ first: null });
    expect(verdictOf({ ...model, comparisons: [comparison] })).toBe(
      '50.0 % of the spikes of simulator and float agree.',
    );
    const layers = ofOutputs.layers.map((one) => ({ ...one, steps: 0 }));
    expect(verdictOf({ ...model, comparisons: [{ ...ofOutputs, layers, first: null }] })).not.toContain(
      'output spikes',
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
