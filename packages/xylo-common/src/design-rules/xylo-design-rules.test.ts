import type { ModuleRecord, NetworkGraph } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import {
  alias,
  FREE,
  generic,
  graphOf,
  HID,
  IN,
  lif,
  OUT,
  plain,
  plainModules,
  range,
  SYN,
  SYN_OUT,
  toyLimits,
  weights,
} from '../../test/graphs.js';
import { xyloDesignRules } from './xylo-design-rules.js';

const rules = xyloDesignRules(toyLimits());
const [first, hidden, second, output] = plainModules as [ModuleRecord, ModuleRecord, ModuleRecord, ModuleRecord];

/** Every breach of a graph, as code and place. */
const breaches = (graph: NetworkGraph): string[] =>
  rules.flatMap((rule) => rule.check(graph)).map(({ code, at }) => [code.replace(/^DRC_/, ''), ...at].join(' '));

const cases: readonly (readonly [what: string, graph: NetworkGraph, expected: readonly string[]])[] = [
  ['a sound network', plain(), []],
  ['recurrent hidden neurons', plain(weights(HID, SYN, { name: '1.rec' })), []],
  [
    'weights at the end',
    graphOf(IN, range(FREE, 2), [...plainModules, weights(OUT, range(FREE, 2), { name: '4' })]),
    ['OUTPUT_NODES_HAVE_NEURONS_AS_SOURCE 4'],
  ],
  ['no output', graphOf(IN, [], plainModules), ['OUTPUT_NODES_HAVE_NEURONS_AS_SOURCE']],
  ['no input', graphOf([], OUT, plainModules), ['FIRST_MODULE_IS_A_WEIGHT', 'WEIGHTS_ARE_CONNECTED 0']],
  [
    'neurons after neurons',
    graphOf(IN, range(FREE, 2), [...plainModules, lif(OUT, range(FREE, 2), { name: '4' })]),
    ['INPUT_TO_NEURONS_IS_A_WEIGHT 4'],
  ],
  ['neurons first', graphOf(SYN, OUT, [hidden, second, output]), ['FIRST_MODULE_IS_A_WEIGHT 1']],
  [
    'timesteps that differ by 2e-5 of themselves',
    graphOf(IN, OUT, [first, hidden, second, lif(SYN_OUT, OUT, { name: '3', dt: 0.00100002 })]),
    ['ALL_NEURONS_HAVE_SAME_DT 3'],
  ],
  [
    'timesteps of nanoseconds, one twice the other',
    graphOf(IN, OUT, [first, lif(SYN, HID, { dt: 1e-9 }), second, lif(SYN_OUT, OUT, { name: '3', dt: 2e-9 })]),
    ['ALL_NEURONS_HAVE_SAME_DT 3'],
  ],
  [
    'timesteps that differ by rounding',
    graphOf(IN, OUT, [first, hidden, second, lif(SYN_OUT, OUT, { dt: 0.001000001 })]),
    [],
  ],
  ['a timestep missing', graphOf(IN, OUT, [first, hidden, second, lif(SYN_OUT, OUT, { dt: null })]), []],
  [
    'no timestep at all',
    graphOf(IN, OUT, [first, generic(SYN, HID), second, lif(SYN_OUT, OUT, { dt: null })]),
    ['ALL_NEURONS_HAVE_SAME_DT'],
  ],
  [
    'recurrent output neurons, said once',
    plain(weights(OUT, SYN_OUT, { name: '3.rec' })),
    ['OUTPUT_NEURONS_CANNOT_BE_RECURRENT 3'],
  ],
  ['output neurons that drive hidden ones', plain(weights(OUT, SYN)), ['OUTPUT_NEURONS_DRIVE_NOTHING 3']],
  [
    'output neurons that send spikes as hidden ones',
    plain(alias(OUT, HID.slice(0, 2), 'back')),
    ['OUTPUT_NEURONS_DRIVE_NOTHING 3'],
  ],
  [
    'input straight to output neurons',
    plain(weights(IN, SYN_OUT, { name: 'short' })),
    ['OUTPUT_NEURONS_ARE_FED_BY_HIDDEN 3'],
  ],
  [
    'two layers, both of output neurons',
    graphOf(IN, [...HID, ...OUT], [first, hidden, weights(IN, SYN_OUT, { name: '2' }), output]),
    ['OUTPUT_NEURONS_ARE_FED_BY_HIDDEN 1', 'OUTPUT_NEURONS_ARE_FED_BY_HIDDEN 3'],
  ],
  [
    'weights after weights',
    plain(weights(HID, range(FREE, 2), { name: 'a' }), weights(range(FREE, 2), SYN_OUT, { name: 'b' })),
    ['NO_CONSECUTIVE_WEIGHTS b'],
  ],
  ['an alias from weights', plain(alias(SYN, HID, 'skip')), ['ALIAS_INPUTS_MUST_BE_NEURONS skip']],
  ['an alias from nowhere', plain(alias(range(FREE, 3), HID, 'skip')), ['ALIAS_INPUTS_MUST_BE_NEURONS skip']],
  [
    'an alias to weights',
    plain(weights(HID, range(FREE, 3), { name: 'loose' }), alias(HID, range(FREE, 3), 'skip')),
    ['ALIAS_OUTPUT_NODES_MUST_HAVE_NEURONS_AS_INPUT skip', 'WEIGHTS_ARE_CONNECTED loose'],
  ],
  [
    'an alias to nowhere',
    plain(alias(HID, range(FREE, 3), 'skip')),
    ['ALIAS_OUTPUT_NODES_MUST_HAVE_NEURONS_AS_INPUT skip'],
  ],
  [
    'an alias to the output of the network',
    plain(alias(HID.slice(0, 2), OUT, 'skip')),
    ['OUTPUT_NODES_HAVE_NEURONS_AS_SOURCE skip'],
  ],
  [
    'an alias to output neurons that are no output of the network',
    graphOf(IN, [10], [...plainModules, alias([5], [11], 'skip')]),
    ['ALIAS_OUTPUT_NODES_MUST_HAVE_NEURONS_AS_INPUT skip'],
  ],
  ['a single layer', graphOf(IN, HID, [first, hidden]), ['AT_LEAST_TWO_NEURON_LAYERS_NEEDED']],
  [
    'biases on weights, one warning per module',
    graphOf(IN, OUT, [
      weights(IN, SYN, { name: '0', biases: [1, -2, 0] }),
      hidden,
      weights(HID, SYN_OUT, { biases: [0, 1] }),
      output,
    ]),
    ['WEIGHT_NODES_HAVE_NO_BIASES 0', 'WEIGHT_NODES_HAVE_NO_BIASES modules[2]'],
  ],
  ['biases of 0', graphOf(IN, OUT, [weights(IN, SYN, { biases: [0, 0, 0] }), hidden, second, output]), []],
  [
    'rows and columns that lead nowhere',
    graphOf(IN, OUT, [weights([...IN, FREE], [...SYN, FREE + 1, FREE + 2], { name: '0' }), hidden, second, output]),
    ['WEIGHTS_ARE_CONNECTED 0', 'WEIGHTS_ARE_CONNECTED 0'],
  ],
];

