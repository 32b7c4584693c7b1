import { describe, expect, it } from 'vitest';
import { issueFacts, issueGroups } from './issue-groups.js';
import type { ReportIssue } from './report-model.js';

const issue = (code: string, severity: ReportIssue['severity'], more: Partial<ReportIssue> = {}): ReportIssue => ({
  code,
  severity,
  at: [],
  message: 'm',
  ...more,
});

describe('issueGroups', () => {
  it('has errors first, and equal codes together in the order in which they came up', () => {
    const found = [
      issue('A', 'warning'),
      issue('B', 'warning'),
      issue('A', 'error'),
      issue('C', 'error'),
      issue('A', 'warning'),
    ];
    expect(issueGroups(found).map(({ code, severity, issues }) => [severity, code, issues.length])).toEqual([
      ['error', 'A', 1],
      ['error', 'C', 1],
      ['warning', 'A', 2],
      ['warning', 'B', 1],
    ]);
  });

  it('has the hint that all share, and none that only some have', () => {
    const [same] = issueGroups([issue('A', 'error', { hint: 'h' }), issue('A', 'error', { hint: 'h' })]);
    const [other] = issueGroups([issue('A', 'error', { hint: 'h' }), issue('A', 'error')]);
    expect([same?.hint, other?.hint]).toEqual(['h', undefined]);
  });

  it('loses no issue', () => {
    const many = Array.from({ length: 300 }, (_, i) => issue(`C${i % 7}`, i % 3 === 0 ? 'error' : 'warning'));
    expect(new Set(issueGroups(many).flatMap(({ issues }) => issues))).toEqual(new Set(many));
  });
});

it('issueFacts says where, how much, and who found it', () => {
  expect(issueFacts(issue('A', 'error', { at: ['hidden', 3], measured: 0, limit: 'none', stage: 'map' }))).toBe(
    'at hidden[3] · measured 0 · limit none · found by map',
  );
  expect(issueFacts(issue('A', 'error'))).toBe('');
});
