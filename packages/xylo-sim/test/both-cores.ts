import {
  type DeviceConfig,
  type Raster,
  SIGNAL_NAMES,
  type StateSnapshot,
  specSizes,
  type UpdateRule,
} from '@xylopipe/core';
import type { Recording } from '@xylopipe/core/session';
import { expect } from 'vitest';
import type { Core } from '../src/core.js';
import { FastCore } from '../src/fast/fast-core.js';
import { ReferenceCore } from '../src/reference/reference-core.js';
import type { Telemetry } from '../src/telemetry/telemetry.js';

/** One run of a network on a core. */
export interface Run {
  readonly config: DeviceConfig;
  readonly updateRule: UpdateRule;
  readonly input: Raster;
  /** Where the run begins. Default: at rest. */
  readonly state?: StateSnapshot | undefined;
  /** Timesteps at which evolve is called anew. Default: none. */
  readonly cuts?: readonly number[];
  readonly telemetry?: boolean;
}

/** Everything that a run can be asked for. */
export interface Outcome {
  readonly recording: Recording;
  readonly end: StateSnapshot;
  readonly telemetry: Telemetry | null;
}

/** Runs on both cores, expects equality in everything, and gives back what the reference core says. */
export function expectSameOnBothCores(run: Run): Outcome {
  const expected = outcomeOf(new ReferenceCore(run.config, optionsOf(run)), run);
  expect(differences(outcomeOf(new FastCore(run.config, optionsOf(run)), run), expected)).toEqual([]);
  return expected;
}

/** What differs, with the first place of each. */
function differences(actual: Outcome, expected: Outcome): readonly string[] {
  const others = new Map(arraysOf(actual));
  return arraysOf(expected).flatMap(([name, values]) => {
    const other = others.get(name);
    if (other?.length !== values.length) return [`${name}: ${other?.length} values instead of ${values.length}`];
    for (let i = 0; i < values.length; i++) {
      if (values[i] !== other[i]) return [`${name}[${i}]: ${other[i]} instead of ${values[i]}`];
    }
    return [];
  });
}

function arraysOf({ recording, end, telemetry }: Outcome): readonly (readonly [string, ArrayLike<number>])[] {
  const { steps, ...counts } = telemetry ?? {};
  return [
    ...Object.entries(recording.signals).map(([name, { rows }]) => [`recorded ${name}`, rows] as const),
    ['hibernation', recording.hibernation ?? []],
    ...Object.entries(end).map(([name, state]) => [`last ${name}`, state as Int16Array] as const),
    ['watched timesteps', steps === undefined ? [] : [steps]],
    ...Object.entries(counts),
  ];
}

const optionsOf = ({ updateRule, telemetry = false }: Run) => ({ updateRule, telemetry });

function outcomeOf(core: Core, { config, updateRule, input, state, cuts = [] }: Run): Outcome {
  if (state !== undefined) core.restore(state);
  const recording = recordingOfEverything(config, updateRule, input.steps);
  const ends = [...cuts, input.steps];
  ends.forEach((to, i) => {
    core.evolve(input, ends[i - 1] ?? 0, to, recording);
  });
  return { recording, end: core.snapshot(), telemetry: core.telemetry() };
}

/** Rows that are not zero, so that a value nobody wrote shows. */
function recordingOfEverything(config: DeviceConfig, updateRule: UpdateRule, steps: number): Recording {
  const { hidden, outputs } = specSizes(config);
  const signals = SIGNAL_NAMES.map((name) => {
    const rows = new Int16Array(steps * (name.endsWith('Out') ? outputs : hidden)).fill(21845);
    return [name, { rows, neurons: null }] as const;
  });
  return {
    signals: Object.fromEntries(signals),
    hibernation: updateRule === 'v1' ? null : new Uint8Array(steps).fill(85),
  };
}
