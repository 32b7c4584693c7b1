import { Bell } from './bell.js';

/** An item at work. */
interface Taken<Out> {
  readonly result: Promise<Out>;
  settled: boolean;
}

/**
 * The results of `work` on every item, in the order of the items, with several at work at a time.
 * At most `window` items are taken ahead of what the caller has fetched. What `items` throws and what `work` rejects with
 * is thrown where its result would have come. When `stop` fires, its reason is thrown at once: whoever fires it also ends
 * the work in progress.
 */
export async function* inOrder<In, Out>(
  items: Iterable<In> | AsyncIterable<In>,
  window: number,
  work: (item: In, index: number) => Promise<Out>,
  stop: AbortSignal,
): AsyncGenerator<Out, void, void> {
  const taken: Taken<Out>[] = [];
  const bell = new Bell();
  const ring = (): void => bell.ring();
  let left = false;
  let exhausted = false;
  let pulling = true;

  const takeAll = async (): Promise<void> => {
    const over = (): boolean => left || stop.aborted;
    let index = 0;
    for await (const item of items) {
      pulling = false;
      if (over()) return;
      taken.push(started(work(item, index++), ring));
      ring();
      while (taken.length >= window && !over()) await bell.rung();
      if (over()) return;
      pulling = true;
    }
  };

  stop.addEventListener('abort', ring);
  const taking = takeAll().finally(() => {
    exhausted = true;
    pulling = false;
    ring();
  });
  taking.catch(() => {});
  try {
    for (;;) {
      while (!stop.aborted && !(taken[0]?.settled ?? exhausted)) await bell.rung();
      stop.throwIfAborted();
      const [next] = taken;
      if (next === undefined) return;
      const result = await next.result;
      taken.shift();
      ring();
      yield result;
    }
  } finally {
    left = true;
    ring();
    stop.removeEventListener('abort', ring);
    // Items may take for ever to give the next one; otherwise they are closed by now, or say why they cannot be.
    if (!pulling) await taking;
  }
}

function started<Out>(result: Promise<Out>, onSettled: () => void): Taken<Out> {
  const taken = { result, settled: false };
  const settle = (): void => {
    taken.settled = true;
    onSettled();
  };
  result.then(settle, settle);
  return taken;
}
