import type { LayerRun, LayerSignal, LayerTrace } from '@xylopipe/compare';
import type uPlot from 'uplot';
import { counted, readable } from '../../numbers.js';
import { Colours } from '../colours.js';
import { button, element } from '../element.js';
import type { Linked } from '../linked.js';
import { leftMargin } from '../margins.js';
import { timeKey } from '../time-keys.js';
import { layerIn, stagger, statesOf } from './lanes.js';
import { listenToTime } from './time-pointer.js';
import { tracePlot } from './trace-plot.js';

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
  #plot: uPlot | undefined;
  #end: (() => void) | undefined;

  constructor(content: PanelContent, linked: Linked) {
    this.#content = content;
    this.#linked = linked;
    const { layer, signal } = content;
    const title = element('h4', {}, `${layer.name} · ${signal}`);
    this.element = element(
      'div',
      { class: 'xp-panel', 'data-layer': layer.name, 'data-signal': signal },
      title,
      this.#host,
    );
    this.element.append(this.#values);
    this.#host.setAttribute('aria-label', `${signal} of ${counted(content.neurons.length, 'neuron')} of ${layer.name}`);
    this.#host.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || !timeKey(linked.time, event)) return;
      event.preventDefault();
    });
    // Values are told to readers of the screen only while they are in the plot.
    this.#host.addEventListener('focus', () => this.#values.setAttribute('aria-live', 'polite'));
    this.#host.addEventListener('blur', () => this.#values.removeAttribute('aria-live'));
  }

  /** Draws anew, e.g. at another width; the element must be on the page. */
  draw(): void {
    this.close();
    const { layer, signal, neurons, run, second, divergence } = this.#content;
    const lanes = stagger(layer, signal, neurons, run.steps, second);
    const width = this.element.clientWidth;
    const { time } = this.#linked;
    this.#plot = tracePlot(this.#host, {
      ...{ lanes, time, width, divergence },
      colours: new Colours(this.element),
      left: leftMargin(width),
    });
    this.#end = listenToTime(this.#plot.over, time);
    this.follow();
  }

  /** Shows what the page's time window shows. */
  follow(): void {
    const { range, cursor } = this.#linked.time;
    const plot = this.#plot;
    if (plot === undefined) return;
    const { min, max } = plot.scales.x ?? {};
    const [low, high] = [range.from - 0.5, range.to - 0.5];
    if (min !== low || max !== high) plot.setScale('x', { min: low, max: high });
    const isInSight = cursor !== null && cursor >= range.from && cursor < range.to;
    plot.setCursor({ left: isInSight ? plot.valToPos(cursor, 'x') : -10, top: isInSight ? 0 : -10 }, false);
    this.#showValues(cursor);
  }

  close(): void {
    this.#end?.();
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  #showValues(cursor: number | null): void {
    const { layer, neurons } = this.#content;
    const items = neurons.map((neuron) => {
      const name = `${layer.name}[${neuron}]`;
      const remove = button('×', `Take ${name} from the traces`, () => {
        this.#linked.neurons.toggle({ layer: layer.name, neuron });
      });
      return element(
        'li',
        {},
        `id ${layer.ids[neuron] ?? neuron}`,
        element('b', {}, this.#valueAt(neuron, cursor)),
        remove,
      );
    });
    // Only the texts change while the cursor moves: a button keeps the focus.
    if (this.#values.childElementCount !== items.length) this.#values.replaceChildren(...items);
    else
      for (const [i, item] of items.entries())
        this.#values.children[i]?.children[0]?.replaceWith(item.children[0] as Element);
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
