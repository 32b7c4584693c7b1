import { XylopipeError } from '@xylopipe/core';
import type { Comparison } from '../exact/comparison.js';
import type { RunComparison } from '../runs/run-comparison.js';
import { casesOfEvolutions, casesOfRuns, type TestCase } from './test-cases.js';
import { attribute, content } from './xml.js';

/** How a comparison becomes a report of tests. */
export interface JunitOptions {
  /** Tests pass from this agreement on, 0 to 1. Default 1: only what is equal. */
  readonly minAgreement?: number | undefined;
  /** Name of the test suite and class name of its tests. Default `xylopipe.compare`. */
  readonly name?: string | undefined;
}

/**
 * A comparison as a report in JUnit's XML, for continuous integration: a test for every layer of two runs, or for every
 * signal of two evolutions, and one for all of it. A test fails below the gate; it is an error where something could not be
 * compared. Only what Jenkins (`junit-4.xsd` of its xUnit plugin) and GitLab both read is used: GitLab shows the class name
 * for the suite, and the text of a failure, not its message.
 * @throws MEASURE_OPTION unless `minAgreement` is from 0 to 1.
 */
export function junitXml(comparison: RunComparison | Comparison, options: JunitOptions = {}): string {
  const { minAgreement = 1, name = 'xylopipe.compare' } = options;
  if (!(minAgreement >= 0 && minAgreement <= 1)) {
    throw new XylopipeError('MEASURE_OPTION', `no agreement can be at least ${minAgreement}`, {
      hint: 'give minAgreement from 0 to 1',
    });
  }
  const cases =
    'layers' in comparison ? casesOfRuns(comparison, minAgreement) : casesOfEvolutions(comparison, minAgreement);
  const count = (outcome: TestCase['outcome']): number => cases.filter((test) => test.outcome === outcome).length;
  const totals = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}"`;
  const suite = attribute(name);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${suite}" ${totals}>`,
    `  <testsuite name="${suite}" ${totals} skipped="0" time="0">`,
    ...cases.map((test) => caseXml(suite, test)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseXml(suite: string, { name, outcome, message, details }: TestCase): string {
  const open = `    <testcase classname="${suite}" name="${attribute(name)}" time="0"`;
  if (outcome === 'passed') return `${open}/>`;
  const text = content(details === '' ? message : `${message}\n${details}`);
  return `${open}><${outcome} type="${outcome}" message="${attribute(message)}">${text}</${outcome}></testcase>`;
}
