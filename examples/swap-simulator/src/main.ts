import { outputOf, Raster, SIMULATOR, totalsOf } from '@xylopipe/core';
import { Lif, Linear, type Network, Sequential, uniformWeights } from '@xylopipe/nn';
import { createXylopipe } from 'xylopipe';
import { countingDeployer } from './counting-deployer.js';

/** One device's simulator is swapped for another; the other device, and everybody else's registry, do not notice. */
const xylopipe = createXylopipe();
const counted = { evolutions: 0, steps: 0 };
xylopipe.registry.override('syns61201', SIMULATOR, {
  useValue: countingDeployer(xylopipe.device('syns61201').simulator, counted),
});

const neurons = { tauMem: 0.02, tauSyn: 0.01, threshold: 0.5, dt: 0.001 };
const network: Network = new Sequential([
  new Linear({ weights: uniformWeights(2, 8, { seed: 5 }) }),
  new Lif({ n: 8, ...neurons }),
  new Linear({ weights: uniformWeights(8, 2, { seed: 6 }) }),
  new Lif({ n: 2, ...neurons }),
]);
const input = Raster.fromNested(Array.from({ length: 50 }, (_, t) => [t % 2, 1]));

for (const chipId of ['syns61201', 'syns65302']) {
  const { evolution } = await xylopipe.network(network).on(chipId).run(input);
  console.log(`${chipId}: output spikes ${totalsOf(outputOf(evolution)).join(' ')}`);
}
console.log(`the swapped simulator of syns61201 saw ${counted.evolutions} evolution of ${counted.steps} timesteps`);
