import { XylopipeError } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { type Answer, refusalOf } from './answer.js';
import { runJob, type StartWorker } from './run-job.js';

const job = { kind: 'read', bytes: new Uint8Array(0), limits: {}, memory: 2 ** 25 } as const;

/** A worker without a thread, which says and dies as told; `ended` counts its ends. */
function fake(says: readonly Answer[], dies?: unknown) {
  const seen = { ended: 0 };
  const start: StartWorker = (_, hear, fail) => {
    queueMicrotask(() => {
      says.forEach(hear);
      if (dies !== undefined) fail(dies);
    });
    return { end: () => void seen.ended++ };
  };
  return { seen, start };
}

const run = (start: StartWorker, timeout = 10, signal?: AbortSignal) => runJob(job, start, { timeout, signal });

describe('runJob', () => {
  it('gives what the worker gave, and ends it', async () => {
    const { seen, start } = fake([{ begun: true }, { value: 'the file' }], new Error('dies of being ended'));
    expect(await run(start)).toBe('the file');
    expect(seen.ended).toBe(1);
  });

  it('throws what the worker refused, rendered once', async () => {
    const issue = { code: 'ODD', severity: 'error', at: ['x'], message: 'odd' } as const;
    const refused = new XylopipeError('NIR_FILE_INVALID', 'bad', { issues: [issue], hint: 'better' });
    const { seen, start } = fake([{ begun: true }, { refusal: refusalOf(refused) }]);
    const error = await run(start).catch((caught: XylopipeError) => caught);
    expect(error).toMatchObject({ code: refused.code, message: refused.message, hint: 'better', issues: [issue] });
    expect(seen.ended).toBe(1);
  });

  it.each([
    ['of the file', [{ begun: true } as const], new Error('unreachable'), 'NIR_FILE_INVALID'],
    [
      'for lack of memory',
      [{ begun: true } as const],
      Object.assign(new Error(), { code: 'ERR_WORKER_OUT_OF_MEMORY' }),
      'NIR_TOO_LARGE',
    ],
    ['before it began', [], new Error('no such script'), 'WORKER_CRASHED'],
  ])('tells a worker that dies %s', async (_, says, dies, code) => {
    const { seen, start } = fake(says, dies);
    await expect(run(start)).rejects.toMatchObject({ code, cause: dies });
    expect(seen.ended).toBe(1);
  });

  it('ends a worker that says nothing', async () => {
    const { seen, start } = fake([{ begun: true }]);
    await expect(run(start, 0.01)).rejects.toMatchObject({ code: 'NIR_TIMEOUT' });
    expect(seen.ended).toBe(1);
  });

  it('tells where there can be no worker', async () => {
    const cause = new Error('not allowed here');
    const start = (): never => {
      throw cause;
    };
    await expect(run(start)).rejects.toMatchObject({ code: 'WORKER_CRASHED', cause });
  });
});

describe('refusalOf', () => {
  it('blames the file for what is no error of ours', () => {
    expect(refusalOf(new RangeError('out of\nbounds'))).toMatchObject({
      code: 'NIR_FILE_INVALID',
      message: 'out of bounds',
    });
  });
});
