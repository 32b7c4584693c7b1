import { errorsIn, formatIssue, type Issue } from '@xylopipe/core';
import type { Comparison, SignalComparison } from '../exact/comparison.js';
import { formatComparison } from '../exact/format-comparison.js';
import { formatDivergence, formatRunComparison } from '../runs/format-run-comparison.js';
import type { RunComparison } from '../runs/run-comparison.js';

/** One test of a comparison, as JUnit's reports know it. */
export interface TestCase {
  readonly name: string;
  /** `failure`: compared, and below the gate. `error`: could not be compared. */
  readonly outcome: 'passed' | 'failure' | 'error';
  /** One line. */
  readonly message: string;
  /** Everything that there is to say. */
  readonly details: string;
}

/** A part of a comparison that has a gate of its own. */
interface Part {
  readonly name: string;
  /** 0 to 1; `undefined` where nothing was compared. */
  readonly agreement: number | undefined;
  readonly issues: readonly Issue[];
  readonly details: string;
}

/** What the test of everything is called. */
const WHOLE = 'all';

/** A test for every layer, those that could not be compared too, and one for all of them. */
export function casesOfRuns(comparison: RunComparison, minAgreement: number): readonly TestCase[] {
  const { a, b, layers, issues } = comparison;
  const names = new Set([...layers.map(({ name }) => name), ...partsIn(issues, 'layers')]);
  const parts = [...names].map((name): Part => {
    const layer = layers.find((one) => one.name === name);
    const first = layer?.first ?? null;
    const details = first === null ? '' : `they part ${formatDivergence(first, a, b)}`;
    return { name: `layer ${name}`, agreement: layer?.agreement, issues: issuesOf(issues, 'layers', name), details };
  });
  const whole = { name: WHOLE, agreement: comparison.agreement, details: formatRunComparison(comparison) };
  return [...parts, { ...whole, issues: issuesBesides(issues, 'layers') }].map((part) => testCase(part, minAgreement));
}

/** A test for every signal, and one for all of them; values that do not differ agree. */
export function casesOfEvolutions(comparison: Comparison, minAgreement: number): readonly TestCase[] {
  const { signals, issues } = comparison;
  const compared = signals as { readonly [name: string]: SignalComparison | undefined };
  const names = new Set([...Object.keys(signals), ...partsIn(errorsIn(issues), 'signals')]);
  const parts = [...names].map((name): Part => {
    const own = compared[name];
    const first = own?.first;
    const details = first ? `timestep ${first.step}, neuron ${first.neuron}: ${first.a} in a, ${first.b} in b` : '';
    return { name, agreement: own && equalPart([own]), issues: issuesOf(issues, 'signals', name), details };
  });
  const whole = { name: WHOLE, agreement: equalPart(Object.values(signals)), details: formatComparison(comparison) };
  return [...parts, { ...whole, issues: issuesBesides(issues, 'signals') }].map((part) => testCase(part, minAgreement));
}

function testCase({ name, agreement, issues, details }: Part, minAgreement: number): TestCase {
  const errors = errorsIn(issues);
  const told = [...(details === '' ? [] : [details]), ...issues.map(formatIssue)].join('\n');
  if (errors.length > 0 || agreement === undefined) {
    const message = errors.map((error) => error.message).join('; ') || 'not compared';
    return { name, outcome: 'error', message, details: told };
  }
  const message = `agreement is ${agreement}, at least ${minAgreement} is asked for`;
  return { name, outcome: agreement >= minAgreement ? 'passed' : 'failure', message, details: told };
}

/** Names of the parts that issues are of: `layers`, the name. */
const partsIn = (issues: readonly Issue[], kind: string): readonly string[] =>
  errorsIn(issues).flatMap(({ at: [root, name] }) => (root === kind && name !== undefined ? [`${name}`] : []));

const issuesOf = (issues: readonly Issue[], kind: string, name: string): readonly Issue[] =>
  issues.filter(({ at }) => at[0] === kind && at[1] === name);

const issuesBesides = (issues: readonly Issue[], kind: string): readonly Issue[] =>
  issues.filter(({ at }) => at[0] !== kind);

function equalPart(compared: readonly SignalComparison[]): number {
  const cells = compared.reduce((sum, signal) => sum + signal.cells, 0);
  const differing = compared.reduce((sum, signal) => sum + signal.differing, 0);
  return cells === 0 ? 1 : (cells - differing) / cells;
}
