import { describe, expect, it } from 'vitest';
import { evolution } from '../../test/evolutions.js';
import { layer, run, spiking } from '../../test/runs.js';
import { compareEvolutions } from '../exact/compare-evolutions.js';
import { compareRuns } from '../runs/compare-runs.js';
import { passesGate } from '../runs/passes-gate.js';
import { junitSuitesXml, junitXml } from './junit-xml.js';

/** Name and outcome of each test. */
const casesIn = (xml: string): readonly string[] =>
  [...xml.matchAll(/<testcase [^>]* name="([^"]*)" time="0"(?:\/|><(failure|error) )/g)].map(
    ([, name, outcome = 'passed']) => `${name}: ${outcome}`,
  );

/** The tags, opening and closing; throws where they do not match, or where a bare `<` or `&` is left. */
function tagsOf(xml: string): readonly string[] {
  const open: string[] = [];
  const tags: string[] = [];
  const rest = xml
    .replace(/^<\?xml version="1.0" encoding="UTF-8"\?>\n/, '')
    .replace(/<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>/g, (_, end: string, name: string, __, empty: string) => {
      tags.push(`${end}${name}`);
      if (end === '/' && open.pop() !== name) throw new Error(`</${name}> closes nothing`);
      if (end === '' && empty === '') open.push(name);
      return '';
    })
    .replace(/&(amp|lt|gt|quot|apos|#\d+);/g, '');
  if (open.length > 0 || /[<&]/.test(rest)) throw new Error(`not well-formed: ${open} ${rest}`);
  return tags;
}

const a = run('a', layer({ spikes: [[1, 1]] }), layer({ spikes: [[1]] }, { name: 'out', role: 'output' }));
const b = run('b', layer({ spikes: [[1, 0]] }), layer({ spikes: [[1]] }, { name: 'out', role: 'output' }));

describe('junitXml of runs', () => {
  it('is a test per layer and one for all, which pass from the gate on', () => {
    const comparison = compareRuns(a, b);
    expect(comparison.agreement).toBe(0.8);
    expect(casesIn(junitXml(comparison))).toEqual(['layer first: failure', 'layer out: passed', 'all: failure']);
    expect(casesIn(junitXml(comparison, { minAgreement: 0.66 }))[2]).toBe('all: passed');
    expect(casesIn(junitXml(comparison, { minAgreement: 0.81 }))[2]).toBe('all: failure');
    expect(casesIn(junitXml(comparison, { minAgreement: 0 })).filter((one) => !one.endsWith(': passed'))).toEqual([]);
  });

  it('fails as a whole where one layer does: as the gate says', () => {
    const comparison = compareRuns(a, b);
    for (const minAgreement of [0, 0.66, 0.67, 0.8, 0.81, 1]) {
      const cases = casesIn(junitXml(comparison, { minAgreement }));
      const passed = passesGate(comparison, { minAgreement });
      expect(cases[2]).toBe(passed ? 'all: passed' : 'all: failure');
      expect(cases.every((one) => one.endsWith('passed'))).toBe(passed);
    }
    expect(junitXml(comparison, { minAgreement: 0.8 })).toContain('message="layer first: agreement is 0.666');
  });

  it('lets no state differ where all must be exact', () => {
    const states = (value: number) => run('x', layer({ spikes: [[1]], vmem: [[value]] }));
    const comparison = compareRuns(states(1), states(2));
    expect(casesIn(junitXml(comparison))).toEqual(['layer first: passed', 'all: passed']);
    expect(casesIn(junitXml(comparison, { exact: true }))).toEqual(['layer first: failure', 'all: failure']);
    expect([{}, { exact: true }].map((gate) => passesGate(comparison, { minAgreement: 1, ...gate }))).toEqual([
      true,
      false,
    ]);
  });

  it('has a test each for a hidden layer and outputs of one name', () => {
    const both = (spikes: number) =>
      run('x', layer({ spikes: [[1]] }), layer({ spikes: [[spikes]] }, { role: 'output' }));
    expect(casesIn(junitXml(compareRuns(both(1), both(0))))).toEqual([
      'layer first (hidden): passed',
      'layer first (output): failure',
      'all: failure',
    ]);
  });

  it('passes nothing where nothing was compared', () => {
    const none = compareRuns(a, b, { layers: [] });
    expect(casesIn(junitXml(none, { minAgreement: 0 }))).toEqual(['all: error']);
    expect(passesGate(none, { minAgreement: 0 })).toBe(false);
  });

  it('counts tests, failures and errors of the suite, and is well-formed', () => {
    const xml = junitXml(compareRuns(a, b), { name: 'digits' });
    expect(xml).toContain('<testsuite name="digits" tests="3" failures="2" errors="0" skipped="0" time="0">');
    expect(xml).toContain('<testcase classname="digits" name="layer out" time="0"/>');
    const tags = tagsOf(xml);
    expect(tags.slice(0, 5)).toEqual(['testsuites', 'testsuite', 'testcase', 'failure', '/failure']);
  });

  it('says in the text of a failure what its message says, and where the runs part', () => {
    const xml = junitXml(compareRuns(a, b), { minAgreement: 0.9 });
    const text = 'agreement is 0.6666666666666666, at least 0.9 is asked for';
    expect(xml).toContain(`message="${text}">${text}\nthey part at timestep 0: spikes of neuron 1`);
  });

  it('has an error for what could not be compared, whatever the gate is', () => {
    const comparison = compareRuns({ ...a, dt: 1 }, { ...b, dt: 2, layers: b.layers.slice(0, 1) });
    const xml = junitXml(comparison, { minAgreement: 0 });
    expect(casesIn(xml)).toEqual(['layer first: passed', 'layer out: error', 'all: error']);
    expect(xml).toContain('failures="0" errors="2"');
    expect(xml).toMatch(/<error type="error" message="the output layer out of a is not compared[^<]*hint: /);
    tagsOf(xml);
  });

  it('holds any name and label', () => {
    const name = `<&>"'\u0000\u001b\uD800\uFFFF \u{1F600}\n]]>`;
    const xml = junitXml(compareRuns(spiking(name, [[1]], { name }), spiking(name, [[0]], { name })), { name });
    const tags = tagsOf(xml);
    expect(tags.filter((tag) => tag === 'testcase')).toHaveLength(2);
    expect(xml).toContain(`name="layer &lt;&amp;&gt;&quot;&apos;\uFFFD\uFFFD\uFFFD\uFFFD \u{1F600}&#10;]]&gt;"`);
  });

  it('refuses a gate that nothing can pass or everything', () => {
    for (const minAgreement of [-0.1, 1.1, 95, Number.NaN]) {
      expect(() => junitXml(compareRuns(a, b), { minAgreement })).toThrow(/no agreement can be at least/);
    }
  });
});

describe('junitSuitesXml', () => {
  it('is several comparisons, each with a gate of its own', () => {
    const comparison = compareRuns(a, b);
    const xml = junitSuitesXml([
      { comparison, name: 'float', minAgreement: 0 },
      { comparison, name: 'board' },
    ]);
    expect(casesIn(xml).map((one) => one.split(': ')[1])).toEqual([
      ...['passed', 'passed', 'passed'],
      ...['failure', 'passed', 'failure'],
    ]);
    expect(xml).toContain('<testsuites name="xylopipe.compare" tests="6" failures="2" errors="0">');
    expect(xml).toContain('<testsuite name="float" tests="3" failures="0" errors="0" skipped="0" time="0">');
    expect(tagsOf(xml).filter((tag) => tag === 'testsuite')).toHaveLength(2);
  });
});

describe('junitXml of evolutions', () => {
  const one = evolution({
    vmem: [
      [1, 2],
      [3, 4],
    ],
    spikesOut: [[0], [1]],
  });
  const other = evolution({
    vmem: [
      [1, 2],
      [3, 5],
    ],
    spikesOut: [[0], [1]],
  });

  it('is a test per signal and one for all', () => {
    const comparison = compareEvolutions(one, other);
    expect(casesIn(junitXml(comparison))).toEqual(['vmem: failure', 'spikesOut: passed', 'all: failure']);
    expect(casesIn(junitXml(comparison, { minAgreement: 0.8 }))).toEqual([
      'vmem: failure',
      'spikesOut: passed',
      'all: failure',
    ]);
    expect(junitXml(comparison)).toContain('timestep 1, neuron 1: 4 in a, 5 in b');
  });

  it('has an error where there is no value to compare', () => {
    const empty = evolution({ vmem: [] });
    expect(casesIn(junitXml(compareEvolutions(empty, empty), { minAgreement: 0 }))).toEqual([
      'vmem: error',
      'all: error',
    ]);
  });

  it('has an error for a signal that had to be there', () => {
    const xml = junitXml(compareEvolutions(one, other, { signals: ['spikesOut', 'isyn'] }));
    expect(casesIn(xml)).toEqual(['spikesOut: passed', 'isyn: error', 'all: passed']);
  });

  it('has an error for all where there are other timesteps, and none for a warning', () => {
    const longer = evolution({
      vmem: [
        [1, 2],
        [3, 4],
        [0, 0],
      ],
    });
    expect(casesIn(junitXml(compareEvolutions(one, longer)))).toEqual(['vmem: passed', 'all: error']);
  });
});
