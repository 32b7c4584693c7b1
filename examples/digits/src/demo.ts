import { runOfEvolution } from '@xylopipe/compare';
import {
  configureStage,
  type DeviceConfig,
  deployStage,
  formatIssue,
  mapStage,
  type NetworkGraph,
  Pipeline,
  specSizes,
} from '@xylopipe/core';
import type { Device } from '@xylopipe/core/registry';
import { extractStage, networkFromTree } from '@xylopipe/nn';
import { quantizeStage } from '@xylopipe/quantize';
import type { ReportIssue, ReportResource, ReportStage } from '@xylopipe/report';
import { createRegistry } from 'xylopipe';
import { classifyFloat, classifyOnChip } from './classify.js';
import { loadDigits, loadNetwork } from './data.js';
import { encodeImage } from './encode-image.js';
import { type DemoChip, NETWORKS } from './options.js';
import { reportImage } from './report-image.js';

/** From a trained network to a chip that reads digits, told line by line. */
export async function runDemo(
  chipId: DemoChip,
  method: 'global' | 'channel',
  images: number,
  folder: string,
  print: (line: string) => void,
): Promise<void> {
  const { network: name, classes } = NETWORKS[chipId];
  const network = networkFromTree(loadNetwork(name));
  const device = createRegistry().get(chipId);
  print(`\n${name} on ${device.limits.label} (${chipId}), weights quantized by ${method}`);

  const pipeline = Pipeline.of(extractStage())
    .pipe(mapStage(device.mapper))
    .pipe(quantizeStage({ method }))
    .pipe(configureStage(device.configurator))
    .pipe(deployStage(device.simulator));
  const run = pipeline.run(network);
  const stages: ReportStage[] = [];
  const issues: ReportIssue[] = [];
  run.events$.subscribe((event) => {
    if (event.type === 'finished') {
      print(`  ${event.stage.padEnd(10)} ${event.durationMs.toFixed(1).padStart(7)} ms`);
      stages.push({ name: event.stage, milliseconds: event.durationMs });
    }
    if (event.type === 'issue') {
      print(`  ${formatIssue(event.issue)}`);
      issues.push({ ...event.issue, stage: event.stage });
    }
  });
  const session = await run.result;
  const config = run.artifacts.get('configure') as DeviceConfig;
  const used = resources(config, device).map(({ name, used, limit }) => `${name} ${used}/${limit}`);
  print(`  resources  ${used.join(', ')}, aliases ${config.aliases.filter((targets) => targets.length > 0).length}`);

  const digits = loadDigits(classes).slice(0, images);
  const rasters = digits.map(({ image }) => encodeImage(image));
  const float = rasters.map((raster) => classifyFloat(network, raster));
  const start = performance.now();
  const onChip: number[] = [];
  for (const raster of rasters) onChip.push((await classifyOnChip(session, raster, false)).predicted);
  const seconds = (performance.now() - start) / 1000;
  const steps = rasters.reduce((n, r) => n + r.steps, 0);
  print(
    `  evolve     ${(seconds * 1000).toFixed(1).padStart(7)} ms for ${digits.length} images, ${Math.round(steps / seconds)} timesteps/s`,
  );

  print(
    `  digits     ${digits
      .slice(0, 20)
      .map((d) => d.label)
      .join(' ')}`,
  );
  print(`  chip says  ${onChip.slice(0, 20).join(' ')}`);
  const share = (hits: number): string =>
    `${hits} of ${digits.length} (${((100 * hits) / digits.length).toFixed(1)} %)`;
  print(
    `  correct    float ${share(digits.filter((d, i) => d.label === float[i]).length)}, chip ${share(digits.filter((d, i) => d.label === onChip[i]).length)}`,
  );
  print(`  same answer as the float network: ${share(float.filter((p, i) => p === onChip[i]).length)}`);

  const [first] = rasters;
  const [digit] = digits;
  if (first !== undefined && digit !== undefined) {
    const { evolution, predicted } = await classifyOnChip(session, first, true);
    const model = {
      title: `A handwritten ${digit.label}, read as ${predicted}`,
      chipId,
      network: run.artifacts.get('extract') as NetworkGraph,
      spec: config,
      resources: resources(config, device),
      input: first,
      runs: [runOfEvolution(evolution, config, { label: 'simulator' }).value],
      issues,
      stages,
    };
    print(`  plots      ${reportImage(folder, model)}`);
  }
  await session.close();
}

function resources(config: DeviceConfig, { limits }: Device): readonly ReportResource[] {
  const { inputs, hidden, outputs } = specSizes(config);
  const recurrent = config.weightsRec.data.reduce((n, w) => n + (w === 0 ? 0 : 1), 0);
  return [
    { name: 'inputs', used: inputs, limit: limits.inputChannels },
    { name: 'hidden', used: hidden, limit: limits.hiddenNeurons },
    { name: 'outputs', used: outputs, limit: limits.outputNeurons },
    { name: 'recurrent weights', used: recurrent, limit: limits.recurrentWordsPerBank },
  ];
}
