import type { ReportModel } from '../report-model.js';

/** Something on the page that shows a part of a model. */
export interface View {
  /** Shows another model; what the reader chose stays as far as it fits. */
  update(model: ReportModel): void;
  /** Takes it off the page. */
  close(): void;
}
