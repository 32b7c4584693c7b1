import { isXylopipeError, reasonOf, type XylopipeError } from '@xylopipe/core';
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
    if ('file' in request && isXylopipeError(error)) return { notTaken: sentenceOf(error) };
    return { failure: reasonOf(error) };
  }
}

const sentenceOf = ({ message, hint }: XylopipeError): string =>
  [message.split('\n', 1)[0], ...(hint === undefined ? [] : [hint])].join(': ');
