import type { ChipLimits } from '@xylopipe/core';
import { describe, it } from 'vitest';
import type { DeviceUnderTest } from '../device-under-test.js';
import type { Rivals } from '../equality/compare.js';
import { expectFaithful } from '../expect-faithful.js';
import type { Sketch } from '../networks/sketch.js';
import { PATIENCE } from '../patience.js';

/** Networks that are more than a short chain of layers. */
export function describeStructures(subject: DeviceUnderTest, rivals: Rivals): void {
  const { limits } = subject;
  const reordered = neuronByNeuron(limits);

  describe('a network', () => {
    it(
      'can have one hidden layer that takes all input and drives all outputs',
      () => {
        const { hiddenNeurons, inputExpansionNeurons, outputExpansionNeurons } = limits;
        const most = Math.min(inputExpansionNeurons, outputExpansionNeurons, hiddenNeurons);
        return expectFaithful(subject, rivals, { hidden: [most] });
      },
      PATIENCE,
    );

    it('can have many layers', () => expectFaithful(subject, rivals, deepNetwork(limits)));

    it.each<[string, NonNullable<Sketch['skips']>]>([
      ['from the input', [{ from: 'input', to: 1 }]],
      ['to the output', [{ from: 0, to: 2 }]],
      [
        'from the input and to the output',
        [
          { from: 'input', to: 1 },
          { from: 0, to: 2 },
        ],
      ],
    ])('can have connections that pass over a layer %s', (_, skips) =>
      expectFaithful(subject, rivals, { hidden: [1, 1], skips, forward: () => true }),
    );

    if (limits.maxFanOut > 1 && limits.recurrentWordsPerBank > 2) {
      it('can have connections that pass over a layer to a hidden one', () =>
        expectFaithful(subject, rivals, { hidden: [1, 1, 1], skips: [{ from: 0, to: 2 }], forward: () => true }));
    }

    it.runIf(limits.aliasTargets > 0).each<[string, NonNullable<Sketch['aliases']>]>([
      ['to a layer in front of it', [[1, 0]]],
      [
        'of two layers to one',
        [
          [0, 2],
          [1, 2],
        ],
      ],
    ])('can have aliases %s', (_, aliases) => expectFaithful(subject, rivals, { hidden: [1, 1, 1], aliases }));

    if (reordered === undefined) return;
    it(
      'can need ids neuron by neuron, those that drive outputs being the first of their layer',
      () => expectFaithful(subject, rivals, reordered),
      PATIENCE,
    );
  });
}

/** Six layers of different sizes, where the chip has room for them. */
function deepNetwork({ hiddenNeurons, maxFanOut, recurrentWordsPerBank, ...limits }: ChipLimits): Sketch {
  const sizes = [2, 3, 4, 3, 5, 2];
  const roomy = hiddenNeurons >= 19 && recurrentWordsPerBank >= 32 && maxFanOut >= 2;
  const hidden = roomy ? sizes : new Array<number>(Math.min(hiddenNeurons, 6)).fill(1);
  const count = hidden.length;
  const forward = (source: number, target: number): boolean => source % count === target || target === source - 1;
  return {
    hidden,
    outputs: Math.min(3, limits.outputNeurons),
    ...(roomy ? { forward } : {}),
  };
}

/**
 * A layer whose first neurons drive the outputs and whose last ones take the input, while the chip has that the other way
 * round. There is none for a chip on which every hidden neuron can do both.
 */
function neuronByNeuron({ idAllocation, ...limits }: ChipLimits): Sketch | undefined {
  const { hiddenNeurons, inputExpansionNeurons, outputExpansionNeurons } = limits;
  const neurons = Math.min(hiddenNeurons, inputExpansionNeurons + outputExpansionNeurons);
  const scarce = Math.min(inputExpansionNeurons, outputExpansionNeurons) < hiddenNeurons;
  if (idAllocation === 'walkOrder' || !scarce) return undefined;
  const driving = Math.min(outputExpansionNeurons, neurons >> 1);
  return {
    hidden: [neurons],
    fed: (neuron) => neuron >= neurons - Math.min(inputExpansionNeurons, neurons - driving),
    driving: (neuron) => neuron < driving,
    recurrent: (source, target) => target === source - 1 && target < limits.recurrentWordsPerBank,
  };
}
