import type { LayerRun, LayerSignal, LayerTrace } from '@xylopipe/compare';
import type uPlot from 'uplot';
import { counted, readable } from '../../numbers.js';
import { Colours } from '../colours.js';
import { button, element } from '../element.js';
import type { Linked } from '../linked.js';
import { leftMargin } from '../margins.js';
import { timeKey } from '../time-keys.js';
import { type Lanes, layerIn, stagger, statesOf } from './lanes.js';
import { listenToTime } from './time-pointer.js';
import { plotHeight, pointsOf, type TracePlotOptions, tracePlot } from './trace-plot.js';

/** What a panel shows. */
export interface PanelContent {
  readonly layer: LayerTrace;
  readonly signal: LayerSignal;
  readonly neurons: readonly number[];
  readonly run: LayerRun;
  readonly second?: LayerRun | undefined;
  readonly divergence?: number | undefined;
}

/** One signal of the chosen neurons of one layer, with their values at the cursor. */
export class TracePanel {
  readonly element: HTMLElement;
  readonly #content: PanelContent;
  readonly #linked: Linked;
  readonly #host = element('div', { class: 'xp-trace', tabindex: 0, role: 'application' });
  readonly #values = element('ul', { class: 'xp-values' });
  readonly #texts: readonly HTMLElement[];
  readonly #scale = element('small');
  #lanes: Lanes | undefined;
  #options: TracePlotOptions | undefined;
  #plot: uPlot | undefined;
  #end: (() => void) | undefined;

  constructor(content: PanelContent, linked: Linked) {
    this.#content = content;
    this.#linked = linked;
    const { layer, signal } = content;
    const title = element('h4', {}, `${layer.name} · ${signal} `, this.#scale);
    this.element = element(
      'div',
      { class: 'xp-panel', 'data-layer': layer.name, 'data-signal': signal },
      title,
      this.#host,
    );
    this.element.append(this.#values);
    this.#texts = content.neurons.map(() => element('b'));
    this.#values.append(...content.neurons.map((neuron, i) => this.#item(neuron, this.#texts[i] as HTMLElement)));
    // As much room as the plot will take: what is below it stays where it is.
    this.#host.style.minHeight = `${plotHeight(content.neurons.length)}px`;
    this.#host.setAttribute('aria-label', `${signal} of ${counted(content.neurons.length, 'neuron')} of ${layer.name}`);
    this.#host.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || !timeKey(linked.time, event)) return;
      event.preventDefault();
    });
    // Values are told to readers of the screen only while they are in the plot.
    this.#host.addEventListener('focus', () => this.#values.setAttribute('aria-live', 'polite'));
    this.#host.addEventListener('blur', () => this.#values.removeAttribute('aria-live'));
  }

  /** Whether this is of the same layer and signal as another. */
  isLike({ layer, signal }: PanelContent): boolean {
    return layer.name === this.#content.layer.name && signal === this.#content.signal;
  }

  get content(): PanelContent {
    return this.#content;
  }

  /** Index of the neuron whose button has the focus; -1 for none. */
  get focused(): number {
    return this.#texts.findIndex((text) => text.parentElement?.contains(document.activeElement));
  }

  /** Gives the focus to the button of a neuron, or the last there is. */
  focus(index: number): void {
    const { children } = this.#values;
    children[Math.min(index, children.length - 1)]?.querySelector('button')?.focus();
  }

  /** Whether it has to be drawn before it shows anything. */
  get isBlank(): boolean {
    return this.#plot === undefined;
  }

  /** Draws anew, e.g. at another width; the element must be on the page. */
  draw(): void {
    this.close();
    const { layer, signal, neurons, run, second, divergence } = this.#content;
    const width = this.element.clientWidth;
    if (width === 0) return;
    this.#lanes ??= stagger(layer, signal, neurons, run.steps, second);
    const [low, high] = this.#lanes.extent.map((level) => Number(level.toPrecision(2)));
    this.#scale.textContent = `in firing levels, ${readable(low ?? 0)} to ${readable(high ?? 0)} in each lane`;
    const { time } = this.#linked;
    this.#options = {
      ...{ lanes: this.#lanes, time, width, divergence, dt: run.dt },
      colours: new Colours(this.element),
      left: leftMargin(width),
    };
    this.#plot = tracePlot(this.#host, this.#options);
    this.#end = listenToTime(this.#plot.over, time);
    this.follow();
  }

  /** Shows what the page's time window shows. */
  follow(): void {
    const { range, cursor } = this.#linked.time;
    const plot = this.#plot;
    const options = this.#options;
    if (plot === undefined || options === undefined) return;
    const { min, max } = plot.scales.x ?? {};
    const [low, high] = [range.from - 0.5, range.to - 0.5];
    if (min !== low || max !== high) {
      plot.batch(() => {
        plot.setData(pointsOf(options), false);
        plot.setScale('x', { min: low, max: high });
      });
    }
    const isInSight = cursor !== null && cursor >= range.from && cursor < range.to;
    plot.setCursor({ left: isInSight ? plot.valToPos(cursor, 'x') : -10, top: isInSight ? 0 : -10 }, false);
    this.#showValues(cursor);
  }

  close(): void {
    this.#end?.();
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  #item(neuron: number, text: HTMLElement): HTMLElement {
    const { layer } = this.#content;
    const remove = button('×', `Take ${layer.name}[${neuron}] from the traces`, () => {
      this.#linked.neurons.toggle({ layer: layer.name, neuron });
    });
    return element('li', {}, `id ${layer.ids[neuron] ?? neuron}`, text, remove);
  }

  #showValues(cursor: number | null): void {
    for (const [i, neuron] of this.#content.neurons.entries()) {
      const [text, value] = [this.#texts[i] as HTMLElement, this.#valueAt(neuron, cursor)];
      if (text.textContent !== value) text.textContent = value;
    }
  }

  #valueAt(neuron: number, cursor: number | null): string {
    const { layer, signal, run, second } = this.#content;
    if (cursor === null) return '';
    const own = statesOf(layer, signal, neuron)?.(cursor);
    const other = layerIn(second, layer);
    const shift = (other?.delay ?? 0) - layer.delay;
    const over = statesOf(other, signal, neuron)?.(cursor + shift);
    const text = own === undefined ? 'not recorded' : readable(own);
    return over === undefined ? text : `${text} ${run.label}, ${readable(over)} ${second?.label}`;
  }
}
