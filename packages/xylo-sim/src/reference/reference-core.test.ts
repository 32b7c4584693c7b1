import { type DeviceConfig, Raster, type StateSnapshot, type UpdateRule } from '@xylopipe/core';
import { newRecording, type Recording, wantedSignals } from '@xylopipe/core/session';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/arbitraries.js';
import { model } from '../../test/model.js';
import { configOf } from '../../test/sketch.js';
import type { Telemetry } from '../telemetry/telemetry.js';
import { ReferenceCore } from './reference-core.js';

/** Room for everything, in arrays that are not empty: a core must write every value. */
function recordingOf(config: DeviceConfig, rule: UpdateRule, input: Raster): Recording {
  const recording = newRecording(config, rule === 'v2', input.steps, wantedSignals('spikes', true, config));
  for (const signal of Object.values(recording.signals)) signal.rows.fill(7777);
  recording.hibernation?.fill(77);
  return recording;
}

function evolved(
  config: DeviceConfig,
  rule: UpdateRule,
  input: Raster,
  core = new ReferenceCore(config, { updateRule: rule, telemetry: false }),
): Recording {
  const recording = recordingOf(config, rule, input);
  core.evolve(input, 0, input.steps, recording);
  return recording;
}

/** Telemetry with plain lists. */
const asLists = ({ steps, ...counts }: Telemetry): object => ({
  steps,
  ...Object.fromEntries(Object.entries(counts).map(([name, list]) => [name, [...list]])),
});

/** Synapses that hardly decay, membranes that keep nothing: a neuron shows its current. */
const lasting = { dashSyn: 15, dashSynOut: 15, dashMem: 0 };

/** One spike of channel 0 in the first of `steps` timesteps. */
const oneSpike = (steps: number): Raster => Raster.fromNested([[1], ...Array.from({ length: steps - 1 }, () => [0])]);

