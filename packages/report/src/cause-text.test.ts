import { APPROXIMATIONS, type Cause } from '@xylopipe/compare';
import { describe, expect, it } from 'vitest';
import { comparisonOf } from '../test/runs.js';
import { causesOf, causeText } from './cause-text.js';
import type { ReportModel } from './report-model.js';

const model: ReportModel = { title: '', runs: [], issues: [] };
const main = { cause: 'weightRounding' as const, lost: 0.1 };

describe('causeText', () => {
  it('has a name, a meaning and a hint of its own for every cause', () => {
    const texts = [...APPROXIMATIONS, 'device' as const].map(causeText);
    expect(new Set(texts.flatMap(({ name, meaning, hint }) => [name, meaning, hint])).size).toBe(3 * texts.length);
    for (const { meaning, hint } of texts) for (const text of [meaning, hint]) expect(text).toMatch(/^[A-Z].*\.$/);
    expect(causeText('saturation').hint).toContain('method "global"');
  });

  it('calls causes of later versions by their name', () => {
    expect(causeText('heat' as Cause).name).toBe('heat');
  });
});

describe('causesOf', () => {
  it('explains what costs most, once', () => {
    const explanation = { rungs: [], agreement: 0.5, main, outputMain: main };
    expect(causesOf({ ...model, explanation }).map(({ name }) => name)).toEqual(['weight rounding']);
    const outputMain = { cause: 'saturation' as const, lost: 0.2 };
    expect(causesOf({ ...model, explanation: { ...explanation, outputMain } }).map(({ name }) => name)).toEqual([
      '16-bit saturation',
      'weight rounding',
    ]);
  });

  it('explains the device, but no other cause of a single difference', () => {
    const { first } = comparisonOf();
    const board = comparisonOf({ first: first && { ...first, cause: 'device' } });
    expect(causesOf({ ...model, comparisons: [comparisonOf(), board] }).map(({ name }) => name)).toEqual([
      'the device itself',
    ]);
    const explanation = { rungs: [], agreement: 0.5, main };
    expect(causesOf({ ...model, explanation, comparisons: [board] }).map(({ name }) => name)).toEqual([
      'the device itself',
      'weight rounding',
    ]);
    expect(causesOf(model)).toEqual([]);
  });
});
