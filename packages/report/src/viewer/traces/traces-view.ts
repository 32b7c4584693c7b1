import { LAYER_SIGNALS, type LayerRun, type LayerSignal, type LayerTrace } from '@xylopipe/compare';
import { notNumbers, signalOf } from '../../figures/signal.js';
import { counted } from '../../numbers.js';
import type { ReportModel } from '../../report-model.js';
import { element } from '../element.js';
import { Frame } from '../frame.js';
import type { Linked } from '../linked.js';
import { comparisonWith, ownStep } from '../raster/divergence.js';
import type { View } from '../view.js';
import { defaultChoice } from './default-choice.js';
import { TracePanel } from './trace-panel.js';

/** Layers whose panels are open from the start: those of more have to be unfolded. */
const OPEN_LAYERS = 8;

/** CSS pixels below and above what is in sight in which panels are drawn already. */
const AHEAD = 300;

/** States that are drawn as traces. */
const TRACED: readonly LayerSignal[] = LAYER_SIGNALS.filter((signal) => signal !== 'spikes');

/**
 * Staggered traces of the states of the chosen neurons, a panel per layer and signal, in step with the rasters of the page
 * and with the second run dashed over them. Appends itself to `root`.
 */
export function tracesView(root: HTMLElement, model: ReportModel, linked: Linked): View {
  return new TracesView(root, model, linked);
}

