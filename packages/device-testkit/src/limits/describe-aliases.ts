import { describe, it } from 'vitest';
import type { DeviceUnderTest } from '../device-under-test.js';
import type { Rivals } from '../equality/compare.js';
import { expectConfigured } from '../expect-faithful.js';
import { PATIENCE } from '../patience.js';
import { fullNetwork } from './resources.js';

/** The targets of a neuron, of `count` of them. */
type Targets = (neuron: number, count: number) => readonly number[];

const WAYS: readonly (readonly [what: string, targets: Targets])[] = [
  ['to neurons of a higher id', (neuron, count) => (neuron + 1 < count ? [neuron + 1] : [])],
  ['to neurons of a lower id', (neuron) => (neuron > 0 ? [neuron - 1] : [])],
  ['of several neurons to one', (neuron, count) => [neuron % 2 === 0 ? 1 : count - 1]],
  ['of neurons to themselves', (neuron) => [neuron]],
];

/** Neurons of a network that is not small, and takes no time. */
const SOME = 40;

/** Any hidden neuron can send its spikes as those of any other, also where no graph of a network asks for it. */
export function describeAliases(subject: DeviceUnderTest, rivals: Rivals): void {
  const { limits } = subject;
  if (limits.aliasTargets === 0) return;

  describe('aliases', { timeout: PATIENCE }, () => {
    const expectAliases = (neurons: number, targets: Targets): Promise<void> => {
      const spec = subject.spec(fullNetwork(limits, neurons));
      const aliases = spec.aliases.map((_, neuron, { length }) => targets(neuron, length));
      return expectConfigured(subject, rivals, { ...spec, aliases });
    };

    it.each(WAYS)('can be %s', (_, targets) => expectAliases(Math.min(SOME, limits.hiddenNeurons), targets));

    it('can be from one end of all neurons to the other', () =>
      expectAliases(limits.hiddenNeurons, (neuron, count) => [count - 1 - neuron]));
  });
}
