import { fileURLToPath } from 'node:url';
import { runInChromium } from '@xylopipe/tool-chromium';
import { audioEventsReport } from './audio-events.js';
import type { Measured, Size } from './measured.js';

/** A raster of 1000 neurons and 10 000 timesteps is on the screen within this many milliseconds. */
const BOUND = 150;

/** The report of the audio-events run. */
const WRITTEN = { milliseconds: 1000, megabytes: 2 };

const size: Size = { neurons: 1000, steps: 10_000, spikes: 200_000 };
const page = fileURLToPath(new URL('page.ts', import.meta.url));
const measured = (await runInChromium({ entries: { page }, page: 'page', input: size })) as Measured;
const row = (what: string, milliseconds: number, bound?: number): string =>
  `${what.padEnd(28)}${milliseconds.toFixed(1).padStart(8)} ms${bound === undefined ? '' : `  bound ${bound} ms: ${milliseconds <= bound ? 'met' : 'MISSED'}`}`;
console.log(`${size.neurons} neurons, ${size.steps} timesteps, ${size.spikes} spikes, in Chromium`);
console.log(row('drawn', measured.first, BOUND));
console.log(row('with a second run over it', measured.overlaid));
console.log(row('a step of zoom', measured.zoom));
console.log(row('panning the page, median', measured.pan[0]));
console.log(row('panning the page, p95', measured.pan[1]));

const written = await audioEventsReport();
if (written === undefined) console.log('report of the audio-events run: its data is not there');
else {
  const megabytes = written.size / 1e6;
  console.log(`audio-events: ${written.timesteps} timesteps, ${written.hidden} hidden neurons, all states`);
  console.log(row('report, evolution to file', written.first, WRITTEN.milliseconds));
  console.log(row('the same again', written.best));
  console.log(
    `size ${megabytes.toFixed(2)} MB  bound ${WRITTEN.megabytes} MB: ${megabytes <= WRITTEN.megabytes ? 'met' : 'MISSED'}`,
  );
}
