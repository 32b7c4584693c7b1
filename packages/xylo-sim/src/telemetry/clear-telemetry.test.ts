import { Raster } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { configOf } from '../../test/sketch.js';
import { XyloSimulator } from '../simulator.js';
import type { Telemetry } from './telemetry.js';

/** Two of everything, and two synapses per hidden neuron. */
const config = configOf({
  weightsIn: [
    [
      [127, 127],
      [127, 127],
    ],
    [
      [127, 127],
      [127, 127],
    ],
  ],
  weightsOut: [
    [127, 127],
    [127, 127],
  ],
  weightShiftIn: 7,
  weightShiftOut: 7,
  dashMem: 15,
  dashSyn: 15,
  dashSyn2: 15,
  dashMemOut: 15,
  dashSynOut: 15,
});
const input = Raster.fromNested([
  [20, 255],
  [20, 16],
  [16, 16],
  [16, 16],
]);

/** All counts, by name. */
const countsOf = ({ steps, ...counts }: Telemetry): readonly (readonly [string, readonly number[]])[] => [
  ['steps', [steps]],
  ...Object.entries(counts).map(([name, values]) => [name, Array.from(values)] as const),
];

describe.each(['reference', 'fast'] as const)('clearTelemetry (%s core)', (core) => {
  const counted = (): { readonly simulator: XyloSimulator; readonly telemetry: Telemetry } => {
    const simulator = XyloSimulator.from(config, { core, telemetry: true });
    simulator.evolve(input);
    return { simulator, telemetry: simulator.telemetry() as Telemetry };
  };

  it('is about counts none of which are 0', () => {
    for (const [name, counts] of countsOf(counted().telemetry)) {
      expect([name, counts.length > 0, counts.includes(0)]).toEqual([name, true, false]);
    }
  });

  it('sets every one of them to 0, and leaves copies and the state alone', () => {
    const { simulator, telemetry } = counted();
    const [before, state] = [structuredClone(telemetry), simulator.snapshot()];
    simulator.clearTelemetry();
    const zeros = countsOf(before).map(([name, counts]) => [name, counts.map(() => 0)]);
    expect(countsOf(simulator.telemetry() as Telemetry)).toEqual(zeros);
    expect(telemetry).toEqual(before);
    expect(simulator.snapshot()).toEqual(state);
  });

  it('counts the same again from there', () => {
    const { simulator, telemetry } = counted();
    simulator.clearTelemetry();
    simulator.resetState();
    simulator.evolve(input);
    expect(simulator.telemetry()).toEqual(telemetry);
  });
});
