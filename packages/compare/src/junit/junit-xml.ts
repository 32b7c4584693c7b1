import { XylopipeError } from '@xylopipe/core';
import type { Comparison } from '../exact/comparison.js';
import type { RunComparison } from '../runs/run-comparison.js';
import { casesOfEvolutions, casesOfRuns, type TestCase } from './test-cases.js';
import { attribute, content } from './xml.js';

/** How a comparison becomes a report of tests. */
export interface JunitOptions {
  /** Tests pass from this agreement on, 0 to 1. Default 1: only where all spikes are equal, or all values of evolutions. */
  readonly minAgreement?: number | undefined;
  /** Whether nothing may differ that was compared, states of runs included. Default `false`. */
  readonly exact?: boolean | undefined;
  /** Name of the test suite and class name of its tests. Default `xylopipe.compare`. */
  readonly name?: string | undefined;
}

/** A comparison, and how it becomes a suite of tests. */
export interface JunitSuite extends JunitOptions {
  readonly comparison: RunComparison | Comparison;
}

/**
 * A comparison as a report in JUnit's XML, for continuous integration: a test for every layer of two runs, or for every
 * signal of two evolutions, and one for all of it, which passes if all do: the verdict of `passesGate`. A test fails below the gate; it is an error where something could not be
 * compared. Only what Jenkins (`junit-4.xsd` of its xUnit plugin) and GitLab both read is used: GitLab shows the class name
 * for the suite, and the text of a failure, not its message.
 * @throws MEASURE_OPTION unless `minAgreement` is from 0 to 1.
 */
export const junitXml = (comparison: RunComparison | Comparison, options: JunitOptions = {}): string =>
  junitSuitesXml([{ ...options, comparison }]);

/**
 * Several comparisons as one report, each a suite of its own as in `junitXml`.
 * @throws MEASURE_OPTION unless every `minAgreement` is from 0 to 1.
 */
export function junitSuitesXml(suites: readonly JunitSuite[]): string {
  const tests = suites.map((suite) => ({ name: attribute(suite.name ?? DEFAULT_NAME), cases: casesOf(suite) }));
  const [only] = tests;
  const name = tests.length === 1 && only !== undefined ? only.name : DEFAULT_NAME;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${name}" ${totalsOf(tests.flatMap(({ cases }) => cases))}>`,
    ...tests.flatMap((suite) => [
      `  <testsuite name="${suite.name}" ${totalsOf(suite.cases)} skipped="0" time="0">`,
      ...suite.cases.map((test) => caseXml(suite.name, test)),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

const DEFAULT_NAME = 'xylopipe.compare';

function casesOf({ comparison, minAgreement = 1, exact }: JunitSuite): readonly TestCase[] {
  if (!(minAgreement >= 0 && minAgreement <= 1)) {
    throw new XylopipeError('MEASURE_OPTION', `no agreement can be at least ${minAgreement}`, {
      hint: 'give minAgreement from 0 to 1',
    });
  }
  const gate = { minAgreement, exact };
  return 'layers' in comparison ? casesOfRuns(comparison, gate) : casesOfEvolutions(comparison, gate);
}

function totalsOf(cases: readonly TestCase[]): string {
  const count = (outcome: TestCase['outcome']): number => cases.filter((test) => test.outcome === outcome).length;
  return `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}"`;
}

function caseXml(suite: string, { name, outcome, message, details }: TestCase): string {
  const open = `    <testcase classname="${suite}" name="${attribute(name)}" time="0"`;
  if (outcome === 'passed') return `${open}/>`;
  const text = content(details === '' ? message : `${message}\n${details}`);
  return `${open}><${outcome} type="${outcome}" message="${attribute(message)}">${text}</${outcome}></testcase>`;
}
