import type { PipelineRun } from '@xylopipe/core';
import type { StageIssue } from 'xylopipe';
import { type Outcome, refusalOf } from './outcome.js';

/** Waits for a run of some stages of the pipeline. */
export async function outcomeOf<T>({ events$, result }: PipelineRun<T>): Promise<Outcome<T>> {
  const issues: StageIssue[] = [];
  const timings: Record<string, number> = {};
  let refusal: readonly StageIssue[] | undefined;
  events$.subscribe((event) => {
    if ('durationMs' in event) timings[event.stage] = event.durationMs;
    if (event.type === 'failed') refusal = refusalOf(event.stage, event.error);
    else if (event.type === 'issue') issues.push({ ...event.issue, stage: event.stage });
  });
  try {
    return { value: await result, issues, timings };
  } catch (error) {
    const refused = refusal ?? refusalOf('pipeline', error);
    // What the refusing stage found has come as events as well.
    return { issues: [...issues.filter(({ stage }) => stage !== refused[0]?.stage), ...refused], timings };
  }
}
