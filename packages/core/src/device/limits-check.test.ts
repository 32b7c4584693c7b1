import { describe, expect, it } from 'vitest';
import { toyLimits } from '../../test/toy-plugin.js';
import type { ChipLimits } from './limits.js';
import { checkLimits } from './limits-check.js';

/** What is said of the toy's limits with some of them changed, as code and path. */
const found = (changes: object): readonly string[] =>
  checkLimits({ ...toyLimits, ...changes }).map(({ code, at }) => `${code} ${at.join('.')}`);

const without = (key: keyof ChipLimits): object =>
  Object.fromEntries(Object.entries(toyLimits).filter(([other]) => other !== key));

describe('each limit by itself', () => {
  it.each([
    ['bits', 'weight', 2, 8],
    ['bits', 'state', 2, 16],
    ['bits', 'threshold', 2, 16],
    ['bits', 'bias', 2, 16],
    ['bits', 'dash', 1, 4],
    ['bits', 'weightShift', 1, 4],
    ['maxSpikes', 'input', 1, 255],
    ['maxSpikes', 'hidden', 1, 255],
    ['maxSpikes', 'output', 1, 32767],
  ] as const)('%s.%s can be %d to %d: what configurations and recordings hold', (group, key, min, max) => {
    const with_ = (value: number) => found({ [group]: { ...toyLimits[group], [key]: value } });
    expect([with_(min), with_(max)]).toEqual([[], []]);
    const refused = [`INVALID_VALUE ${group}.${key}`];
    expect([with_(min - 1), with_(max + 1), with_(min + 0.5)]).toEqual([refused, refused, refused]);
  });

  it.each(['toy', 'x', 'syns61201', 'my-chip-2'])('an id can be "%s"', (chipId) => {
    expect(found({ chipId })).toEqual([]);
  });

  it.each(['', 'Toy', '2toy', 'my_chip', 'my chip', '-toy', 'toy-', 'my--chip', 'a/b', '__proto__', 7, null])(
    'an id cannot be %j',
    (chipId) => {
      expect(found({ chipId })).toEqual(['INVALID_VALUE chipId']);
    },
  );

  it.each([
    ['label', ['', ' ', 7, null]],
    ['hiddenNeurons', [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '3', 3n, true]],
    ['aliasTargets', [-1, 0.5, '1']],
    ['synapsesPerHidden', [0, 3, '1', true]],
    ['bias', [0, 1, 'true', 'no', null]],
    ['hibernation', [0, 'false']],
    ['bits', [8, null, [], '8']],
    ['maxSpikes', [15, null]],
    ['realTimeDt', [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '0.005', null]],
    ['mainClock', [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '50 MHz', null]],
    ['updateRule', ['v3', 2, null]],
    ['idAllocation', ['greedy', null]],
    ['assumed', [null, 'bits.bias', [7], {}]],
    ['sources', [null, [], 'the manual']],
  ] as const)('%s cannot be what makes no sense', (key, values) => {
    for (const value of values) expect(found({ [key]: value })).toEqual([`INVALID_VALUE ${key}`]);
  });

  it('can be left out where that has a meaning', () => {
    for (const key of Object.keys(toyLimits) as (keyof ChipLimits)[]) {
      const optional = ['realTimeDt', 'mainClock', 'sources'].includes(key);
      const said = checkLimits(without(key)).map(({ code, at, hint }) => [code, ...at, hint !== undefined]);
      expect(said).toEqual(optional ? [] : [['MISSING_KEY', key, true]]);
    }
    expect(found({ aliasTargets: 0, mainClock: undefined, sources: undefined, assumed: [] })).toEqual([]);
  });

  it('is not known under another name', () => {
    expect(found({ fanOut: 3, bits: { ...toyLimits.bits, synapse: 8 } })).toEqual([
      'UNKNOWN_KEY bits.synapse',
      'UNKNOWN_KEY fanOut',
    ]);
  });
});

