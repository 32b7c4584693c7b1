import { type ChipLimits, type QuantizedSpec, Raster, unsignedRange } from '@xylopipe/core';
import fc from 'fast-check';
import type { NetworkPlan } from './network-plan.js';
import { randomPlans } from './random-plan.js';

/** Left shifts of the weights of a specification. */
export type WeightShifts = Pick<QuantizedSpec, 'weightShiftIn' | 'weightShiftRec' | 'weightShiftOut'>;

/** A network, and input for it in two parts, the second of which starts in the state that the first leaves. */
export interface RandomRun {
  readonly plan: NetworkPlan;
  readonly shifts: WeightShifts;
  readonly input: readonly [Raster, Raster];
  /** Aliases of all hidden neurons in place of those of the graph: backwards, several to one, to themselves. */
  readonly aliases: QuantizedSpec['aliases'] | undefined;
}

/** Legal networks with inputs of 0 to 20 timesteps, in which some counts are more than the chip takes. */
export const randomRuns = (limits: ChipLimits): fc.Arbitrary<RandomRun> =>
  randomPlans(limits).chain((plan) =>
    fc.record({
      plan: fc.constant(plan),
      shifts: fc.record({
        weightShiftIn: shift(limits),
        weightShiftRec: shift(limits),
        weightShiftOut: shift(limits),
      }),
      input: fc.tuple(raster(limits, plan.inputs), raster(limits, plan.inputs)),
      aliases: aliases(limits, plan),
    }),
  );

const shift = ({ bits }: ChipLimits): fc.Arbitrary<number> => {
  const [, max] = unsignedRange(bits.weightShift);
  return fc.oneof(fc.integer({ min: 0, max: Math.min(2, max) }), fc.integer({ min: 0, max }));
};

function aliases({ aliasTargets }: ChipLimits, { layers }: NetworkPlan): fc.Arbitrary<RandomRun['aliases']> {
  if (aliasTargets === 0) return fc.constant(undefined);
  const hidden = layers.slice(0, -1).reduce((sum, { neurons }) => sum + neurons, 0);
  const target = fc.nat({ max: hidden - 1 });
  const targets = fc.uniqueArray(target, { maxLength: Math.min(aliasTargets, 2) });
  return fc.option(fc.array(targets, { minLength: hidden, maxLength: hidden, size: 'max' }), { nil: undefined });
}

function raster({ maxSpikes }: ChipLimits, channels: number): fc.Arbitrary<Raster> {
  const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: Math.min(maxSpikes.input + 3, 255) }));
  return fc
    .nat({ max: 20 })
    .chain((steps) =>
      fc
        .array(count, { minLength: steps * channels, maxLength: steps * channels, size: 'max' })
        .map((counts) => Raster.fromValues(steps, channels, counts)),
    );
}
