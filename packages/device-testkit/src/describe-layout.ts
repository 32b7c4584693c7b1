import { type LayerPlacement, type MappedSpec, specSizes } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import type { DeviceUnderTest } from './device-under-test.js';

/** Where a mapped network lies: every neuron has an id, and every weight is at its neuron. */
export function describeLayout(subject: DeviceUnderTest): void {
  const { hiddenNeurons, inputExpansionNeurons, outputExpansionNeurons } = subject.limits;

  describe('a mapped network', () => {
    it('has hidden ids from 0 and output ids from behind the hidden neurons of the chip', () => {
      const { value } = subject.map({ hidden: [1, 2, 1], outputs: 1 });
      const { hidden, outputs } = specSizes(value);
      expect(idsOf(value, 'hidden')).toEqual(range(0, hidden));
      expect(idsOf(value, 'output')).toEqual(range(hiddenNeurons, outputs));
    });

    it('has input weights for the first hidden neurons, and output weights for the last', () => {
      const { value } = subject.map({ hidden: [1, 2, 1] });
      const { inputs, hidden, inputExpansion, outputExpansion, outputs, synapses } = specSizes(value);
      const [first, , last] = value.layers.filter(({ role }) => role === 'hidden').map(({ firstId }) => firstId);
      const { weightsIn, weightsOut } = value;
      const fed = range(0, inputExpansion).filter((id) => weightsIn.data[id * synapses] !== 0);
      const driving = range(0, outputExpansion).filter((row) => weightsOut.data[row * outputs] !== 0);
      expect(inputs).toBe(2);
      expect(fed).toEqual([first]);
      expect(driving.map((row) => hidden - outputExpansion + row)).toEqual([last]);
    });

    it('can have one hidden layer that takes all input and drives all outputs', () => {
      const most = Math.min(inputExpansionNeurons, outputExpansionNeurons, hiddenNeurons);
      const { value, issues } = subject.map({ hidden: [most] });
      expect(issues).toEqual([]);
      expect([value.weightsIn.shape[1], value.weightsOut.shape[0]]).toEqual([most, most]);
      expect(subject.configure({ hidden: [most] }).issues).toEqual([]);
    });
  });
}

const range = (first: number, count: number): number[] => Array.from({ length: count }, (_, i) => first + i);

const idsOf = ({ layers }: MappedSpec, role: LayerPlacement['role']): number[] =>
  layers
    .filter((layer) => layer.role === role)
    .flatMap(({ firstId, count }) => range(firstId, count))
    .toSorted((a, b) => a - b);
