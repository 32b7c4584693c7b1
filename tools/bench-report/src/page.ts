import type { LayerTrace } from '@xylopipe/compare';
import type { ReportModel } from '@xylopipe/report';
import { adoptStyles, NeuronChoice, rasterView, showReport, ThemeSwitch, TimeWindow } from '@xylopipe/report/viewer';
import { largeRun } from './large-run.js';
import type { Measured, Size } from './measured.js';

/** Draws a run of one size, in the browser, and measures. */
export async function main(size: Size): Promise<Measured> {
  const model: ReportModel = { title: 'bench', runs: [largeRun('first', size, 1)], issues: [] };
  const both: ReportModel = { ...model, runs: [...model.runs, largeRun('second', size, 2)] };
  adoptStyles(document);
  const root = document.createElement('div');
  root.classList.add('xp');
  document.body.append(root);
  const time = new TimeWindow(size.steps);
  const linked = { time, neurons: new NeuronChoice(), theme: new ThemeSwitch(root) };
  const shown = async (model: ReportModel): Promise<number> => {
    const start = performance.now();
    const view = rasterView(root, model, 'hidden', linked);
    await frame();
    const milliseconds = performance.now() - start;
    view.close();
    return milliseconds;
  };
  const first = await best(() => shown(model));
  const overlaid = await best(() => shown(both));
  const view = rasterView(root, model, 'hidden', linked);
  await frame();
  const zooms: number[] = [];
  for (let i = 0; i < 40; i++) {
    await frame();
    const start = await new Promise<number>(requestAnimationFrame);
    // Later in the same frame the view draws: what is left of it is the time that drawing took.
    time.zoom(i < 20 ? 1.2 : 1 / 1.2, size.steps / 3);
    await frame();
    zooms.push(performance.now() - start);
  }
  view.close();
  return { first, overlaid, zoom: share(zooms, 0.5), pan: await panned(root, both) };
}

/** Moves a report of everything, with states, from key to key. */
async function panned(root: HTMLElement, model: ReportModel): Promise<readonly [median: number, p95: number]> {
  const runs = model.runs.map((run) => ({ ...run, layers: run.layers.map(withStates) }));
  const view = showReport(root, { ...model, runs });
  for (let i = 0; i < 3; i++) await frame();
  const plot = document.querySelector('[data-part=hidden] [role=application]');
  const press = (key: string): boolean | undefined => plot?.dispatchEvent(new KeyboardEvent('keydown', { key }));
  document.querySelector('.xp-panel')?.scrollIntoView();
  for (let i = 0; i < 3; i++) press('+');
  // What came into sight is drawn first.
  for (let i = 0; i < 5; i++) await frame();
  const times: number[] = [];
  for (let i = 0; i < 40; i++) {
    await frame();
    const start = await new Promise<number>(requestAnimationFrame);
    press(i < 20 ? 'ArrowRight' : 'ArrowLeft');
    await frame();
    times.push(performance.now() - start);
  }
  view.close();
  return [share(times, 0.5), share(times, 0.95)];
}

/** Spikes stand in for membranes: what is measured is drawing. */
const withStates = (layer: LayerTrace): LayerTrace =>
  layer.signals.spikes === undefined ? layer : { ...layer, signals: { ...layer.signals, vmem: layer.signals.spikes } };

/** The value below which a share of all are. */
const share = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;

/** Resolves in the next animation frame, after everything that asked for one before. */
const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);

async function best(measure: () => Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 5; i++) least = Math.min(least, await measure());
  return least;
}
