import { describe, expect, it, vi } from 'vitest';
import { pageKey } from './keyboard.js';
import { leftMargin } from './margins.js';
import { NeuronChoice } from './neuron-choice.js';
import { wholeTicks } from './ticks.js';
import { wheelFactor } from './wheel.js';

describe('wholeTicks', () => {
  it('gives round whole numbers before the end', () => {
    expect(wholeTicks({ from: 0, to: 301 }, 15)).toEqual([
      0, 20, 40, 60, 80, 100, 120, 140, 160, 180, 200, 220, 240, 260, 280, 300,
    ]);
    expect(wholeTicks({ from: 3.4, to: 6.1 }, 20)).toEqual([4, 5, 6]);
    expect(wholeTicks({ from: 0, to: 1 }, 10)).toEqual([0]);
  });
});

describe('wheelFactor', () => {
  it('is one where nothing turns, above it upwards, and back by the same', () => {
    expect(wheelFactor({ deltaX: 0, deltaY: 0, deltaMode: 0 })).toBe(1);
    const up = wheelFactor({ deltaX: 0, deltaY: -100, deltaMode: 0 });
    expect(up).toBeGreaterThan(1.2);
    expect(up * wheelFactor({ deltaX: 0, deltaY: 100, deltaMode: 0 })).toBeCloseTo(1);
  });

  it('takes a sideways wheel, and counts lines as many pixels', () => {
    const pixels = wheelFactor({ deltaX: 0, deltaY: -33, deltaMode: 0 });
    expect(wheelFactor({ deltaX: -33, deltaY: 0, deltaMode: 0 })).toBe(pixels);
    expect(wheelFactor({ deltaX: 0, deltaY: -1, deltaMode: 1 })).toBeCloseTo(pixels);
  });
});

describe('pageKey', () => {
  const plain = { ctrlKey: false, metaKey: false, altKey: false };

  it.each([
    ['/', 'search'],
    ['t', 'theme'],
    ['?', 'help'],
    ['x', undefined],
  ])('takes %s as %s', (key, meaning) => {
    expect(pageKey({ key, ...plain }, false)).toBe(meaning);
  });

  it('leaves keys to those who type, and to the browser', () => {
    expect(pageKey({ key: 't', ...plain }, true)).toBeUndefined();
    expect(pageKey({ key: 't', ...plain, ctrlKey: true }, false)).toBeUndefined();
  });
});

describe('NeuronChoice', () => {
  it('adds and takes away, and tells', () => {
    const choice = new NeuronChoice();
    const heard = vi.fn();
    const end = choice.subscribe(heard);
    expect(choice.toggle({ layer: 'a', neuron: 7 })).toBe(true);
    expect(choice.toggle({ layer: 'a', neuron: 3 })).toBe(true);
    expect(choice.toggle({ layer: 'b', neuron: 3 })).toBe(true);
    expect(choice.of('a')).toEqual([3, 7]);
    expect(choice.toggle({ layer: 'a', neuron: 3 })).toBe(false);
    expect(choice.chosen).toEqual([
      { layer: 'a', neuron: 7 },
      { layer: 'b', neuron: 3 },
    ]);
    expect(heard).toHaveBeenCalledTimes(4);
    end();
    choice.set([]);
    expect(heard).toHaveBeenCalledTimes(4);
    expect(choice.has({ layer: 'a', neuron: 7 })).toBe(false);
  });
});

it('leaves narrow plots less room for names', () => {
  expect(leftMargin(390)).toBeLessThan(leftMargin(1200));
});
