import { describe, expect, it } from 'vitest';
import { type SmallSpec, smallSpec } from '../../test/small-spec.js';
import { channelQuantize } from '../quantize.js';

const rockpool = (fields: SmallSpec) => channelQuantize(smallSpec(fields), { compat: 'rockpool-3.0.3' });

describe('the channel method of Rockpool 3.0.3', () => {
  it('agrees where nothing is limited and there are no hidden biases', () => {
    const plain = smallSpec({ biasOut: [-0.3] });
    expect(channelQuantize(plain, { compat: 'rockpool-3.0.3' })).toEqual(channelQuantize(plain));
  });

  it('agrees on biases of two synapses', () => {
    const plain = smallSpec({
      weightsIn: [
        [
          [1, 2],
          [3, 4],
        ],
      ],
      bias: [0.3, -0.7],
    });
    expect(channelQuantize(plain, { compat: 'rockpool-3.0.3' })).toEqual(channelQuantize(plain));
  });

  it('only rounds the biases of neurons with one synapse', () => {
    expect(rockpool({ bias: [1.5, -2.5] }).value.bias).toEqual(Int32Array.of(2, -2));
  });

  it('leaves biases when a threshold is limited', () => {
    const { value } = rockpool({
      weightsIn: [
        [
          [127, 0],
          [127, 0],
        ],
      ],
      threshold: [65534, 1],
      bias: [10, 10],
      weightsOut: [[127], [0]],
      thresholdOut: [65534],
      biasOut: [10],
    });
    expect(value.threshold).toEqual(Int32Array.of(32767, 1));
    expect(value.weightsIn.data).toEqual(Int32Array.of(64, 0, 127, 0));
    expect(value.bias).toEqual(Int32Array.of(10, 10));
    expect(value.weightsOut.data).toEqual(Int32Array.of(64, 0));
    expect(value.biasOut).toEqual(Int32Array.of(10));
  });

  it('turns the sign of a neuron whose threshold is far below zero', () => {
    const { value } = rockpool({ weightsIn: [[[127], [127]]], threshold: [-65534, -1] });
    expect(value.weightsIn.data).toEqual(Int32Array.of(-64, 127));
    expect(value.threshold).toEqual(Int32Array.of(32767, -1));
  });

  it('does not limit a neuron without weights', () => {
    const { value, issues } = rockpool({ weightsIn: [[[0], [1]]], threshold: [40000, 1] });
    expect(value.threshold).toEqual(Int32Array.of(40000, 127));
    expect(issues).toMatchObject([{ severity: 'warning', at: ['threshold', 0], measured: 40000 }]);
  });
});

describe('REFERENCE_FAILS', () => {
  const narrow = (...threshold: number[]): SmallSpec => ({
    weightsIn: [[[127]]],
    weightsRec: threshold.map(() => threshold.map(() => [127])),
    threshold,
  });

  it('is thrown when the first neuron without input weights is over the limit', () => {
    expect(() => rockpool(narrow(1, 65534, 1))).toThrowError(
      expect.objectContaining({
        code: 'REFERENCE_FAILS',
        who: 'syns-test',
        issues: [expect.objectContaining({ at: ['threshold', 1] })],
      }),
    );
  });

  it('is not thrown for the neurons before and after it', () => {
    expect(rockpool(narrow(65534, 1, 65534)).value.threshold).toEqual(Int32Array.of(32767, 1, 32767));
  });

  it('is not thrown where every hidden neuron takes input weights', () => {
    expect(rockpool({ weightsIn: [[[127], [127]]], threshold: [1, 65534] }).value.threshold[1]).toBe(32767);
  });

  it('is not thrown without compat', () => {
    expect(channelQuantize(smallSpec(narrow(1, 65534, 1))).value.threshold[1]).toBe(32767);
  });
});
