import type { XylopipeError } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { type ChipCosts, costsOf, known, noCosts, unknown } from './chip-costs.js';
import { costsIssues, defineCosts } from './define-costs.js';
import { core1000CycleModel, core1000V1Costs, expansionCycleModel } from './family-costs.js';

const power = { source: 'a data sheet', clockHz: 6.25e6, supplies: [{ supply: 'core', activeMicrowatts: 201 }] };
const costs: ChipCosts = { chipId: 'toy', cycles: known(core1000CycleModel), power: known(power) };

/** Codes and paths of what is found. */
const found = (value: unknown): readonly string[] =>
  costsIssues(value).map(({ code, at }) => `${code} ${at.join('.')}`);

describe('defineCosts', () => {
  it.each([
    costs,
    { ...costs, cycles: known(expansionCycleModel) },
    { ...costs, power: unknown('nobody measured it') },
    { chipId: 'toy', ...core1000V1Costs },
    noCosts('toy'),
  ])('takes costs as they are, and freezes them at every level: %#', (sound) => {
    expect(defineCosts(sound)).toBe(sound);
    expect([sound, sound.cycles, sound.power].every(Object.isFrozen)).toBe(true);
  });

  it.each([
    ['nothing', undefined, ['INVALID_VALUE ']],
    ['null', null, ['INVALID_VALUE ']],
    ['a list', [], ['INVALID_VALUE ']],
    ['costs without power', { chipId: 'toy', cycles: unknown('none') }, ['MISSING_KEY power']],
    ['numbers for figures', { chipId: 'toy', cycles: 1, power: null }, ['INVALID_VALUE cycles', 'INVALID_VALUE power']],
    [
      'known figures that are none',
      { chipId: 'toy', cycles: known(3), power: known({ ...power, supplies: 3 }) },
      ['INVALID_VALUE cycles.value', 'INVALID_VALUE power.value.supplies'],
    ],
    [
      'figures without value or reason',
      { ...costs, cycles: { known: true }, power: { known: false } },
      ['MISSING_KEY cycles.value', 'MISSING_KEY power.reason'],
    ],
    ['figures that are perhaps known', { ...costs, power: { known: 1, reason: 'x' } }, ['INVALID_VALUE power.known']],
    [
      'a reason that steers the terminal',
      { ...costs, power: unknown('\u001b[31mred') },
      ['INVALID_VALUE power.reason'],
    ],
    [
      'a cycle model with holes',
      { ...costs, cycles: known({ ...core1000CycleModel, hiddenDecay: undefined, hiddenUpdate: -1, speed: 3 }) },
      [
        'MISSING_KEY cycles.value.hiddenDecay',
        'INVALID_VALUE cycles.value.hiddenUpdate',
        'UNKNOWN_KEY cycles.value.speed',
      ],
    ],
    [
      'a second synapse with holes',
      { ...costs, cycles: known({ ...core1000CycleModel, synapse2: { inputPerTarget: Number.NaN } }) },
      [
        'INVALID_VALUE cycles.value.synapse2.inputPerTarget',
        'MISSING_KEY cycles.value.synapse2.recurrentPerTarget',
        'MISSING_KEY cycles.value.synapse2.hiddenDecay',
      ],
    ],
    [
      'supplies with holes',
      { ...costs, power: known({ ...power, clockHz: 0, supplies: [{ supply: '' }, undefined, power.supplies[0]] }) },
      [
        'INVALID_VALUE power.value.clockHz',
        'INVALID_VALUE power.value.supplies.0.supply',
        'MISSING_KEY power.value.supplies.0.activeMicrowatts',
        'INVALID_VALUE power.value.supplies.1',
      ],
    ],
    ['no supplies', { ...costs, power: known({ ...power, supplies: [] }) }, ['INVALID_VALUE power.value.supplies']],
  ])('refuses %s, with all that is wrong', (_, faulty, issues) => {
    expect(found(faulty)).toEqual(issues);
    expect(() => defineCosts(faulty as never)).toThrow(expect.objectContaining({ code: 'COSTS_INVALID' }));
  });

  it('names the chip that they are of', () => {
    const faulty = { ...costs, power: undefined } as never;
    expect(() => defineCosts(faulty)).toThrow(expect.objectContaining({ who: 'toy' }));
    expect(() => defineCosts(3 as never)).toThrow(expect.objectContaining({ who: 'costs without a chip id' }));
  });
});

describe('costsOf', () => {
  it('refuses what a device binds in place of costs, naming the device', () => {
    const device = { chipId: 'odd', resolve: <T>(): T => ({ cycles: 1, power: null }) as T };
    expect(() => costsOf(device)).toThrow(
      expect.objectContaining({ code: 'COSTS_INVALID', who: 'odd' } satisfies Partial<XylopipeError>),
    );
  });
});
