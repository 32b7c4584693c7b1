import { Raster, TimeSeries } from '@xylopipe/core';
import { bagGraph, LinearWeights } from '@xylopipe/graph';
import { describe, expect, it } from 'vitest';
import { issuesOf, refusalOf } from '../test/refusals.js';
import { Linear } from './linear.js';

const weights = [
  [1, 2, 3],
  [4, 5, 6],
];

describe('Linear', () => {
  it('multiplies every timestep and adds the bias', () => {
    const layer = new Linear({ weights, bias: [0.5, 0, -1] });
    expect([layer.nin, layer.nout]).toEqual([2, 3]);
    const { output, records } = layer.evolve([
      [1, 0],
      [2, -1],
      [0, 0],
    ]);
    expect(output.toNested()).toEqual([
      [1.5, 2, 2],
      [-1.5, -1, -1],
      [0.5, 0, -1],
    ]);
    expect(records).toEqual([]);
  });

  it('takes a raster, a batch and a series without timesteps', () => {
    const layer = new Linear({ weights });
    expect(layer.evolve(Raster.fromNested([[1, 1]])).output.toNested()).toEqual([[5, 7, 9]]);
    expect(layer.evolve([[[1, 0]], [[0, 1]]]).output.toNested()).toEqual([[[1, 2, 3]], [[4, 5, 6]]]);
    expect(layer.evolve(Raster.zeros(0, 2)).output.shape).toEqual([0, 3]);
    expect(layer.evolve(new TimeSeries([0, 5, 2], new Float64Array(0))).output.shape).toEqual([0, 5, 3]);
  });

  it('does not broadcast', () => {
    expect(issuesOf(() => new Linear({ weights }).evolve([[1]]))).toEqual(['INPUT_CHANNELS input']);
    expect(issuesOf(() => new Linear({ weights }).evolve([]))).toEqual(['INPUT_CHANNELS input']);
  });

  it('names the values of an input that are not finite', () => {
    const input = new TimeSeries([2, 2], Float64Array.of(1, Number.NaN, 0, Number.NEGATIVE_INFINITY));
    const error = refusalOf(() => new Linear({ weights, name: 'in' }).evolve(input));
    expect(error).toMatchObject({ code: 'INPUT_INVALID', who: 'Linear "in"' });
    expect(error.issues.map(({ code, at, measured }) => [code, at, measured])).toEqual([
      ['INPUT_NOT_FINITE', ['input', 1], 'NaN'],
      ['INPUT_NOT_FINITE', ['input', 3], '-Infinity'],
    ]);
  });

  it('is one module of a graph', () => {
    const { modules } = bagGraph(new Linear({ weights, bias: [1, 2, 3] }).asGraph());
    const [module] = modules as LinearWeights[];
    expect(modules).toHaveLength(1);
    expect(module).toBeInstanceOf(LinearWeights);
    expect(module.weights).toEqual({ shape: [2, 3], data: Float64Array.of(1, 2, 3, 4, 5, 6) });
    expect(module.biases).toEqual(Float64Array.of(1, 2, 3));
    expect(module.name).toBe('');
    expect(new Linear({ weights, name: 'in' }).asGraph().name).toBe('in');
  });

  it('cannot be changed by way of its options', () => {
    const own = [[1]];
    const bias = [2];
    const layer = new Linear({ weights: own, bias });
    own[0][0] = bias[0] = 100;
    expect(layer.evolve([[1]]).output.toNested()).toEqual([[3]]);
    expect(layer.toTree()).toEqual({ type: 'Linear', shape: [1, 1], weight: [[1]], bias: [2] });
  });

  it('says everything that is wrong with its options', () => {
    expect(issuesOf(() => new Linear({ weights: [[1, Number.NaN], [1]], bias: [Number.NaN] }))).toEqual([
      'WRONG_SHAPE weights[1]',
      'NOT_FINITE weights[0][1]',
      'WRONG_SHAPE bias',
      'NOT_FINITE bias[0]',
    ]);
  });

  it.each<[string, number[][], string[]]>([
    ['inputs', [], ['VALUE_RANGE weights.shape[0]', 'VALUE_RANGE weights.shape[1]']],
    ['outputs', [[], []], ['VALUE_RANGE weights.shape[1]']],
  ])('is refused without %s', (_, empty, expected) => {
    expect(issuesOf(() => new Linear({ weights: empty }))).toEqual(expected);
  });
});
