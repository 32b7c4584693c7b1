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

it.each(SIGNAL_NAMES)('finds a difference of %s', (name) => {
  expect(
    evolutionDifference(evolution({ [name]: [1, 2, 3, 4, 5, 6] }), evolution({ [name]: [1, 2, 3, 4, 7, 8] })),
  ).toBe(`${name}: timestep 1, neuron 1: board 5, simulator 7`);
});

it.each<[what: string, board: Evolution, difference: string]>([
  [
    'a missing signal',
    without(evolution()),
    'a is the board, b the simulator: vmem is not compared: it is missing in a',
  ],
  ['hibernation', evolution({}, [0]), 'hibernation: board [0], simulator [1]'],
  ['hibernation of a chip that has none', evolution({}, null), 'hibernation: board null, simulator [1]'],
])('finds %s', (_, board, difference) => {
  expect(evolutionDifference(board, evolution())).toBe(difference);
});

it('finds the earliest of all differences', () => {
  const board = evolution({ spikesOut: [0, 0, 0, 1, 0, 0], vmem: [0, 0, 5, 6, 6, 6] }, null);
  expect(evolutionDifference(board, evolution())).toBe('vmem: timestep 0, neuron 2: board 5, simulator 0');
});

it('finds other shapes, and signals that only the board has', () => {
  const isyn = { shape: [2, 2], data: new Int16Array(4) };
  const narrow = { ...evolution(), signals: { ...evolution().signals, isyn } };
  expect(evolutionDifference(narrow, evolution())).toMatch(/differ in the number of neurons in isyn/);
  expect(evolutionDifference({ ...evolution(), steps: 3 }, evolution())).toMatch(/differ in the number of timesteps/);
  expect(evolutionDifference(evolution(), without(evolution()))).toMatch(/vmem is not compared: it is missing in b/);
});

it('finds nothing where nothing differs', () => {
  expect(evolutionDifference(evolution({ vmem: [1, 2, 3, 4, 5, 6] }), evolution({ vmem: [1, 2, 3, 4, 5, 6] }))).toBe(
    undefined,
  );
});

it('takes a call without timesteps for what it is, but not a board that answered none', () => {
  const empty: Evolution = {
    ...evolution({}, []),
    steps: 0,
    signals: Object.fromEntries(SIGNAL_NAMES.map((name) => [name, { shape: [0, 3], data: new Int16Array(0) }])),
  };
  expect(evolutionDifference(empty, empty)).toBe(undefined);
  expect(evolutionDifference(empty, evolution())).toMatch(/number of timesteps/);
});
