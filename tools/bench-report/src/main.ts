import { fileURLToPath } from 'node:url';
import { runInChromium } from '@xylopipe/tool-chromium';
import type { Measured, Size } from './measured.js';

/** A raster of 1000 neurons and 10 000 timesteps is on the screen within this many milliseconds. */
const BOUND = 150;

const size: Size = { neurons: 1000, steps: 10_000, spikes: 200_000 };
const page = fileURLToPath(new URL('page.ts', import.meta.url));
const measured = (await runInChromium({ entries: { page }, page: 'page', input: size })) as Measured;
const row = (what: string, milliseconds: number, bound?: number): string =>
  `${what.padEnd(28)}${milliseconds.toFixed(1).padStart(8)} ms${bound === undefined ? '' : `  bound ${bound} ms: ${milliseconds <= bound ? 'met' : 'MISSED'}`}`;
console.log(`${size.neurons} neurons, ${size.steps} timesteps, ${size.spikes} spikes, in Chromium`);
console.log(row('drawn', measured.first, BOUND));
console.log(row('with a second run over it', measured.overlaid));
console.log(row('a step of zoom', measured.zoom));
