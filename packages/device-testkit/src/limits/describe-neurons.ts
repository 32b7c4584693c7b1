import { integerSpec, type QuantizedSpec } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import type { DeviceUnderTest } from '../device-under-test.js';
import type { Rivals } from '../equality/compare.js';
import { expectFaithful } from '../expect-faithful.js';
import { expectRefused, expectUnmappable, expectWarned } from './expectations.js';

/** What a neuron of the chip has: synapses, a bias or none, a timestep. */
export function describeNeurons(subject: DeviceUnderTest, rivals: Rivals): void {
  const { synapsesPerHidden, bias, realTimeDt } = subject.limits;

  describe(`synapses per hidden neuron, ${synapsesPerHidden}`, () => {
    it('can all be used', async () => {
      const sketch = { synapses: synapsesPerHidden };
      expect(subject.map(sketch).value.weightsIn.shape[2]).toBe(synapsesPerHidden);
      await expectFaithful(subject, rivals, sketch);
    });

    it('cannot be mapped with one more', () => {
      const excess = { measured: synapsesPerHidden + 1, limit: synapsesPerHidden };
      expectUnmappable(subject, { synapses: excess.measured }, excess);
    });

    if (synapsesPerHidden === 2) return;
    it('cannot be configured with one more', () => {
      expectRefused(subject, withSecondSynapse(subject.spec()), { measured: 2, limit: 1 });
    });
  });

  describe(bias ? 'a bias' : 'no bias', () => {
    if (bias) {
      it('can be used', () => expectFaithful(subject, rivals, { bias: 1 }));
      return;
    }

    it.each(['bias', 'biasOut'])('means a warning in map and a refusal in configure for %s', (field) => {
      const mapped = subject.map({ bias: 1 });
      const excess = { measured: 1, limit: 0, field };
      expectWarned(mapped, excess);
      expectRefused(subject, integerSpec(mapped.value), excess);
    });
  });

  describe(realTimeDt === undefined ? 'any timestep' : `a timestep of ${realTimeDt} s in real time`, () => {
    const other = 0.0125;

    it('can be another one', () => {
      const { value, issues } = subject.map({ dt: other });
      const configured = subject.device.configurator.configure(integerSpec(value));
      expect(configured.value.dt).toBe(other);
      if (realTimeDt === undefined) return expect([...issues, ...configured.issues]).toEqual([]);
      const excess = { measured: other, limit: realTimeDt };
      expectWarned({ value, issues }, excess);
      expectWarned(configured, excess);
    });
  });
}

/** The specification with every weight on a second synapse as well. */
function withSecondSynapse(spec: QuantizedSpec): QuantizedSpec {
  const doubled = ({ shape: [from = 0, to = 0], data }: QuantizedSpec['weightsIn']): QuantizedSpec['weightsIn'] => ({
    shape: [from, to, 2],
    data: Int32Array.from({ length: 2 * data.length }, (_, i) => data[i >> 1] as number),
  });
  return { ...spec, weightsIn: doubled(spec.weightsIn), weightsRec: doubled(spec.weightsRec), dashSyn2: spec.dashSyn };
}
