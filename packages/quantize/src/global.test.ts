import { describe, expect, it } from 'vitest';
import { smallSpec } from '../test/small-spec.js';
import { globalQuantize } from './quantize.js';

describe('the global method', () => {
  it('scales hidden and output neurons by one factor each', () => {
    const { value } = globalQuantize(
      smallSpec({
        weightsIn: [[[1], [-0.5]]],
        weightsRec: [
          [[0.25], [0]],
          [[0], [-0.125]],
        ],
        weightsOut: [[2], [-1]],
        threshold: [1, 2],
        thresholdOut: [4],
      }),
    );
    expect(value.weightsIn.data).toEqual(Int32Array.of(127, -64));
    expect(value.weightsRec.data).toEqual(Int32Array.of(32, 0, 0, -16));
    expect(value.weightsOut.data).toEqual(Int32Array.of(127, -64));
    expect(value.threshold).toEqual(Int32Array.of(127, 254));
    expect(value.thresholdOut).toEqual(Int32Array.of(254));
  });

  it('counts a bias that is larger than the weights, each in its group', () => {
    const { value, issues } = globalQuantize(
      smallSpec({ weightsIn: [[[1], [0.5]]], bias: [0, -2], weightsOut: [[1], [1]], biasOut: [4] }),
    );
    expect(value.weightsIn.data).toEqual(Int32Array.of(64, 32));
    expect(value.bias).toEqual(Int32Array.of(0, -127));
    expect(value.weightsOut.data).toEqual(Int32Array.of(32, 32));
    expect(value.biasOut).toEqual(Int32Array.of(127));
    expect(issues).toEqual([]);
  });

  it('shrinks a whole group to a threshold over the limit, from the real numbers and by its magnitude', () => {
    const { value } = globalQuantize(
      smallSpec({ weightsIn: [[[127], [63]]], threshold: [-65534, 100], bias: [0, 3], thresholdOut: [1] }),
    );
    expect(value.threshold).toEqual(Int32Array.of(-32767, 50));
    expect(value.weightsIn.data).toEqual(Int32Array.of(64, 32));
    expect(value.bias).toEqual(Int32Array.of(0, 2));
    expect(value.thresholdOut).toEqual(Int32Array.of(127));
  });

  it('leaves the hidden neurons when an output threshold is over the limit', () => {
    const { value } = globalQuantize(
      smallSpec({ weightsIn: [[[1], [-1]]], thresholdOut: [65534], weightsOut: [[127], [4]], biasOut: [8] }),
    );
    expect(value.weightsIn.data).toEqual(Int32Array.of(127, -127));
    expect(value.weightsOut.data).toEqual(Int32Array.of(64, 2));
    expect(value.biasOut).toEqual(Int32Array.of(4));
    expect(value.thresholdOut).toEqual(Int32Array.of(32767));
  });

  it('only rounds a group of zeros', () => {
    const { value } = globalQuantize(smallSpec({ weightsIn: [[[0], [0]]], threshold: [2.5, 3.5] }));
    expect(value.weightsIn.data).toEqual(Int32Array.of(0, 0));
    expect(value.threshold).toEqual(Int32Array.of(2, 4));
  });

  it('takes groups of no neurons', () => {
    const empty = { ...smallSpec({ thresholdOut: [] }), weightsOut: { shape: [2, 0], data: new Float64Array(0) } };
    expect(globalQuantize(empty).value.weightsOut).toEqual({ shape: [2, 0], data: new Int32Array(0) });
  });
});

describe('fuzzy scaling', () => {
  const fuzzy = (fields: Parameters<typeof smallSpec>[0]) => globalQuantize(smallSpec(fields), { fuzzyScaling: true });

  it('scales by |mean| + 2 std of the weights that are not 0 and clips the others', () => {
    // of -1 (seven times) and 9: mean 0.25, variance 88 / 8 - 0.0625 = 10.9375
    const seven = Array.from({ length: 7 }, () => [[-1], [0]]);
    const { value } = fuzzy({ weightsIn: [...seven, [[0], [9]]] });
    const scale = 127 / (0.25 + 2 * Math.sqrt(10.9375));
    const small = -Math.round(scale);
    expect(value.weightsIn.data).toEqual(
      Int32Array.of(small, 0, small, 0, small, 0, small, 0, small, 0, small, 0, small, 0, 0, 127),
    );
    expect(value.threshold).toEqual(Int32Array.of(-small, -small));
  });

  it('takes the magnitude of a negative mean', () => {
    expect(fuzzy({ weightsIn: [[[-2], [-2]]] }).value.weightsIn.data).toEqual(Int32Array.of(-127, -127));
  });

  it('neither counts nor clips a bias, which then may not fit', () => {
    const { value, issues } = fuzzy({ weightsIn: [[[1], [1]]], bias: [1, -2] });
    expect(value.bias).toEqual(Int32Array.of(127, -254));
    expect(issues).toMatchObject([
      { code: 'VALUE_RANGE', severity: 'warning', at: ['bias', 1], measured: -254, limit: '-128 to 127' },
    ]);
  });

  it('limits a threshold like the plain method', () => {
    const { value } = fuzzy({ weightsIn: [[[127], [127]]], threshold: [65534, 0] });
    expect(value.threshold).toEqual(Int32Array.of(32767, 0));
    expect(value.weightsIn.data).toEqual(Int32Array.of(64, 64));
  });

  it('only rounds a group of zeros', () => {
    const { value } = fuzzy({ weightsIn: [[[0], [0]]], threshold: [2.5, 3.5] });
    expect(value.threshold).toEqual(Int32Array.of(2, 4));
  });
});
