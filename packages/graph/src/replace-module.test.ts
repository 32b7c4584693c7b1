import { describe, expect, it } from 'vitest';
import { chain, countingWeights, errorOf, lif, recurrentLif, weights } from '../test/networks.js';
import { bagGraph } from './bag-graph.js';
import { GenericNeurons } from './generic-neurons.js';
import { LinearWeights } from './linear-weights.js';
import { replaceModule } from './replace-module.js';

describe('replaceModule', () => {
  it('moves the replacement to the end of the lists of the nodes', () => {
    const { neurons, rec } = recurrentLif(2, 'hidden');
    const readout = weights(2, 1, 'readout');
    chain(weights(1, 2), neurons, readout);
    const other = new LinearWeights(neurons.inputNodes, neurons.outputNodes, { weights: countingWeights(2, 2) });
    const { inputNodes, outputNodes } = neurons;
    const replacement = GenericNeurons.withOwnNodes(2, 2);
    replaceModule(neurons, replacement);
    expect(replacement.inputNodes).toEqual(inputNodes);
    expect(replacement.outputNodes).toEqual(outputNodes);
    for (const node of inputNodes) expect([...node.sinks]).toEqual([other, replacement]);
    for (const node of outputNodes) expect([...node.sources]).toEqual([other, replacement]);
    for (const node of outputNodes) expect([...node.sinks]).toEqual([rec, readout]);
  });

  it('leaves the old module alone, on nodes of its own', () => {
    const old = lif(2, 'old');
    const holder = chain(weights(1, 2), old, weights(2, 1));
    replaceModule(old, lif(2, 'new'));
    expect(bagGraph(old).modules).toEqual([old]);
    expect(bagGraph(holder).modules).not.toContain(old);
    expect([old.inputNodes.length, old.outputNodes.length]).toEqual([2, 2]);
  });

  it('takes a replacement that stands on the same nodes already', () => {
    const old = lif(2);
    const replacement = new GenericNeurons(old.inputNodes, old.outputNodes);
    replaceModule(old, replacement);
    for (const node of replacement.inputNodes) expect([...node.sinks]).toEqual([replacement]);
  });

  it('moves a module that replaces itself to the end', () => {
    const first = weights(1, 1, 'first');
    const second = new LinearWeights(first.inputNodes, first.outputNodes, { weights: countingWeights(1, 1) });
    replaceModule(first, first);
    for (const node of first.inputNodes) expect([...node.sinks]).toEqual([second, first]);
  });

  it('keeps the nodes of a module that feeds itself', () => {
    const loop = lif(2);
    const own = new GenericNeurons(loop.inputNodes, loop.inputNodes);
    replaceModule(own, GenericNeurons.withOwnNodes(2, 2, { name: 'new' }));
    for (const node of loop.inputNodes) {
      expect([...node.sources].map((m) => m.name)).toEqual(['new']);
      expect([...node.sinks].map((m) => m.name)).toEqual(['', 'new']);
    }
  });

  it.each([
    [2, 2],
    [4, 1],
    [1, 1],
  ])('refuses a replacement of another size, %i -> %i', (nin, nout) => {
    const old = lif(2, '1', 2);
    const error = errorOf(() => replaceModule(old, GenericNeurons.withOwnNodes(nin, nout)));
    expect(error.code).toBe('REPLACEMENT_SIZE');
    expect([...(old.inputNodes[0]?.sinks ?? [])]).toEqual([old]);
  });
});
