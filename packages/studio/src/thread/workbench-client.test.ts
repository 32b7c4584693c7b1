import { Raster } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { Workbench } from '../workbench/workbench.js';
import type { WorkbenchResult } from '../workbench/workbench-result.js';
import type { Answer, Request } from './messages.js';
import { serveWorkbench, type WorkerScope } from './serve-workbench.js';
import { WorkbenchClient, type WorkerLike } from './workbench-client.js';

/** A worker that answers when the test says so. */
class SlowWorker implements WorkerLike {
  readonly requests: Request[] = [];
  readonly #listeners = new Map<string, ((event: never) => void)[]>();

  addEventListener(type: string, listener: (event: never) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  postMessage(message: Request): void {
    this.requests.push(message);
  }

  fire(type: string, event: object): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event as never);
  }

  answer(data: Answer): void {
    this.fire('message', { data });
  }
}

const settings = (chipId: string) => ({ chipId });
const resultFor = (chipId: string): WorkbenchResult => ({
  settings: settings(chipId),
  model: { title: chipId, runs: [], issues: [] },
  computed: [],
  milliseconds: 1,
  fits: [],
});

/** A client, its worker, and everything that it says. */
function clientOf() {
  const worker = new SlowWorker();
  const heard: string[] = [];
  const client = new WorkbenchClient(worker, {
    onFile: (role, name) => heard.push(`${name} is the ${role}`),
    onNotTaken: (reason) => heard.push(`not taken: ${reason}`),
    onResult: ({ settings: { chipId } }) => heard.push(`result of ${chipId}`),
    onFailure: (reason) => heard.push(`failed: ${reason}`),
    onBusy: (isBusy) => heard.push(isBusy ? 'busy' : 'idle'),
  });
  return { worker, client, heard };
}

describe('WorkbenchClient', () => {
  it('asks for the newest only, and drops the result that has one behind it', () => {
    const { worker, client, heard } = clientOf();
    for (const chip of ['a', 'b', 'c']) client.run(settings(chip));
    expect(worker.requests).toEqual([{ run: settings('a') }]);
    worker.answer({ result: resultFor('a') });
    expect(worker.requests).toEqual([{ run: settings('a') }, { run: settings('c') }]);
    worker.answer({ result: resultFor('c') });
    expect(heard).toEqual(['busy', 'busy', 'idle', 'result of c']);
    client.run(settings('d'));
    expect(worker.requests).toHaveLength(3);
  });

  it('sends files at once, in order with what is asked', () => {
    const { worker, client, heard } = clientOf();
    const file = { name: 'n.json', bytes: new Uint8Array(1) };
    client.run(settings('a'));
    client.put(file);
    client.run(settings('b'));
    expect(worker.requests).toEqual([{ run: settings('a') }, { file }]);
    worker.answer({ result: resultFor('a') });
    worker.answer({ role: 'network', name: 'n.json' });
    expect(worker.requests.at(-1)).toEqual({ run: settings('b') });
    expect(heard).toEqual(['busy', 'busy', 'n.json is the network']);
  });

  it.each<[string, (worker: SlowWorker) => void, string]>([
    ['the workbench fails', (worker) => worker.answer({ failure: 'oh' }), 'failed: oh'],
    ['the worker throws', (worker) => worker.fire('error', { message: 'syntax' }), 'failed: syntax'],
    ['the worker is not there', (worker) => worker.fire('error', {}), 'failed: the script of the worker does not run'],
    ['an answer is broken', (worker) => worker.fire('messageerror', {}), 'failed: an answer could not be read'],
  ])('says so if %s, and can be asked again', (_, fail, said) => {
    const { worker, client, heard } = clientOf();
    client.run(settings('a'));
    fail(worker);
    expect(heard).toEqual(['busy', 'idle', said]);
    client.run(settings('b'));
    expect(worker.requests).toHaveLength(2);
  });
});

describe('serveWorkbench', () => {
  /** The inside of a worker, and what it says. */
  async function answersTo(requests: readonly Request[], workbench = new Workbench()): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    await new Promise<void>((resolve) => {
      const scope: WorkerScope = {
        addEventListener: (_, listener) => {
          for (const data of requests) listener({ data } as MessageEvent<Request>);
        },
        postMessage: (answer) => {
          answers.push(answer);
          if (answers.length === requests.length) resolve();
        },
      };
      serveWorkbench(scope, workbench);
    });
    return answers;
  }

  it('answers in order, with what can be sent to a page', async () => {
    const file = { name: 'r.csv', bytes: new TextEncoder().encode('timestep,channel,count\n3,1,2\n') };
    const answers = await answersTo([{ file }, { run: settings('syns61201') }, { run: settings('none') }]);
    expect(answers[0]).toEqual({ role: 'raster', name: 'r.csv' });
    expect(structuredClone(answers[1])).toMatchObject({ result: { settings: settings('syns61201') } });
    const worker = new SlowWorker();
    const results: WorkbenchResult[] = [];
    const ignore = (): void => undefined;
    new WorkbenchClient(worker, {
      onFile: ignore,
      onNotTaken: ignore,
      onResult: (result) => results.push(result),
      onFailure: ignore,
      onBusy: ignore,
    });
    worker.answer(structuredClone(answers[1]) as Answer);
    expect(results[0]?.model.input).toEqual(
      Raster.fromNested([
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 2],
      ]),
    );
  });

  it('tells which file is not taken, while a run is under way too', async () => {
    const photo = { name: 'photo.png', bytes: new Uint8Array(3) };
    const [answer] = await answersTo([{ file: photo }]);
    expect(answer).toEqual({ notTaken: expect.stringMatching(/^photo.png is neither .*: give a network/) });
    const { worker, client, heard } = clientOf();
    client.run(settings('a'));
    worker.answer({ notTaken: 'photo.png' });
    worker.answer({ result: resultFor('a') });
    expect(heard).toEqual(['busy', 'not taken: photo.png', 'idle', 'result of a']);
  });

  it('tells a fault, and goes on', async () => {
    const broken = new Workbench();
    let calls = 0;
    broken.run = async () => {
      if (calls++ === 0) throw new RangeError('out of memory');
      return resultFor('b');
    };
    const answers = await answersTo([{ run: settings('a') }, { run: settings('b') }], broken);
    expect(answers).toEqual([{ failure: 'out of memory' }, { result: resultFor('b') }]);
  });
});
