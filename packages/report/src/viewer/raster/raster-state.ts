import type { ReportModel } from '../../report-model.js';
import { fullRange, panned, type Range, sameRange, showing, within, zoomed } from '../range.js';
import type { TimeWindow } from '../time-window.js';
import { neuronAt, type RasterPart, type RowNeuron } from './bands.js';
import { divergenceCell } from './divergence.js';
import type { Cell } from './hit.js';
import type { Kind } from './marks.js';
import { type RasterData, rasterData } from './raster-data.js';

/** What a raster shows now. The part of the run is that of the page's time window. */
export class RasterState {
  readonly part: RasterPart;
  readonly time: TimeWindow;
  readonly #changed: () => void;
  #model: ReportModel;
  #data: RasterData;
  #rows: Range;
  #row: number | null = null;
  #overlay: number | undefined;
  #only: Kind | undefined;

  /** `changed` is called when it has to be drawn again, but for what the time window tells. */
  constructor(model: ReportModel, part: RasterPart, time: TimeWindow, changed: () => void) {
    this.part = part;
    this.time = time;
    this.#changed = changed;
    this.#model = model;
    this.#overlay = model.runs.length > 1 ? 1 : undefined;
    this.#data = rasterData(model, part, this.#overlay);
    this.#rows = fullRange(this.#data.marks.rows);
  }

  get data(): RasterData {
    return this.#data;
  }

  /** Rows in sight. */
  get rows(): Range {
    return this.#rows;
  }

  /** The row that is looked at. */
  get row(): number | null {
    return this.#row;
  }

  /** The cell that is looked at, if both its row and its timestep are known. */
  get cell(): Cell | null {
    const { cursor } = this.time;
    return this.#row === null || cursor === null ? null : { step: cursor, row: this.#row };
  }

  /** The neuron that is looked at. */
  get neuron(): RowNeuron | undefined {
    return this.#row === null ? undefined : neuronAt(this.#data.bands, this.#row);
  }

  /** Index of the run that is laid over the first. */
  get overlay(): number | undefined {
    return this.#overlay;
  }

  /** The marks that are drawn; all where `undefined`. */
  get only(): Kind | undefined {
    return this.#only;
  }

  /** Where the first run parts from the one laid over it, if that is in this raster. */
  get divergence(): Cell | null {
    return divergenceCell(this.#model, this.#data.bands, this.#overlay);
  }

  /** Whether all is in sight. */
  get isFull(): boolean {
    return this.time.isFull && sameRange(this.#rows, fullRange(this.#data.marks.rows));
  }

  setModel(model: ReportModel): void {
    const rows = this.#data.marks.rows;
    if (model.runs.length !== this.#model.runs.length) this.#overlay = model.runs.length > 1 ? 1 : undefined;
    if (this.#overlay === undefined) this.#only = undefined;
    this.#model = model;
    this.#data = rasterData(model, this.part, this.#overlay);
    if (rows !== this.#data.marks.rows) {
      this.#rows = fullRange(this.#data.marks.rows);
      this.#row = null;
    }
    this.#changed();
  }

  setOverlay(overlay: number | undefined): void {
    this.#overlay = overlay;
    if (overlay === undefined) this.#only = undefined;
    this.#data = rasterData(this.#model, this.part, overlay);
    this.#changed();
  }

  setOnly(only: Kind | undefined): void {
    this.#only = only;
    this.#changed();
  }

  showRows(rows: Range): void {
    this.#rows = within(rows, this.#data.marks.rows);
    this.#changed();
  }

  zoomRows(factor: number, anchor: number): void {
    this.showRows(zoomed(this.#rows, factor, anchor, this.#data.marks.rows));
  }

  panRows(by: number): void {
    this.showRows(panned(this.#rows, by, this.#data.marks.rows));
  }

  /** Shows all timesteps and rows. */
  fit(): void {
    this.time.fit();
    this.showRows(fullRange(this.#data.marks.rows));
  }

  /** Looks at a cell, or at none. */
  point(cell: Cell | null): void {
    this.#row = cell?.row ?? null;
    this.time.point(cell?.step ?? null);
    this.#changed();
  }

  /** Looks at a cell and brings it into sight. */
  visit(cell: Cell): void {
    this.#row = cell.row;
    this.time.visit(cell.step);
    this.showRows(showing(this.#rows, cell.row, this.#data.marks.rows));
  }
}
