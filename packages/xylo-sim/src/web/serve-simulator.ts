import { type Answer, answerOf, resultOf } from '../batch/answer.js';
import { buffersOf, type Job } from '../batch/job.js';
import { LoadedNetwork, type Network } from '../batch/loaded-network.js';

/** The inside of a worker, as far as it is needed: `self` as the types of workers and, where one has them, of pages know it. */
export interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  postMessage(message: unknown, options: { transfer: ArrayBuffer[] }): void;
}

/** What a worker is sent: the network first, jobs after that. */
export type Request = { readonly network: Network } | { readonly job: Job };

/**
 * Makes a worker one for `SimulatorPool`: `serveSimulator(self)` is all that a script of your own for its `worker` option
 * needs.
 */
export function serveSimulator(scope: WorkerScope): void {
  let network: Answer<LoadedNetwork> = answerOf(() => {
    throw new Error('there is no network yet');
  });
  scope.addEventListener('message', ({ data }: MessageEvent<Request>) => {
    if ('network' in data) {
      network = answerOf(() => new LoadedNetwork(data.network));
      const answer = answerOf(() => resultOf(network).opened);
      scope.postMessage(answer, { transfer: [] });
    } else {
      const answer = answerOf(() => resultOf(network).evolve(data.job));
      scope.postMessage(answer, { transfer: buffersOf(answer) });
    }
  });
}
