import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BusEvent } from '../bus/event.js';
import { ByteWriter, readEvents } from '../hxp/index.js';
import { EventBuffer } from './event-buffer.js';

const spike = (timestep: number): BusEvent => ({ type: 'spike', timestep, neuron: 0 });

/** A readout of so many bytes, more or less. */
const readout = (timestep: number, neurons: number): BusEvent => ({
  type: 'readout',
  timestep,
  outputSpikes: 0,
  hibernating: false,
  states: [{ signal: 'vmem', first: 0, values: new Int16Array(neurons).fill(1000) }],
});

function takeAll(buffer: EventBuffer, maxPayload: number): BusEvent[] {
  const events: BusEvent[] = [];
  while (buffer.nextSize > 0) {
    const size = buffer.nextSize;
    const to = new ByteWriter(maxPayload);
    buffer.take()(to);
    expect(to.length).toBe(size);
    events.push(...readEvents(to.bytes.subarray(0, to.length)));
  }
  expect(buffer).toMatchObject({ size: 0, payloads: 0 });
  return events;
}

describe('EventBuffer', () => {
  it('gives back what was added, in payloads that fit', () => {
    const buffer = new EventBuffer(100_000, 2000);
    const events = Array.from({ length: 1000 }, (_, n) => spike(n));
    for (const event of events) buffer.add(event);
    expect(takeAll(buffer, 2000)).toEqual(events);
    expect(buffer.dropped).toBe(0);
  });

  it('says where events are missing, and how many, however little room there is', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(700)), fc.nat(3000), fc.integer({ min: 30, max: 1400 }), (sizes, capacity, most) => {
        const buffer = new EventBuffer(capacity, most);
        sizes.forEach((neurons, n) => {
          buffer.add(neurons === 0 ? spike(n) : readout(n, neurons));
          expect(buffer.size).toBeLessThanOrEqual(Math.max(capacity, 5));
        });
        let next = 0;
        let lost = 0;
        for (const event of takeAll(buffer, most)) {
          if (event.type === 'lost') {
            expect(event.count).toBeGreaterThan(0);
            next += event.count;
            lost += event.count;
          } else expect((event as { timestep: number }).timestep).toBe(next++);
        }
        expect(next).toBe(sizes.length);
        expect(buffer.dropped).toBe(lost);
      }),
      { numRuns: 300 },
    );
  });
});
