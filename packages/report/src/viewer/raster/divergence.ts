import type { LayerDivergence, LayerRun, RunComparison } from '@xylopipe/compare';
import type { ReportModel } from '../../report-model.js';
import type { Band } from './bands.js';
import type { Cell } from './hit.js';

/** The comparison of a model's first run with another, told by their labels. */
export function comparisonWith(model: ReportModel, run: number): RunComparison | undefined {
  const own = model.runs[0]?.label;
  const other = model.runs[run]?.label;
  return model.comparisons?.find(({ a, b }) => (a === own && b === other) || (a === other && b === own));
}

/** The timestep of a divergence in the first run of a model, which need not be one of the two that part. */
export function ownStep(
  { runs }: ReportModel,
  { a, b }: RunComparison,
  { step, stepB, layer, role }: LayerDivergence,
): number {
  const [own] = runs;
  if (b === own?.label) return stepB;
  const delayIn = (run: LayerRun | undefined): number =>
    run?.layers.find((one) => one.name === layer && one.role === role)?.delay ?? 0;
  return a === own?.label ? step : step + delayIn(own) - delayIn(runs.find(({ label }) => label === a));
}

/** The cell in which the first run parts from the one that is laid over it; `null` if it does not, or not here. */
export function divergenceCell(model: ReportModel, bands: readonly Band[], overlay: number | undefined): Cell | null {
  const comparison = overlay === undefined ? undefined : comparisonWith(model, overlay);
  const first = comparison?.first;
  if (comparison === undefined || !first) return null;
  const band = bands.find(({ name, part }) => name === first.layer && part === first.role);
  return band === undefined ? null : { step: ownStep(model, comparison, first), row: band.firstRow + first.neuron };
}
