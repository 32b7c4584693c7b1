import { type Observable, ReplaySubject } from 'rxjs';
import { isXylopipeError, XylopipeError } from '../issues/error.js';
import type { PipelineEvent } from './event.js';
import type { Stage } from './stage.js';

/** Input and output type of each stage, by its name. */
export type StageTypes = Record<string, { readonly in: unknown; readonly out: unknown }>;

export interface RunOptions {
  /** Cancels the run: the result rejects with `ABORTED`, and no further stage starts. */
  readonly signal?: AbortSignal | undefined;
}

/** A run that has begun. */
export interface PipelineRun<Out> {
  /** Everything that happened so far and will happen; completes after the last stage, failed or not, and never errors. */
  readonly events$: Observable<PipelineEvent>;
  /** The last artifact; rejects with what the failing stage threw. */
  readonly result: Promise<Out>;
  /** The artifact of every stage that is finished, by stage name, in order; also where the run then fails: what was opened can be closed. */
  readonly artifacts: ReadonlyMap<string, unknown>;
}

/**
 * Stages in a row, each fed with the artifact of the one before. Immutable: every method gives another pipeline.
 * Stopping at an artifact and resuming from one are pipelines of their own: `until` and `from`.
 */
export class Pipeline<In, Out, Stages extends StageTypes> {
  readonly #stages: readonly Stage<unknown, unknown>[];

  private constructor(stages: readonly Stage<unknown, unknown>[]) {
    this.#stages = stages;
  }

  /** A pipeline of one stage. */
  static of<In, Out, Name extends string>(
    stage: Stage<In, Out, Name>,
  ): Pipeline<In, Out, Record<Name, { in: In; out: Out }>> {
    return new Pipeline([stage as Stage<unknown, unknown>]);
  }

  /** Names of the stages, in order. */
  get names(): readonly (keyof Stages & string)[] {
    return this.#stages.map((s) => s.name);
  }

  /** This pipeline followed by a stage that takes its artifact. Throws `DUPLICATE_STAGE` if the name is taken. */
  pipe<Next, Name extends string>(
    stage: Stage<Out, Next, Name>,
  ): Pipeline<In, Next, Stages & Record<Name, { in: Out; out: Next }>> {
    if (this.#stages.some((s) => s.name === stage.name)) {
      throw new XylopipeError('DUPLICATE_STAGE', `there is already a stage "${stage.name}"`, {
        hint: 'use replace to exchange it',
      });
    }
    return new Pipeline([...this.#stages, stage as Stage<unknown, unknown>]);
  }

  /** The stages up to and including `name`: stops at its artifact. */
  until<Name extends keyof Stages & string>(name: Name): Pipeline<In, Stages[Name]['out'], Stages> {
    return new Pipeline(this.#stages.slice(0, this.#index(name) + 1));
  }

  /** The stages from `name` on: resumes from the artifact that `name` takes. */
  from<Name extends keyof Stages & string>(name: Name): Pipeline<Stages[Name]['in'], Out, Stages> {
    return new Pipeline(this.#stages.slice(this.#index(name)));
  }

  /** The same pipeline with another way to do one step. */
  replace<Name extends keyof Stages & string>(
    name: Name,
    run: Stage<Stages[Name]['in'], Stages[Name]['out']>['run'],
  ): Pipeline<In, Out, Stages> {
    return new Pipeline(this.#stages.with(this.#index(name), { name, run: run as Stage<unknown, unknown>['run'] }));
  }

  /** Runs all stages; the first starts after the caller's turn, so that nothing is missed on `events$`. */
  run(input: In, options: RunOptions = {}): PipelineRun<Out> {
    const events = new ReplaySubject<PipelineEvent>();
    const artifacts = new Map<string, unknown>();
    const result = this.#runAll(input, options.signal ?? new AbortController().signal, events, artifacts);
    result.catch(() => {}).finally(() => events.complete());
    return { events$: events.asObservable(), result, artifacts };
  }

  async #runAll(
    input: In,
    signal: AbortSignal,
    events: ReplaySubject<PipelineEvent>,
    artifacts: Map<string, unknown>,
  ): Promise<Out> {
    let artifact: unknown = input;
    await Promise.resolve();
    for (const stage of this.#stages) {
      artifact = await runStage(stage, artifact, signal, (event) => {
        events.next(event);
      });
      artifacts.set(stage.name, artifact);
      throwIfAborted(signal, stage.name);
    }
    return artifact as Out;
  }

  #index(name: string): number {
    const index = this.#stages.findIndex((s) => s.name === name);
    if (index >= 0) return index;
    throw new XylopipeError('UNKNOWN_STAGE', `there is no stage "${name}"; have: ${this.names.join(', ')}`);
  }
}

async function runStage(
  { name: stage, run }: Stage<unknown, unknown>,
  input: unknown,
  signal: AbortSignal,
  emit: (event: PipelineEvent) => void,
): Promise<unknown> {
  const start = performance.now();
  emit({ type: 'started', stage });
  try {
    throwIfAborted(signal, stage);
    const progress = (fraction: number): void => emit({ type: 'progress', stage, fraction });
    const { value, issues } = await run(input, { signal, progress });
    for (const issue of issues) emit({ type: 'issue', stage, issue });
    emit({ type: 'finished', stage, durationMs: performance.now() - start });
    return value;
  } catch (error) {
    if (isXylopipeError(error)) for (const issue of error.issues) emit({ type: 'issue', stage, issue });
    emit({ type: 'failed', stage, durationMs: performance.now() - start, error });
    throw error;
  }
}

/** Throws `ABORTED` with the signal's reason as cause if the run was cancelled. */
export function throwIfAborted(signal: AbortSignal | undefined, who: string): void {
  if (signal?.aborted === true)
    throw new XylopipeError('ABORTED', 'the run was cancelled', { who, cause: signal.reason });
}
