import { counted } from '../../numbers.js';
import type { ReportModel } from '../../report-model.js';
import { Colours } from '../colours.js';
import { element } from '../element.js';
import { Frame } from '../frame.js';
import type { Linked } from '../linked.js';
import { leftMargin, RIGHT } from '../margins.js';
import type { View } from '../view.js';
import { type RasterPart, rowsOf } from './bands.js';
import { cellFacts } from './cell-text.js';
import { Crosshair } from './crosshair.js';
import { AXIS_HEIGHT, drawRaster } from './draw.js';
import { listenToPointer } from './gestures.js';
import type { Cell, Viewport } from './hit.js';
import { rasterKey } from './keys.js';
import { Painter } from './paint.js';
import { RasterState } from './raster-state.js';
import { RasterTools } from './raster-tools.js';

/** Height of the plot in CSS pixels: some per row, and neither flat nor more than a screen. */
const heightFor = (rows: number): number => Math.min(440, Math.max(96, rows * 10));

const KEYS =
  'Arrows move, Shift and arrows move the crosshair, plus and minus zoom, with Alt among neurons, the wheel zooms while the plot has the focus, 0 shows everything, n and p go to the next and previous spike, Enter adds the neuron to the traces.';

const isSame = (a: Cell | null, b: Cell | null): boolean => a?.step === b?.step && a?.row === b?.row;

let made = 0;

/**
 * A raster of one part of a model's first run on a canvas, with the second run laid over it: zoom, pan, crosshair with
 * values, search. Appends itself to `root`.
 */
export function rasterView(root: HTMLElement, model: ReportModel, part: RasterPart, linked: Linked): View {
  return new RasterView(root, model, part, linked);
}

class RasterView implements View {
  readonly #element: HTMLElement;
  readonly #canvas = element('canvas', { 'aria-hidden': 'true' });
  readonly #plot: HTMLElement;
  readonly #crosshair: Crosshair;
  readonly #notes = element('p', { class: 'xp-note' });
  readonly #state: RasterState;
  readonly #tools: RasterTools;
  readonly #linked: Linked;
  readonly #painter = new Painter();
  readonly #frame = new Frame(() => this.#draw());
  readonly #cleanup: readonly (() => void)[];
  #model: ReportModel;
  #left = 0;
  #width = 0;
  /** What is on the canvas. */
  #drawn = '';
  #drawnData: unknown;
  /** What the tools tell of. */
  #toldData: unknown;
  /** What the reader does not see is drawn once it comes into sight. */
  #isInSight = true;