class TracesView implements View {
  readonly #element = element('div', { class: 'xp-traces' });
  readonly #overlay = element('select', { 'aria-label': 'Run laid over' });
  readonly #runs = element('p', { class: 'xp-legend' });
  readonly #panels = element('div', { class: 'xp-panels', tabindex: -1 });
  readonly #folded = element('summary');
  readonly #more = element('details', {}, this.#folded);
  readonly #notes = element('p', { class: 'xp-note' });
  readonly #linked: Linked;
  readonly #follow = new Frame(() => this.#follows());
  readonly #redraw = new Frame(() => this.#draws());
  readonly #cleanup: readonly (() => void)[];
  /** Panels that the reader sees: others are drawn, and follow, once they come into sight. */
  readonly #inSight = new Set<Element>();
  readonly #sight = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) this.#inSight.add(target);
        else this.#inSight.delete(target);
      }
      this.#follow.ask();
    },
    { rootMargin: `${AHEAD}px` },
  );
  #model: ReportModel;
  #shown: readonly TracePanel[] = [];
  /** Neurons that were chosen when it was built. */
  #count = 0;

  constructor(root: HTMLElement, model: ReportModel, linked: Linked) {
    this.#model = model;
    this.#linked = linked;
    const hint = element('span', {}, 'Click a neuron in a raster to add or remove its traces. Dotted: firing level.');
    this.#element.append(
      element('div', { class: 'xp-tools' }, this.#overlay, hint),
      this.#runs,
      this.#panels,
      this.#more,
      this.#notes,
    );
    root.append(this.#element);
    this.#overlay.addEventListener('change', () => this.#build());
    let width = 0;
    const size = new ResizeObserver(() => {
      if (this.#element.clientWidth === width) return;
      width = this.#element.clientWidth;
      this.#redraw.ask();
    });
    size.observe(this.#element);
    this.#cleanup = [
      () => size.disconnect(),
      linked.time.subscribe(() => this.#follow.ask()),
      linked.theme.subscribe(() => this.#redraw.now()),
      linked.neurons.subscribe(() => this.#choose()),
    ];
    this.update(model);
  }

  update(model: ReportModel): void {
    const chosen = this.#overlay.value;
    const before = this.#overlay.options.length;
    this.#model = model;
    const notes = this.#missing();
    this.#notes.textContent = notes.join('; ');
    this.#notes.hidden = notes.length === 0;
    this.#linked.time.resize(model.runs[0]?.steps ?? model.input?.steps ?? 0);
    const options = model.runs.map(({ label }, index) =>
      element('option', { value: index === 0 ? '' : index }, index === 0 ? 'no second run' : `with ${label}`),
    );
    this.#overlay.replaceChildren(...options);
    this.#overlay.hidden = options.length < 2;
    this.#overlay.value = options.length === before ? chosen : options.length > 1 ? '1' : '';
    if (this.#linked.neurons.chosen.length === 0) this.#linked.neurons.set(defaultChoice(model));
    else this.#build();
  }

  close(): void {
    for (const end of this.#cleanup) end();
    this.#sight.disconnect();
    for (const panel of this.#shown) panel.close();
    this.#follow.close();
    this.#redraw.close();
    this.#element.remove();
  }

  /** Draws what is chosen now; a neuron that was added is not left folded away. */
  #choose(): void {
    const { chosen } = this.#linked.neurons;
    const isOneMore = chosen.length === this.#count + 1;
    this.#build();
    const last = chosen.at(-1);
    const isFolded = (panel: TracePanel): boolean =>
      panel.content.layer.name === last?.layer && this.#more.contains(panel.element);
    if (isOneMore && this.#shown.some(isFolded)) this.#more.open = true;
  }

  #build(): void {
    const held = this.#shown.find(({ focused }) => focused >= 0);
    const index = held?.focused ?? -1;
    for (const panel of this.#shown) panel.close();
    const run = this.#model.runs[0];
    this.#count = this.#linked.neurons.chosen.length;
    this.#shown = run === undefined || run.steps === 0 ? [] : this.#contents(run);
    this.#legend();
    this.#place();
    this.#sight.disconnect();
    this.#inSight.clear();
    for (const panel of this.#shown) this.#sight.observe(panel.element);
    if (held === undefined) return;
    // The button that was pressed is gone: its neighbour is where the reader goes on.
    const like = this.#shown.find((panel) => panel.isLike(held.content));
    if (like === undefined) this.#panels.focus();
    else like.focus(index);
  }

  /** Those of the first layers open, the others folded. */
  #place(): void {
    const layers = [...new Set(this.#shown.map(({ content }) => content.layer))];
    const open = new Set(layers.slice(0, OPEN_LAYERS));
    const isOpen = ({ content }: TracePanel): boolean => open.has(content.layer);
    this.#panels.replaceChildren(...this.#shown.filter(isOpen).map((panel) => panel.element));
    this.#more.replaceChildren(
      this.#folded,
      ...this.#shown.filter((panel) => !isOpen(panel)).map((panel) => panel.element),
    );
    this.#folded.textContent = `${counted(layers.length - open.size, 'more layer')}`;
    this.#more.hidden = layers.length === open.size;
  }

  #contents(run: LayerRun): readonly TracePanel[] {
    const index = this.#overlay.value === '' ? undefined : Number(this.#overlay.value);
    const second = index === undefined ? undefined : this.#model.runs[index];
    const comparison = index === undefined ? undefined : comparisonWith(this.#model, index);
    const first = comparison?.first;
    const divergence = comparison !== undefined && first ? ownStep(this.#model, comparison, first) : undefined;
    return run.layers.flatMap((layer) => {
      const neurons = this.#linked.neurons.of(layer.name).filter((neuron) => neuron < layer.ids.length);
      const signals = neurons.length === 0 ? [] : TRACED.filter((signal) => isRecorded(layer, signal));
      return signals.map((signal) => new TracePanel({ layer, signal, neurons, run, second, divergence }, this.#linked));
    });
  }

  /** Which line is of which run. */
  #legend(): void {
    const { runs } = this.#model;
    const second = this.#overlay.value === '' ? undefined : runs[Number(this.#overlay.value)];
    const key = (kind: string, label: string): HTMLElement =>
      element('span', {}, element('i', { class: `xp-stroke xp-stroke-${kind}` }), ` ${label}`);
    this.#runs.replaceChildren(
      ...(second === undefined ? [] : [key('a', runs[0]?.label ?? ''), key('b', second.label)]),
    );
  }

  #draws(): void {
    for (const panel of this.#shown) {
      if (this.#linked.theme.isPrinting || this.#inSight.has(panel.element)) panel.draw();
      else panel.close();
    }
  }

  #missing(): readonly string[] {
    const run = this.#model.runs[0];
    if (run === undefined) return ['there is no run'];
    if (run.steps === 0) return ['the run has no timesteps'];
    const without = run.layers.filter((layer) => !TRACED.some((signal) => isRecorded(layer, signal)));
    return [...without.map(({ name }) => `states of ${name} were not recorded`), ...run.layers.flatMap(gapsOf)];
  }

  #follows(): void {
    for (const panel of this.#shown) {
      if (!this.#inSight.has(panel.element)) continue;
      if (panel.isBlank) panel.draw();
      else panel.follow();
    }
  }
}

/** What of a layer's states is no number, in words. */
function gapsOf(layer: LayerTrace): readonly string[] {
  return TRACED.flatMap((signal) => {
    const grid = signalOf(layer, signal);
    const gaps = grid === undefined ? 0 : notNumbers(grid);
    return gaps === 0
      ? []
      : [`${signal} of ${layer.name}: ${counted(gaps, 'state')} without a number, gaps in the traces`];
  });
}

const isRecorded = (layer: LayerTrace, signal: LayerSignal): boolean => signalOf(layer, signal) !== undefined;
