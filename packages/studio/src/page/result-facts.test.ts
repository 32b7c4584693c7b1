import { describe, expect, it } from 'vitest';
import type { LayerTrace, ReportModel } from 'xylopipe';
import type { WorkbenchResult } from '../workbench/workbench-result.js';
import { changeText, factText, issueChanges, resultFacts } from './result-facts.js';

const layer = (role: LayerTrace['role'], data: readonly number[], neurons: number): LayerTrace => ({
  name: role,
  role,
  ids: Array.from({ length: neurons }, (_, i) => i),
  delay: 0,
  threshold: new Float64Array(neurons),
  signals: { spikes: { shape: [data.length / neurons, neurons], data: Float64Array.from(data) } },
});
const resultOf = (model: Partial<ReportModel>): WorkbenchResult => ({
  settings: { chipId: 'any' },
  model: { title: '', runs: [], issues: [], ...model },
  computed: [],
  milliseconds: 0,
  fits: [],
});
const run = (outputs: readonly number[]) => ({
  label: 'simulator',
  steps: 2,
  layers: [layer('hidden', [1, 2, 0, 4], 2), layer('hidden', [0, 1], 1), layer('output', outputs, 3)],
});
const factsOf = (result: WorkbenchResult) => resultFacts(result).map((fact) => [fact.name, factText(fact)]);
const warning = (code: string, message = '') => ({ code, severity: 'warning', at: [], message }) as const;

describe('resultFacts', () => {
  it('sums spikes by role and names the output with the most', () => {
    const issues = [{ ...warning('A'), severity: 'error' as const }, warning('B'), warning('C')];
    expect(factsOf(resultOf({ runs: [run([0, 0, 1, 0, 2, 1])], issues }))).toEqual([
      ['agreement with float', '–'],
      ['agreement of outputs', '–'],
      ['hidden spikes', '8'],
      ['output spikes', '4'],
      ['strongest output', '1'],
      ['errors', '1'],
      ['warnings', '2'],
    ]);
  });

  it('knows nothing of a run that is not there, and of no output that never spiked', () => {
    expect(factsOf(resultOf({})).filter(([, text]) => text === '–')).toHaveLength(5);
    expect(factsOf(resultOf({ runs: [run([0, 0, 0, 0, 0, 0])] }))[4]).toEqual(['strongest output', '–']);
  });
});

describe('changeText', () => {
  const share = (value: number | undefined) => ({ name: 'agreement', value, isShare: true });
  const count = (value: number | undefined) => ({ name: 'spikes', value });

  it.each([
    [share(0.5), share(0.9124), '+41.2 points'],
    [share(0.9), share(0.8), '−10.0 points'],
    [share(0.9), share(0.90004), ''],
    [share(0.64748), share(0.64752), '+<0.1 points'],
    [share(0.64752), share(0.64748), '−<0.1 points'],
    [count(3), count(1), '−2'],
    [count(1), count(3), '+2'],
    [count(1), count(1), ''],
    [count(undefined), count(1), ''],
    [share(Number.NaN), share(1), ''],
    [{ name: 'strongest output', value: 1 }, { name: 'strongest output', value: 3 }, ''],
  ])('of %o and %o is %j', (before, now, text) => {
    expect(changeText(before, now)).toBe(text);
  });
});

describe('issueChanges', () => {
  it('are those that only one has', () => {
    const before = resultOf({ issues: [warning('A'), warning('B', 'of 3')] });
    const now = resultOf({ issues: [warning('A'), warning('B', 'of 4'), warning('C')] });
    const { gone, come } = issueChanges(before, now);
    expect([gone.map(({ message }) => message), come.map(({ code }) => code)]).toEqual([['of 3'], ['B', 'C']]);
  });
});
