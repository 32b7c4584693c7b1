import type { ChipLimits } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { createRegistry } from '../registry.js';
import { type LimitFact, limitFacts } from './limit-fact.js';

const limitsOf = (chipId: string): ChipLimits => createRegistry().get(chipId).limits;
const factOf = (limits: ChipLimits, path: string): LimitFact | undefined =>
  limitFacts(limits).find((fact) => fact.path === path);

/** Paths of all that is neither a group of limits nor about the limits themselves. */
const pathsOf = ({ chipId, label, assumed, sources, ...limits }: ChipLimits): readonly string[] =>
  Object.entries(limits).flatMap(([key, value]) =>
    typeof value === 'object' ? Object.keys(value).map((inner) => `${key}.${inner}`) : [key],
  );

describe('limitFacts', () => {
  it('leave out no limit, and have no name or path twice', () => {
    const facts = limitFacts(limitsOf('syns63300'));
    expect(facts.map(({ path }) => path).toSorted()).toEqual(pathsOf(limitsOf('syns63300')).toSorted());
    expect(new Set(facts.map(({ name }) => name)).size).toBe(facts.length);
    for (const { meaning } of facts) expect(meaning).toMatch(/^[A-Z].*\.$/);
  });

  it.each([
    ['syns63300', 'hiddenNeurons', '496', ''],
    ['syns63300', 'bits.weight', '8', 'bits'],
    ['syns63300', 'realTimeDt', '5', 'ms'],
    ['syns63300', 'mainClock', '50', 'MHz'],
    ['syns63300', 'bias', 'yes', ''],
    ['syns63300', 'bits.bias', '8', 'bits'],
    ['syns63300', 'idAllocation', 'input first output last', ''],
    ['syns61300', 'bias', 'no', ''],
    ['syns61300', 'bits.bias', '-', 'bits'],
    ['syns61300', 'realTimeDt', 'free', 'ms'],
    ['syns61300', 'mainClock', 'not public', 'MHz'],
    ['syns61300', 'idAllocation', 'walk order', ''],
  ])('of %s: %s is %s %s', (chipId, path, text, unit) => {
    expect(factOf(limitsOf(chipId), path)).toMatchObject({ text, unit });
  });

  it('do not show what binary fractions make of a duration', () => {
    expect(factOf({ ...limitsOf('syns61300'), realTimeDt: 0.0011 }, 'realTimeDt')?.text).toBe('1.1');
  });

  it('have no source for what there is not', () => {
    for (const path of ['bits.bias', 'realTimeDt', 'mainClock']) {
      expect(factOf(limitsOf('syns61300'), path)).toHaveProperty('source', undefined);
    }
  });

  it('say so where the plugin tells no sources', () => {
    const facts = limitFacts({ ...limitsOf('syns61201'), sources: undefined, assumed: ['maxFanOut'] });
    expect(facts.filter(({ source }) => source !== undefined).map(({ path }) => path)).toEqual(['maxFanOut']);
  });
});

const NO_VALUE = new Set(['-', 'free', 'not public']);

describe.each(
  createRegistry()
    .list()
    .map(({ limits }) => limits),
)('limits of $chipId', (limits) => {
  it('come from somewhere, wherever they have a value', () => {
    const homeless = limitFacts(limits).filter(({ source, text }) => source === undefined && !NO_VALUE.has(text));
    expect(homeless).toEqual([]);
  });

  it('are assumed where both the list and the source say so', () => {
    const assumed = Object.entries(limits.sources ?? {}).filter(([, { kind }]) => kind === 'assumed');
    expect(assumed.map(([path]) => path).toSorted()).toEqual(limits.assumed.toSorted());
  });

  it('have sources for paths that are there', () => {
    const paths = limitFacts(limits).map(({ path }) => path);
    const dead = Object.keys(limits.sources ?? {}).filter((key) => !paths.some((path) => `${path}.`.startsWith(key)));
    expect(dead).toEqual([]);
  });
});
