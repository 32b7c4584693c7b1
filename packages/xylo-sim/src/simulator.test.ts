import {
  errorsIn,
  outputOf,
  type QuantizedSpec,
  Raster,
  type SessionEvent,
  SIGNAL_NAMES,
  specSizes,
  totalsOf,
} from '@xylopipe/core';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runs } from '../test/arbitraries.js';
import { configOf } from '../test/sketch.js';
import { thrownBy } from '../test/thrown.js';
import { SimulatorSession } from './session.js';
import { XyloSimulator } from './simulator.js';

const config = configOf({ weightsIn: [[60], [-20]], weightsOut: [[70]], dashSyn: 2 });
const input = Raster.fromNested([
  [3, 0],
  [0, 1],
  [2, 2],
  [0, 0],
]);

describe('XyloSimulator.from', () => {
  const int32 = (data: ArrayLike<number>): Int32Array => Int32Array.from(data);
  const spec: QuantizedSpec = {
    ...config,
    stage: 'quantized',
    weightsIn: { ...config.weightsIn, data: int32(config.weightsIn.data) },
    weightsRec: { ...config.weightsRec, data: int32(config.weightsRec.data) },
    weightsOut: { ...config.weightsOut, data: int32(config.weightsOut.data) },
    dashMem: int32(config.dashMem),
    dashSyn: int32(config.dashSyn),
    dashSyn2: int32(config.dashSyn2),
    dashMemOut: int32(config.dashMemOut),
    dashSynOut: int32(config.dashSynOut),
    threshold: int32(config.threshold),
    thresholdOut: int32(config.thresholdOut),
    bias: int32(config.bias),
    biasOut: int32(config.biasOut),
  };

  it('simulates a specification as the configuration that it makes', () => {
    const expected = XyloSimulator.from(config).evolve(input, { record: true });
    expect(XyloSimulator.from(spec).evolve(input, { record: true })).toEqual(expected);
  });

  it('refuses a specification whose integers do not fit their words, all at once', () => {
    const error = thrownBy(() => XyloSimulator.from({ ...spec, threshold: int32([40000]), dashMem: int32([16]) }));
    expect(error.code).toBe('CONFIG_INVALID');
    expect(error.issues.map(({ at }) => at[0]).sort()).toEqual(['dashMem', 'threshold']);
  });

  it('simulates v2 unless told otherwise', () => {
    expect(XyloSimulator.from(config).updateRule).toBe('v2');
    expect(XyloSimulator.from(config, { updateRule: 'v1' }).updateRule).toBe('v1');
  });

  it('refuses an update rule that there is not', () => {
    expect(thrownBy(() => XyloSimulator.from(config, { updateRule: 'v3' as 'v2' })).code).toBe('UNKNOWN_UPDATE_RULE');
  });

  it('refuses biases under v1, of hidden and of output neurons', () => {
    const biased = configOf({ weightsIn: [[1, 1]], weightsOut: [[1], [1]], bias: [0, 5], biasOut: -3 });
    const error = thrownBy(() => XyloSimulator.from(biased, { updateRule: 'v1' }));
    expect(error.code).toBe('CONFIG_INVALID');
    expect(errorsIn(error.issues)).toMatchObject([
      { code: 'BIAS_UNSUPPORTED', at: ['bias', 1], measured: 5 },
      { code: 'BIAS_UNSUPPORTED', at: ['biasOut', 0], measured: -3 },
    ]);
  });

  it('takes biases under v1 that are switched off', () => {
    const biased = { ...configOf({ weightsIn: [[1]], bias: 5 }), biasEnable: false };
    expect(() => XyloSimulator.from(biased, { updateRule: 'v1' })).not.toThrow();
  });
});

describe('core', () => {
  const withoutWebAssembly = () => vi.stubGlobal('WebAssembly', undefined);
  const seenBy = ({ events$ }: Pick<XyloSimulator, 'events$'>): string[] => {
    const seen: string[] = [];
    events$.subscribe(({ issue }) => seen.push(issue.code));
    return seen;
  };
  afterEach(() => vi.unstubAllGlobals());

  it('is the fast one unless told otherwise, and says so', () => {
    expect(XyloSimulator.from(config).core).toBe('fast');
    expect(XyloSimulator.from(config, { core: 'fast' }).core).toBe('fast');
    expect(XyloSimulator.from(config, { core: 'reference' }).core).toBe('reference');
    expect(seenBy(XyloSimulator.from(config))).toEqual([]);
  });

  it('falls back to the reference core with a word to the first who listens, once per simulator', () => {
    withoutWebAssembly();
    const [one, other] = [XyloSimulator.from(config), XyloSimulator.from(config, { core: 'auto' })];
    vi.unstubAllGlobals();
    expect([one.core, other.core]).toEqual(['reference', 'reference']);
    one.evolve(input);
    expect(seenBy(one)).toEqual(['FAST_CORE_UNAVAILABLE']);
    expect(seenBy(one)).toEqual([]);
    expect(seenBy(new SimulatorSession(other))).toEqual(['FAST_CORE_UNAVAILABLE']);
    expect(seenBy(other)).toEqual([]);
  });

  it('is refused where only the fast one is wanted and there is none, and where there is no such core', () => {
    expect(thrownBy(() => XyloSimulator.from(config, { core: 'turbo' as 'fast' })).code).toBe('UNKNOWN_CORE');
    withoutWebAssembly();
    expect(thrownBy(() => XyloSimulator.from(config, { core: 'fast' })).code).toBe('FAST_CORE_UNAVAILABLE');
    expect(XyloSimulator.from(config, { core: 'reference' }).core).toBe('reference');
  });
});

