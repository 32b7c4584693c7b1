import type { Evolution } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damaged } from '../test/damage.js';
import { problems } from '../test/refusal.js';
import { evolutionFromNpz, evolutionToNpz } from './evolution-npz.js';
import type { NpyInput } from './numpy/npy.js';
import { npzFromBytes, npzToBytes } from './numpy/npz.js';

const evolution: Evolution = {
  stage: 'evolved',
  chipId: 'syns61201',
  dt: 0.001,
  steps: 3,
  output: 'spikes',
  signals: {
    spikesOut: { shape: [3, 2], data: Int16Array.of(0, 1, 0, 0, 1, 1) },
    vmemOut: { shape: [3, 2], data: Int16Array.of(-32768, 1, 0, 0, 1, 32767) },
    vmem: { shape: [3, 1], data: Int16Array.of(4, 5, 6) },
    spikesHidden: { shape: [3, 1], data: Int16Array.of(0, 31, 2) },
  },
  hibernation: [0, 2],
};

const npz = (arrays: Record<string, NpyInput>): Uint8Array => npzToBytes(new Map(Object.entries(arrays)));
const spikes_out = { shape: [3, 2], data: new Int16Array(6) };

describe('evolution as .npz', () => {
  it('holds int16 signals under their file names, hibernation as int64 and dt without dimensions', () => {
    const arrays = npzFromBytes(evolutionToNpz(evolution));
    expect([...arrays].map(([name, { dtype, shape }]) => [name, dtype, shape])).toEqual([
      ['spikes_out', 'i2', [3, 2]],
      ['vmem_out', 'i2', [3, 2]],
      ['vmem', 'i2', [3, 1]],
      ['spikes_hidden', 'i2', [3, 1]],
      ['hibernation', 'i8', [2]],
      ['dt', 'f8', []],
    ]);
  });

  it('comes back but for the chip', () => {
    expect(evolutionFromNpz(evolutionToNpz(evolution))).toEqual({ ...evolution, chipId: undefined });
  });

  it('carries the neurons of the columns that were chosen', () => {
    const chosen: Evolution = {
      ...evolution,
      output: 'vmem',
      signals: { ...evolution.signals, isyn: { shape: [3, 0], data: new Int16Array() } },
      neurons: { spikesOut: [7, 2], vmem: [900], isyn: [] },
    };
    const arrays = npzFromBytes(evolutionToNpz(chosen));
    expect(arrays.get('spikes_out_neurons')).toMatchObject({ dtype: 'i8', shape: [2] });
    expect(evolutionFromNpz(evolutionToNpz(chosen))).toEqual({ ...chosen, chipId: undefined });
    expect(evolutionFromNpz(evolutionToNpz(evolution))).not.toHaveProperty('neurons');
  });

  it('is refused with all that is wrong with its neurons', () => {
    const vmem = { shape: [3, 2], data: new Int16Array(6) };
    const bad = npz({
      spikes_out,
      vmem,
      vmem_neurons: { shape: [2, 1], data: Float64Array.of(4, 4) },
      isyn_neurons: { shape: [1], data: Float64Array.of(0.5) },
      vmem_out: spikes_out,
      vmem_out_neurons: { shape: [1], data: Float64Array.of(1) },
    });
    expect(problems(() => evolutionFromNpz(bad))).toEqual([
      'INVALID_VALUE vmem_out_neurons',
      'INVALID_VALUE vmem_neurons',
      'INVALID_VALUE vmem_neurons[1]',
      'INVALID_VALUE isyn_neurons',
      'INVALID_VALUE isyn_neurons[0]',
    ]);
    const some = { spikes_out, spikes_out_neurons: { shape: [2], data: Float64Array.of(1, 2) } };
    expect(problems(() => evolutionFromNpz(npz(some)))).toContain('OUTPUT_MISSING');
  });

  it('does without what is not known', () => {
    const bare: Evolution = { ...evolution, dt: undefined, hibernation: null };
    expect([...npzFromBytes(evolutionToNpz(bare)).keys()]).not.toContain('dt');
    expect(evolutionFromNpz(evolutionToNpz(bare))).toEqual({ ...bare, chipId: undefined });
  });

  it.each([
    ['spikes', { isyn_out: spikes_out, vmem_out: spikes_out, spikes_out }],
    ['vmem', { isyn_out: spikes_out, vmem_out: spikes_out }],
    ['isyn', { isyn_out: spikes_out }],
  ])('has the output %s', (output, arrays) => {
    expect(evolutionFromNpz(npz(arrays)).output).toBe(output);
  });

  it('reads any type of number that holds 16-bit integers', () => {
    const read = evolutionFromNpz(npz({ spikes_out: { shape: [1, 2], data: Float64Array.of(-0, 3) } }));
    expect(read.signals.spikesOut).toEqual({ shape: [1, 2], data: Int16Array.of(0, 3) });
  });

  it('is refused where its signals cannot be of one chip', () => {
    const wide = { shape: [3, 4], data: new Int16Array(12) };
    const arrays = { spikes_out, vmem: spikes_out, isyn: wide, spikes_hidden: wide };
    expect(problems(() => evolutionFromNpz(npz(arrays)))).toEqual(['SIGNAL_SHAPE vmem']);
    const vmem_neurons = { shape: [2], data: Float64Array.of(1, 3) };
    expect(evolutionFromNpz(npz({ ...arrays, vmem_neurons })).signals.vmem?.shape).toEqual([3, 2]);
  });

  it('is refused with all its problems', () => {
    const bad = npz({
      vmem: { shape: [4, 1], data: new Int16Array(4) },
      isyn: { shape: [4, 1], data: Int32Array.of(0, 0, 40000, 0) },
      spikes_hidden: { shape: [3, 1], data: new Int16Array(3) },
      isyn2: { shape: [4], data: new Int16Array(4) },
      Vmem: spikes_out,
      hibernation: { shape: [2], data: Int16Array.of(2, 1) },
      dt: { shape: [], data: Float64Array.of(0) },
    });
    expect(problems(() => evolutionFromNpz(bad))).toEqual([
      'UNKNOWN_KEY Vmem',
      'VALUE_RANGE isyn[2]',
      'SIGNAL_SHAPE isyn2',
      'SIGNAL_SHAPE spikes_hidden',
      'OUTPUT_MISSING',
      'INVALID_VALUE hibernation[1]',
      'INVALID_VALUE dt',
    ]);
    expect(problems(() => evolutionFromNpz(npz({})))).toEqual(['OUTPUT_MISSING']);
  });

  it.each([
    [[3], 0],
    [[-1], 0],
    [[0.5], 0],
    [[1, 1], 1],
  ])('refuses hibernation at %j of 3 steps', (times, bad) => {
    const hibernation = { shape: [times.length], data: Float64Array.from(times) };
    expect(problems(() => evolutionFromNpz(npz({ spikes_out, hibernation })))).toEqual([
      `INVALID_VALUE hibernation[${bad}]`,
    ]);
  });

  it.each([[[]], [[1, 2]], [[Number.NaN]], [[-1]], [[Number.POSITIVE_INFINITY]]])('refuses dt of %j', (list) => {
    const dt = { shape: [list.length], data: Float64Array.from(list) };
    expect(problems(() => evolutionFromNpz(npz({ spikes_out, dt })))).toEqual(['INVALID_VALUE dt']);
  });

  it('round trip of any signals', () => {
    const signals = fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 3 })).chain(([steps, n]) => {
      const size = { minLength: steps * n, maxLength: steps * n };
      const signal = fc.int16Array(size).map((data) => ({ shape: [steps, n], data }));
      return fc.record({ isynOut: signal, isyn: signal, isyn2: signal }).map((s) => ({ steps, signals: s }));
    });
    fc.assert(
      fc.property(signals, (part) => {
        const any: Evolution = { stage: 'evolved', output: 'isyn', hibernation: [], dt: undefined, ...part };
        expect(evolutionFromNpz(evolutionToNpz(any))).toEqual(any);
      }),
    );
  });

  it('damaged in any way is read or refused', () => {
    fc.assert(
      fc.property(damaged(evolutionToNpz(evolution)), (bytes) => {
        try {
          expect(evolutionFromNpz(bytes).steps).toBe(3);
        } catch (error) {
          expect(error).toMatchObject({ name: 'XylopipeError' });
        }
      }),
      { numRuns: 300 },
    );
  });
});
