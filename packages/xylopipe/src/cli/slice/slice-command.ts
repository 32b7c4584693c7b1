import { basename, dirname } from 'node:path';
import { throwIfAborted } from '@xylopipe/core';
import { Outputs } from '../../node/outputs.js';
import type { StageIssue } from '../../run-summary.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { type Plan, prepare } from './plan.js';
import { jsonText, RESULTS } from './results.js';
import { showResult } from './show-result.js';
import { runSlice, type Slice, type SliceResult } from './slice.js';

/**
 * Runs a stretch of the pipeline whose last artifact goes to one file, or to standard output.
 * @param remarks - what else there is to say about what came of it.
 */
export async function sliceCommand(
  context: Context,
  plan: Plan,
  out?: string,
  remarks: (slice: Slice, result: SliceResult) => readonly StageIssue[] = () => [],
): Promise<ExitCode> {
  const prepared = await prepare(plan, context.signal);
  const outputs = new Outputs([plan.artifact, plan.input]);
  try {
    const write = out === undefined ? undefined : await outputs.file(out);
    const ran = await runSlice(context, prepared.slice);
    const result = { ...ran, issues: [...ran.issues, ...remarks(prepared.slice, ran)] };
    if (write === undefined || out === undefined) {
      showResult(context, prepared, result);
      return EXIT.done;
    }
    const { toFile, toJson } = RESULTS[plan.until];
    const artifact = result.artifacts.get(plan.until);
    await write(out.endsWith('.json') ? jsonText(toJson(artifact)) : toFile(artifact));
    throwIfAborted(context.signal, out);
    await outputs.commit();
    showResult(context, prepared, result, { results: { out: dirname(out), files: [basename(out)] } });
    return EXIT.done;
  } finally {
    await outputs.close();
  }
}
