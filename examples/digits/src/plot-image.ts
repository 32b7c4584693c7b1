import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeviceConfig, Evolution, Raster, Tensor } from '@xylopipe/core';
import { page } from './plots/page.js';
import { spikePlot } from './plots/spike-plot.js';
import { tracePlot } from './plots/trace-plot.js';

/** Hidden neurons whose states are drawn. */
const TRACES = 4;

/** Writes one SVG per figure, and a page with all of them. Returns the path of the page. */
export function plotImage(
  folder: string,
  title: string,
  raster: Raster,
  evolution: Evolution,
  config: DeviceConfig,
): string {
  const spikesHidden = signal(evolution, 'spikesHidden');
  const busiest = busiestNeurons(spikesHidden, TRACES);
  const [, hidden = 0] = spikesHidden.shape;
  const names = 'the busiest hidden neurons';
  const threshold = config.threshold[busiest[0] ?? 0];
  const figures = {
    input: spikePlot('Input spikes', raster, 'channel'),
    hidden: spikePlot(
      'Hidden spikes',
      { steps: evolution.steps, channels: hidden, counts: spikesHidden.data },
      'neuron',
    ),
    vmem: tracePlot(
      `Vmem of ${names}; dashed: a threshold`,
      signal(evolution, 'vmem').data,
      hidden,
      busiest,
      threshold,
    ),
    isyn: tracePlot(`Isyn of ${names}`, signal(evolution, 'isyn').data, hidden, busiest),
    output: spikePlot(
      'Output spikes',
      { steps: evolution.steps, channels: config.thresholdOut.length, counts: signal(evolution, 'spikesOut').data },
      'output',
    ),
  };
  mkdirSync(folder, { recursive: true });
  for (const [name, svg] of Object.entries(figures)) writeFileSync(join(folder, `${name}.svg`), svg);
  const path = join(folder, 'index.html');
  writeFileSync(
    path,
    page(title, `Every state of a simulated ${config.chipId} while it reads one image.`, Object.values(figures)),
  );
  return path;
}

function signal(evolution: Evolution, name: keyof Evolution['signals']): Tensor<Int16Array> {
  const found = evolution.signals[name];
  if (found === undefined) throw new Error(`${name} was not recorded`);
  return found;
}

function busiestNeurons({ shape: [, n = 0], data }: Tensor<Int16Array>, count: number): readonly number[] {
  const totals = new Array<number>(n).fill(0);
  data.forEach((spikes, i) => {
    totals[i % n] = (totals[i % n] as number) + spikes;
  });
  return [...totals.keys()].sort((a, b) => (totals[b] as number) - (totals[a] as number)).slice(0, count);
}
