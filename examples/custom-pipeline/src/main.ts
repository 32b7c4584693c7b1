import {
  configureStage,
  deployStage,
  evolveStage,
  mapStage,
  outputOf,
  Pipeline,
  Raster,
  totalsOf,
} from '@xylopipe/core';
import { DeviceRegistry } from '@xylopipe/core/registry';
import { extractStage, Lif, Linear, Sequential, uniformWeights } from '@xylopipe/nn';
import { quantizeStage } from '@xylopipe/quantize';
import { syns61201 } from '@xylopipe/xylo-syns61201';
import { pruneThenQuantize } from './prune.js';

/** A pipeline composed of single packages: no façade, one chip, and one stage done in another way. */
const neurons = { tauMem: 0.02, tauSyn: 0.01, threshold: 0.5, dt: 0.001 };
const network = new Sequential([
  new Linear({ weights: uniformWeights(4, 20, { seed: 1 }) }),
  new Lif({ n: 20, ...neurons, weightsRec: uniformWeights(20, 20, { seed: 2 }) }),
  new Linear({ weights: uniformWeights(20, 3, { seed: 3 }) }),
  new Lif({ n: 3, ...neurons }),
]);
const input = Raster.fromNested(Array.from({ length: 100 }, (_, t) => [t % 2, t % 3, t % 5, 1]));

const device = new DeviceRegistry([syns61201]).get('syns61201');
const pipeline = Pipeline.of(extractStage())
  .pipe(mapStage(device.mapper))
  .pipe(quantizeStage({ method: 'global' }))
  .pipe(configureStage(device.configurator))
  .pipe(deployStage(device.simulator))
  .pipe(evolveStage(input));

for (const share of [0, 0.5, 0.9]) {
  const pruned = pipeline.replace('quantize', pruneThenQuantize(share));
  const configure = pruned.until('configure').run(network);
  const config = await configure.result;
  const run = pruned.from('deploy').until('deploy').run(config);
  const session = await run.result;
  const evolution = await pruned.from('evolve').run(session).result;
  await session.close();
  const used = config.weightsRec.data.reduce((n, w) => n + (w === 0 ? 0 : 1), 0);
  console.log(
    `${100 * share} % pruned: ${used} recurrent synapses, output spikes ${totalsOf(outputOf(evolution)).join(' ')}`,
  );
}
