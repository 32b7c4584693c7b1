import { deployStage, type Pipeline, type Stage, type StageTypes } from '@xylopipe/core';
import { isSimulatorDeployer, type SimulatorDeployerOptions } from '@xylopipe/xylo-sim';
import { closeSessionOf } from '../../network-on-chip.js';
import { type RunSummary, type StageIssue, summaryOf } from '../../run-summary.js';
import type { PipelineOptions, Xylopipe } from '../../xylopipe.js';
import { type Context, wrongUse } from '../context.js';

/** All stages, in order. */
export const STAGES = ['extract', 'map', 'quantize', 'configure', 'deploy', 'evolve'] as const;
type StageName = (typeof STAGES)[number];

/** A stage to begin with: what it takes can be in a file. */
export type Start = Exclude<StageName, 'evolve'>;
/** A stage to stop after: what it makes can be in a file. */
export type Stop = Exclude<StageName, 'deploy'>;

export const STARTS: readonly Start[] = STAGES.filter((stage) => stage !== 'evolve');
export const STOPS: readonly Stop[] = STAGES.filter((stage) => stage !== 'deploy');

/** A stretch of the pipeline, and what goes into it. */
export interface Slice {
  readonly from: Start;
  readonly until: Stop;
  readonly artifact: unknown;
  readonly options: PipelineOptions;
  /** How to simulate, where the chip's simulator takes options. */
  readonly simulator?: SimulatorDeployerOptions | undefined;
  /** What there is to say about the artifact before anything is run. */
  readonly issues: readonly StageIssue[];
}

/** What came of a slice: the artifact of every stage of it, by stage. */
export interface SliceResult extends RunSummary {
  readonly artifacts: ReadonlyMap<string, unknown>;
}

/** What came of a slice, as far as it got: `refusal` has what the stage threw that ended it. */
export interface SliceOutcome extends SliceResult {
  readonly refusal?: { readonly error: unknown } | undefined;
}

/** Runs a stretch of the pipeline, showing progress. Rejects with what the failing stage threw. */
export async function runSlice(context: Context, slice: Slice): Promise<SliceResult> {
  const { refusal, ...result } = await trySlice(context, slice);
  if (refusal !== undefined) throw refusal.error;
  return result;
}

/** The same, and tells what there is also where a stage fails. */
export async function trySlice({ xylopipe, output, signal }: Context, slice: Slice): Promise<SliceOutcome> {
  const { from, until, artifact, issues: remarks } = slice;
  const run = pipelineOf(slice, xylopipe).from(from).until(until).run(artifact, { signal });
  const progress = output.progress();
  const watching = run.events$.subscribe((event) => {
    if (event.type === 'progress') progress.update(event.fraction, event.stage);
  });
  try {
    const refusal = await run.result.then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    const { issues, ...summary } = await summaryOf(run);
    // Those of the stage that failed are told with what it threw.
    if (refusal) output.warnings([...remarks, ...issues.filter((issue) => run.artifacts.has(issue.stage))]);
    return { ...summary, artifacts: run.artifacts, issues: [...remarks, ...issues], refusal };
  } finally {
    watching.unsubscribe();
    progress.stop();
    await closeSessionOf(run);
  }
}

/** All stages. What a file holds is known at run time only: from here on the pipeline is one of unknown artifacts. */
function pipelineOf({ options, simulator }: Slice, xylopipe: Xylopipe): Pipeline<unknown, unknown, StageTypes> {
  const pipeline = xylopipe.pipeline(options) as unknown as Pipeline<unknown, unknown, StageTypes>;
  if (simulator === undefined) return pipeline;
  const { simulator: own } = xylopipe.device(options.device);
  if (!isSimulatorDeployer(own)) {
    throw wrongUse(`--core and --telemetry are for the simulator of Xylo; ${options.device} has one of its own`);
  }
  const deploy = deployStage(own.withOptions(simulator));
  return pipeline.replace('deploy', deploy.run as Stage<unknown, unknown>['run']);
}
