import type { ChainTree } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { children, refused, shapes } from '../../test/read-rockpool.js';
import { refusal } from '../../test/refusal.js';
import { leaves, lif, linear, weights } from '../../test/rockpool-files.js';
import { networkTreeFromRockpool } from './network-tree-from-rockpool.js';

describe('the number of neurons', () => {
  const between = (changes: object, nin: number, nout: number) =>
    shapes({ '0_LinearTorch': linear(1, nin), '1_LIFTorch': lif({ ...changes }), '2_LinearTorch': linear(nout, 1) })[1];

  it.each([
    ['the parameters', { tau_mem: [1, 2] }, 4, 2, [4, 2]],
    ['the synapses of one neuron for all', { tau_syn: [[1, 2]] }, 4, 2, [4, 2]],
    ['the synapses of each neuron', { tau_syn: [[1], [2], [3]] }, 3, 3, [3, 3]],
    ['the recurrent weights', { w_rec: weights(2, 4), _has_rec: false }, 4, 2, [4, 2]],
    ['the biases', { bias: [1, 2] }, 4, 4, [4, 2]],
    ['the weights behind', {}, 4, 2, [4, 2]],
    ['the weights before', {}, 3, 3, [3, 3]],
  ])('follows from %s', (_, changes, nin, nout, shape) => {
    expect(between(changes, nin, nout)).toEqual(shape);
  });

  it('follows from a block that keeps it', () => {
    const block = { '0_LinearTorch': linear(2, 4), '1_LIFTorch': lif() };
    const last = (json: unknown) => (children(json).at(-1) as unknown as ChainTree).children[1];
    expect(last({ '0_LinearTorch': linear(1, 2), '1_TorchResidual': block })).toMatchObject({ shape: [4, 2] });
    expect(last({ '0_TorchResidual': block })).toMatchObject({ shape: [4, 2] });
  });

  it('follows from the parameters alone in a first layer', () => {
    expect(
      shapes({
        '0_LIFTorch': lif({
          tau_syn: [
            [1, 2],
            [3, 4],
            [5, 6],
          ],
        }),
      }),
    ).toEqual([[6, 3]]);
    expect(shapes({ '0_LIFTorch': lif({ threshold: [1, 2] }) })).toEqual([[2, 2]]);
    expect(shapes({ '0_ExpSynTorch': leaves({ tau: 0.1, dt: 0.01 }), '1_LinearTorch': linear(3, 1) })[0]).toEqual([3]);
  });

  it('is not guessed', () => {
    expect(refused({ '0_LIFTorch': lif() })).toEqual(['SIZE_UNCLEAR 0_LIFTorch']);
    expect(refused({ '0_ExpSynTorch': leaves({ tau: 0.1, dt: 0.01 }) })).toEqual(['SIZE_UNCLEAR 0_ExpSynTorch']);
    const uneven = { '0_LinearTorch': linear(1, 3), '1_LIFTorch': lif({ threshold: [1, 1] }) };
    expect(refused(uneven)).toEqual(['SYNAPSE_COUNT 1_LIFTorch']);
    expect(refusal(() => networkTreeFromRockpool(uneven)).issues).toMatchObject([
      { message: '3 channels cannot be shared evenly by 2 neurons', measured: '(3, 2)' },
    ]);
    expect(refused({ '0_LinearTorch': leaves({ weight: [[]] }), '1_LIFTorch': lif() })).toEqual([
      'SYNAPSE_COUNT 1_LIFTorch',
    ]);
  });
});
