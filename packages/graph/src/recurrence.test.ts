import { describe, expect, it } from 'vitest';
import { chain, countingWeights, lif, recurrentLif, weights } from '../test/networks.js';
import { AliasConnection } from './alias-connection.js';
import { GenericNeurons } from './generic-neurons.js';
import { LinearWeights } from './linear-weights.js';
import { hasSelfLoop, isRecurrent } from './recurrence.js';

describe('recurrence', () => {
  it('is not found in a chain', () => {
    const modules = [weights(2, 3), lif(3), weights(3, 2), lif(2)] as const;
    chain(...modules);
    expect(modules.map(isRecurrent)).toEqual([false, false, false, false]);
    expect(modules.map(hasSelfLoop)).toEqual([false, false, false, false]);
  });

  it('is in the neurons and their recurrent weights, and not around them', () => {
    const { neurons, rec } = recurrentLif(3);
    const [before, after] = [weights(2, 3), weights(3, 2)];
    chain(before, neurons, after);
    expect([before, neurons, rec, after].map(isRecurrent)).toEqual([false, true, true, false]);
    expect([before, neurons, rec, after].map(hasSelfLoop)).toEqual([false, true, true, false]);
  });

  it('is a self loop through exactly one other module only', () => {
    const [input, hidden, readout, output] = [weights(2, 3), lif(3), weights(3, 2), lif(2)] as const;
    chain(input, hidden, readout, output);
    const back = new LinearWeights(output.outputNodes, hidden.inputNodes, { weights: countingWeights(2, 3) });
    expect([input, hidden, readout, output, back].map(isRecurrent)).toEqual([false, true, true, true, true]);
    expect([hidden, readout, output, back].map(hasSelfLoop)).toEqual([false, false, false, false]);
  });

  it('is found through an alias', () => {
    const [first, between, second] = [lif(2), weights(2, 2), lif(2)] as const;
    chain(first, between, second);
    const forward = new AliasConnection(first.outputNodes, second.outputNodes);
    expect([first, forward].map(isRecurrent)).toEqual([false, false]);
    const backward = new AliasConnection(second.outputNodes, first.outputNodes);
    expect([first, between, second, forward, backward].map(isRecurrent)).toEqual([false, true, true, true, true]);
    expect([forward, backward].map(hasSelfLoop)).toEqual([true, true]);
  });

  it('is found in a module that feeds itself directly', () => {
    const { inputNodes } = lif(2);
    const loop = new GenericNeurons(inputNodes, inputNodes);
    expect([isRecurrent(loop), hasSelfLoop(loop)]).toEqual([true, true]);
  });

  it('is found when only one node closes the loop', () => {
    const neurons = lif(3);
    const rec = new LinearWeights(neurons.outputNodes.slice(2), neurons.inputNodes.slice(0, 1), {
      weights: countingWeights(1, 1),
    });
    expect([neurons, rec].map(isRecurrent)).toEqual([true, true]);
    expect(hasSelfLoop(neurons)).toBe(true);
  });
});