describe('ReferenceCore', () => {
  it.each(['v1', 'v2'] as const)('equals the naive model under %s', (rule) => {
    fc.assert(
      fc.property(runs({ bias: rule === 'v2', aliases: true }), ([config, input]) => {
        const watched = new ReferenceCore(config, { updateRule: rule, telemetry: true });
        const { signals } = evolved(config, rule, input);
        const { states, telemetry } = model(config, rule, input);
        const names = ['spikesHidden', 'spikesOut', 'vmem', 'vmemOut', 'isyn', 'isyn2', 'isynOut'] as const;
        names.forEach((name, k) => {
          expect(Array.from(signals[name]?.rows as Int16Array), name).toEqual(states.flatMap((row) => row[k]));
        });
        expect(evolved(config, rule, input, watched).signals).toEqual(signals);
        expect(asLists(watched.telemetry() as Telemetry)).toEqual(telemetry);
      }),
      { numRuns: 300 },
    );
  });

  it('takes input in the same timestep, and hidden spikes one later, in hidden and output neurons alike', () => {
    const weightsRec = [
      [0, 40],
      [0, 0],
    ];
    const weightsOut = [[60], [0]];
    const config = configOf({ weightsIn: [[100, 0]], weightsRec, weightsOut, threshold: 99, ...lasting });
    const { signals } = evolved(config, 'v2', oneSpike(2));
    expect(Array.from(signals.spikesHidden?.rows as Int16Array)).toEqual([1, 0, 0, 0]);
    expect(Array.from(signals.isyn?.rows as Int16Array)).toEqual([99, 0, 98, 39]);
    expect(Array.from(signals.isynOut?.rows as Int16Array)).toEqual([0, 59]);
  });

  it('leads inputs to the first hidden neurons, and the last ones to outputs', () => {
    const weightsRec = [
      [0, 100, 0],
      [0, 0, 0],
      [0, 0, 0],
    ];
    const weightsOut = [[50], [70]];
    const config = configOf({ weightsIn: [[100]], hidden: 3, weightsRec, weightsOut, threshold: 99, ...lasting });
    const { signals } = evolved(config, 'v2', oneSpike(3));
    expect(Array.from(signals.spikesHidden?.rows as Int16Array)).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 0]);
    expect(Array.from(signals.isynOut?.rows as Int16Array)).toEqual([0, 0, 49]);
  });

  it('reaches the same in slices of any length', () => {
    const cuts = fc.array(fc.nat({ max: 30 }), { maxLength: 4 });
    fc.assert(
      fc.property(runs({ bias: true, aliases: true }), cuts, ([config, input], at) => {
        const core = new ReferenceCore(config, { updateRule: 'v2', telemetry: false });
        const recording = recordingOf(config, 'v2', input);
        const bounds = [0, ...at.filter((t) => t <= input.steps).sort((a, b) => a - b), input.steps];
        for (let i = 1; i < bounds.length; i++) core.evolve(input, bounds[i - 1], bounds[i], recording);
        expect(recording).toEqual(evolved(config, 'v2', input));
      }),
    );
  });

  it('goes on from a snapshot as from the state it was taken of', () => {
    fc.assert(
      fc.property(runs({ bias: true, aliases: true }), fc.nat(), ([config, input], cut) => {
        const at = input.steps === 0 ? 0 : cut % input.steps;
        const core = new ReferenceCore(config, { updateRule: 'v2', telemetry: false });
        evolved(config, 'v2', input.slice(0, at), core);
        const snapshot = core.snapshot();
        const first = evolved(config, 'v2', input.slice(at), core);
        core.restore(snapshot);
        expect(evolved(config, 'v2', input.slice(at), core)).toEqual(first);
        const other = new ReferenceCore(config, { updateRule: 'v2', telemetry: false });
        other.restore(snapshot);
        expect(evolved(config, 'v2', input.slice(at), other)).toEqual(first);
      }),
    );
  });

  it('starts anew after a reset, without undelivered spikes', () => {
    fc.assert(
      fc.property(runs({ bias: true, aliases: true }), ([config, input]) => {
        const core = new ReferenceCore(config, { updateRule: 'v2', telemetry: false });
        const first = evolved(config, 'v2', input, core);
        core.reset();
        expect(evolved(config, 'v2', input, core)).toEqual(first);
      }),
    );
  });

  it('gives snapshots that its state does not write to', () => {
    const config = configOf({ weightsIn: [[100]], threshold: 50 });
    const core = new ReferenceCore(config, { updateRule: 'v2', telemetry: false });
    const atRest = core.snapshot();
    evolved(config, 'v2', oneSpike(1), core);
    const silent: StateSnapshot = {
      vmem: Int16Array.of(0),
      isyn: Int16Array.of(0),
      spikesHidden: Uint8Array.of(0),
      vmemOut: Int16Array.of(),
      isynOut: Int16Array.of(),
    };
    expect(atRest).toEqual(silent);
    expect(core.snapshot()).toEqual({ ...silent, isyn: Int16Array.of(50), spikesHidden: Uint8Array.of(1) });
  });

  it('counts in workPerStep all that a timestep can touch', () => {
    const config = configOf({
      weightsIn: [
        [
          [1, 2],
          [0, 3],
        ],
      ],
      weightsOut: [[5], [0]],
    });
    expect(new ReferenceCore(config, { updateRule: 'v2', telemetry: false }).workPerStep).toBe(3 + 0 + 1 + 4 + 1);
  });

  it.each([
    { bit: 'synapse2Enable', signal: 'isyn2', on: [50, 0], off: [0, 0] },
    { bit: 'biasEnable', signal: 'vmem', on: [0, 7], off: [0, 0] },
    { bit: 'biasEnable', signal: 'vmemOut', on: [50], off: [0] },
    { bit: 'aliasEnable', signal: 'spikesHidden', on: [1, 1], off: [1, 0] },
  ] as const)('obeys $bit in $signal', ({ bit, signal, on, off }) => {
    const config = configOf({
      weightsIn: [
        [
          [100, 100],
          [0, 0],
        ],
      ],
      weightsOut: [[0], [0]],
      bias: [0, 7],
      biasOut: 50,
      aliases: [[1], []],
    });
    const traceOf = (c: DeviceConfig): number[] =>
      Array.from(evolved(c, 'v2', oneSpike(1)).signals[signal]?.rows ?? []);
    expect(traceOf(config)).toEqual(on);
    expect(traceOf({ ...config, [bit]: false })).toEqual(off);
  });
});

