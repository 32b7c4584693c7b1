import { describe, expect, it } from 'vitest';
import { type SmallSpec, smallSpec } from '../../test/small-spec.js';
import { globalQuantize } from '../quantize.js';

const rockpool = (fields: SmallSpec, fuzzyScaling = false) =>
  globalQuantize(smallSpec(fields), { fuzzyScaling, compat: 'rockpool-3.0.3' });

/** Half of everything: a factor of 1, and a threshold at twice the limit. */
const over: SmallSpec = {
  weightsIn: [[[127], [65]]],
  weightsRec: [
    [[0], [33]],
    [[0], [0]],
  ],
  weightsOut: [[127], [65]],
};

describe('the global method of Rockpool 3.0.3', () => {
  it('agrees where nothing is limited and there are no output biases', () => {
    const plain = smallSpec({ bias: [0.5, 3] });
    expect(globalQuantize(plain, { compat: 'rockpool-3.0.3' })).toEqual(globalQuantize(plain));
  });

  it('scales output biases like hidden ones', () => {
    const fields = { weightsIn: [[[127], [0]]], weightsOut: [[254], [0]], biasOut: [100] };
    expect(rockpool(fields).value.biasOut).toEqual(Int32Array.of(100));
    expect(globalQuantize(smallSpec(fields)).value.biasOut).toEqual(Int32Array.of(50));
  });

  it('shrinks integers, rounding twice, and leaves the bias', () => {
    const { value } = rockpool({ ...over, weightsIn: [[[127], [0.6]]], threshold: [65534, 2], bias: [0, 10] });
    expect(value.weightsIn.data).toEqual(Int32Array.of(64, 0));
    expect(value.threshold).toEqual(Int32Array.of(32767, 1));
    expect(value.bias).toEqual(Int32Array.of(0, 10));
    const twice = rockpool({ ...over, weightsIn: [[[127], [2.6]]], threshold: [65534, 2] });
    expect(twice.value.weightsIn.data[1]).toBe(2);
    expect(
      globalQuantize(smallSpec({ weightsIn: [[[127], [2.6]]], threshold: [65534, 2] })).value.weightsIn.data[1],
    ).toBe(1);
  });

  it('shrinks the recurrent weights with the output threshold', () => {
    const { value } = rockpool({ ...over, thresholdOut: [65534] });
    expect(value.weightsIn.data).toEqual(Int32Array.of(127, 65));
    expect(value.weightsRec.data).toEqual(Int32Array.of(0, 16, 0, 0));
    expect(value.weightsOut.data).toEqual(Int32Array.of(64, 32));
    expect(value.thresholdOut).toEqual(Int32Array.of(32767));
  });

  it('shrinks the recurrent weights twice when both thresholds are over', () => {
    const { value } = rockpool({ ...over, threshold: [65534, 0], thresholdOut: [65534] });
    expect(value.weightsRec.data).toEqual(Int32Array.of(0, 8, 0, 0));
  });

  it('misses a negative threshold beyond the limit, which then does not fit', () => {
    const { value, issues } = rockpool({ ...over, threshold: [-65534, 2] });
    expect(value.threshold).toEqual(Int32Array.of(-65534, 2));
    expect(issues).toMatchObject([
      { code: 'VALUE_RANGE', severity: 'warning', at: ['threshold', 0], limit: '-32768 to 32767' },
    ]);
  });

  it('does not clip weights outside of the fuzzy spread, which then do not fit', () => {
    const nine = Array.from({ length: 9 }, () => [[1], [1]]);
    const { value, issues } = rockpool({ weightsIn: [...nine, [[1], [10]]] }, true);
    expect(value.weightsIn.data[19]).toBeGreaterThan(128);
    expect(issues).toMatchObject([{ code: 'VALUE_RANGE', severity: 'warning', at: ['weightsIn', 9, 1, 0] }]);
  });

  it('has no garbage for a fuzzy group of zeros', () => {
    expect(rockpool({ weightsIn: [[[0], [0]]], threshold: [1, 2] }, true).value.threshold).toEqual(Int32Array.of(1, 2));
  });

  it('takes groups of no neurons', () => {
    const empty = { ...smallSpec({ thresholdOut: [] }), weightsOut: { shape: [2, 0], data: new Float64Array(0) } };
    expect(globalQuantize(empty, { compat: 'rockpool-3.0.3' }).value.thresholdOut).toEqual(new Int32Array(0));
  });
});
