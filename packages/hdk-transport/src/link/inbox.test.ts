import { take } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import { Inbox } from './inbox.js';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('Inbox', () => {
  it('says that there is no room when it holds its capacity, and when there is again', () => {
    const room = vi.fn();
    const inbox = new Inbox(4, room);
    expect(inbox.arrived(bytes(1, 2, 3))).toBe(true);
    expect(inbox.arrived(bytes(4))).toBe(false);
    expect(room).not.toHaveBeenCalled();
    const got: Uint8Array[] = [];
    inbox.bytes$.subscribe((chunk) => got.push(chunk));
    expect(got).toEqual([bytes(1, 2, 3), bytes(4)]);
    expect(room).toHaveBeenCalledTimes(1);
  });

  it('always has room while somebody takes the bytes, and says so only where it was full', () => {
    const room = vi.fn();
    const inbox = new Inbox(1, room);
    inbox.bytes$.subscribe();
    expect(inbox.arrived(bytes(1, 2, 3))).toBe(true);
    expect(room).not.toHaveBeenCalled();
  });

  it('gives what is left by one subscriber to the next', () => {
    const inbox = new Inbox(100, () => {});
    for (const value of [1, 2, 3]) inbox.arrived(bytes(value));
    const got: number[] = [];
    inbox.bytes$.pipe(take(2)).subscribe((chunk) => got.push(...chunk));
    expect(got).toEqual([1, 2]);
    inbox.bytes$.subscribe((chunk) => got.push(...chunk));
    expect(got).toEqual([1, 2, 3]);
  });

  it('keeps the order when more arrives while it delivers', () => {
    const inbox = new Inbox(100, () => {});
    inbox.arrived(bytes(1));
    inbox.arrived(bytes(2));
    const got: number[] = [];
    inbox.bytes$.subscribe(([value]) => {
      got.push(value!);
      if (value === 1) inbox.arrived(bytes(3));
    });
    expect(got).toEqual([1, 2, 3]);
  });

  it('passes over empty chunks, and what comes after the end', () => {
    const inbox = new Inbox(100, () => {});
    const got: number[] = [];
    const complete = vi.fn();
    inbox.bytes$.subscribe({ next: (chunk) => got.push(chunk.length), complete });
    inbox.arrived(bytes());
    inbox.finish(false);
    inbox.arrived(bytes(1));
    expect(got).toEqual([]);
    expect(complete).toHaveBeenCalledTimes(1);
  });

  it('completes for a later subscriber when all that was kept is taken', () => {
    const inbox = new Inbox(100, () => {});
    inbox.arrived(bytes(1));
    inbox.arrived(bytes(2));
    inbox.finish(false);
    const seen: unknown[] = [];
    const complete = (): number => seen.push('complete');
    inbox.bytes$.pipe(take(1)).subscribe(([value]) => seen.push(value));
    inbox.bytes$.subscribe({ next: ([value]) => seen.push(value), complete });
    inbox.bytes$.subscribe({ complete });
    expect(seen).toEqual([1, 2, 'complete', 'complete']);
  });

  it('forgets what it keeps when it is told to', () => {
    const inbox = new Inbox(100, () => {});
    inbox.arrived(bytes(1));
    inbox.finish(true);
    const next = vi.fn();
    inbox.bytes$.subscribe(next);
    expect(next).not.toHaveBeenCalled();
  });

  it('refuses a second subscriber until the first has left', () => {
    const inbox = new Inbox(100, () => {});
    const first = inbox.bytes$.subscribe();
    const error = vi.fn();
    inbox.bytes$.subscribe({ error });
    expect(error).toHaveBeenCalledWith(expect.objectContaining({ code: 'ALREADY_SUBSCRIBED' }));
    first.unsubscribe();
    const next = vi.fn();
    inbox.bytes$.subscribe(next);
    inbox.arrived(bytes(7));
    expect(next).toHaveBeenCalledWith(bytes(7));
  });
});
