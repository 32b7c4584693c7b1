import { describe, expect, it } from 'vitest';
import { inOrder } from './in-order.js';

/** Work that is done when the test says so. */
class Bench {
  readonly begun: number[] = [];
  readonly #waiting = new Map<number, { resolve(result: string): void; reject(error: Error): void }>();

  readonly work = (item: number): Promise<string> => {
    this.begun.push(item);
    return new Promise((resolve, reject) => this.#waiting.set(item, { resolve, reject }));
  };

  finish(item: number): void {
    this.#waiting.get(item)?.resolve(`result ${item}`);
  }

  fail(item: number): void {
    this.#waiting.get(item)?.reject(new Error(`failure ${item}`));
  }
}

/** Lets everything run that can. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const never = new AbortController().signal;
const at = (item: number): Promise<string> => Promise.resolve(`result ${item}`);

/** The numbers from 0, with what was asked of them. */
function numbers({ end = Number.POSITIVE_INFINITY, failAt = -1 } = {}) {
  const log = { pulled: 0, closed: false };
  function* generate(): Generator<number> {
    try {
      for (let i = 0; i < end; i++) {
        if (i === failAt) throw new Error('no more items');
        log.pulled++;
        yield i;
      }
    } finally {
      log.closed = true;
    }
  }
  return { log, items: generate() };
}

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const result of results) list.push(result);
  return list;
}

describe('inOrder', () => {
  it('gives results in the order of the items, whichever is done first', async () => {
    const bench = new Bench();
    const results = all(inOrder([0, 1, 2], 3, bench.work, never));
    await settled();
    for (const item of [2, 1, 0]) bench.finish(item);
    expect(await results).toEqual(['result 0', 'result 1', 'result 2']);
  });

  it('tells the work the place of its item', async () => {
    const results = inOrder(['a', 'b'], 4, async (item, index) => `${item}${index}`, never);
    expect(await all(results)).toEqual(['a0', 'b1']);
  });

  it('gives nothing for no items', async () => {
    expect(await all(inOrder([], 2, at, never))).toEqual([]);
  });

  it('takes at most the window ahead of what was fetched, of items without end', async () => {
    const { log, items } = numbers();
    const results = inOrder(items, 4, at, never);
    expect(log.pulled).toBe(0);
    for (let fetched = 1; fetched <= 20; fetched++) {
      await results.next();
      await settled();
      expect(log.pulled).toBe(fetched + 4);
    }
    await results.return();
    expect(log).toEqual({ pulled: 24, closed: true });
  });

  it('waits for work in the window, not behind it', async () => {
    const bench = new Bench();
    const results = inOrder(numbers().items, 3, bench.work, never);
    const first = results.next();
    await settled();
    expect(bench.begun).toEqual([0, 1, 2]);
    for (const item of [1, 2]) bench.finish(item);
    await settled();
    expect(bench.begun).toEqual([0, 1, 2]);
    bench.finish(0);
    expect((await first).value).toBe('result 0');
    await settled();
    expect(bench.begun).toEqual([0, 1, 2, 3]);
    await results.return();
  });

  it('gives a result before the next item is there', async () => {
    let give = (_: number): void => {};
    async function* live(): AsyncGenerator<number> {
      yield 0;
      yield await new Promise<number>((resolve) => {
        give = resolve;
      });
    }
    const results = inOrder(live(), 4, at, never);
    expect((await results.next()).value).toBe('result 0');
    const second = results.next();
    await settled();
    give(7);
    expect((await second).value).toBe('result 7');
    expect((await results.next()).done).toBe(true);
  });

  it('throws what the items throw after all results before it', async () => {
    const { items } = numbers({ failAt: 3 });
    const seen: string[] = [];
    const run = async (): Promise<void> => {
      for await (const result of inOrder(items, 8, at, never)) seen.push(result);
    };
    await expect(run()).rejects.toThrow('no more items');
    expect(seen).toEqual(['result 0', 'result 1', 'result 2']);
  });

  it('throws what the work rejects with in its place, and closes the items', async () => {
    const bench = new Bench();
    const { log, items } = numbers();
    const results = inOrder(items, 2, bench.work, never);
    const first = results.next();
    await settled();
    bench.fail(1);
    bench.finish(0);
    expect((await first).value).toBe('result 0');
    await expect(results.next()).rejects.toThrow('failure 1');
    expect(log.closed).toBe(true);
    expect((await results.next()).done).toBe(true);
  });

  it('closes the items when the loop is left, and takes no more', async () => {
    const { log, items } = numbers();
    for await (const _ of inOrder(items, 2, at, never)) break;
    const { pulled } = log;
    await settled();
    expect(log).toEqual({ pulled, closed: true });
  });

  it('says why items cannot be closed', async () => {
    async function* items(): AsyncGenerator<number> {
      try {
        for (;;) yield 0;
      } finally {
        await Promise.reject(new Error('cannot close'));
      }
    }
    const results = inOrder(items(), 1, at, never);
    await results.next();
    await settled();
    await expect(results.return()).rejects.toThrow('cannot close');
  });

  it('stops at once: while work is in progress, while items are awaited, while nobody asks', async () => {
    const reason = new Error('enough');
    const hanging = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<IteratorResult<number>>(() => {}) }) };
    for (const items of [numbers().items, hanging]) {
      const stop = new AbortController();
      const results = inOrder(items, 2, new Bench().work, stop.signal);
      const first = results.next();
      await settled();
      stop.abort(reason);
      await expect(first).rejects.toBe(reason);
    }
    const stop = new AbortController();
    const { log, items } = numbers();
    const results = inOrder(items, 2, at, stop.signal);
    await results.next();
    await settled();
    stop.abort(reason);
    await settled();
    expect(log).toEqual({ pulled: 3, closed: true });
    await expect(results.next()).rejects.toBe(reason);
  });

  it('begins no work on an item that comes too late', async () => {
    let give = (_: IteratorResult<number>): void => {};
    const next = () =>
      new Promise<IteratorResult<number>>((resolve) => {
        give = resolve;
      });
    const bench = new Bench();
    const stop = new AbortController();
    const first = inOrder({ [Symbol.asyncIterator]: () => ({ next }) }, 2, bench.work, stop.signal).next();
    stop.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
    give({ value: 0, done: false });
    await settled();
    expect(bench.begun).toEqual([]);
  });

  it('begins nothing when stopped before', async () => {
    const { log, items } = numbers();
    await expect(inOrder(items, 2, at, AbortSignal.abort(new Error('never'))).next()).rejects.toThrow('never');
    expect(log.pulled).toBeLessThanOrEqual(1);
  });
});
