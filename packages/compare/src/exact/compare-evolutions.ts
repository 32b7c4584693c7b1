import { type Evolution, errorsIn, type Issue, type SignalName, type Tensor, XylopipeError } from '@xylopipe/core';
import { sameDt } from '../run/same-dt.js';
import { type ColumnPair, columnsInBoth } from './columns-in-both.js';
import { CAUSAL_ORDER, type Comparison, type Divergence, type SignalComparison } from './comparison.js';

/** What to compare. */
export interface CompareOptions {
  /** Signals that both must have. Default: all that both have. */
  readonly signals?: readonly SignalName[] | undefined;
}

/**
 * Compares the recorded values of two evolutions, cell by cell and exactly. Where they have other numbers of timesteps
 * or neurons, the first ones that both have are compared; where neurons were chosen, those that are in both. Another chip
 * or duration of a timestep is a warning, hibernation is not looked at.
 * @throws NOTHING_TO_COMPARE if no signal is in both, UNKNOWN_SIGNAL if one is asked for that does not exist.
 */
export function compareEvolutions(a: Evolution, b: Evolution, options: CompareOptions = {}): Comparison {
  const wanted = inCausalOrder(options.signals ?? CAUSAL_ORDER);
  const onlyInA = wanted.filter((name) => a.signals[name] !== undefined && b.signals[name] === undefined);
  const onlyInB = wanted.filter((name) => a.signals[name] === undefined && b.signals[name] !== undefined);

  const issues: Issue[] = [...originIssues(a, b)];
  if (a.steps !== b.steps) issues.push(otherSize(['steps'], 'timesteps', a.steps, b.steps));
  const signals: { [S in SignalName]?: SignalComparison } = {};
  for (const name of wanted) {
    const left = a.signals[name];
    const right = b.signals[name];
    if (left !== undefined && right !== undefined) {
      const columns = columnsInBoth(a, b, name);
      const chosen = a.neurons?.[name] !== undefined || b.neurons?.[name] !== undefined;
      const neurons = chosen ? noneInBoth(name, columns) : otherNeurons(name, left, right);
      if (neurons !== undefined) issues.push(neurons);
      signals[name] = compareSignal(name, left, right, columns);
    } else if (options.signals !== undefined || left !== undefined || right !== undefined) {
      issues.push(missing(name, left === undefined, right === undefined, options.signals !== undefined));
    }
  }
  const compared = Object.values(signals);
  if (compared.length === 0) throw nothingToCompare(a, b, issues);
  if (compared.every(({ cells }) => cells === 0) && errorsIn(issues).length === 0) issues.push(emptyRun(a, b));
  const first = earliest(compared);
  return { equal: first === null && errorsIn(issues).length === 0, first, signals, onlyInA, onlyInB, issues };
}

function inCausalOrder(signals: readonly SignalName[]): readonly SignalName[] {
  const unknown = signals.filter((name) => !CAUSAL_ORDER.includes(name));
  if (unknown.length > 0) {
    throw new XylopipeError(
      'UNKNOWN_SIGNAL',
      `there is no signal ${unknown.join(', ')}; have: ${CAUSAL_ORDER.join(', ')}`,
    );
  }
  return CAUSAL_ORDER.filter((name) => signals.includes(name));
}

/** Counts the cells that differ among those that both have, and finds the first in time. */
function compareSignal(
  signal: SignalName,
  a: Tensor<Int16Array>,
  b: Tensor<Int16Array>,
  columns: readonly ColumnPair[],
): SignalComparison {
  const [stepsA = 0, widthA = 0] = a.shape;
  const [stepsB = 0, widthB = 0] = b.shape;
  const steps = Math.min(stepsA, stepsB);
  let differing = 0;
  let first: Divergence | null = null;
  for (let step = 0; step < steps; step++) {
    for (const column of columns) {
      const left = a.data[step * widthA + column.a] as number;
      const right = b.data[step * widthB + column.b] as number;
      if (left === right) continue;
      differing++;
      first ??= { step, signal, neuron: column.neuron, a: left, b: right };
    }
  }
  return { cells: steps * columns.length, differing, first };
}

/** The earliest step; within it the signal that comes first in causal order, as `compared` does. */
function earliest(compared: readonly SignalComparison[]): Divergence | null {
  let first: Divergence | null = null;
  for (const { first: next } of compared) {
    if (next !== null && (first === null || next.step < first.step)) first = next;
  }
  return first;
}

function otherNeurons(name: SignalName, a: Tensor<Int16Array>, b: Tensor<Int16Array>): Issue | undefined {
  const [, neuronsA = 0] = a.shape;
  const [, neuronsB = 0] = b.shape;
  return neuronsA === neuronsB ? undefined : otherSize(['signals', name], `neurons in ${name}`, neuronsA, neuronsB);
}

/** Of chosen neurons it is enough that some are in both. */
const noneInBoth = (name: SignalName, columns: readonly ColumnPair[]): Issue | undefined =>
  columns.length > 0
    ? undefined
    : {
        code: 'NEURONS_DISJOINT',
        severity: 'error',
        at: ['signals', name],
        message: `no neuron of ${name} is recorded in both a and b`,
        hint: 'record the same neurons in both',
      };

/** What tells that evolutions are not of the same network; where a file does not say, nothing does. */
function originIssues(a: Evolution, b: Evolution): readonly Issue[] {
  const issues: Issue[] = [];
  const differs = (code: string, at: 'chipId' | 'dt', what: string): void => {
    issues.push({
      code,
      severity: 'warning',
      at: [at],
      measured: `${a[at]} and ${b[at]}`,
      message: `a and b are of ${what}; they are compared all the same`,
      hint: 'compare evolutions of the same network and input',
    });
  };
  if (a.chipId !== undefined && b.chipId !== undefined && a.chipId !== b.chipId) {
    differs('CHIP_MISMATCH', 'chipId', 'different chips');
  }
  if (!sameDt(a.dt, b.dt)) differs('DT_MISMATCH', 'dt', 'timesteps of different duration');
  return issues;
}

const otherSize = (at: Issue['at'], what: string, a: number, b: number): Issue => ({
  code: 'SHAPE_MISMATCH',
  severity: 'error',
  at,
  measured: `${a} and ${b}`,
  message: `a and b differ in the number of ${what}; the first ${Math.min(a, b)} are compared`,
  hint: 'compare evolutions of the same network and input',
});

const emptyRun = (a: Evolution, b: Evolution): Issue => ({
  code: 'EMPTY_RUN',
  severity: 'error',
  at: a.steps === 0 || b.steps === 0 ? ['steps'] : ['signals'],
  measured: 0,
  message: 'no value is compared: there are no timesteps, or no neurons',
  hint: 'record at least one timestep of at least one neuron',
});

function missing(name: SignalName, inA: boolean, inB: boolean, required: boolean): Issue {
  const where = inA && inB ? 'both evolutions' : inA ? 'a' : 'b';
  return {
    code: 'SIGNAL_MISSING',
    severity: required ? 'error' : 'warning',
    at: ['signals', name],
    message: `${name} is not compared: it is missing in ${where}`,
    hint: 'record the same signals in both',
  };
}

function nothingToCompare(a: Evolution, b: Evolution, issues: readonly Issue[]): XylopipeError {
  const have = (evolution: Evolution): string =>
    CAUSAL_ORDER.filter((name) => evolution.signals[name] !== undefined).join(', ') || 'nothing';
  return new XylopipeError('NOTHING_TO_COMPARE', `no signal is in both: a has ${have(a)}; b has ${have(b)}`, {
    hint: 'record the same signals in both',
    issues,
  });
}
