import type { Approximation, LayerRun, LayerTrace, RunComparison } from '@xylopipe/compare';
import { APPROXIMATIONS, LAYER_SIGNALS } from '@xylopipe/compare';
import { Raster } from '@xylopipe/core';
import fc from 'fast-check';
import type { ReportModel } from '../src/index.js';

/** Any number, none too, and more of those that code trips over. */
const anyNumber = fc.oneof(
  fc.double(),
  fc.integer({ min: -5, max: 40 }),
  fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e308, -1e308, 5e-324),
);

/** Text of any characters, markup and halves of characters too. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('1.lif', '</script><script>alert(1)</script>', ']]>&"\'<!--', '\0\ud800', ' '),
);

const arrays = [Float64Array, Int32Array, Int16Array, Int8Array, Uint8Array] as const;

/** A signal of a size that may be none, and now and then of another size than it says. */
const anyTensor = fc
  .tuple(fc.nat(6), fc.nat(4), fc.constantFrom(...arrays), fc.array(anyNumber, { maxLength: 24 }), fc.boolean())
  .map(([steps, neurons, type, values, lies]) => {
    const data = new type(steps * neurons + (lies ? 1 : 0));
    for (let i = 0; i < data.length; i++) data[i] = values[i % values.length] ?? 0;
    return { shape: [steps, neurons], data };
  });

const anyLayer: fc.Arbitrary<LayerTrace> = fc.record({
  name: anyText,
  role: fc.constantFrom('hidden', 'output'),
  ids: fc.array(fc.nat(1000), { maxLength: 5 }),
  delay: fc.nat(3),
  threshold: fc.array(anyNumber, { maxLength: 5 }),
  signals: fc.dictionary(fc.constantFrom(...LAYER_SIGNALS), anyTensor, { noNullPrototype: true }),
});

const anyRun: fc.Arbitrary<LayerRun> = fc.record({
  label: anyText,
  steps: fc.nat(7),
  dt: fc.option(anyNumber, { nil: undefined }),
  layers: fc.array(anyLayer, { maxLength: 4 }),
});

const measures = { agreement: anyNumber, countDifference: anyNumber, vanRossum: anyNumber, victorPurpura: anyNumber };

const anyDivergence = fc.record({
  step: anyNumber,
  stepB: anyNumber,
  layer: anyText,
  role: fc.constantFrom('hidden', 'output'),
  neuron: anyNumber,
  id: anyNumber,
  signal: fc.constantFrom(...LAYER_SIGNALS),
  a: anyNumber,
  b: anyNumber,
  cause: fc.constantFrom(undefined, 'device', ...APPROXIMATIONS),
});

/** A comparison of runs that may have nothing in common with it but names of layers. */
const comparisonWith = (runs: readonly LayerRun[]): fc.Arbitrary<RunComparison> =>
  fc.record({
    ...measures,
    a: fc.constantFrom('nobody', ...runs.map(({ label }) => label)),
    b: fc.constantFrom('nobody', ...runs.map(({ label }) => label)),
    layers: fc.array(
      fc.record({
        ...measures,
        name: fc.constantFrom('none', ...runs.flatMap(({ layers }) => layers.map(({ name }) => name))),
        role: fc.constantFrom('hidden' as const, 'output' as const),
        neurons: fc.nat(5),
        shift: fc.integer({ min: -3, max: 3 }),
        steps: fc.nat(7),
        spikesA: anyNumber,
        spikesB: anyNumber,
        fellSilent: fc.array(fc.nat(5), { maxLength: 3 }),
        first: fc.option(anyDivergence),
      }),
      { maxLength: 3 },
    ),
    output: fc.record(measures),
    first: fc.option(anyDivergence),
    issues: fc.constant([]),
  });

const anyRung = fc.record({
  approximation: fc.constantFrom<Approximation>(...APPROXIMATIONS),
  agreement: anyNumber,
  outputAgreement: anyNumber,
  without: fc.option(anyNumber, { nil: undefined }),
  spikes: anyNumber,
});

const anyRaster = fc.tuple(fc.nat(6), fc.nat(5), fc.nat(255)).map(
  ([steps, channels, seed]) =>
    new Raster(
      steps,
      channels,
      Uint8Array.from({ length: steps * channels }, (_, i) => (seed * i) % 7),
    ),
);

const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

/** Any model, most of them with parts that contradict each other. */
export const anyModel: fc.Arbitrary<ReportModel> = fc.array(anyRun, { maxLength: 2 }).chain((runs) =>
  fc.record({
    title: anyText,
    chipId: optional(anyText),
    input: optional(anyRaster),
    runs: fc.constant(runs),
    comparisons: optional(fc.array(comparisonWith(runs), { maxLength: 2 })),
    explanation: optional(
      fc.record({
        rungs: fc.array(anyRung, { maxLength: 7 }),
        agreement: anyNumber,
        main: fc.option(fc.record({ cause: fc.constantFrom<Approximation>(...APPROXIMATIONS), lost: anyNumber })),
      }),
    ),
    issues: fc.array(
      fc.record({
        code: anyText,
        severity: fc.constantFrom('error' as const, 'warning' as const),
        at: fc.array(fc.oneof(anyText, fc.nat(9)), { maxLength: 3 }),
        message: anyText,
      }),
      { maxLength: 3 },
    ),
    resources: optional(fc.array(fc.record({ name: anyText, used: anyNumber, limit: anyNumber }), { maxLength: 4 })),
    neuronTables: optional(
      fc.array(
        fc.record({
          title: anyText,
          ids: fc.array(fc.nat(9), { maxLength: 3 }),
          layers: optional(fc.array(anyText, { maxLength: 3 })),
          columns: fc.array(
            fc.record({
              name: anyText,
              unit: anyText,
              description: anyText,
              values: fc.array(anyNumber, { maxLength: 3 }),
            }),
            { maxLength: 3 },
          ),
        }),
        { maxLength: 2 },
      ),
    ),
    stages: optional(fc.array(fc.record({ name: anyText, milliseconds: anyNumber }), { maxLength: 4 })),
    search: optional(
      fc.record({
        axes: fc.tuple(anyText, anyText),
        candidates: fc.array(
          fc.record({
            label: anyText,
            x: anyNumber,
            y: anyNumber,
            chosen: optional(fc.boolean()),
            onFront: optional(fc.boolean()),
          }),
          { maxLength: 6 },
        ),
      }),
    ),
    recipe: optional(fc.array(fc.tuple(anyText, anyText), { maxLength: 3 })),
  }),
);
