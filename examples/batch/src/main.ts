import { loadDigits, loadNetwork } from '@xylopipe/example-digits/data';
import { encodeImage } from '@xylopipe/example-digits/encode-image';
import {
  compareEvolutions,
  createXylopipe,
  type Evolution,
  formatIssue,
  networkFromTree,
  outputOf,
  type Raster,
  summarizeTelemetry,
  totalsOf,
  XyloSimulator,
} from 'xylopipe';
import { evolveBatch } from 'xylopipe/node';

/** All test images through one network: on two workers, then one after the other with telemetry. */
const digits = loadDigits(8);
const network = networkFromTree(loadNetwork('digits-8-residual'));
const pipeline = createXylopipe().pipeline({ device: 'syns61201', quantize: { method: 'channel' } });
const config = await pipeline.until('configure').run(network).result;

/** Images are encoded as they are asked for, a few ahead of the workers: there may be any number of them. */
async function* rasters(): AsyncGenerator<Raster> {
  for (const { image } of digits) yield encodeImage(image);
}

console.log(`${digits.length} images on two workers`);
const onProgress = (done: number): void => {
  if (done % 60 === 0) console.log(`  ${done} done`);
};
const batch: Evolution[] = [];
for await (const result of evolveBatch(config, rasters(), { workers: 2, record: ['spikesHidden'], onProgress })) {
  if (result.status === 'rejected') throw result.reason;
  batch.push(result.value);
}
const read = (evolution: Evolution): number => {
  const totals = totalsOf(outputOf(evolution));
  return totals.indexOf(Math.max(...totals));
};
const correct = digits.filter(({ label }, i) => label === read(batch[i] as Evolution)).length;
console.log(`  ${correct} of ${digits.length} read correctly (${((100 * correct) / digits.length).toFixed(1)} %)`);

console.log('one after the other, each from rest, with telemetry');
const simulator = XyloSimulator.from(config, { telemetry: true });
for (const [i, { image }] of digits.entries()) {
  simulator.resetState();
  const evolution = simulator.evolve(encodeImage(image), { record: ['spikesHidden'] });
  if (!compareEvolutions(evolution, batch[i] as Evolution).equal) throw new Error(`image ${i} is not the same`);
}
console.log('  the same spikes');

const telemetry = simulator.telemetry();
if (telemetry === null) throw new Error('there is no telemetry');
const busiest = telemetry.fired.indexOf(Math.max(...telemetry.fired));
console.log(`  hidden neuron ${busiest} fires most: in ${telemetry.fired[busiest]} of ${telemetry.steps} timesteps`);
for (const issue of summarizeTelemetry(telemetry, config)) console.log(`  ${formatIssue(issue)}`);
