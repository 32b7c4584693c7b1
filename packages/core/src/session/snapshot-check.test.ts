import { describe, expect, it } from 'vitest';
import { configOf } from '../../test/small-config.js';
import { thrownBy } from '../../test/thrown.js';
import type { StateSnapshot } from '../device/contract.js';
import { stateOf } from './snapshot-check.js';

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

describe('stateOf', () => {
  it('takes every state of the network', () => {
    expect(() => stateOf(atRest, config)).not.toThrow();
    expect(() => stateOf({ ...atRest, spikesHidden: Uint8Array.of(31, 31) }, config)).not.toThrow();
  });

  it('is the state as it was read', () => {
    let reads = 0;
    const changing = {
      ...atRest,
      get spikesHidden() {
        return Uint8Array.of(reads++ === 0 ? 31 : 32, 0);
      },
    };
    const state = stateOf(changing, config);
    expect(state).toEqual({ ...atRest, spikesHidden: Uint8Array.of(31, 0) });
    expect(reads).toBe(1);
  });

  it('knows a second synapse only where it is switched on', () => {
    const single = { ...config, synapse2Enable: false };
    expect(thrownBy(() => stateOf(atRest, single)).issues).toMatchObject([{ at: ['isyn'], limit: 2 }]);
    expect(() => stateOf({ ...atRest, isyn: new Int16Array(2) }, single)).not.toThrow();
  });

  it('refuses other sizes, all of them', () => {
    const error = thrownBy(() => stateOf({ ...atRest, vmem: new Int16Array(3), isynOut: new Int16Array() }, config));
    expect(error.code).toBe('SNAPSHOT_MISMATCH');
    expect(error.issues).toMatchObject([
      { code: 'SIZE_MISMATCH', at: ['vmem'], measured: 3, limit: 2 },
      { code: 'SIZE_MISMATCH', at: ['isynOut'], measured: 0, limit: 1 },
    ]);
  });

  it('refuses more spikes than a neuron emits, saying how many neurons and which first', () => {
    const error = thrownBy(() => stateOf({ ...atRest, spikesHidden: Uint8Array.of(32, 255) }, config));
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
    const error = thrownBy(() => stateOf(odd as unknown as StateSnapshot, config));
    expect(error.code).toBe('SNAPSHOT_INVALID');
    expect(error.issues.map(({ code, at }) => `${code} ${at}`)).toEqual([
      'WRONG_TYPE vmem',
      'WRONG_TYPE isyn',
      'SIZE_MISMATCH spikesHidden',
      'WRONG_TYPE vmemOut',
    ]);
  });

  it.each([[null], [undefined], [{}], [7]])('refuses %j', (nothing) => {
    const error = thrownBy(() => stateOf(nothing as unknown as StateSnapshot, config));
    expect([error.code, error.issues.length]).toEqual(['SNAPSHOT_INVALID', 5]);
  });
});
