import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { textStream } from '../../../test/command.js';
import { Progress } from './progress.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('Progress', () => {
  it('shows nothing of work that is over within a second', () => {
    const stream = textStream(true);
    const progress = new Progress(stream, true);
    progress.update(0.5, 'map');
    vi.advanceTimersByTime(999);
    progress.update(0.9, 'evolve');
    progress.stop();
    expect(stream.text).toBe('');
  });

  it('draws a bar after that, says what is done, and takes it away in the end', () => {
    const stream = textStream(true);
    const progress = new Progress(stream, true);
    vi.advanceTimersByTime(1000);
    progress.update(0.5, 'evolve');
    expect(stream.text).toMatch(/evolve .+ 50%/);
    vi.advanceTimersByTime(1000);
    progress.update(0.75, 'evolve');
    vi.advanceTimersByTime(1000);
    expect(stream.text).toMatch(/evolve .+ 75%/);
    progress.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
