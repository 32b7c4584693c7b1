import type { ReportModel } from '@xylopipe/report';
import type { ChipFit } from './chip-fit.js';
import type { Settings } from './settings.js';

/** What came of everything on a workbench: plain data. */
export interface WorkbenchResult {
  /** What it was asked with. */
  readonly settings: Settings;
  /** As far as it got, with the issues of every part. */
  readonly model: ReportModel;
  /** The part that refused first; absent where none did. */
  readonly refusedBy?: string | undefined;
  /** What was computed for this result, in order; the rest is what it was before. */
  readonly computed: readonly string[];
  /** What that took. */
  readonly milliseconds: number;
  readonly fits: readonly ChipFit[];
  /** The configuration of the chip as JSON text, `config.json` of `xylopipe run`. */
  readonly config?: string | undefined;
  /** `run.json`, which `xylopipe run --recipe` repeats beside the two files. */
  readonly recipe?: string | undefined;
}