describe('xyloDesignRules', () => {
  it.each(cases)('%s', (_, graph, expected) => {
    expect(breaches(graph)).toEqual(expected);
  });

  it('reports all breaches of all rules at once', () => {
    const graph = graphOf(SYN, range(FREE, 2), [
      hidden,
      second,
      lif(SYN_OUT, OUT, { name: '3', dt: 0.002 }),
      weights(OUT, SYN_OUT, { name: '3.rec' }),
      weights(OUT, range(FREE, 2), { name: '4', biases: [1, 1] }),
    ]);
    expect(breaches(graph)).toEqual([
      'OUTPUT_NODES_HAVE_NEURONS_AS_SOURCE 4',
      'FIRST_MODULE_IS_A_WEIGHT 1',
      'ALL_NEURONS_HAVE_SAME_DT 3',
      'WEIGHT_NODES_HAVE_NO_BIASES 4',
    ]);
  });

  it('says what was found, what is allowed and what to do', () => {
    const graph = graphOf(IN, OUT, [first, hidden, second, lif(SYN_OUT, OUT, { name: '3', dt: 0.002 })]);
    expect(rules.flatMap((rule) => rule.check(graph))).toEqual([
      {
        code: 'DRC_ALL_NEURONS_HAVE_SAME_DT',
        severity: 'error',
        at: ['3'],
        measured: 0.002,
        limit: 0.001,
        message: 'neurons 3 have another timestep than neurons 1',
        hint: 'give all layers the same dt',
      },
    ]);
  });

  it('has a hint for every breach, and the code and severity of its rule', () => {
    for (const [, graph] of cases) {
      for (const rule of rules) {
        for (const issue of rule.check(graph)) {
          expect(issue).toMatchObject({ code: rule.id, severity: rule.severity, hint: expect.stringMatching(/./) });
        }
      }
    }
  });

  it('counts synapses on a chip with one per neuron only', () => {
    const one = xyloDesignRules(toyLimits({ synapsesPerHidden: 1 }));
    const graph = graphOf(IN, OUT, [
      weights(IN, range(FREE, 6)),
      lif(range(FREE, 6), HID, { name: '1' }),
      second,
      output,
    ]);
    expect(breaches(graph)).toEqual([]);
    expect(one.flatMap((rule) => rule.check(graph))).toMatchObject([
      { code: 'DRC_MAX_SYNAPSES_PER_NEURON', at: ['1'], measured: 2, limit: 1 },
    ]);
    expect(one.flatMap((rule) => rule.check(plain()))).toEqual([]);
  });
});
