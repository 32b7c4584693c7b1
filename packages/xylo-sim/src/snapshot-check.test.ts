import type { StateSnapshot } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { configOf } from '../test/sketch.js';
import { thrownBy } from '../test/thrown.js';
import { refuseOtherSnapshot } from './snapshot-check.js';

const config = configOf({
  weightsIn: [
    [
      [1, 1],
      [2, 2],
    ],
  ],
  weightsOut: [[0], [0]],
});
const atRest: StateSnapshot = {
  vmem: new Int16Array(2),
  isyn: new Int16Array(4),
  spikesHidden: new Uint8Array(2),
  vmemOut: new Int16Array(1),
  isynOut: new Int16Array(1),
};

describe('refuseOtherSnapshot', () => {
  it('takes every state of the network', () => {
    expect(() => refuseOtherSnapshot(atRest, config)).not.toThrow();
    expect(() => refuseOtherSnapshot({ ...atRest, spikesHidden: Uint8Array.of(31, 31) }, config)).not.toThrow();
  });

  it('knows a second synapse only where it is switched on', () => {
    const single = { ...config, synapse2Enable: false };
    expect(thrownBy(() => refuseOtherSnapshot(atRest, single)).issues).toMatchObject([{ at: ['isyn'], limit: 2 }]);
    expect(() => refuseOtherSnapshot({ ...atRest, isyn: new Int16Array(2) }, single)).not.toThrow();
  });

  it('refuses other sizes, all of them', () => {
    const error = thrownBy(() =>
      refuseOtherSnapshot({ ...atRest, vmem: new Int16Array(3), isynOut: new Int16Array() }, config),
    );
    expect(error.code).toBe('SNAPSHOT_MISMATCH');
    expect(error.issues).toMatchObject([
      { code: 'SIZE_MISMATCH', at: ['vmem'], measured: 3, limit: 2 },
      { code: 'SIZE_MISMATCH', at: ['isynOut'], measured: 0, limit: 1 },
    ]);
  });

  it('refuses more spikes than a neuron emits, saying how many neurons and which first', () => {
    const error = thrownBy(() => refuseOtherSnapshot({ ...atRest, spikesHidden: Uint8Array.of(32, 255) }, config));
    expect(error.code).toBe('SNAPSHOT_INVALID');
    expect(error.issues).toMatchObject([{ at: ['spikesHidden', 0], measured: 32, limit: 31 }]);
    expect(error.message).toContain('2 neurons have');
  });

  it('refuses other arrays together with all else', () => {
    const odd = {
      ...atRest,
      vmem: [0, 0],
      isyn: new Int32Array(4),
      spikesHidden: new Uint8Array(3),
      vmemOut: undefined,
    };
    const error = thrownBy(() => refuseOtherSnapshot(odd as unknown as StateSnapshot, config));
    expect(error.code).toBe('SNAPSHOT_INVALID');
    expect(error.issues.map(({ code, at }) => `${code} ${at}`)).toEqual([
      'WRONG_TYPE vmem',
      'WRONG_TYPE isyn',
      'SIZE_MISMATCH spikesHidden',
      'WRONG_TYPE vmemOut',
    ]);
  });

  it.each([[null], [undefined], [{}], [7]])('refuses %j', (nothing) => {
    const error = thrownBy(() => refuseOtherSnapshot(nothing as unknown as StateSnapshot, config));
    expect([error.code, error.issues.length]).toEqual(['SNAPSHOT_INVALID', 5]);
  });
});
