import { Raster } from '@xylopipe/core';
import { type RecordingBuffers, wantedSignals } from '@xylopipe/core/session';
import { describe, expect, it } from 'vitest';
import { configOf } from '../test/sketch.js';
import { thrownBy } from '../test/thrown.js';
import { buffersOf, refuseBadBuffers } from './buffer-check.js';

const config = configOf({ weightsIn: [[1, 2, 3]], weightsOut: [[0], [0], [0]] });
const input = Raster.zeros(10, 1);
const wanted = wantedSignals('spikes', { vmem: true, isyn: [0, 2], isyn2: [] }, config);
const check = (into: object, raster = input): void =>
  refuseBadBuffers(buffersOf(into as RecordingBuffers, config), wanted, config, raster);

/** Code and place of each issue. */
function faults(into: object, raster = input): readonly string[] {
  const error = thrownBy(() => check(into, raster));
  expect(error.code).toBe('BUFFER_INVALID');
  return error.issues.map(({ code, at }) => `${code} ${at.join('.')}`);
}

describe('refuseBadBuffers', () => {
  it('takes arrays that are as long as the signal or longer, of some signals', () => {
    expect(() => check({})).not.toThrow();
    expect(() => check({ vmem: new Int16Array(30), isyn: undefined })).not.toThrow();
    expect(() => check({ vmem: new Int16Array(300), isyn: new Int16Array(20), isyn2: new Int16Array() })).not.toThrow();
  });

  it('refuses arrays that are too small for the neurons that are recorded', () => {
    expect(thrownBy(() => check({ vmem: new Int16Array(29), isyn: new Int16Array(20) })).issues).toMatchObject([
      { code: 'TOO_SMALL', at: ['into', 'vmem'], measured: 29, limit: 30 },
    ]);
    expect(faults({ isyn: new Int16Array(19) })).toEqual(['TOO_SMALL into.isyn']);
  });

  it('refuses what is not recorded, or no signal', () => {
    expect(faults({ vmemOut: new Int16Array(10), vmen: new Int16Array(10) })).toEqual([
      'NOT_RECORDED into.vmemOut',
      'NOT_RECORDED into.vmen',
    ]);
  });

  it.each([
    [new Uint16Array(30)],
    [new Float64Array(30)],
    [new Array(30).fill(0)],
    [new ArrayBuffer(60)],
    [null],
    [30],
  ])('refuses %o, which is no Int16Array', (vmem) => {
    expect(faults({ vmem })).toEqual(['WRONG_TYPE into.vmem']);
  });

  it('refuses detached arrays, also where nothing is recorded', () => {
    const [vmem, isyn2] = [new Int16Array(30), new Int16Array(30)];
    structuredClone([vmem, isyn2], { transfer: [vmem.buffer, isyn2.buffer] });
    expect(faults({ vmem, isyn2 })).toEqual(['DETACHED into.vmem', 'DETACHED into.isyn2']);
  });

  it('refuses arrays on the same memory, as far as it is used', () => {
    const memory = new Int16Array(50);
    expect(() => check({ vmem: memory, isyn: memory.subarray(30) })).not.toThrow();
    expect(faults({ vmem: memory, isyn: memory.subarray(29) })).toEqual(['OVERLAP into.isyn']);
    expect(faults({ isyn: memory.subarray(11, 31), vmem: memory.subarray(20) })).toEqual(['OVERLAP into.vmem']);
  });

  it('refuses the memory of the input', () => {
    const memory = new ArrayBuffer(70);
    const raster = new Raster(10, 1, new Uint8Array(memory, 55, 10));
    expect(faults({ vmem: new Int16Array(memory) }, raster)).toEqual(['OVERLAP into.vmem']);
    expect(() => check({ vmem: new Int16Array(memory) }, new Raster(10, 1, new Uint8Array(memory, 60)))).not.toThrow();
  });

  it.each([[null], [new Int16Array(90)], ['vmem'], [[]], [[new Int16Array(90)]], [new Set()], [new Map()], [() => {}]])(
    'refuses %o, which holds no arrays',
    (into) => {
      const error = thrownBy(() => check(into as object));
      expect(error).toMatchObject({ code: 'BUFFER_INVALID', hint: expect.any(String) });
    },
  );

  it('looks at what is inherited, too', () => {
    class Buffers {
      get vmem(): Int16Array {
        return new Int16Array(29);
      }
    }
    expect(faults(new Buffers())).toEqual(['TOO_SMALL into.vmem']);
    expect(faults(Object.create({ vmemOut: new Int16Array(90) }))).toEqual(['NOT_RECORDED into.vmemOut']);
    expect(faults(Object.assign(Object.create(null), { vmen: 1 }))).toEqual(['NOT_RECORDED into.vmen']);
  });

  it('tells of every array at once', () => {
    expect(faults({ vmem: new Int8Array(30), isyn: new Int16Array(1), isynOut: new Int16Array(99) })).toEqual([
      'WRONG_TYPE into.vmem',
      'TOO_SMALL into.isyn',
      'NOT_RECORDED into.isynOut',
    ]);
  });
});

describe('buffersOf', () => {
  it('reads every array once', () => {
    let reads = 0;
    const buffers = buffersOf(
      {
        get vmem() {
          return new Int16Array(++reads);
        },
      },
      config,
    );
    expect([buffers.vmem, buffers.vmem]).toEqual([new Int16Array(1), new Int16Array(1)]);
    expect(reads).toBe(1);
  });
});
