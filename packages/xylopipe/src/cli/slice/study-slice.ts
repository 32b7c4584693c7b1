import { basename } from 'node:path';
import { type Evolution, type Issue, isXylopipeError } from '@xylopipe/core';
import type { Network } from '@xylopipe/nn';
import type { ReportModel } from '@xylopipe/report';
import type { DeploymentArtifacts, StageIssue } from '../../run-summary.js';
import { isSimulatedByXylo } from '../../simulated-by-xylo.js';
import { studyRun } from '../../study/study-run.js';
import type { Context } from '../context.js';
import type { Prepared } from './plan.js';
import { type Recipe, recipeRows } from './recipe.js';
import { type Slice, type SliceOutcome, STAGES } from './slice.js';

/** Everything that there is to see of a slice, also where it was refused. */
export function studySlice(
  { xylopipe, signal }: Context,
  { slice, artifactFile }: Prepared,
  { artifacts, issues, timings, ranOn, refusal }: SliceOutcome,
  recipe: Recipe,
): ReportModel {
  const device = xylopipe.device(slice.options.device);
  const run = {
    title: basename(artifactFile.path),
    limits: device.limits,
    simulates: isSimulatedByXylo(device),
    evolution: artifacts.get('evolve') as Evolution | undefined,
    ranOn,
    input: slice.options.input,
    network: slice.from === 'extract' ? (slice.artifact as Network) : undefined,
    artifacts: deploymentIn(slice, artifacts),
    issues: refusal === undefined ? issues : withRefusal(issues, refusal.error),
    timings,
    recipe: recipeRows(recipe),
  };
  return studyRun(run, { signal });
}

/** What the stages made, and what the slice began with. */
function deploymentIn(
  { from, artifact }: Slice,
  artifacts: ReadonlyMap<string, unknown>,
): Partial<DeploymentArtifacts> {
  const before = STAGES[STAGES.indexOf(from) - 1];
  const made = (stage: string): unknown => artifacts.get(stage) ?? (stage === before ? artifact : undefined);
  return {
    graph: made('extract'),
    spec: made('map'),
    quantized: made('quantize'),
    config: made('configure'),
  } as Partial<DeploymentArtifacts>;
}

/** What a stage threw is told by its issues; one that has none is an issue itself. */
function withRefusal(issues: readonly StageIssue[], error: unknown): readonly StageIssue[] {
  if (!isXylopipeError(error) || issues.some(({ severity }) => severity === 'error')) return issues;
  const { code, message, hint } = error;
  const own: Issue = { code, severity: 'error', at: [], message: message.split('\n', 1)[0] ?? '', hint };
  return [...issues, ...(error.issues.length > 0 ? error.issues : [own]).map((issue) => ({ ...issue, stage: 'run' }))];
}
