import { afterEach, describe, expect, it } from 'vitest';
import { configOf } from '../../test/sketch.js';
import type { Answer } from '../batch/answer.js';
import type { Evolved, Job } from '../batch/job.js';
import type { Request } from './serve-simulator.js';
import { WebWorkers } from './web-workers.js';

/** A worker without thread, which answers as the test says; not at all where it says nothing. */
class FakeWorker extends EventTarget {
  static readonly all: FakeWorker[] = [];
  static answer: (request: Request, worker: FakeWorker) => unknown;
  readonly requests: Request[] = [];
  terminated = false;

  constructor() {
    super();
    FakeWorker.all.push(this);
  }

  postMessage(request: Request): void {
    this.requests.push(request);
    const data = FakeWorker.answer(request, this);
    if (data !== undefined) queueMicrotask(() => this.dispatchEvent(new MessageEvent('message', { data })));
  }

  terminate(): void {
    this.terminated = true;
  }
}

const opened = { value: { issues: [], telemetry: null } };
const evolved = { value: 'evolved' };
const usual = (request: Request): unknown => ('network' in request ? opened : evolved);
const network = { source: configOf({ weightsIn: [[1]] }), options: {} };
const never = new AbortController().signal;

const open = (count: number, signal?: AbortSignal): Promise<WebWorkers> =>
  WebWorkers.open(network, count, signal, () => new FakeWorker() as unknown as Worker);
const run = (workers: WebWorkers, signal = never): Promise<Answer<Evolved>> => workers.run(job(), signal);
const job = (): Job => ({ steps: 1, channels: 1, counts: Uint8Array.of(1) });
const fakes = (): FakeWorker[] => FakeWorker.all;
const events = (): string[] =>
  fakes().map(({ requests, terminated }) => `${requests.length}${terminated ? ' ended' : ''}`);

afterEach(() => {
  FakeWorker.all.length = 0;
  FakeWorker.answer = usual;
});
FakeWorker.answer = usual;

describe('WebWorkers', () => {
  it('send the network once per worker, and keep the workers busy', async () => {
    const workers = await open(2);
    expect(workers).toMatchObject({ count: 2, opened: opened.value });
    for (let round = 0; round < 3; round++) {
      expect(await Promise.all([run(workers), run(workers)])).toEqual([evolved, evolved]);
    }
    expect(fakes().map(({ requests }) => requests.map((request) => Object.keys(request)[0]))).toEqual([
      ['network', 'job', 'job', 'job'],
      ['network', 'job', 'job', 'job'],
    ]);
    await workers.close();
    expect(fakes().every(({ terminated }) => terminated)).toBe(true);
  });

  it.each([
    ['an error', () => Object.assign(new Event('error', { cancelable: true }), { message: 'boom' }), 'boom'],
    ['an error without words', () => new Event('error'), 'its script could not be loaded'],
    ['an answer that cannot be read', () => new Event('messageerror'), 'its answer could not be read'],
  ])('replace a worker after %s', async (_, event, message) => {
    const workers = await open(1);
    FakeWorker.answer = (_, worker) => void queueMicrotask(() => worker.dispatchEvent(event()));
    await expect(run(workers)).rejects.toThrow(message);
    FakeWorker.answer = usual;
    expect(await run(workers)).toEqual(evolved);
    expect(events()).toEqual(['2 ended', '2']);
  });

  it('leave no error to the page', async () => {
    const workers = await open(1);
    const event = new Event('error', { cancelable: true });
    FakeWorker.answer = (_, worker) => void queueMicrotask(() => worker.dispatchEvent(event));
    await expect(run(workers)).rejects.toThrow();
    expect(event.defaultPrevented).toBe(true);
  });

  it('replace a worker that failed while it was idle', async () => {
    const workers = await open(2);
    fakes()[1]?.dispatchEvent(new Event('messageerror'));
    expect(await Promise.all([run(workers), run(workers)])).toEqual([evolved, evolved]);
    expect(events()).toEqual(['2', '1 ended', '2']);
  });

  it('end a worker that cannot be sent its job', async () => {
    const workers = await open(1);
    FakeWorker.answer = () => {
      throw new DOMException('cannot be cloned', 'DataCloneError');
    };
    await expect(run(workers)).rejects.toThrow('cannot be cloned');
    expect(events()).toEqual(['2 ended']);
  });

  it('end a worker whose job is aborted, and those that start', async () => {
    const workers = await open(1);
    FakeWorker.answer = () => undefined;
    const reason = new Error('enough');
    for (let round = 0; round < 2; round++) {
      const stop = new AbortController();
      const pending = run(workers, stop.signal);
      stop.abort(reason);
      await expect(pending).rejects.toBe(reason);
    }
    expect(events()).toEqual(['2 ended', '1 ended']);
    await expect(run(workers, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it('let nobody wait when closed', async () => {
    const workers = await open(1);
    FakeWorker.answer = () => undefined;
    const pending = run(workers);
    await workers.close();
    await workers.close();
    await expect(pending).rejects.toThrow('the worker was ended');
  });

  it('end all when one does not open', async () => {
    FakeWorker.answer = (_, worker) =>
      fakes().length < 3 ? opened : void queueMicrotask(() => worker.dispatchEvent(new Event('error')));
    await expect(open(3)).rejects.toMatchObject({ code: 'WORKER_CRASHED', who: 'sketch' });
    expect(events()).toEqual(['1 ended', '1 ended', '1 ended']);
  });

  it('say so when there can be no worker at all', async () => {
    const cause = new Error('not allowed here');
    const opening = WebWorkers.open(network, 2, undefined, () => {
      throw cause;
    });
    await expect(opening).rejects.toMatchObject({ code: 'WORKER_CRASHED', cause });
  });
});
