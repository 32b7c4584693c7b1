import type { AnySpec, NetworkGraph } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { columnsOf } from './columns.js';
import type { LayerMap } from './layer-map.js';
import { mapOfGraph } from './map-of-graph.js';
import { mapOfSpec } from './map-of-spec.js';

/** 2 inputs, layers of 2 and 1 neurons, 1 output; the first layer is recurrent, and neuron 0 has neuron 2 as an alias. */
const spec: AnySpec = {
  chipId: 'syns65302',
  dt: 0.001,
  weightsIn: { shape: [2, 2, 1], data: Int8Array.of(1, 0, 2, 3) },
  weightsRec: { shape: [3, 3, 1], data: Int8Array.of(5, 0, 1, 0, 0, 1, 0, 0, 0) },
  weightsOut: { shape: [1, 1], data: Int8Array.of(7) },
  weightShiftIn: 0,
  weightShiftRec: 0,
  weightShiftOut: 0,
  ...Object.fromEntries(
    ['dashMem', 'dashSyn', 'dashSyn2', 'threshold', 'bias'].map((field) => [field, new Int16Array(3)]),
  ),
  ...Object.fromEntries(
    ['dashMemOut', 'dashSynOut', 'thresholdOut', 'biasOut'].map((field) => [field, new Int16Array(1)]),
  ),
  aliases: [[2], [], []],
  layers: [
    { name: '1', role: 'hidden', firstId: 0, count: 2 },
    { name: '3', role: 'hidden', firstId: 2, count: 1 },
    { name: '5', role: 'output', firstId: 1000, count: 1 },
  ],
} as unknown as AnySpec;

const expected = [
  { from: 0, to: 1, kind: 'weights', count: 3 },
  { from: 1, to: 1, kind: 'weights', count: 1 },
  { from: 1, to: 2, kind: 'weights', count: 2 },
  { from: 2, to: 3, kind: 'weights', count: 1 },
];

describe('mapOfSpec', () => {
  it('counts what is not 0, layer by layer', () => {
    expect(mapOfSpec(spec)).toEqual({
      boxes: [
        { name: 'input', role: 'input', neurons: 2 },
        { name: '1', role: 'hidden', neurons: 2 },
        { name: '3', role: 'hidden', neurons: 1 },
        { name: '5', role: 'output', neurons: 1 },
      ],
      links: [...expected, { from: 1, to: 2, kind: 'alias', count: 1 }],
    });
  });

  it.each([
    ['unknown', []],
    ['wrong', [{ name: '1', role: 'hidden' as const, firstId: 0, count: 2 }]],
  ])('takes all hidden neurons together where layers are %s', (_, layers) => {
    const map = mapOfSpec({ ...spec, layers });
    expect(map?.boxes.map(({ name, neurons }) => [name, neurons])).toEqual([
      ['input', 2],
      ['hidden', 3],
      ['output', 1],
    ]);
  });

  it('counts both synapses', () => {
    const two = {
      ...spec,
      weightsIn: { shape: [1, 2, 2], data: Int8Array.of(1, 1, 0, 1) },
      weightsRec: { shape: [3, 3, 2], data: new Int8Array(18).fill(1) },
    };
    expect(
      mapOfSpec(two)
        ?.links.filter(({ kind }) => kind === 'weights')
        .map(({ count }) => count),
    ).toEqual([3, 8, 4, 4, 2, 1]);
  });

  it('has none of arrays that contradict each other', () => {
    expect(mapOfSpec({ ...spec, threshold: new Int16Array(2) })).toBeUndefined();
  });
});

describe('mapOfGraph', () => {
  it('follows nodes between modules of neurons', () => {
    const linear = (inputs: number[], outputs: number[], data: number[]) => ({
      type: 'LinearWeights' as const,
      inputs,
      outputs,
      weights: { shape: [inputs.length, outputs.length], data: Float64Array.from(data) },
    });
    const graph: NetworkGraph = {
      nodes: [
        { sources: [], sinks: [0] },
        { sources: [0, 2], sinks: [1] },
        { sources: [1], sinks: [2, 3, 5] },
        { sources: [3], sinks: [4] },
        { sources: [4, 5], sinks: [] },
      ],
      inputNodes: [0],
      outputNodes: [4],
      modules: [
        linear([0], [1], [2]),
        { type: 'GenericNeurons', name: 'first', inputs: [1], outputs: [2] },
        linear([2], [1], [1]),
        linear([2], [3], [0]),
        { type: 'GenericNeurons', inputs: [3], outputs: [4] },
        { type: 'AliasConnection', inputs: [2], outputs: [4] },
      ],
    };
    expect(mapOfGraph(graph)).toEqual({
      boxes: [
        { name: 'input', role: 'input', neurons: 1 },
        { name: 'first', role: 'hidden', neurons: 1 },
        { name: 'output 2', role: 'output', neurons: 1 },
      ],
      links: [
        { from: 0, to: 1, kind: 'weights', count: 1 },
        { from: 1, to: 1, kind: 'weights', count: 1 },
        { from: 1, to: 2, kind: 'alias', count: 1 },
      ],
    });
  });

  it('has an input alone of an empty graph', () => {
    expect(mapOfGraph({ nodes: [], inputNodes: [], outputNodes: [], modules: [] }).boxes).toEqual([
      { name: 'input', role: 'input', neurons: 0 },
    ]);
  });
});

describe('columnsOf', () => {
  const map = (boxes: number, ...links: (readonly [number, number])[]): LayerMap => ({
    boxes: Array.from({ length: boxes }, () => ({ name: '', role: 'hidden' as const, neurons: 1 })),
    links: links.map(([from, to]) => ({ from, to, kind: 'weights' as const, count: 1 })),
  });

  it('puts each box behind all that lead to it', () => {
    expect(columnsOf(map(4, [0, 1], [1, 2], [0, 2], [2, 3], [1, 3]))).toEqual([0, 1, 2, 3]);
    expect(columnsOf(map(4, [0, 1], [0, 2], [1, 3], [2, 3]))).toEqual([0, 1, 1, 2]);
  });

  it('does not count what leads back', () => {
    expect(columnsOf(map(4, [0, 1], [1, 1], [1, 2], [2, 1], [2, 3], [3, 1]))).toEqual([0, 1, 2, 3]);
  });

  it('has a place for what nothing leads to', () => {
    expect(columnsOf(map(3, [0, 1]))).toEqual([0, 1, 1]);
    expect(columnsOf(map(0))).toEqual([]);
  });
});