  constructor(root: HTMLElement, model: ReportModel, part: RasterPart, linked: Linked) {
    this.#model = model;
    this.#linked = linked;
    this.#state = new RasterState(model, part, linked.time, () => this.#frame.ask());
    this.#tools = new RasterTools(model, this.#state);
    const keys = element('span', { id: `xp-keys-${++made}`, class: 'xp-hidden' }, KEYS);
    this.#plot = element('div', { class: 'xp-plot', tabindex: 0, role: 'application', 'aria-describedby': keys.id });
    this.#crosshair = new Crosshair(this.#plot);
    const box = element('div', { class: 'xp-canvas' }, this.#canvas, this.#plot);
    this.#element = element(
      'div',
      { class: 'xp-raster', 'data-part': part },
      this.#tools.element,
      this.#tools.legend,
      box,
      this.#crosshair.live,
      keys,
      this.#notes,
    );
    root.append(this.#element);
    const size = new ResizeObserver(() => this.#resize());
    size.observe(this.#element);
    const sight = new IntersectionObserver((entries) => {
      this.#isInSight = entries.at(-1)?.isIntersecting ?? true;
      this.#frame.ask();
    });
    sight.observe(this.#canvas);
    this.#plot.addEventListener('keydown', (event) => this.#onKey(event));
    this.#cleanup = [
      () => size.disconnect(),
      () => sight.disconnect(),
      listenToPointer({
        plot: this.#plot,
        state: this.#state,
        viewport: () => this.#viewport(),
        boxChanged: (shown) => this.#crosshair.showBox(shown),
        picked: (cell) => this.#pick(cell),
      }),
      linked.time.subscribe(() => this.#frame.ask()),
      linked.theme.subscribe(() => this.#frame.now()),
    ];
    this.#describe();
    this.#resize();
  }

  update(model: ReportModel): void {
    this.#model = model;
    this.#linked.time.resize(model.runs[0]?.steps ?? model.input?.steps ?? 0);
    this.#state.setModel(model);
    this.#tools.setModel(model);
    this.#describe();
    this.#resize();
  }

  close(): void {
    for (const end of this.#cleanup) end();
    this.#frame.close();
    this.#element.remove();
  }

  #describe(): void {
    const { part, bands, marks, steps, notes } = this.#state.data;
    const rows = counted(rowsOf(bands), part === 'input' ? 'channel' : 'neuron');
    const name = `Raster of ${part === 'input' ? 'the input' : `${part} neurons`}`;
    this.#plot.setAttribute(
      'aria-label',
      `${name}: ${rows}, ${counted(steps, 'timestep')}, ${counted(marks.row.length, 'mark')}`,
    );
    const empty = steps === 0 ? ['no timesteps: there is nothing to draw'] : [];
    this.#notes.textContent = [...empty, ...notes].join('; ');
    this.#notes.hidden = this.#notes.textContent === '';
  }

  #viewport(): Viewport {
    const { time, rows } = this.#state;
    return { time: time.range, rows, width: this.#width, height: heightFor(rowsOf(this.#state.data.bands)) };
  }

  #resize(): void {
    const { clientWidth } = this.#element;
    this.#left = leftMargin(clientWidth);
    this.#width = Math.max(1, clientWidth - this.#left - RIGHT);
    const { height } = this.#viewport();
    const ratio = devicePixelRatio;
    this.#canvas.width = Math.round(clientWidth * ratio);
    this.#canvas.height = Math.round((height + AXIS_HEIGHT) * ratio);
    this.#canvas.style.height = `${height + AXIS_HEIGHT}px`;
    this.#plot.style.left = `${this.#left}px`;
    this.#plot.style.width = `${this.#width}px`;
    this.#plot.style.height = `${height}px`;
    this.#drawn = '';
    this.#frame.ask();
  }

  /** The canvas only when something on it has changed: a crosshair that moves is not on it. */
  #draw(): void {
    const { time, rows, data, only } = this.#state;
    const colours = new Colours(this.#element);
    const { width, height } = this.#viewport();
    const content = [time.range.from, time.range.to, rows.from, rows.to, only, this.#linked.theme.isDark].join();
    if (data !== this.#toldData) this.#tools.refresh();
    this.#toldData = data;
    const isSeen = this.#isInSight || this.#linked.theme.isPrinting;
    if (isSeen && (content !== this.#drawn || data !== this.#drawnData)) {
      const context = this.#canvas.getContext('2d');
      const frame = { left: this.#left, width, height };
      if (context !== null) drawRaster(context, frame, this.#state, this.#painter, colours, devicePixelRatio);
      this.#drawn = content;
      this.#drawnData = data;
    }
    this.#plot.dataset.time = `${time.range.from} ${time.range.to}`;
    this.#plot.dataset.rows = `${rows.from} ${rows.to}`;
    const { cell, part } = this.#state;
    const run = this.#model.runs[0];
    const facts = cell === null ? [] : cellFacts(data, cell, { label: run?.label ?? part, dt: run?.dt });
    this.#crosshair.show(this.#viewport(), time.cursor, this.#state.row, facts);
  }

  #onKey(event: KeyboardEvent): void {
    const { cell } = this.#state;
    if (event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' && cell !== null) this.#pick(cell);
    else if (!rasterKey(this.#state, event)) return;
    else if ((event.key === 'n' || event.key === 'p') && isSame(cell, this.#state.cell)) {
      this.#say(`no ${event.key === 'n' ? 'later' : 'earlier'} spike of this neuron`);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** Tells readers of the screen, after what they hear of the cell that they look at. */
  #say(text: string): void {
    this.#frame.now();
    this.#crosshair.say(text);
  }

  #pick(cell: Cell): void {
    this.#state.point(cell);
    const { neuron } = this.#state;
    if (neuron?.band.layer === undefined) return;
    const isChosen = this.#linked.neurons.toggle({ layer: neuron.band.name, neuron: neuron.neuron });
    this.#say(`${neuron.band.name}[${neuron.neuron}] ${isChosen ? 'added to' : 'taken from'} the traces`);
  }
}
