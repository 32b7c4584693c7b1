import { formatIssue, outputOf, totalsOf } from '@xylopipe/core';
import { createXylopipe } from 'xylopipe';
import { buildNetwork } from './network.js';
import { poissonRaster } from './poisson.js';

/** A network built in code, extracted, mapped, quantized, configured, deployed and evolved with every state recorded. */
const network = buildNetwork(42);
const input = poissonRaster({ steps: 200, channels: 2, rate: 0.3, seed: 1 });

const xylopipe = createXylopipe();
const { evolution, artifacts, issues, timings } = await xylopipe
  .network(network)
  .on('syns61201')
  .quantize({ method: 'channel' })
  .run(input, { record: true });

for (const issue of issues) console.log(formatIssue(issue));
console.log('layers and the hardware ids they got');
for (const { name, role, firstId, count } of artifacts.spec.layers) {
  console.log(`  ${name.padEnd(8)} ${role.padEnd(8)} ${firstId} to ${firstId + count - 1}`);
}
console.log(
  `aliases: ${artifacts.config.aliases.flatMap((targets, i) => targets.map((t) => `${i} -> ${t}`)).join(', ')}`,
);
console.log(
  `thresholds: hidden ${artifacts.quantized.threshold.join(' ')}, output ${artifacts.quantized.thresholdOut.join(' ')}`,
);
console.log(`input spikes: ${input.totals().join(' ')}`);
console.log(`output spikes: ${totalsOf(outputOf(evolution)).join(' ')}`);
for (const [name, signal] of Object.entries(evolution.signals)) {
  console.log(
    `  ${name.padEnd(13)} ${signal.shape.join(' x ')}, ${Math.min(...signal.data)} to ${Math.max(...signal.data)}`,
  );
}
console.log(
  `milliseconds: ${Object.entries(timings)
    .map(([stage, ms]) => `${stage} ${ms.toFixed(1)}`)
    .join(', ')}`,
);
