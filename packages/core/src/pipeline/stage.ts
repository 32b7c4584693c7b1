import type { Checked } from '../issues/issue.js';

/** What a stage is given besides its input. */
export interface StageContext {
  /** Aborted when the run is cancelled: a long stage looks at it, every other is simply not followed by the next. */
  readonly signal: AbortSignal;
  /** Tells how far a long stage is, 0 to 1. */
  progress(fraction: number): void;
}

/** One step of a pipeline: a pure function from one artifact to the next. Only the pipeline that runs it emits events. */
export interface Stage<In, Out, Name extends string = string> {
  readonly name: Name;
  run(input: In, context: StageContext): Checked<Out> | Promise<Checked<Out>>;
}

/** A stage with a name and a function. */
export const defineStage = <In, Out, const Name extends string>(
  name: Name,
  run: (input: In, context: StageContext) => Checked<Out> | Promise<Checked<Out>>,
): Stage<In, Out, Name> => Object.freeze({ name, run });

/** A result about which there is nothing to say. */
export const unremarkable = <T>(value: T): Checked<T> => ({ value, issues: [] });
