import { describe, expect, it } from 'vitest';
import { newCuts } from './cuts.js';
import { MEMBRANE_RULES } from './increment.js';
import { type Neurons, updateNeurons } from './neurons.js';

/** Neurons at rest with threshold 100, membrane dash 0 and one synapse. */
function neurons(count: number, fields: Partial<Neurons> = {}): Neurons {
  const { synapses = 1 } = fields;
  return {
    count,
    synapses,
    dashSyn: new Uint8Array(synapses * count).fill(15),
    dashMem: new Uint8Array(count),
    threshold: new Int16Array(count).fill(100),
    bias: new Int16Array(count),
    aliases: Array.from({ length: count }, () => []),
    maxSpikes: 31,
    isyn: new Int16Array(synapses * count),
    vmem: new Int16Array(count),
    spikes: new Uint8Array(count),
    cuts: null,
    ...fields,
  };
}

/** Neurons that fire `fires[id]` times in this timestep by themselves. */
const firing = (fires: readonly number[], aliases: readonly (readonly number[])[]): Neurons =>
  neurons(fires.length, {
    aliases,
    dashMem: new Uint8Array(fires.length).fill(15),
    bias: Int16Array.from(fires, (n) => n * 100),
  });

const update = (n: Neurons): boolean => updateNeurons(n, MEMBRANE_RULES.v2);

describe('updateNeurons', () => {
  it('decays a synapse before the membrane takes it', () => {
    const n = neurons(1, { isyn: Int16Array.of(80), dashSyn: Uint8Array.of(2) });
    update(n);
    expect([n.isyn[0], n.vmem[0]]).toEqual([60, 60]);
  });

  it('adds up the two synapses of each neuron, which decay on their own', () => {
    const n = neurons(2, {
      synapses: 2,
      isyn: Int16Array.of(8, 16, -32, 64),
      dashSyn: Uint8Array.of(1, 2, 3, 4),
    });
    update(n);
    expect([...n.isyn]).toEqual([4, 12, -28, 60]);
    expect([...n.vmem]).toEqual([-24, 72]);
  });

  it('does not saturate the sum of the synapses before the leak', () => {
    const n = neurons(1, {
      synapses: 2,
      isyn: Int16Array.of(32767, 32767),
      vmem: Int16Array.of(32767),
      threshold: Int16Array.of(32767),
      maxSpikes: 0,
    });
    update(n);
    expect(n.vmem[0]).toBe(32767);
  });

  it('forgets the spikes of the last timestep', () => {
    const n = neurons(1, { spikes: Uint8Array.of(9) });
    update(n);
    expect(n.spikes[0]).toBe(0);
  });

  it.each([
    { what: 'a higher id', aliases: [[1], []], fires: [3, 2], spikes: [3, 5] },
    { what: 'a lower id', aliases: [[], [0]], fires: [3, 2], spikes: [5, 2] },
    { what: 'itself', aliases: [[0], []], fires: [3, 2], spikes: [6, 2] },
    { what: 'several', aliases: [[1, 2, 2], [], []], fires: [3, 0, 1], spikes: [3, 3, 7] },
    { what: 'a chain upward', aliases: [[1], [2], []], fires: [3, 1, 0], spikes: [3, 4, 4] },
    { what: 'a chain downward, of which one link acts', aliases: [[], [0], [1]], fires: [0, 0, 3], spikes: [0, 3, 3] },
    { what: 'nobody', aliases: [[], []], fires: [3, 2], spikes: [3, 2] },
  ])('sends spikes also as those of $what', ({ aliases, fires, spikes }) => {
    const n = firing(fires, aliases);
    update(n);
    expect([...n.spikes]).toEqual(spikes);
    expect([...n.vmem]).toEqual(fires.map(() => 0));
  });

  it('holds at most 31 spikes, which use up what a higher id may fire', () => {
    const up = firing([30, 20], [[1], []]);
    update(up);
    expect([...up.spikes]).toEqual([30, 31]);
    expect(up.vmem[1]).toBe(1900);

    const down = firing([20, 30], [[], [0]]);
    update(down);
    expect([...down.spikes]).toEqual([31, 30]);
    expect(down.vmem[0]).toBe(0);
  });

  it('is still at rest, also with spikes that follow from a threshold of 0', () => {
    expect(update(neurons(2))).toBe(true);
    const n = neurons(1, { threshold: Int16Array.of(0) });
    expect(update(n)).toBe(true);
    expect(n.spikes[0]).toBe(31);
  });

  it('is still where the bias balances the leak', () => {
    expect(update(neurons(1, { vmem: Int16Array.of(40), bias: Int16Array.of(40) }))).toBe(true);
  });

  it('is not still with a synapse off zero, even if it decays to zero, or with a membrane on the move', () => {
    expect(update(neurons(2, { isyn: Int16Array.of(0, 1) }))).toBe(false);
    expect(update(neurons(2, { vmem: Int16Array.of(0, 1) }))).toBe(false);
  });

  it('is not still where a membrane pushes against its bound', () => {
    const n = neurons(1, {
      vmem: Int16Array.of(32767),
      dashMem: Uint8Array.of(15),
      bias: Int16Array.of(5),
      maxSpikes: 0,
    });
    expect(update(n)).toBe(false);
    expect(n.vmem[0]).toBe(32767);
  });
});

describe('the marks of what is cut', () => {
  /** Marks of membranes and of spikes after an update. */
  function marks(n: Neurons): { vmem: number[]; spikes: number[] } {
    const cuts = newCuts(n.count, n.synapses);
    update({ ...n, cuts });
    return { vmem: [...cuts.vmem], spikes: [...cuts.spikes] };
  }

  it('are on membranes that saturate, alone', () => {
    const fields = { dashMem: new Uint8Array(2).fill(15), bias: Int16Array.of(5, 5), maxSpikes: 0 };
    expect(marks(neurons(2, { ...fields, vmem: Int16Array.of(32767, 32763) })).vmem).toEqual([1, 0]);
  });

  it('are on neurons that could fire on', () => {
    expect(marks(neurons(1, { bias: Int16Array.of(3200) })).spikes).toEqual([1]);
    expect(marks(neurons(1, { bias: Int16Array.of(3199) })).spikes).toEqual([0]);
  });

  it('are on aliases with more than 31 spikes, whether they come before or after their source', () => {
    expect(marks(firing([31, 1], [[1], []])).spikes).toEqual([0, 1]);
    expect(marks(firing([30, 1], [[1], []])).spikes).toEqual([0, 0]);
    expect(marks(firing([1, 31], [[], [0]])).spikes).toEqual([1, 0]);
    expect(marks(firing([1, 30], [[], [0]])).spikes).toEqual([0, 0]);
    expect(marks(firing([16, 0], [[0], []])).spikes).toEqual([1, 0]);
  });

  it('change nothing', () => {
    const [one, other] = [firing([30, 20], [[1], []]), firing([30, 20], [[1], []])];
    update(one);
    marks(other);
    expect(other).toEqual(one);
  });
});
