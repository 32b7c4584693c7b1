import type { ReportModel } from '../../report-model.js';
import type { Linked } from '../linked.js';
import type { View } from '../view.js';

/** A part of the page under a heading. */
export interface Section {
  /** Of its element, to link to. */
  readonly id: string;
  readonly title: string;
  /** Whether a model has anything for it. */
  isIn(model: ReportModel): boolean;
  /** Appends what it shows to `root`. */
  open(root: HTMLElement, model: ReportModel, linked: Linked): View;
}