describe('state', () => {
  it('goes from core to core', () => {
    fc.assert(
      fc.property(runs({ bias: true, aliases: true }), ([network, raster]) => {
        const [reference, fast] = (['reference', 'fast'] as const).map((core) => XyloSimulator.from(network, { core }));
        reference!.evolve(raster);
        fast!.restore(reference!.snapshot());
        expect(fast!.snapshot()).toEqual(reference!.snapshot());
        expect(fast!.evolve(raster, { record: true })).toEqual(reference!.evolve(raster, { record: true }));
        fast!.resetState();
        reference!.resetState();
        reference!.restore(fast!.snapshot());
        expect(reference!.evolve(raster, { record: true })).toEqual(fast!.evolve(raster, { record: true }));
      }),
    );
  });
});

describe('evolve', () => {
  it('answers with output spikes, and says what was evolved', () => {
    const evolution = XyloSimulator.from(config).evolve(input);
    expect(evolution).toMatchObject({ chipId: 'sketch', dt: 0.001, steps: 4, output: 'spikes' });
    expect(Object.keys(evolution.signals)).toEqual(['spikesOut']);
  });

  it('records zeros for a second synapse that there is not', () => {
    const { signals } = XyloSimulator.from(config).evolve(input, { record: ['isyn2', 'isyn'] });
    expect(signals.isyn2).toEqual({ shape: [4, 1], data: new Int16Array(4) });
    expect(totalsOf(signals.isyn ?? signals.isyn2!)).not.toEqual([0]);
  });

  it('gives the same output whatever is recorded', () => {
    fc.assert(
      fc.property(runs({ bias: true, aliases: true }), ([network, raster]) => {
        const all = XyloSimulator.from(network).evolve(raster, { record: true });
        for (const output of ['spikes', 'vmem', 'isyn'] as const) {
          const { signals } = XyloSimulator.from(network).evolve(raster, { output });
          const [name] = Object.keys(signals) as (keyof typeof signals)[];
          expect(signals[name!]).toEqual(all.signals[name!]);
        }
      }),
    );
  });

  it('carries its state from call to call, one call or many', () => {
    fc.assert(
      fc.property(runs({ bias: true, aliases: true }), fc.nat(), ([network, raster], cut) => {
        const at = cut % (raster.steps + 1);
        const whole = XyloSimulator.from(network).evolve(raster, { record: true });
        const simulator = XyloSimulator.from(network);
        const parts = [raster.slice(0, at), raster.slice(at)].map((part) => simulator.evolve(part, { record: true }));
        for (const [name, signal] of Object.entries(whole.signals)) {
          const joined = parts.flatMap((part) => [...part.signals[name as 'vmem']!.data]);
          expect(joined).toEqual([...signal.data]);
        }
        const hibernation = [...parts[0]!.hibernation!, ...parts[1]!.hibernation!.map((t) => t + at)];
        expect(hibernation).toEqual(whole.hibernation);
      }),
    );
  });

  it('keeps its state through an input of no timesteps', () => {
    const simulator = XyloSimulator.from(config);
    simulator.evolve(input);
    const before = simulator.snapshot();
    const nothing = simulator.evolve(Raster.zeros(0, 2), { record: true });
    expect(nothing).toMatchObject({ steps: 0, hibernation: [] });
    expect(nothing.signals.vmem).toEqual({ shape: [0, 1], data: new Int16Array() });
    expect(simulator.snapshot()).toEqual(before);
  });

  it('refuses other channels and unknown signals before it evolves anything', () => {
    const simulator = XyloSimulator.from(config);
    const before = simulator.snapshot();
    expect(thrownBy(() => simulator.evolve(Raster.zeros(3, 1))).code).toBe('INPUT_CHANNELS');
    expect(thrownBy(() => simulator.evolve(input, { record: ['vmen' as 'vmem'] })).code).toBe('RECORD_INVALID');
    expect(simulator.snapshot()).toEqual(before);
  });

  it('clamps counts over 15 and warns once per call', () => {
    const simulator = XyloSimulator.from(config);
    const seen: SessionEvent[] = [];
    simulator.events$.subscribe((event) => seen.push(event));
    const clipped = simulator.evolve(
      Raster.fromNested([
        [16, 200],
        [255, 0],
      ]),
      { record: true },
    );
    expect(seen.map(({ issue }) => [issue.code, issue.measured])).toEqual([['INPUT_CLIPPED', 255]]);
    simulator.resetState();
    expect(
      simulator.evolve(
        Raster.fromNested([
          [15, 15],
          [15, 0],
        ]),
        { record: true },
      ),
    ).toEqual(clipped);
    expect(seen).toHaveLength(1);
  });
});

