import { errorsIn, formatIssue, type Issue } from '@xylopipe/core';
import type { Comparison, SignalComparison } from '../exact/comparison.js';
import { formatComparison } from '../exact/format-comparison.js';
import { formatDivergence, formatRunComparison } from '../runs/format-run-comparison.js';
import { agreesEnough, type Gate } from '../runs/passes-gate.js';
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
  /** Whether anything differs, states included. */
  readonly differs: boolean;
  readonly issues: readonly Issue[];
  readonly details: string;
}

/** What the test of everything is called. */
const WHOLE = 'all';

/** A test for every layer, those that could not be compared too, and one for all of them. */
export function casesOfRuns(comparison: RunComparison, gate: Gate): readonly TestCase[] {
  const { a, b, layers, issues } = comparison;
  const compared = layers.map(({ name, role, agreement, first }): Part => {
    const isAlone = layers.filter((one) => one.name === name).length === 1;
    return {
      name: isAlone ? `layer ${name}` : `layer ${name} (${role})`,
      agreement,
      differs: first !== null,
      issues: issuesOf(issues, 'layers', name),
      details: first === null ? '' : `they part ${formatDivergence(first, a, b)}`,
    };
  });
  const names = new Set(layers.map(({ name }) => name));
  const others = [...new Set(partsIn(issues, 'layers'))]
    .filter((name) => !names.has(name))
    .map((name) => notCompared(`layer ${name}`, issuesOf(issues, 'layers', name)));
  const whole: Part = {
    name: WHOLE,
    agreement: layers.length === 0 ? undefined : comparison.agreement,
    differs: comparison.first !== null,
    issues: issuesBesides(issues, 'layers'),
    details: formatRunComparison(comparison),
  };
  return casesOf([...compared, ...others], whole, gate);
}

/** A test for every signal, and one for all of them; values that do not differ agree. */
export function casesOfEvolutions(comparison: Comparison, gate: Gate): readonly TestCase[] {
  const { signals, issues } = comparison;
  const compared = signals as { readonly [name: string]: SignalComparison | undefined };
  const names = new Set([...Object.keys(signals), ...partsIn(errorsIn(issues), 'signals')]);
  const parts = [...names].map((name): Part => {
    const own = compared[name];
    const first = own?.first;
    const details = first ? `timestep ${first.step}, neuron ${first.neuron}: ${first.a} in a, ${first.b} in b` : '';
    const agreement = own && equalPart([own]);
    return { name, agreement, differs: !!first, issues: issuesOf(issues, 'signals', name), details };
  });
  const whole: Part = {
    name: WHOLE,
    agreement: equalPart(Object.values(signals)),
    differs: comparison.first !== null,
    issues: issuesBesides(issues, 'signals'),
    details: formatComparison(comparison),
  };
  return casesOf(parts, whole, gate);
}

/** The whole fails where a part does: it passes if and only if all tests pass. */
function casesOf(parts: readonly Part[], whole: Part, gate: Gate): readonly TestCase[] {
  const cases = parts.map((part) => testCase(part, gate));
  const all = testCase(whole, gate);
  const failed = cases.find(({ outcome }) => outcome === 'failure');
  if (all.outcome !== 'passed' || failed === undefined) return [...cases, all];
  return [...cases, { ...all, outcome: 'failure', message: `${failed.name}: ${failed.message}` }];
}

const notCompared = (name: string, issues: readonly Issue[]): Part => ({
  name,
  agreement: undefined,
  differs: false,
  issues,
  details: '',
});

function testCase({ name, agreement, differs, issues, details }: Part, gate: Gate): TestCase {
  const { minAgreement } = gate;
  const errors = errorsIn(issues);
  const told = [...(details === '' ? [] : [details]), ...issues.map(formatIssue)].join('\n');
  if (errors.length > 0 || agreement === undefined) {
    const message = errors.map((error) => error.message).join('; ') || 'not compared';
    return { name, outcome: 'error', message, details: told };
  }
  const message =
    agreement >= minAgreement && differs
      ? 'states differ, though spikes agree'
      : `agreement is ${agreement}, at least ${minAgreement} is asked for`;
  return { name, outcome: agreesEnough({ agreement, differs }, gate) ? 'passed' : 'failure', message, details: told };
}

/** Names of the parts that issues are of: `layers`, the name. */
const partsIn = (issues: readonly Issue[], kind: string): readonly string[] =>
  errorsIn(issues).flatMap(({ at: [root, name] }) => (root === kind && name !== undefined ? [`${name}`] : []));

const issuesOf = (issues: readonly Issue[], kind: string, name: string): readonly Issue[] =>
  issues.filter(({ at }) => at[0] === kind && at[1] === name);

const issuesBesides = (issues: readonly Issue[], kind: string): readonly Issue[] =>
  issues.filter(({ at }) => at[0] !== kind);

function equalPart(compared: readonly SignalComparison[]): number | undefined {
  const cells = compared.reduce((sum, signal) => sum + signal.cells, 0);
  const differing = compared.reduce((sum, signal) => sum + signal.differing, 0);
  return cells === 0 ? undefined : (cells - differing) / cells;
}