describe('limits that contradict each other', () => {
  it.each([
    ['inputExpansionNeurons', { inputExpansionNeurons: 4 }, 4, 3],
    ['outputExpansionNeurons', { outputExpansionNeurons: 4 }, 4, 3],
    ['idAllocation', { inputExpansionNeurons: 2 }, 'walkOrder', 'inputFirstOutputLast'],
    ['idAllocation', { outputExpansionNeurons: 2 }, 'walkOrder', 'inputFirstOutputLast'],
    ['aliasTargets', { aliasTargets: 4 }, 4, 3],
    ['maxFanOut', { maxFanOut: 5, recurrentWordsPerBank: 9 }, 5, 4],
    ['maxFanOut', { recurrentWordsPerBank: 1 }, 2, 1],
    ['bias', { updateRule: 'v1' }, 'true', 'false'],
    ['mainClock', { mainClock: 199 }, 199, '200 and up'],
  ])('are found at %s of %j', (at, changes, measured, limit) => {
    expect(checkLimits({ ...toyLimits, ...changes })).toEqual([
      {
        code: 'LIMITS_CONTRADICT',
        severity: 'error',
        at: [at],
        measured,
        limit,
        message: expect.stringMatching(/./),
        hint: expect.stringMatching(/./),
      },
    ]);
  });

  it.each([
    ['fewer expansion neurons in another order', { idAllocation: 'inputFirstOutputLast', inputExpansionNeurons: 1 }],
    ['the range of a counter as fan-out', { maxFanOut: 4 }],
    ['as many words as targets', { recurrentWordsPerBank: 2 }],
    ['more words than there can be targets', { recurrentWordsPerBank: 1000 }],
    ['no bias, whatever the update rule', { bias: false, updateRule: 'v2' }],
    ['no bias in the first update rule', { bias: false, updateRule: 'v1' }],
    ['a clock of one cycle per timestep', { mainClock: 200 }],
    ['as many aliases as neurons', { aliasTargets: 3 }],
  ])('are not: %s', (_, changes) => {
    expect(found(changes)).toEqual([]);
  });

  it('are found all at once, beside what is wrong by itself', () => {
    expect(
      found({
        label: '',
        inputExpansionNeurons: 4,
        outputExpansionNeurons: 5,
        maxFanOut: 9,
        updateRule: 'v1',
        assumed: ['bits.bais'],
      }),
    ).toEqual([
      'INVALID_VALUE label',
      'UNKNOWN_KEY assumed.0',
      'LIMITS_CONTRADICT inputExpansionNeurons',
      'LIMITS_CONTRADICT outputExpansionNeurons',
      'LIMITS_CONTRADICT maxFanOut',
      'LIMITS_CONTRADICT maxFanOut',
      'LIMITS_CONTRADICT bias',
    ]);
  });

  it('are not looked for where a limit is wrong by itself', () => {
    expect(found({ hiddenNeurons: -1 })).toEqual(['INVALID_VALUE hiddenNeurons']);
    expect(found({ updateRule: 'v1', bias: 'yes' })).toEqual(['INVALID_VALUE bias']);
  });
});

describe('what is said of limits', () => {
  const documented = { kind: 'documented', source: 'the manual' };
  const assumed = { kind: 'assumed', source: 'to be safe' };

  it.each([
    ['limits and groups of limits', { assumed: ['bits.bias', 'maxSpikes', 'hiddenNeurons', 'realTimeDt'] }],
    ['a source of all limits and of some', { sources: { '': documented, bits: assumed, 'bits.bias': documented } }],
    ['a source of an assumption', { assumed: ['bits.bias'], sources: { 'bits.bias': assumed } }],
    ['a source of more than an assumption', { assumed: ['bits.bias'], sources: { '': documented } }],
  ])('can be about %s', (_, changes) => {
    expect(found(changes)).toEqual([]);
  });

  it.each([
    [
      'no limit',
      { assumed: ['bits.weights', 'toString', ''] },
      ['UNKNOWN_KEY assumed.0', 'UNKNOWN_KEY assumed.1', 'UNKNOWN_KEY assumed.2'],
    ],
    [
      'what is not assumed but said',
      { assumed: ['assumed', 'sources'] },
      ['UNKNOWN_KEY assumed.0', 'UNKNOWN_KEY assumed.1'],
    ],
    ['a limit twice', { assumed: ['bits.bias', 'bits.bias'] }, ['LISTED_TWICE assumed.1']],
    ['a limit that is not given', { assumed: ['mainClock'] }, ['LIMITS_CONTRADICT assumed.0']],
    ['the source of no limit', { sources: { fanOut: documented } }, ['UNKNOWN_KEY sources.fanOut']],
    ['a source that is none', { sources: { bits: 'the manual' } }, ['INVALID_VALUE sources.bits']],
    [
      'a source that is not named',
      { sources: { bits: { kind: 'guessed', source: '', page: 7 } } },
      ['INVALID_VALUE sources.bits.kind', 'INVALID_VALUE sources.bits.source', 'UNKNOWN_KEY sources.bits.page'],
    ],
    [
      'an assumption that is documented',
      { assumed: ['bits.bias'], sources: { 'bits.bias': documented } },
      ['LIMITS_CONTRADICT sources.bits.bias.kind'],
    ],
  ])('cannot be about %s', (_, changes, issues) => {
    expect(found(changes)).toEqual(issues);
  });
});
