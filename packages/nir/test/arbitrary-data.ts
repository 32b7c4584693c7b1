import fc from 'fast-check';
import type { NirGraphData, NirNodeData, NirObservable } from '../src/data/nir-data.js';
import type { NirArray } from '../src/model/nir-graph.js';

const name = fc.oneof(
  fc.constantFrom('lif.0', '0', '10', 'w rec', 'ü', '__proto__', '..'),
  fc.stringMatching(/^[a-z_][a-z0-9_.]{0,8}$/),
);
const named = <T>(value: fc.Arbitrary<T>) =>
  fc.array(fc.tuple(name, value), { maxLength: 3 }).map((list) => new Map(list));
const size = fc.nat({ max: 3 });
const duration = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
const lists = <T>(value: fc.Arbitrary<T>, length: number) => fc.array(value, { minLength: length, maxLength: length });

const gridded: fc.Arbitrary<NirObservable> = fc
  .record({ shape: fc.tuple(size, size, size), dt: duration })
  .chain(({ shape, dt }) => {
    const length = shape[0] * shape[1] * shape[2];
    const arrays = fc.oneof<fc.Arbitrary<NirArray>[]>(
      lists(fc.double(), length).map((list) => ({ shape, data: Float64Array.from(list) })),
      lists(fc.float(), length).map((list) => ({ shape, data: Float32Array.from(list) })),
      lists(fc.nat(255), length).map((list) => ({ shape, data: Uint8Array.from(list) })),
      lists(fc.maxSafeInteger(), length).map((list) => ({
        shape,
        data: Float64Array.from(list, (n) => n + 0),
        dtype: 'int64' as const,
      })),
    );
    return arrays.map((data) => ({ type: 'TimeGriddedData' as const, data, dt }));
  });

/** Events and padding, in no order. */
const events: fc.Arbitrary<NirObservable> = fc
  .record({ shape: fc.tuple(size, size), nNeurons: fc.integer({ min: 1, max: 300 }), tMax: duration })
  .chain(({ shape, nNeurons, tMax }) => {
    const event = fc.oneof(
      fc.tuple(fc.nat(nNeurons - 1), fc.double({ min: 0, max: tMax, noNaN: true })),
      fc.constant([-1, Number.POSITIVE_INFINITY] as const),
    );
    const length = shape[0] * shape[1];
    const list = lists(fc.tuple(event, fc.float()), length);
    return fc.tuple(list, fc.boolean(), fc.boolean()).map(([given, isSingle, isValued]): NirObservable => {
      const times = given.map(([[, time]]) => time + 0);
      const neurons = given.map(([[neuron]]) => neuron);
      const common = {
        idx: isSingle
          ? { shape, data: Int16Array.from(neurons) }
          : { shape, data: Float64Array.from(neurons), dtype: 'int64' as const },
        time: { shape, data: isSingle ? Float32Array.from(times) : Float64Array.from(times) },
        nNeurons,
        tMax,
      };
      if (!isValued) return { type: 'EventData', ...common };
      const value = { shape, data: Float32Array.from(given, ([, number]) => number) };
      return { type: 'ValuedEventData', ...common, value };
    });
  });

const node: fc.Arbitrary<NirNodeData> = named(fc.oneof(gridded, events)).map((observables) => ({
  type: 'NIRNodeData',
  observables,
}));

/** Data of graphs within graphs. */
export const arbitraryData: fc.Arbitrary<NirGraphData> = fc.letrec<{ readonly graph: NirGraphData }>((tie) => ({
  graph: named(fc.oneof({ maxDepth: 2 }, node, tie('graph') as fc.Arbitrary<NirGraphData | NirNodeData>)).map(
    (nodes): NirGraphData => ({ type: 'NIRGraphData', nodes }),
  ),
})).graph;
