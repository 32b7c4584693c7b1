import { tensor } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { connectionsOf } from './connections.js';

const two = { count: 4, synapses: 2 };
const one = { count: 4, synapses: 1 };

describe('connectionsOf', () => {
  it('lists the connections of each source in order, without those of weight 0', () => {
    const weights = tensor([3, 2], Int8Array.of(5, 0, 0, 0, -3, 7));
    expect(connectionsOf(weights, 0, one, 15)).toEqual({
      sources: 3,
      maxSpikes: 15,
      first: Int32Array.of(0, 1, 1, 3),
      synapse: Int32Array.of(0, 0, 1),
      amount: Int16Array.of(5, -3, 7),
    });
  });

  it('leads to the second synapses after all first ones', () => {
    const weights = tensor([1, 2, 2], Int8Array.of(1, 2, 3, 4));
    const { synapse, amount } = connectionsOf(weights, 0, two, 15);
    expect([...synapse]).toEqual([0, 1, 4, 5]);
    expect([...amount]).toEqual([1, 3, 2, 4]);
  });

  it('leaves out the second synapse where it is switched off', () => {
    const weights = tensor([2, 2, 2], Int8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
    const { first, synapse, amount } = connectionsOf(weights, 0, one, 15);
    expect([...first]).toEqual([0, 2, 4]);
    expect([...synapse.slice(0, 4)]).toEqual([0, 1, 0, 1]);
    expect([...amount.slice(0, 4)]).toEqual([1, 3, 5, 7]);
  });

  it('shifts weights left and wraps them to 16 bits', () => {
    const weights = tensor([1, 4], Int8Array.of(127, -128, 64, 1));
    expect([...connectionsOf(weights, 7, one, 15).amount]).toEqual([16256, -16384, 8192, 128]);
    expect([...connectionsOf(weights, 9, one, 15).amount]).toEqual([-512, 0, -32768, 512]);
  });

  it.each([[[0, 3]], [[3, 0]], [[0, 0, 2]]])('has no connection in a matrix of shape %j', (shape) => {
    const { first, amount } = connectionsOf(tensor(shape, new Int8Array()), 0, two, 15);
    expect([...first]).toEqual(new Array(shape[0] + 1).fill(0));
    expect(amount).toHaveLength(0);
  });
});
