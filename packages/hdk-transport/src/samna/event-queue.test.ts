import { firstValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { BusEvent } from '../bus/event.js';
import { EventQueue } from './event-queue.js';

const spike = (timestep: number): BusEvent => ({ type: 'spike', timestep, neuron: 0 });
const spikes = (from: number, to: number): BusEvent[] => Array.from({ length: to - from }, (_, i) => spike(from + i));

function collected(queue: EventQueue): (BusEvent | string)[] {
  const seen: (BusEvent | string)[] = [];
  queue.events$.subscribe({
    next: (event) => seen.push(event),
    error: (error) => seen.push(`error ${error}`),
    complete: () => seen.push('complete'),
  });
  return seen;
}

describe('EventQueue', () => {
  it('brings events at once to whoever is there, and keeps them for whoever comes', () => {
    const queue = new EventQueue(10);
    for (const event of spikes(0, 3)) queue.push(event);
    const seen = collected(queue);
    queue.push(spike(3));
    expect(seen).toEqual(spikes(0, 4));
  });

  it('drops the oldest beyond its limit, and says how many', () => {
    const queue = new EventQueue(10);
    for (const event of spikes(0, 25)) queue.push(event);
    const seen = collected(queue);
    const { count } = seen[0] as { count: number };
    expect(seen).toEqual([{ type: 'lost', count }, ...spikes(count, 25)]);
    expect(25 - count).toBeLessThanOrEqual(10);
  });

  it('lets a subscriber take one and leave the others', async () => {
    const queue = new EventQueue(10);
    for (const event of spikes(0, 4)) queue.push(event);
    expect(await firstValueFrom(queue.events$)).toEqual(spike(0));
    expect(await firstValueFrom(queue.events$)).toEqual(spike(1));
    expect(collected(queue)).toEqual(spikes(2, 4));
  });

  it('completes behind what it keeps, and errors for those who come later as well', () => {
    const queue = new EventQueue(10);
    queue.push(spike(0));
    queue.end();
    queue.push(spike(1));
    expect(collected(queue)).toEqual([spike(0), 'complete']);
    expect(collected(queue)).toEqual(['complete']);
    const lost = new EventQueue(10);
    const seen = collected(lost);
    lost.end('why');
    lost.end('twice');
    expect(seen).toEqual(['error why']);
    expect(collected(lost)).toEqual(['error why']);
  });

  it('keeps the order where a subscriber pushes', () => {
    const queue = new EventQueue(10);
    for (const event of spikes(0, 2)) queue.push(event);
    const seen: BusEvent[] = [];
    queue.events$.subscribe((event) => {
      if (seen.length === 0) queue.push(spike(2));
      seen.push(event);
    });
    expect(seen).toEqual(spikes(0, 3));
  });
});
