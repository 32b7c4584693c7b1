import { describe, expect, it } from 'vitest';
import { countingWeights, errorOf, issuesOf, lif, weights } from '../test/networks.js';
import { AliasConnection } from './alias-connection.js';
import { GenericNeurons } from './generic-neurons.js';
import { makeNodes } from './graph-node.js';
import { LifNeurons } from './lif-neurons.js';
import { LinearWeights } from './linear-weights.js';

describe('GraphModule', () => {
  it('makes nodes of its own and attaches itself to both sides', () => {
    const module = weights(2, 3, '0');
    expect(module.inputNodes).toHaveLength(2);
    expect(module.outputNodes).toHaveLength(3);
    expect(new Set([...module.inputNodes, ...module.outputNodes]).size).toBe(5);
    for (const node of module.inputNodes) expect([[...node.sinks], [...node.sources]]).toEqual([[module], []]);
    for (const node of module.outputNodes) expect([[...node.sinks], [...node.sources]]).toEqual([[], [module]]);
    expect(module.name).toBe('0');
  });

  it('makes the class that the factory is called on, subclasses too', () => {
    class ChipNeurons extends GenericNeurons {
      override readonly type = 'ChipNeurons';
    }
    const module: ChipNeurons = ChipNeurons.withOwnNodes(4, 2, { name: 'x' });
    expect(module).toBeInstanceOf(ChipNeurons);
    expect([module.type, module.name, module.synapses]).toEqual(['ChipNeurons', 'x', 2]);
  });

  it('is appended to the lists of nodes that others use already', () => {
    const first = weights(2, 2);
    const second = new LinearWeights(first.inputNodes, first.outputNodes, { weights: countingWeights(2, 2) });
    for (const node of first.inputNodes) expect([...node.sinks]).toEqual([first, second]);
    for (const node of first.outputNodes) expect([...node.sources]).toEqual([first, second]);
  });

  it('is listed once by a node that it owns twice', () => {
    const [node] = makeNodes(1);
    const module = new LinearWeights([node!, node!], makeNodes(1), { weights: countingWeights(2, 1) });
    expect([...node!.sinks]).toEqual([module]);
  });

  it('does not follow changes of the list that it was given', () => {
    const nodes = [...makeNodes(2)];
    const module = new GenericNeurons(nodes, makeNodes(2));
    nodes.pop();
    expect(module.inputNodes).toHaveLength(2);
  });

  it('moves to other nodes, at the end of their lists', () => {
    const [left, right] = [weights(2, 2), weights(2, 2)];
    const { inputNodes, outputNodes } = left;
    left.moveTo(right.inputNodes, right.outputNodes);
    for (const node of [...inputNodes, ...outputNodes]) expect([...node.sinks, ...node.sources]).toEqual([]);
    for (const node of right.inputNodes) expect([...node.sinks]).toEqual([right, left]);
    for (const node of right.outputNodes) expect([...node.sources]).toEqual([right, left]);
  });

  it('leaves the nodes alone if its parameters are refused', () => {
    const [inputs, outputs] = [makeNodes(2), makeNodes(3)];
    expect(() => new LinearWeights(inputs, outputs, { weights: countingWeights(3, 2) })).toThrow('WRONG_SHAPE');
    for (const node of [...inputs, ...outputs]) expect(node.sinks.size + node.sources.size).toBe(0);
  });

  it('says who refuses', () => {
    const error = errorOf(() => LinearWeights.withOwnNodes(1, 1, { name: '3.rec', weights: countingWeights(1, 2) }));
    expect([error.code, error.who]).toEqual(['MODULE_INVALID', 'LinearWeights 3.rec']);
  });

  it.each([
    [0, 3, [['EMPTY_MODULE', 'inputs']]],
    [3, 0, [['EMPTY_MODULE', 'outputs']]],
    [
      0,
      0,
      [
        ['EMPTY_MODULE', 'inputs'],
        ['EMPTY_MODULE', 'outputs'],
      ],
    ],
  ])('refuses %i inputs and %i outputs', (nin, nout, issues) => {
    expect(issuesOf(() => weights(nin, nout))).toEqual(issues);
    expect(issuesOf(() => GenericNeurons.withOwnNodes(nin, nout))).toEqual(issues);
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses to make %d nodes', (count) => {
    expect(errorOf(() => makeNodes(count)).code).toBe('NODE_COUNT');
    expect(errorOf(() => GenericNeurons.withOwnNodes(count, 1)).code).toBe('NODE_COUNT');
  });
});

describe('GenericNeurons', () => {
  it('counts synapses', () => {
    expect(GenericNeurons.withOwnNodes(6, 2).synapses).toBe(3);
    expect(lif(2).synapses).toBe(1);
  });

  it('refuses a number of inputs that cannot be shared out evenly', () => {
    expect(issuesOf(() => GenericNeurons.withOwnNodes(5, 2))).toEqual([['WRONG_SYNAPSES', 'inputs']]);
    expect(issuesOf(() => GenericNeurons.withOwnNodes(1, 2))).toEqual([['WRONG_SYNAPSES', 'inputs']]);
  });
});

describe('AliasConnection', () => {
  it('refuses different numbers of inputs and outputs', () => {
    expect(AliasConnection.withOwnNodes(2, 2).type).toBe('AliasConnection');
    expect(issuesOf(() => AliasConnection.withOwnNodes(2, 3))).toEqual([['WRONG_ALIAS_WIDTH', 'outputs']]);
  });
});

describe('a LIF module', () => {
  it('is one of the neurons', () => {
    expect(lif(1)).toBeInstanceOf(GenericNeurons);
    expect(lif(1)).toBeInstanceOf(LifNeurons);
    expect(lif(1).type).toBe('LifNeurons');
  });
});
