import { errorsIn, integerSpec, type LayerPlacement, type MappedSpec, specSizes } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import type { DeviceUnderTest } from '../device-under-test.js';
import type { Rivals } from '../equality/compare.js';
import { UNMAPPABLE } from '../networks/unmappable.js';
import { refusalOf } from '../refusal.js';
import { Samples } from '../samples.js';
import { describeStructures } from './describe-structures.js';
import { placedDifferences } from './placed-differences.js';
import { valuesOfGraph, valuesOfSpec } from './placed-values.js';

/** Where a mapped network lies: every neuron has an id, and every weight is at its neuron. */
export function describeLayout(subject: DeviceUnderTest, rivals: Rivals): void {
  const { hiddenNeurons } = subject.limits;
  const samples = new Samples(subject);

  describe('a mapped network', () => {
    it('has hidden ids from 0 and output ids from behind the hidden neurons of the chip', () => {
      const { value } = subject.map({ hidden: [1, 2, 1], outputs: 1 });
      const { hidden, outputs } = specSizes(value);
      expect(idsOf(value, 'hidden')).toEqual(range(0, hidden));
      expect(idsOf(value, 'output')).toEqual(range(hiddenNeurons, outputs));
    });

    it('has every value of its graph at the neuron that it belongs to', () => {
      for (const graph of samples.graphs()) {
        const spec = integerSpec(subject.device.mapper.map(graph).value);
        expect(placedDifferences(valuesOfSpec(spec), valuesOfGraph(graph, spec, subject.limits))).toEqual([]);
      }
    });

    it('has them in its configuration, too', () => {
      for (const spec of samples.legal()) {
        const config = subject.device.configurator.configure(spec).value;
        expect(placedDifferences(valuesOfSpec(config), valuesOfSpec(spec))).toEqual([]);
        expect([config.stage, config.chipId, config.dt]).toEqual(['configured', subject.chipId, spec.dt]);
        const { weightShiftIn, weightShiftRec, weightShiftOut, layers } = spec;
        expect(config).toMatchObject({ weightShiftIn, weightShiftRec, weightShiftOut, layers });
      }
    });
  });

  describeStructures(subject, rivals);

  it.each(UNMAPPABLE)('a network that %s is refused', (_, make) => {
    const { code, issues } = refusalOf(subject.chipId, () => subject.device.mapper.map(make()));
    expect(code).toBe('MAP_REFUSED');
    expect(errorsIn(issues).length).toBeGreaterThan(0);
    for (const { hint } of errorsIn(issues)) expect(hint).toMatch(/\S/);
  });
}

const range = (first: number, count: number): number[] => Array.from({ length: count }, (_, i) => first + i);

const idsOf = ({ layers }: MappedSpec, role: LayerPlacement['role']): number[] =>
  layers
    .filter((layer) => layer.role === role)
    .flatMap(({ firstId, count }) => range(firstId, count))
    .toSorted((a, b) => a - b);
