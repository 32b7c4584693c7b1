import { reasonOf } from '@xylopipe/core';
import type { Workbench } from '../workbench/workbench.js';
import type { Answer, Request } from './messages.js';

/** The inside of a worker, as far as it is needed: `self`, whether types of workers or of pages describe it. */
export interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<Request>) => void): void;
  postMessage(message: Answer): void;
}

/** Makes a worker the thread of a workbench: requests are answered one after the other. */
export function serveWorkbench(scope: WorkerScope, workbench: Workbench): void {
  let last: Promise<void> = Promise.resolve();
  scope.addEventListener('message', ({ data }) => {
    last = last.then(async () => scope.postMessage(await answerTo(data, workbench)));
  });
}

async function answerTo(request: Request, workbench: Workbench): Promise<Answer> {
  try {
    if ('file' in request) return { role: workbench.put(request.file), name: request.file.name };
    return { result: await workbench.run(request.run) };
  } catch (error) {
    return { failure: reasonOf(error) };
  }
}
