import { XylopipeError } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { spec } from '../../test/specs.js';
import { layerDelays } from './layer-delays.js';
import { specLayers } from './spec-layers.js';

/** One neuron each, and an output. */
const layersOf = (...names: readonly string[]) => [
  ...names.map((name, firstId) => ({ name, role: 'hidden' as const, firstId, count: 1 })),
  { name: 'out', role: 'output' as const, firstId: 1000, count: 1 },
];

const delaysOf = (...plan: Parameters<typeof spec>) =>
  layerDelays(spec(...plan)).value.map(({ name, delay }) => [name, delay]);

describe('specLayers', () => {
  it('puts the blocks of a layer together in the order of its neurons', () => {
    const layers = [
      { name: 'a', role: 'hidden' as const, firstId: 0, count: 1, firstNeuron: 2 },
      { name: 'b', role: 'hidden' as const, firstId: 1, count: 2 },
      { name: 'a', role: 'hidden' as const, firstId: 3, count: 2, firstNeuron: 0 },
      { name: 'out', role: 'output' as const, firstId: 500, count: 2 },
    ];
    expect(specLayers(spec({ hidden: 5, outputs: 2, layers }))).toEqual([
      { name: 'a', role: 'hidden', ids: [3, 4, 0] },
      { name: 'b', role: 'hidden', ids: [1, 2] },
      { name: 'out', role: 'output', ids: [0, 1] },
    ]);
  });

  it('is one of hidden neurons and one of outputs where a specification does not say', () => {
    expect(specLayers(spec({ hidden: 2, outputs: 1 }))).toEqual([
      { name: 'hidden', role: 'hidden', ids: [0, 1] },
      { name: 'output', role: 'output', ids: [0] },
    ]);
    expect(specLayers(spec({ hidden: 0, outputs: 0 }))).toEqual([]);
  });

  it('refuses layers of one name, but for one hidden and one of outputs', () => {
    const layers = [...layersOf('lif', 'b', 'lif'), { name: 'b', role: 'output' as const, firstId: 1001, count: 1 }];
    const refused = () => specLayers(spec({ hidden: 3, outputs: 2, layers }));
    expect(refused).toThrow(expect.objectContaining({ code: 'LAYERS_INVALID' }));
    expect(refused).toThrow(/LAYER_NAME_TWICE at layers.lif: several hidden layers are called lif/);
  });

  it('refuses neurons that are nowhere, twice, or do not exist, all at once', () => {
    const layers = [
      { name: 'a', role: 'hidden' as const, firstId: 1, count: 2 },
      { name: 'b', role: 'hidden' as const, firstId: 2, count: 3 },
    ];
    const refused = () => specLayers(spec({ hidden: 4, outputs: 1, layers }));
    expect(refused).toThrow(XylopipeError);
    expect(refused).toThrow(/do not exist, the first is 4.*two places, the first is 2.*no layer, the first is 0/s);
  });
});

describe('layerDelays', () => {
  it('counts the hidden layers before a layer, in whatever order these have their ids', () => {
    const plan = {
      input: [[0, 2]],
      recurrent: [
        [2, 0],
        [0, 1],
      ],
      output: [[1, 0]],
    } as const;
    expect(delaysOf({ hidden: 3, outputs: 1, ...plan, layers: layersOf('second', 'third', 'first') })).toEqual([
      ['first', 0],
      ['second', 1],
      ['third', 2],
      ['out', 3],
    ]);
  });

  it('takes the shortest way, and none back', () => {
    const recurrent = [
      [0, 1],
      [1, 2],
      [0, 2],
      [2, 0],
      [1, 1],
    ] as const;
    const plan = { input: [[0, 0]], recurrent, output: [[2, 0]] } as const;
    expect(delaysOf({ hidden: 3, outputs: 1, ...plan, layers: layersOf('a', 'b', 'c') })).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 1],
      ['out', 2],
    ]);
  });

  it('does not count what aliases repeat, but where nothing else leads to a layer', () => {
    const plan = { input: [[0, 0]], recurrent: [[0, 1]], output: [[1, 0]], aliases: [[0, 1]] } as const;
    expect(delaysOf({ hidden: 2, outputs: 1, ...plan, layers: layersOf('a', 'b') })).toEqual([
      ['a', 0],
      ['b', 1],
      ['out', 2],
    ]);
    const alone = { input: [[0, 0]], recurrent: [[0, 1]], output: [[2, 0]], aliases: [[1, 2]] } as const;
    expect(delaysOf({ hidden: 3, outputs: 1, ...alone, layers: layersOf('a', 'b', 'c') })).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 1],
      ['out', 2],
    ]);
  });

  it('sees the second synapse, and output weights of the last hidden neurons alone', () => {
    const plan = spec({
      hidden: 3,
      outputs: 1,
      synapses: 2,
      input: [[0, 0]],
      recurrent: [
        [0, 1],
        [1, 2],
      ],
      layers: layersOf('a', 'b', 'c'),
    });
    const weightsOut = { shape: [1, 1], data: new Int8Array([1]) };
    expect(layerDelays({ ...plan, weightsOut }).value.map(({ delay }) => delay)).toEqual([0, 1, 2, 3]);
  });

  it('says what nothing leads to', () => {
    const { value, issues } = layerDelays(
      spec({ hidden: 2, outputs: 1, input: [[0, 0]], output: [[1, 0]], layers: layersOf('a', 'dead') }),
    );
    expect(value.map(({ delay }) => delay)).toEqual([0, 0, 0]);
    expect(issues).toMatchObject([
      { code: 'LAYER_UNREACHED', severity: 'warning', at: ['layers', 'dead'] },
      { code: 'LAYER_UNREACHED', severity: 'warning', at: ['layers', 'out'] },
    ]);
  });
});
