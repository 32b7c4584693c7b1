import { counted, readable } from '../../numbers.js';
import type { ReportModel } from '../../report-model.js';
import { button, element } from '../element.js';
import { ZOOM } from '../time-keys.js';
import { KIND, type Kind } from './marks.js';
import { NeuronSearch } from './neuron-search.js';
import type { RasterState } from './raster-state.js';

/** The row of controls above a raster. */
export class RasterTools {
  readonly element: HTMLElement;
  /** What the colours mean; it is printed, the controls are not. */
  readonly legend = element('p', { class: 'xp-legend' });
  readonly search: NeuronSearch;
  readonly #state: RasterState;
  readonly #overlay = element('select', { 'aria-label': 'Run laid over' });
  readonly #only = element('select', { 'aria-label': 'Spikes shown' });
  readonly #divergence: HTMLButtonElement;

  constructor(model: ReportModel, state: RasterState) {
    this.#state = state;
    this.search = new NeuronSearch(
      () => state.data.bands,
      (row) => {
        state.visit({ step: state.time.cursor ?? Math.floor(state.time.range.from), row });
      },
    );
    this.#divergence = button('Divergence', 'Go to the first divergence (d)', () => {
      const cell = state.divergence;
      if (cell !== null) state.visit(cell);
    });
    this.#overlay.addEventListener('change', () => {
      const { value } = this.#overlay;
      state.setOverlay(value === '' ? undefined : Number(value));
      this.refresh();
    });
    this.#only.addEventListener('change', () => {
      const { value } = this.#only;
      state.setOnly(value === '' ? undefined : (Number(value) as Kind));
    });
    this.element = element(
      'div',
      { class: 'xp-tools', role: 'toolbar', 'aria-label': 'Raster controls' },
      this.search.element,
      this.#overlay,
      this.#only,
      this.#divergence,
      button('−', 'Zoom out (-)', () => state.time.zoom(1 / ZOOM)),
      button('+', 'Zoom in (+)', () => state.time.zoom(ZOOM)),
      button('Fit', 'Show everything (0)', () => state.fit()),
    );
    this.setModel(model);
  }

  setModel(model: ReportModel): void {
    const options = [element('option', { value: '' }, 'no second run')];
    for (const [index, run] of model.runs.entries()) {
      if (index > 0) options.push(element('option', { value: index }, `with ${run.label}`));
    }
    this.#overlay.replaceChildren(...options);
    this.#overlay.hidden = options.length === 1 || this.#state.part === 'input';
    this.refresh(model.runs[0]?.label);
  }

  /** Says what the state is. */
  refresh(own = this.legend.dataset.own ?? ''): void {
    const { data, overlay, only, divergence } = this.#state;
    const { totals } = data.marks;
    const other = data.other?.label;
    this.legend.dataset.own = own;
    this.#overlay.value = overlay === undefined ? '' : String(overlay);
    this.#divergence.hidden = divergence === null;
    this.#only.hidden = other === undefined;
    const kinds: readonly (readonly [Kind, string, string])[] =
      other === undefined
        ? []
        : [
            [KIND.same, 'both', 'as many in both'],
            [KIND.moreA, 'a', `more in ${own}`],
            [KIND.moreB, 'b', `more in ${other}`],
          ];
    this.#only.replaceChildren(
      element('option', { value: '' }, 'all spikes'),
      ...kinds.map(([kind, , label]) => element('option', { value: kind }, label)),
    );
    this.#only.value = only === undefined ? '' : String(only);
    const items = kinds.map(([kind, name, label]) =>
      element('span', {}, element('i', { class: `xp-key xp-key-${name}` }), ` ${label}: ${readable(totals[kind])}`),
    );
    this.legend.title =
      kinds.length === 0 ? '' : 'Timesteps in which a neuron spikes, by the run in which it spikes more often';
    const plain = items.length > 0 ? items : [element('span', {}, counted(data.spikes.total, 'spike'))];
    const isShaded = data.marks.count.some((count) => count !== data.marks.count[0]);
    this.legend.replaceChildren(...plain, ...(isShaded ? [element('em', {}, 'stronger colour: more spikes')] : []));
  }
}
