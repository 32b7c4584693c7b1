import { type Evolution, type JsonValue, outputOf, totalsOf } from '@xylopipe/core';
import { formatRanOn } from '../../targets/ran-on.js';
import type { Context } from '../context.js';
import type { Prepared } from './plan.js';
import { RESULTS } from './results.js';
import type { SliceResult } from './slice.js';

/** Files that a command has written, by paths as the user gave them. */
export interface Written {
  /** Those of `--out`. */
  readonly results?: { readonly out: string; readonly files: readonly string[] } | undefined;
  readonly report?: string | undefined;
}

/** Shows what came of a run: its last artifact, unless that is in a file, and everything there is to say about it. */
export function showResult(
  { xylopipe, output }: Context,
  { slice: { until, options } }: Prepared,
  { artifacts, issues, timings, ranOn }: SliceResult,
  { results, report }: Written = {},
): void {
  const artifact = artifacts.get(until);
  const { key, toJson, lines } = RESULTS[until];
  const { chipId, limits } = xylopipe.device(options.device);
  output.warnings(issues);
  output.result(
    () => ({
      chipId,
      ...(until === 'evolve' ? summarize(artifact as Evolution) : {}),
      ...(results ?? { [key]: toJson(artifact) }),
      ...(report === undefined ? {} : { report }),
      issues: issues as unknown as JsonValue,
      timings,
      ...(ranOn && { ranOn: ranOn as unknown as JsonValue }),
    }),
    () => [
      ...lines(artifact, limits),
      ...(ranOn === undefined || ranOn.kind === 'simulator' ? [] : [`ran on: ${formatRanOn(ranOn)}`]),
      ...(results === undefined ? [] : [`wrote ${results.files.join(', ')} to ${results.out}`]),
      ...(report === undefined ? [] : [`wrote the report ${report}`]),
    ],
  );
}

/** The answer in short: the output summed over time. */
const summarize = (evolution: Evolution): { readonly [key: string]: JsonValue } => ({
  steps: evolution.steps,
  totals: totalsOf(outputOf(evolution)),
});
