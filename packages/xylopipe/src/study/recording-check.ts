import { compareEvolutions } from '@xylopipe/compare';
import { type Evolution, errorsIn } from '@xylopipe/core';
import { XyloSimulator } from '@xylopipe/xylo-sim';
import type { StageIssue } from '../run-summary.js';
import type { RunToStudy } from './study-run.js';

/**
 * A run without its input where the simulator does not make its recording of configuration and input: what would be
 * evolved anew, telemetry and the float network, is of another run. A board may differ from its simulator.
 */
export function withoutOtherInput(run: RunToStudy): RunToStudy {
  const { evolution, ranOn, input, limits, simulates = true, artifacts: { config } = {} } = run;
  if (ranOn !== undefined && ranOn.kind !== 'simulator') return run;
  if (!evolution || !input || !limits || !config || !simulates || evolution.steps === 0) return run;
  if (isSame(evolution, XyloSimulator.from(config, limits).evolve(input, { record: true }))) return run;
  return { ...run, input: undefined, issues: [...(run.issues ?? []), notOfConfig] };
}

function isSame(recorded: Evolution, evolved: Evolution): boolean {
  const { first, issues } = compareEvolutions(recorded, evolved);
  return first === null && errorsIn(issues).length === 0;
}

const notOfConfig: StageIssue = {
  stage: 'read',
  code: 'RECORDING_NOT_OF_CONFIG',
  severity: 'warning',
  at: [],
  message:
    'the simulator makes another recording of this configuration and input: telemetry and comparison are left out',
  hint: 'give the configuration and the input of the run; a board may differ from its simulator, which run.json tells',
};
