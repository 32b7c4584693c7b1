import { describe, expect, it, vi } from 'vitest';
import { within } from './within.js';

const never = new Promise<never>(() => {});

describe('within', () => {
  it('gives what the promise gives, and leaves nothing behind', async () => {
    const { signal } = new AbortController();
    const [add, remove] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')];
    vi.useFakeTimers();
    expect(await within(Promise.resolve(3), 1000, signal)).toBe(3);
    await expect(within(Promise.reject(new RangeError('no')), 1000)).rejects.toThrow(RangeError);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
    expect(remove.mock.calls[0]?.[1]).toBe(add.mock.calls[0]?.[1]);
  });

  it('waits no longer than it is told to', async () => {
    vi.useFakeTimers();
    const waiting = expect(within(never, 30_000)).rejects.toThrow('it is not done after 30 s');
    await vi.advanceTimersByTimeAsync(29_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    await waiting;
    vi.useRealTimers();
  });

  it('ends when somebody interrupts, or has', async () => {
    const interruption = new AbortController();
    const waiting = expect(within(never, 30_000, interruption.signal)).rejects.toBe('enough');
    interruption.abort('enough');
    await waiting;
    await expect(within(never, 30_000, interruption.signal)).rejects.toBe('enough');
  });
});
