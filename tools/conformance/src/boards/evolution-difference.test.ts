import { type Evolution, SIGNAL_NAMES, type SignalName } from '@xylopipe/core';
import { expect, it } from 'vitest';
import { evolutionDifference } from './evolution-difference.js';

/** Two timesteps of three neurons, everything 0 but for what is given. */
const evolution = (
  values: Partial<Record<SignalName, readonly number[]>> = {},
  hibernation: Evolution['hibernation'] = [1],
): Evolution => ({
  stage: 'evolved',
  steps: 2,
  output: 'spikes',
  signals: Object.fromEntries(
    SIGNAL_NAMES.map((name) => [name, { shape: [2, 3], data: Int16Array.from(values[name] ?? [0, 0, 0, 0, 0, 0]) }]),
  ),
  hibernation,
});
const without = ({ signals: { vmem, ...signals }, ...rest }: Evolution): Evolution => ({ ...rest, signals });

it.each(SIGNAL_NAMES)('finds the first difference of %s', (name) => {
  expect(
    evolutionDifference(evolution({ [name]: [1, 2, 3, 4, 5, 6] }), evolution({ [name]: [1, 2, 3, 4, 7, 8] })),
  ).toBe(`${name}: timestep 1, neuron 1: board 5, simulator 7`);
});

it.each<[what: string, board: Evolution, difference: string]>([
  ['a missing signal', without(evolution()), 'vmem is missing from the board'],
  ['hibernation', evolution({}, [0]), 'hibernation: board [0], simulator [1]'],
  ['hibernation of a chip that has none', evolution({}, null), 'hibernation: board null, simulator [1]'],
])('finds %s', (_, board, difference) => {
  expect(evolutionDifference(board, evolution())).toBe(difference);
});

it('finds other shapes, and signals that only the board has', () => {
  const narrow = evolution();
  const isyn = { shape: [3, 2], data: new Int16Array(6) };
  expect(evolutionDifference({ ...narrow, signals: { ...narrow.signals, isyn } }, narrow)).toBe(
    'isyn: board (3,2), simulator (2,3)',
  );
  expect(evolutionDifference(evolution(), without(evolution()))).toBe('vmem is missing from the simulator');
});

it('finds nothing where nothing differs', () => {
  expect(evolutionDifference(evolution({ vmem: [1, 2, 3, 4, 5, 6] }), evolution({ vmem: [1, 2, 3, 4, 5, 6] }))).toBe(
    undefined,
  );
});
