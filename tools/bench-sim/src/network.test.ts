import { describe, expect, it } from 'vitest';
import { generateNetwork, withoutBias, withThresholds } from './network.js';

const shape = { hidden: 100, density: 1, strength: 32, seed: 7 };
const values = (weights: ArrayLike<number>, synapse: number): number[] =>
  Array.from(weights).filter((_, i) => i % 2 === synapse);

describe('a generated network', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(generateNetwork(shape)).toEqual(generateNetwork(shape));
    expect(generateNetwork(shape).config.weightsRec).not.toEqual(
      generateNetwork({ ...shape, seed: 9 }).config.weightsRec,
    );
  });

  it('has 16 inputs, two synapses, 8 outputs and dashes of 1 to 4', () => {
    const { config, spread } = generateNetwork(shape);
    expect(config.weightsIn.shape).toEqual([16, 100, 2]);
    expect(config.weightsRec.shape).toEqual([100, 100, 2]);
    expect(config.weightsOut.shape).toEqual([100, 8]);
    expect(config).toMatchObject({ synapse2Enable: true, biasEnable: true, aliasEnable: false });
    expect(spread).toHaveLength(100);
    for (const dashes of [config.dashMem, config.dashSyn, config.dashSyn2]) {
      expect(new Set(dashes)).toEqual(new Set([1, 2, 3, 4]));
    }
  });

  it('leads inputs to both synapses, and hidden neurons to synapse 0, without a weight of 0', () => {
    const { weightsIn, weightsRec } = generateNetwork(shape).config;
    expect([...weightsIn.data].includes(0)).toBe(false);
    expect(values(weightsRec.data, 0).includes(0)).toBe(false);
    expect(values(weightsRec.data, 1).every((weight) => weight === 0)).toBe(true);
  });

  it('has sources in pairs of opposite weights, the recurrent ones leaning towards inhibition by 1', () => {
    const { weightsIn, weightsRec } = generateNetwork(shape).config;
    const pairSums = (data: ArrayLike<number>): Set<number> =>
      new Set(Array.from({ length: 200 }, (_, i) => (data[i] as number) + (data[200 + i] as number)));
    expect(pairSums(weightsIn.data)).toEqual(new Set([0]));
    expect(pairSums(values(weightsRec.data, 0).flatMap((weight) => [weight, weight]))).toEqual(new Set([-2]));
  });

  it.each([0, 0.05, 0.5, 1])('has a share %d of its recurrent weights', (density) => {
    const { data } = generateNetwork({ ...shape, hidden: 400, density }).config.weightsRec;
    const share = values(data, 0).filter((weight) => weight !== 0).length / 400 ** 2;
    expect(share).toBeCloseTo(density, 2);
  });

  it('keeps the largest strength within int8', () => {
    const { data } = generateNetwork({ ...shape, strength: 127 }).config.weightsRec;
    expect([Math.min(...data), Math.max(...data)]).toEqual([-128, 126]);
  });

  it('gets thresholds in proportion to how far its membranes swing, within 1 to 32767', () => {
    const network = { config: generateNetwork(shape).config, spread: Float64Array.of(0.001, 2, 1e9) };
    expect([...withThresholds(network, 10).threshold]).toEqual([1, 20, 32767]);
  });

  it('can do without biases', () => {
    const { bias, biasOut, biasEnable } = withoutBias(generateNetwork(shape).config);
    expect([...bias, ...biasOut].every((value) => value === 0)).toBe(true);
    expect(biasEnable).toBe(false);
  });
});
