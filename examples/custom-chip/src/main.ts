import {
  costsOf,
  createXylopipe,
  estimateCosts,
  fitNetwork,
  formatIssue,
  outputOf,
  type QuantizedSpec,
  Raster,
  totalsOf,
} from 'xylopipe';
import { mixedSigns, oneSignEach } from './networks.js';
import { dale } from './plugin.js';

/** A chip that Xylopipe has never heard of, beside one that it comes with. */
const xylopipe = createXylopipe({ plugins: [dale] });
const chipIds = ['dale', 'syns65302'];
const input = Raster.fromNested(Array.from({ length: 100 }, (_, t) => [t % 2, 1, t % 3, 1]));

console.log('a network that obeys the rule of dale');
for (const chipId of chipIds) {
  const device = xylopipe.device(chipId);
  const { evolution, artifacts } = await xylopipe.network(oneSignEach).on(chipId).run(input);
  const { cycles } = estimateCosts(artifacts.config, device.limits, costsOf(device));
  console.log(`  ${chipId}: output spikes ${totalsOf(outputOf(evolution)).join(' ')}`);
  console.log(`    largest weight ${largestWeight(artifacts.quantized)} in ${device.limits.bits.weight} bits`);
  console.log(`    cycles ${cycles.known ? Math.ceil(cycles.value.cyclesPerStep) : `not known: ${cycles.reason}`}`);
}

console.log('a network that does not');
for (const { chipId, fits, issues } of fitNetwork(mixedSigns, xylopipe.registry, { chipIds })) {
  console.log(`  ${chipId}: ${fits ? 'fits' : issues.map(formatIssue).join('\n  ')}`);
}

function largestWeight({ weightsIn, weightsRec, weightsOut }: QuantizedSpec): number {
  return [weightsIn, weightsRec, weightsOut].reduce(
    (max, { data }) => data.reduce((m, w) => Math.max(m, Math.abs(w)), max),
    0,
  );
}
