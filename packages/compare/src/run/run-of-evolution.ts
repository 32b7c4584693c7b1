import {
  type AnySpec,
  type Checked,
  checkSpecShapes,
  type Evolution,
  type Issue,
  refuseOnErrors,
} from '@xylopipe/core';
import type { LayerRun } from './layer-run.js';
import { layerTraces } from './layer-traces.js';
import { sameDt } from './same-dt.js';

/** What a recording does not say of itself. */
export interface RunOfEvolutionOptions {
  /** What ran: `simulator`, `board`. */
  readonly label: string;
}

/**
 * What a chip recorded as a run of the network, layer by layer, with the specification that it ran: its layers, firing
 * levels and delays. Signals that were not recorded are left out; warnings name missing spikes (`SIGNAL_MISSING`), layers
 * that nothing leads to (`LAYER_UNREACHED`), and a specification for another chip or duration of a timestep
 * (`CHIP_MISMATCH`, `DT_MISMATCH`).
 * @throws SPEC_INVALID, LAYERS_INVALID or EVOLUTION_INVALID, each with all issues, if the specification contradicts
 * itself or has other neurons than were recorded.
 */
export function runOfEvolution(
  evolution: Evolution,
  spec: AnySpec,
  { label }: RunOfEvolutionOptions,
): Checked<LayerRun> {
  refuseOnErrors(checkSpecShapes(spec), 'SPEC_INVALID', 'not a valid specification');
  const { value: layers, issues } = layerTraces(evolution, spec);
  const run: LayerRun = { label, steps: evolution.steps, dt: evolution.dt ?? spec.dt, layers };
  return { value: run, issues: [...originIssues(evolution, spec), ...issues] };
}

function originIssues({ chipId, dt }: Evolution, spec: AnySpec): readonly Issue[] {
  const issues: Issue[] = [];
  const differs = (code: string, field: 'chipId' | 'dt', measured: string | number, limit: string | number): void => {
    issues.push({
      code,
      severity: 'warning',
      at: [field],
      measured,
      limit,
      message: `the evolution has another ${field} than the specification`,
      hint: 'give the specification that was evolved',
    });
  };
  if (chipId !== undefined && chipId !== spec.chipId) differs('CHIP_MISMATCH', 'chipId', chipId, spec.chipId);
  if (dt !== undefined && !sameDt(dt, spec.dt)) differs('DT_MISMATCH', 'dt', dt, spec.dt);
  return issues;
}
