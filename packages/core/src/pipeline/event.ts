import type { Issue } from '../issues/issue.js';

/** What happens while a pipeline runs, in order; durations in milliseconds. */
export type PipelineEvent =
  | { readonly type: 'started'; readonly stage: string }
  | { readonly type: 'progress'; readonly stage: string; readonly fraction: number }
  | { readonly type: 'issue'; readonly stage: string; readonly issue: Issue }
  | { readonly type: 'finished'; readonly stage: string; readonly durationMs: number }
  | { readonly type: 'failed'; readonly stage: string; readonly durationMs: number; readonly error: unknown };