describe('hibernation', () => {
  const quiet = (steps: number): Raster => Raster.zeros(steps, 1);
  const marks = (config: DeviceConfig, input: Raster): number[] => [
    ...(evolved(config, 'v2', input).hibernation as Uint8Array),
  ];

  it('is where nothing comes in and nothing moves', () => {
    const config = configOf({ weightsIn: [[2]], dashSyn: 0, dashMem: 0 });
    expect(marks(config, Raster.fromNested([[0], [1], [0], [0]]))).toEqual([1, 0, 1, 1]);
  });

  it('is not where input comes in that leads nowhere', () => {
    expect(marks(configOf({ weightsIn: [[0]] }), oneSpike(2))).toEqual([0, 1]);
  });

  it('is not while a hidden or an output neuron moves', () => {
    expect(marks(configOf({ weightsIn: [[0]], bias: 10, dashMem: 15 }), quiet(1))).toEqual([0]);
    expect(marks(configOf({ weightsIn: [[0]], weightsOut: [[0]], biasOut: 10, dashMemOut: 15 }), quiet(1))).toEqual([
      0,
    ]);
  });

  it('is unknown to update rule v1', () => {
    expect(evolved(configOf({ weightsIn: [[0]] }), 'v1', quiet(1)).hibernation).toBeNull();
  });
});

describe('telemetry', () => {
  const core = (config: DeviceConfig, telemetry = true): ReferenceCore =>
    new ReferenceCore(config, { updateRule: 'v2', telemetry });
  const config = configOf({ weightsIn: [[100]], weightsOut: [[100]], threshold: 40, thresholdOut: 20 });
  const input = Raster.fromNested([[20], [0], [0], [16]]);

  it('is not there unless it is asked for', () => {
    const off = core(config, false);
    evolved(config, 'v2', input, off);
    off.clearTelemetry();
    expect(off.telemetry()).toBeNull();
  });

  it('counts over all runs, and through resets and restored states', () => {
    const watched = core(config);
    const atRest = watched.snapshot();
    evolved(config, 'v2', input, watched);
    const once = watched.telemetry() as Telemetry;
    expect(once).toMatchObject({ steps: 4, inputCut: Float64Array.of(6), firedOut: Uint32Array.of(3) });
    watched.reset();
    evolved(config, 'v2', input, watched);
    watched.restore(atRest);
    expect(watched.telemetry()).toMatchObject({ steps: 8, inputCut: Float64Array.of(12), firedOut: Uint32Array.of(6) });
    expect(once.steps).toBe(4);
  });

  it('counts from zero when cleared', () => {
    const [watched, fresh] = [core(config), core(config)];
    evolved(config, 'v2', input, watched);
    watched.clearTelemetry();
    expect(watched.telemetry()).toEqual(fresh.telemetry());
    watched.reset();
    evolved(config, 'v2', input, watched);
    evolved(config, 'v2', input, fresh);
    expect(watched.telemetry()).toEqual(fresh.telemetry());
  });

  it('has as many synapses as are switched on, synapse 0 of all neurons first', () => {
    const double = configOf({
      weightsIn: [
        [
          [0, 127],
          [127, 0],
        ],
      ],
      weightShiftIn: 7,
      dashSyn: 15,
      dashSyn2: 15,
    });
    const watched = core(double);
    evolved(double, 'v2', Raster.fromNested([[2], [2], [1]]), watched);
    expect([...(watched.telemetry() as Telemetry).isynSaturated]).toEqual([0, 2, 2, 0]);
    const single = core({ ...double, synapse2Enable: false });
    expect((single.telemetry() as Telemetry).isynSaturated).toHaveLength(2);
  });
});