describe('record', () => {
  it('gives the columns that were chosen, of any signals, whatever the core', () => {
    const choice = fc.dictionary(fc.constantFrom(...SIGNAL_NAMES), fc.array(fc.nat(), { maxLength: 4 }));
    fc.assert(
      fc.property(runs({ bias: true, aliases: true }), choice, ([network, raster], chosen) => {
        const { hidden, outputs } = specSizes(network);
        const record = Object.fromEntries(
          Object.entries(chosen).flatMap(([name, ids]) => {
            const count = name.endsWith('Out') ? outputs : hidden;
            if (name === 'spikesOut' || count === 0) return [];
            return [[name, [...new Set(ids.map((id) => id % count))]]];
          }),
        );
        const all = XyloSimulator.from(network, { core: 'reference' }).evolve(raster, { record: true });
        for (const core of ['reference', 'auto'] as const) {
          const { signals, neurons } = XyloSimulator.from(network, { core }).evolve(raster, { record });
          expect(neurons ?? {}).toEqual(record);
          for (const [name, ids] of Object.entries(record)) {
            const { shape, data } = all.signals[name as 'vmem']!;
            const rows = Array.from({ length: raster.steps }, (_, t) => ids.map((id) => data[t * shape[1]! + id]));
            expect(signals[name as 'vmem']).toEqual({
              shape: [raster.steps, ids.length],
              data: Int16Array.from(rows.flat() as number[]),
            });
          }
        }
      }),
    );
  });

  it('leaves the state alone where it asks for what there is not', () => {
    const simulator = XyloSimulator.from(config);
    simulator.evolve(input);
    const before = simulator.snapshot();
    const error = thrownBy(() => simulator.evolve(input, { record: { vmem: [1], isyn: [0, 0] } }));
    expect(error.issues.map(({ at }) => at)).toEqual([
      ['record', 'vmem', 0],
      ['record', 'isyn'],
    ]);
    expect(simulator.snapshot()).toEqual(before);
  });
});

describe('into', () => {
  it.each(['reference', 'auto'] as const)(
    "fills the caller's arrays from their beginning, all of it, and nothing behind (%s)",
    (core) => {
      const record = { vmem: true, isyn2: true, spikesHidden: [0] };
      const expected = XyloSimulator.from(config, { core }).evolve(input, { record });
      const into = {
        spikesOut: new Int16Array(9).fill(99),
        vmem: new Int16Array(new ArrayBuffer(40), 6, 7).fill(99),
        isyn2: new Int16Array(4).fill(99),
        spikesHidden: new Int16Array(new SharedArrayBuffer(40)).fill(99),
      };
      const evolution = XyloSimulator.from(config, { core }).evolve(input, { record, into });
      expect(evolution).toEqual(expected);
      for (const [name, array] of Object.entries(into)) {
        const { data } = evolution.signals[name as 'vmem']!;
        expect([data.buffer === array.buffer, data.byteOffset, data.length]).toEqual([true, array.byteOffset, 4]);
        expect(array.subarray(4).every((x) => x === 99)).toBe(true);
      }
    },
  );

  it('can be used again', () => {
    const simulator = XyloSimulator.from(config);
    const into = { spikesOut: new Int16Array(4) };
    const first = outputOf(simulator.evolve(input, { into })).data.slice();
    simulator.resetState();
    expect(outputOf(simulator.evolve(input, { into })).data).toEqual(first);
  });
});

describe('evolveInSlices', () => {
  it('pauses on the way and returns what evolve does', () => {
    const busy = configOf({
      weightsIn: [new Array(300).fill(1)],
      weightsRec: new Array(300).fill(new Array(300).fill(1)),
      threshold: 2,
    });
    const raster = Raster.fromValues(150, 1, new Array(150).fill(1));
    const slices = XyloSimulator.from(busy, { core: 'reference' }).evolveInSlices(raster, { record: true });
    const pauses: number[] = [];
    let slice = slices.next();
    for (; !slice.done; slice = slices.next()) pauses.push(slice.value);
    expect(pauses.length).toBeGreaterThan(2);
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses.at(-1)).toBe(150);
    expect(slice.value).toEqual(XyloSimulator.from(busy).evolve(raster, { record: true }));
  });
});

describe('restore', () => {
  it('refuses a snapshot of another network, naming every difference, and keeps its state', () => {
    const simulator = XyloSimulator.from(config);
    simulator.evolve(input);
    const before = simulator.snapshot();
    const other = XyloSimulator.from(configOf({ weightsIn: [[[1, 1]]], weightsOut: [[1]] }));
    const error = thrownBy(() => simulator.restore({ ...other.snapshot(), vmemOut: new Int16Array(2) }));
    expect(error.code).toBe('SNAPSHOT_MISMATCH');
    expect(error.issues).toMatchObject([
      { code: 'SIZE_MISMATCH', at: ['isyn'], measured: 2, limit: 1 },
      { code: 'SIZE_MISMATCH', at: ['vmemOut'], measured: 2, limit: 1 },
    ]);
    expect(simulator.snapshot()).toEqual(before);
  });
});
