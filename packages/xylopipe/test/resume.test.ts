import {
  deviceConfigFromJson,
  deviceConfigToJson,
  type JsonValue,
  mappedSpecFromJson,
  mappedSpecToJson,
  networkGraphFromJson,
  networkGraphToJson,
  networkTreeFromJson,
  networkTreeToJson,
  quantizedSpecFromJson,
  quantizedSpecToJson,
} from '@xylopipe/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  createXylopipe,
  Lif,
  Linear,
  type Network,
  networkFromTree,
  Raster,
  Residual,
  Sequential,
  uniformWeights,
  XyloSimulator,
} from '../src/index.js';

/** Sizes and kinds of a small network that both chips can hold. */
const sketches = fc.record({
  seed: fc.nat(1000),
  inputs: fc.integer({ min: 1, max: 4 }),
  hidden: fc.integer({ min: 1, max: 6 }),
  outputs: fc.integer({ min: 1, max: 3 }),
  synapses: fc.constantFrom(1, 2),
  recurrent: fc.boolean(),
  residual: fc.boolean(),
  bias: fc.constantFrom(0, 0.05, -0.05),
});
type Sketch = typeof sketches extends fc.Arbitrary<infer T> ? T : never;

function networkOf({ seed, inputs, hidden, outputs, synapses, recurrent, residual, bias }: Sketch): Network {
  const weights = (rows: number, columns: number, salt: number) => uniformWeights(rows, columns, { seed: seed + salt });
  const neurons = { tauMem: 0.02, tauSyn: 0.01, dt: 0.001, threshold: 1.5, bias };
  const nin = hidden * synapses;
  const rec = recurrent ? { weightsRec: weights(hidden, nin, 1) } : {};
  const block = new Residual([new Linear({ weights: weights(hidden, hidden, 2) }), new Lif({ n: hidden, ...neurons })]);
  return new Sequential([
    new Linear({ weights: weights(inputs, nin, 3) }),
    new Lif({ n: hidden, nin, ...neurons, ...rec }),
    ...(residual ? [block] : []),
    new Linear({ weights: weights(hidden, outputs, 4) }),
    new Lif({ n: outputs, ...neurons }),
  ]);
}

const throughText = (json: JsonValue): unknown => JSON.parse(JSON.stringify(json));

it('can be stopped at every artifact, saved, read and resumed, and comes to the same bits', async () => {
  const xylopipe = createXylopipe();
  const chips = fc.constantFrom('syns61201', 'syns65302');
  const methods = fc.constantFrom('global' as const, 'channel' as const);
  await fc.assert(
    fc.asyncProperty(sketches, chips, methods, fc.nat(20), async (sketch, device, drawn, steps) => {
      // Per channel, a bias can come out wider than its word, which the chip refuses.
      const method = sketch.bias === 0 ? drawn : 'global';
      const network = networkOf(sketch);
      const input = Raster.fromNested(
        Array.from({ length: steps }, (_, t) => Array.from({ length: sketch.inputs }, (_, c) => (t * 7 + c * 3) % 4)),
        sketch.inputs,
      );
      const options = { device, quantize: { method }, input, record: true };
      const { evolution, artifacts } = await xylopipe
        .network(network)
        .on(device)
        .quantize({ method })
        .run(input, { record: true });

      const pipeline = xylopipe.pipeline(options);
      const tree = networkTreeFromJson(throughText(networkTreeToJson(network.toTree())));
      const graph = await pipeline.until('extract').run(networkFromTree(tree)).result;
      const spec = await pipeline
        .from('map')
        .until('map')
        .run(networkGraphFromJson(throughText(networkGraphToJson(graph)))).result;
      const quantized = await pipeline
        .from('quantize')
        .until('quantize')
        .run(mappedSpecFromJson(throughText(mappedSpecToJson(spec)))).result;
      const config = await pipeline
        .from('configure')
        .until('configure')
        .run(quantizedSpecFromJson(throughText(quantizedSpecToJson(quantized)))).result;
      const run = pipeline.from('deploy').run(deviceConfigFromJson(throughText(deviceConfigToJson(config))));
      const resumed = await run.result;

      expect({ graph, spec, quantized, config }).toEqual(artifacts);
      expect(resumed).toEqual(evolution);
      expect(XyloSimulator.from(quantized).evolve(input, { record: true })).toEqual(evolution);
    }),
    { numRuns: 40 },
  );
});
