import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CoreKind, Workload } from './workload.js';

/** What a process of its own is asked to do. */
export interface ColdTask {
  readonly core: CoreKind;
  readonly workload: Workload;
}

/** The first call of the first simulator of a process. */
export interface ColdStart {
  readonly stepsPerSecond: number;
  /** WebAssembly memory of the simulator after the call; 0 without any. */
  readonly memoryBytes: number;
}

/** Runs a workload's first input in a fresh process, from the same sources. */
export async function coldStart(core: CoreKind, workload: Workload): Promise<ColdStart> {
  const child = fork(fileURLToPath(new URL('cold-process.ts', import.meta.url)), { serialization: 'advanced' });
  const answer = Promise.race([
    once(child, 'message').then(([message]) => message as ColdStart),
    once(child, 'exit').then(([code]) => {
      throw new Error(`the process of a cold start of ${workload.id} ended with ${code}`);
    }),
  ]);
  child.send({ core, workload: { ...workload, inputs: workload.inputs.slice(0, 1) } } satisfies ColdTask);
  return answer;
}
