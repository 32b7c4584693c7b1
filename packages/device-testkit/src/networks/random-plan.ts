import { type ChipLimits, signedRange, unsignedRange } from '@xylopipe/core';
import fc from 'fast-check';
import type { LayerPlan, NetworkPlan, SkipPlan } from './network-plan.js';

/** A network of one to three hidden layers that the chip can hold, with values from all over its words. */
export const randomPlans = (limits: ChipLimits): fc.Arbitrary<NetworkPlan> =>
  fc
    .record({
      inputs: fc.integer({ min: 1, max: Math.min(4, limits.inputChannels) }),
      shape: hiddenShapes(limits),
      outputs: fc.integer({ min: 1, max: Math.min(3, limits.outputNeurons) }),
      dt: limits.realTimeDt === undefined ? fc.constantFrom(0.001, 0.01) : fc.constant(limits.realTimeDt),
      alias: limits.aliasTargets > 0 ? fc.boolean() : fc.constant(false),
    })
    .chain(({ inputs, shape: { hidden, skip }, outputs, dt, alias }) => {
      const sizes = [inputs, ...hidden, outputs];
      const layers = sizes
        .slice(1)
        .map((neurons, i) => randomLayer(limits, sizes[i] as number, neurons, i < hidden.length));
      const pairs = hidden.slice(1).map((_, i) => [i, i + 1] as const);
      const aliases = alias ? pairs.filter(([from, to]) => hidden[from] === hidden[to]) : [];
      return fc.tuple(...layers).chain((drawn) => {
        const skips = skip === undefined ? fc.constant([]) : fc.tuple(randomSkip(limits, skip, inputs, drawn));
        return skips.map((some) => ({ inputs, dt, layers: drawn, skips: some, aliases }));
      });
    });

/** Sizes of the hidden layers, and a connection that passes over one of them or more. */
interface HiddenShape {
  readonly hidden: readonly number[];
  readonly skip: Pick<SkipPlan, 'from' | 'to'> | undefined;
}

/** Layers that can all be recurrent, and connected one to the next. */
function hiddenShapes(limits: ChipLimits): fc.Arbitrary<HiddenShape> {
  const most = Math.min(6, Math.floor(limits.maxFanOut / 2), Math.floor(Math.sqrt(limits.recurrentWordsPerBank / 6)));
  const size = fc.integer({ min: 1, max: Math.max(1, most) });
  // Layers of one size can have aliases.
  const alike = fc.tuple(size, fc.integer({ min: 2, max: 3 }));
  return fc
    .oneof(
      fc.array(size, { minLength: 1, maxLength: 3 }),
      alike.map(([neurons, count]) => new Array<number>(count).fill(neurons)),
    )
    .chain((hidden) =>
      fc.record({ hidden: fc.constant(hidden), skip: fc.option(fc.constantFrom(...skipsOver(hidden))) }),
    )
    .map(({ hidden, skip }) => ({ hidden, skip: skip ?? undefined }))
    .filter((shape) => hasRoomFor(shape, limits));
}

/** Where a connection can start and end so that it passes over a hidden layer. None goes from input to output. */
const skipsOver = (hidden: readonly number[]): readonly HiddenShape['skip'][] => {
  const pairs = hidden.flatMap((_, from) => hidden.map((_, i) => ({ from, to: i + 1 })));
  const fromInput = hidden.slice(1).map((_, i) => ({ from: 'input' as const, to: i + 1 }));
  return [undefined, ...fromInput, ...pairs.filter(({ from, to }) => to > from + 1)];
};

function hasRoomFor({ hidden: sizes, skip }: HiddenShape, limits: ChipLimits): boolean {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const skipped = skip === undefined ? 0 : (sizes[skip.to] ?? 0);
  const fanOuts = sizes.map((size, i) => size + (sizes[i + 1] ?? 0) + (i === skip?.from ? skipped : 0));
  const words = sizes.reduce((sum, size, i) => sum + size * (fanOuts[i] as number), 0);
  // A connection from the input, or to the output, can make an expansion neuron of every hidden one.
  const all = limits.idAllocation === 'walkOrder' || skip?.from === 'input' || skip?.to === sizes.length;
  const [fed, driving] = all ? [total, total] : [sizes[0] as number, sizes.at(-1) as number];
  return (
    total <= limits.hiddenNeurons &&
    Math.max(...fanOuts) <= limits.maxFanOut &&
    words <= limits.recurrentWordsPerBank &&
    fed <= limits.inputExpansionNeurons &&
    driving <= limits.outputExpansionNeurons
  );
}

function randomLayer(limits: ChipLimits, inputs: number, neurons: number, hidden: boolean): fc.Arbitrary<LayerPlan> {
  const { bits, bias, synapsesPerHidden } = limits;
  const synapses = fc.integer({ min: 1, max: hidden ? synapsesPerHidden : 1 });
  const weight = weights(limits);
  const [, maxThreshold] = signedRange(bits.threshold);
  const threshold = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 1, max: Math.min(300, maxThreshold) }) },
    { weight: 1, arbitrary: fc.constantFrom(-5, 0, 1, maxThreshold) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: maxThreshold }) },
  );
  // A time constant is longer than a timestep.
  const dash = fc.oneof(
    fc.integer({ min: 1, max: Math.min(5, unsignedRange(bits.dash)[1]) }),
    within([1, unsignedRange(bits.dash)[1]]),
  );
  const biases = bias ? fc.oneof(fc.constant(0), within(signedRange(bits.bias))) : fc.constant(0);
  return synapses.chain((count) =>
    fc.record({
      neurons: fc.constant(neurons),
      synapses: fc.constant(count),
      weights: values(inputs * neurons * count, weight),
      weightsRec: hidden
        ? fc.option(values(neurons * neurons * count, weight), { nil: undefined })
        : fc.constant(undefined),
      dashMem: values(neurons, dash),
      dashSyn: values(neurons * count, dash),
      threshold: values(neurons, threshold),
      bias: values(neurons, biases),
    }),
  );
}

function randomSkip(
  limits: ChipLimits,
  { from, to }: Pick<SkipPlan, 'from' | 'to'>,
  inputs: number,
  layers: readonly LayerPlan[],
): fc.Arbitrary<SkipPlan> {
  const sources = from === 'input' ? inputs : (layers[from] as LayerPlan).neurons;
  const { neurons, synapses } = layers[to] as LayerPlan;
  return values(sources * neurons * synapses, weights(limits)).map((drawn) => ({ from, to, weights: drawn }));
}

const weights = ({ bits }: ChipLimits): fc.Arbitrary<number> =>
  fc.oneof(fc.constant(0), within(signedRange(bits.weight)));

const within = ([min, max]: readonly [number, number]): fc.Arbitrary<number> => fc.integer({ min, max });

const values = (length: number, value: fc.Arbitrary<number>): fc.Arbitrary<Float64Array> =>
  fc.array(value, { minLength: length, maxLength: length, size: 'max' }).map((list) => Float64Array.from(list));
