import { describe, expect, it } from 'vitest';
import { smallSpec } from '../test/small-spec.js';
import { channelQuantize } from './quantize.js';

describe('the channel method', () => {
  it('scales each hidden neuron by its largest input or recurrent weight', () => {
    const { value } = channelQuantize(
      smallSpec({
        weightsIn: [[[1], [-0.25]]],
        weightsRec: [
          [[-0.5], [0]],
          [[0], [0.5]],
        ],
        threshold: [1, 2],
        bias: [0.5, -0.25],
      }),
    );
    expect(value.weightsIn.data).toEqual(Int32Array.of(127, -64));
    expect(value.weightsRec.data).toEqual(Int32Array.of(-64, 0, 0, 127));
    expect(value.threshold).toEqual(Int32Array.of(127, 508));
    expect(value.bias).toEqual(Int32Array.of(64, -64));
  });

  it('takes both synapses of a neuron together', () => {
    const { value } = channelQuantize(
      smallSpec({
        weightsIn: [
          [
            [1, 2],
            [4, 0],
          ],
        ],
        bias: [1, 1],
      }),
    );
    expect(value.weightsIn.data).toEqual(Int32Array.of(64, 127, 127, 0));
    expect(value.threshold).toEqual(Int32Array.of(64, 32));
    expect(value.bias).toEqual(Int32Array.of(64, 32));
  });

  it('scales each output by its column', () => {
    const { value } = channelQuantize(
      smallSpec({
        weightsOut: [
          [1, 2],
          [-0.5, 8],
        ],
        thresholdOut: [1, 1],
        biasOut: [-1, 4],
      }),
    );
    expect(value.weightsOut.data).toEqual(Int32Array.of(127, 32, -64, 127));
    expect(value.thresholdOut).toEqual(Int32Array.of(127, 16));
    expect(value.biasOut).toEqual(Int32Array.of(-127, 64));
  });

  it('does not count a bias, which then may not fit', () => {
    const { value, issues } = channelQuantize(smallSpec({ weightsIn: [[[1], [1]]], bias: [0, 3] }));
    expect(value.bias).toEqual(Int32Array.of(0, 381));
    expect(issues).toMatchObject([{ severity: 'warning', at: ['bias', 1], measured: 381 }]);
  });

  it('shrinks only the neuron whose threshold is over the limit, by its magnitude', () => {
    const { value } = channelQuantize(
      smallSpec({ weightsIn: [[[127], [127]]], threshold: [-65534, 3], bias: [-6, -6] }),
    );
    expect(value.threshold).toEqual(Int32Array.of(-32767, 3));
    expect(value.weightsIn.data).toEqual(Int32Array.of(64, 127));
    expect(value.bias).toEqual(Int32Array.of(-3, -6));
  });

  it('limits a neuron without weights, and one beyond the input expansion', () => {
    const { value } = channelQuantize(
      smallSpec({
        weightsIn: [[[127]]],
        weightsRec: [
          [[0], [0], [0]],
          [[0], [0], [254]],
          [[0], [0], [0]],
        ],
        threshold: [1, 65534, 131068],
      }),
    );
    expect(value.threshold).toEqual(Int32Array.of(1, 32767, 32767));
    expect(value.weightsRec.data[5]).toBe(64);
    expect(value.weightsIn).toEqual({ shape: [1, 1, 1], data: Int32Array.of(127) });
  });

  it('only rounds a neuron without weights', () => {
    const { value } = channelQuantize(smallSpec({ weightsIn: [[[0], [1]]], threshold: [2.5, 1], bias: [1.5, 0] }));
    expect(value.threshold).toEqual(Int32Array.of(2, 127));
    expect(value.bias).toEqual(Int32Array.of(2, 0));
  });
});
