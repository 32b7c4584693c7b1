import { describe, expect, it } from 'vitest';
import { Bench } from './bench.js';
import { roomyChip } from './chips.js';
import { emptySpec, type Spec } from './spec.js';

const signed = (words: readonly number[]): number[] => words.map((word) => (word << 16) >> 16);
const word = (value: number): number => value & 0xffff;

const neverFires = (hidden: number): Partial<Spec> => ({ threshold: Array(hidden).fill(32767) });
const slow = (hidden: number): Partial<Spec> => ({
  dash_mem: Array(hidden).fill(15),
  dash_syn: Array(hidden).fill(15),
});

/** A board after one timestep with one spike of each channel in `channels`. */
function after(
  spec: Partial<Spec>,
  channels: readonly number[] = [],
  count = 1,
  prepare = (_: Bench): void => {},
): Bench {
  const bench = new Bench().load({ ...emptySpec(), ...spec });
  prepare(bench);
  bench.send(...channels.map((channel) => [0, channel, count] as const));
  bench.do({ op: 'triggerProcessing' });
  return bench;
}

describe('arithmetic of a timestep', () => {
  it('adds channel by channel, and saturates after each', () => {
    const spec = {
      ...neverFires(3),
      ...slow(3),
      weights_in: [
        [[127], [-128], [0]],
        [[-127], [127], [0]],
      ],
      weight_shift_in: 7,
    };
    // 15 * 127 * 128 is 243 840: cut to 32 767 before the second channel takes as much away.
    expect(signed(after(spec, [0, 1], 15).peek('isyn', 3))).toEqual([-32768 + 1, 32767 - 1, 0]);
  });

  it('decays currents before they are integrated, and membranes before they are added to', () => {
    const spec = {
      ...neverFires(3),
      weights_in: [
        [[100], [7], [-1]],
        [[0], [0], [0]],
      ],
      dash_syn: [2, 3, 1],
      dash_mem: [1, 1, 1],
    };
    const bench = after(spec, [0], 1, (board) => board.poke('vmem', 0, 9));
    expect(signed(bench.peek('isyn', 3))).toEqual([75, 6, 0]);
    // 9 - 4 + 75.
    expect(signed(bench.peek('vmem', 3))).toEqual([80, 6, 0]);
  });

  it('sums both synapses, each with its decay', () => {
    const bench = new Bench().load({
      ...emptySpec(1, 1, 1, 2),
      weights_in: [[[64, 64]]],
      dash_syn: [1],
      dash_syn_2: [3],
      threshold: [32767],
    });
    bench.send([0, 0, 1]);
    bench.do({ op: 'triggerProcessing' });
    expect([bench.peek('isyn', 1), bench.peek('isyn2', 1), bench.peek('vmem', 1)]).toEqual([[32], [56], [88]]);
  });

  it.each([
    // -30 000 + 15 000 + 2 * 32 766 saturates, reaches the threshold, and is 0 after it.
    ['v1', 0, 1],
    // What is added, 15 000 + 2 * 32 766, saturates by itself.
    ['v2', -30_000 + 32_767, 0],
  ] as const)('saturates the membrane, under %s as that does', (rule, vmem, spikes) => {
    const bench = new Bench('', { chip: roomyChip(rule) }).load({
      ...emptySpec(1, 1, 1, 2),
      ...neverFires(1),
      dash_mem: [1],
      dash_syn: [15],
      dash_syn_2: [15],
    });
    bench.poke('vmem', 0, word(-30_000));
    bench.poke('isyn', 0, 32_767);
    bench.poke('isyn2', 0, 32_767);
    bench.do({ op: 'triggerProcessing' });
    expect([signed(bench.peek('vmem', 1)), bench.peek('spikes', 1)]).toEqual([[vmem], [spikes]]);
  });

  it.each([
    // 32 768 of decay, as a number of 17 bits: 32 768 - 32 768 + 5.
    ['v1', 5],
    // Wrapped to 16 bits it is -32 768, and -32 768 - 32 768 + 5 saturates.
    ['v2', -32768],
  ] as const)('wraps the decay of the lowest membrane under %s only where that does', (rule, expected) => {
    const bench = new Bench('', { chip: roomyChip(rule) }).load({
      ...emptySpec(1),
      ...neverFires(1),
      dash_mem: [0],
      dash_syn: [15],
    });
    bench.poke('vmem', 0, word(-32768));
    bench.poke('isyn', 0, 6);
    bench.do({ op: 'triggerProcessing' });
    expect(signed(bench.peek('vmem', 1))).toEqual([expected]);
  });

  it('adds biases to hidden and to output neurons', () => {
    const bench = after({ ...neverFires(3), bias: [5, 0, -7], bias_out: [0, 3] });
    expect(signed(bench.peek('vmem', 5))).toEqual([5, 0, -7, 0, 3]);
  });

  it('fires as often as the threshold fits, at most 31 times, output neurons once', () => {
    const spec = { threshold: [100, 10, 0], threshold_out: [10, 0] };
    const bench = after(spec, [], 1, (board) => {
      for (const [neuron, vmem] of [400, 1000, 0, 100, 0].entries()) board.poke('vmem', neuron, vmem);
    });
    // After a decay by a quarter: 300, 750, 0; 75, 0.
    expect(bench.peek('spikes', 3)).toEqual([3, 31, 31]);
    expect(signed(bench.peek('vmem', 5))).toEqual([0, 440, 0, 65, 0]);
    expect(bench.readouts[0].outputSpikes).toBe(3);
  });

  it('delivers spikes a timestep later: recurrent weights to hidden, output weights to output neurons', () => {
    const spec: Partial<Spec> = {
      ...neverFires(3),
      ...slow(3),
      weights_rec: [
        [[0], [3], [0]],
        [[0], [0], [-2]],
        [[0], [0], [0]],
      ],
      weights_out: [
        [5, 0],
        [0, 7],
        [0, 0],
      ],
      weight_shift_rec: 1,
      weight_shift_out: 2,
      dash_syn_out: [15, 15],
    };
    const bench = after(spec, [], 1, (board) => {
      board.poke('spikes', 0, 2);
      board.poke('spikes', 1, 4);
    });
    expect(signed(bench.peek('isyn', 5))).toEqual([0, 2 * 3 * 2 - 1, -2 * 4 * 2 + 1, 2 * 5 * 4 - 1, 4 * 7 * 4 - 1]);
    expect(bench.peek('spikes', 3)).toEqual([0, 0, 0]);
  });

  it('passes spikes on to aliases: up the ids along the chain and out of the budget, down the ids only so', () => {
    const spec: Partial<Spec> = {
      threshold: [10, 10, 1000, 10],
      aliases: [[1], [2], [], [0]],
    };
    const bench = new Bench().load({ ...emptySpec(4), ...spec });
    for (const [neuron, vmem] of [40, 400, 0, 80].entries()) bench.poke('vmem', neuron, vmem);
    bench.do({ op: 'triggerProcessing' });
    // After a decay by a quarter: 30, 300, 0, 60. Neuron 1 begins at 3 and fires up to 31; neuron 0 gets 6 more, which stay there.
    expect(bench.peek('spikes', 4)).toEqual([3 + 6, 31, 31, 6]);
    expect(signed(bench.peek('vmem', 4))).toEqual([0, 300 - 280, 0, 0]);
  });
});
