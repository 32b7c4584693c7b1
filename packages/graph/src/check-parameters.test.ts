import { tensor, zeros } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { countingWeights, errorOf, issuesOf, lifParameters } from '../test/networks.js';
import { LifNeurons, type LifNeuronsParameters } from './lif-neurons.js';
import { LinearWeights } from './linear-weights.js';

describe('parameters of LinearWeights', () => {
  it('are kept as they are given', () => {
    const weights = countingWeights(2, 3);
    const biases = Float64Array.of(1, 2, 3);
    const module = LinearWeights.withOwnNodes(2, 3, { weights, biases });
    expect(module.weights).toBe(weights);
    expect(module.biases).toBe(biases);
    expect(LinearWeights.withOwnNodes(2, 3, { weights }).biases).toBeUndefined();
  });

  it.each([
    ['transposed', [3, 2]],
    ['three-dimensional', [2, 3, 1]],
    ['flat', [6]],
  ])('must not be %s', (_, shape) => {
    expect(issuesOf(() => LinearWeights.withOwnNodes(2, 3, { weights: zeros(shape) }))).toEqual([
      ['WRONG_SHAPE', 'weights'],
    ]);
  });

  it('must have as many values as their shape says', () => {
    const weights = { shape: [2, 3], data: new Float64Array(5) };
    expect(issuesOf(() => LinearWeights.withOwnNodes(2, 3, { weights }))).toEqual([['WRONG_SHAPE', 'weights']]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('must not be %d', (value) => {
    const weights = tensor([2, 2], Float64Array.of(0, 1, value, value));
    const error = errorOf(() => LinearWeights.withOwnNodes(2, 2, { weights }));
    expect(error.issues).toMatchObject([{ code: 'NOT_FINITE', at: ['weights', 2], measured: String(value) }]);
  });

  it('are refused all at once', () => {
    const parameters = { weights: zeros([1, 3]), biases: Float64Array.of(1, Number.NaN, 3) };
    expect(issuesOf(() => LinearWeights.withOwnNodes(2, 3, parameters))).toEqual([
      ['WRONG_SHAPE', 'weights'],
      ['NOT_FINITE', 'biases.1'],
    ]);
    expect(issuesOf(() => LinearWeights.withOwnNodes(1, 3, { ...parameters, biases: new Float64Array(1) }))).toEqual([
      ['WRONG_SHAPE', 'biases'],
    ]);
  });
});

describe('parameters of LifNeurons', () => {
  const make = (change: Partial<LifNeuronsParameters>, nin = 4, nout = 2) =>
    LifNeurons.withOwnNodes(nin, nout, { ...lifParameters(2, 2), ...change });

  it('are kept as they are given', () => {
    const parameters = lifParameters(2, 2);
    expect(LifNeurons.withOwnNodes(4, 2, parameters)).toMatchObject(parameters);
    expect(make({ dt: undefined }).dt).toBeUndefined();
  });

  it.each<[keyof LifNeuronsParameters, Partial<LifNeuronsParameters>]>([
    ['tauMem', { tauMem: new Float64Array(4) }],
    ['tauSyn', { tauSyn: zeros([2, 1]) }],
    ['tauSyn', { tauSyn: zeros([1, 2]) }],
    ['tauSyn', { tauSyn: zeros([4]) }],
    ['threshold', { threshold: new Float64Array(1) }],
    ['bias', { bias: new Float64Array(0) }],
  ])('must fit the nodes: %s', (key, change) => {
    expect(issuesOf(() => make(change))).toEqual([['WRONG_SHAPE', key]]);
  });

  it('may have time constants of zero, but not below', () => {
    expect(make({ tauMem: new Float64Array(2) }).tauMem[0]).toBe(0);
    expect(issuesOf(() => make({ tauMem: Float64Array.of(0.1, -1e-9) }))).toEqual([
      ['NEGATIVE_TIME_CONSTANT', 'tauMem.1'],
    ]);
    expect(issuesOf(() => make({ tauSyn: tensor([2, 2], Float64Array.of(1, 1, -1, 1)) }))).toEqual([
      ['NEGATIVE_TIME_CONSTANT', 'tauSyn.2'],
    ]);
  });

  it.each([0, -1e-3, Number.NaN, Number.POSITIVE_INFINITY])('must not have a timestep of %d s', (dt) => {
    expect(issuesOf(() => make({ dt }))).toEqual([['WRONG_DT', 'dt']]);
  });

  it('are not held against a number of synapses that is none', () => {
    expect(issuesOf(() => make({}, 3))).toEqual([['WRONG_SYNAPSES', 'inputs']]);
  });

  it('are refused all at once', () => {
    const change = { threshold: Float64Array.of(Number.NaN, 1), bias: new Float64Array(3), dt: -1 };
    expect(issuesOf(() => make(change, 5))).toEqual([
      ['WRONG_SYNAPSES', 'inputs'],
      ['NOT_FINITE', 'threshold.0'],
      ['WRONG_SHAPE', 'bias'],
      ['WRONG_DT', 'dt'],
    ]);
  });
});
