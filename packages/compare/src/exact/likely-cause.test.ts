import type { Evolution, SignalName, Tensor } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyEvolution, evolution } from '../../test/evolutions.js';
import { compareEvolutions } from './compare-evolutions.js';
import { likelyCause } from './likely-cause.js';

const causeOf = (a: Evolution, b: Evolution) => likelyCause(compareEvolutions(a, b), a, b);

describe('likelyCause', () => {
  it('is nothing where evolutions do not differ', () => {
    fc.assert(fc.property(anyEvolution, (a) => causeOf(a, structuredClone(a)) === null));
  });

  it('is a delay where one is the other a timestep later', () => {
    const vmem = [[1], [5], [9], [2], [7]];
    const a = evolution({ vmem, spikesHidden: [[0], [0], [1], [0], [1]] });
    const late = evolution({ vmem: [[1], [5], [5], [9], [2]], spikesHidden: [[0], [0], [0], [1], [0]] });
    expect(causeOf(a, late)).toMatchObject({
      cause: 'delay',
      late: 1,
      evidence: expect.stringContaining('timestep 2 on'),
    });
    expect(causeOf(late, a)).toMatchObject({ cause: 'delay', late: -1 });
    // One signal that is not late, and it is no delay.
    expect(
      causeOf(a, { ...late, signals: { ...late.signals, spikesHidden: a.signals.spikesHidden } as never })?.cause,
    ).not.toBe('delay');
  });

  it('is no delay where a timestep alone speaks for it', () => {
    expect(causeOf(evolution({ vmem: [[8], [300]] }), evolution({ vmem: [[8], [8]] }))?.cause).toBe('device');
  });

  it('is no delay where a spike is lost, or one is added', () => {
    const train = (...spikes: readonly number[]) => evolution({ spikesHidden: spikes.map((count) => [count]) });
    for (const [a, b] of [
      [train(0, 1, 0, 0, 0), train(0, 1, 1, 0, 0)],
      [train(0, 0, 1, 1, 1, 1, 1), train(0, 0, 0, 1, 1, 1, 1)],
    ] as const) {
      expect([causeOf(a, b), causeOf(b, a)]).toEqual([null, null]);
    }
    const steady = [[0], [9], [9], [9], [9]];
    expect(causeOf(evolution({ vmem: steady }), evolution({ vmem: [[0], [0], [9], [9], [9]] }))?.cause).toBe('device');
    // A spike that moves by one timestep is missing in one, and new in the next.
    expect(causeOf(train(0, 1, 0, 0), train(0, 0, 1, 0))).toMatchObject({ cause: 'delay', late: 1 });
  });

  it('is a delay of any evolution from any timestep', () => {
    fc.assert(
      fc.property(anyEvolution, fc.nat(), (a, at) => {
        fc.pre(a.steps > 3);
        const from = at % (a.steps - 1);
        const b = {
          ...a,
          signals: Object.fromEntries(
            Object.entries(a.signals).map(([name, { shape, data }]) => [
              name,
              { shape, data: repeatRow(data, shape[1] as number, from) },
            ]),
          ),
        };
        const comparison = compareEvolutions(a, b);
        const differing = range(a.steps).filter((step) =>
          (Object.keys(a.signals) as SignalName[]).some((name) => {
            const [row, other] = [a, b].map(({ signals }) => rowOf((signals as typeof a.signals)[name]!, step));
            return String(row) !== String(other);
          }),
        );
        fc.pre(comparison.first !== null && differing.length > 1);
        expect(likelyCause(comparison, a, b)).toMatchObject({ cause: 'delay', late: 1 });
      }),
    );
  });

  it.each([32767, -32768])('is saturation where a state is at %i', (limit) => {
    expect(causeOf(evolution({ vmem: [[limit]] }), evolution({ vmem: [[12345]] }))).toMatchObject({
      cause: 'saturation',
      evidence: `vmem of neuron 0 is at ${limit} in a, timestep 0`,
    });
  });

  it('is saturation where the state that it comes from is, or was a timestep before', () => {
    const a = evolution({
      isyn: [
        [0, 5],
        [0, -32768],
        [0, 6],
      ],
      vmem: [
        [0, 0],
        [0, 0],
        [0, 100],
      ],
      spikesHidden: [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    });
    const b = evolution({
      isyn: [
        [0, 5],
        [0, -32768],
        [0, 6],
      ],
      vmem: [
        [0, 0],
        [0, 0],
        [0, 900],
      ],
      spikesHidden: [
        [0, 0],
        [0, 0],
        [0, 1],
      ],
    });
    const { isyn: _, ...withoutIsyn } = b.signals;
    const evidence = expect.stringContaining('isyn of neuron 1 is at -32768 in a, timestep 1');
    expect(causeOf(a, { ...b, signals: withoutIsyn })).toMatchObject({ cause: 'saturation', evidence });
    // Both went through the same state: they have not parted by that.
    expect(causeOf(a, b)?.cause).toBe('device');
    // The same of another neuron says nothing.
    const other = evolution({
      isyn: [
        [0, 5],
        [0, -32768],
        [0, 6],
      ],
      vmem: [
        [0, 0],
        [0, 0],
        [77, 100],
      ],
      spikesHidden: [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
    });
    expect(causeOf(a, other)?.cause).toBe('device');
  });

  it('is no saturation where a state is at its limit that comes after what differs', () => {
    const states = (isyn: number, vmem: number) => evolution({ isyn: [[isyn]], vmem: [[vmem]] });
    expect(causeOf(states(100, 32767), states(300, 20))?.cause).toBe('device');
    expect(causeOf(states(100, 32767), states(300, 32767))?.cause).toBe('device');
    expect(causeOf(states(100, 32767), states(100, 20))?.cause).toBe('saturation');
    const second = (isyn: number, isyn2: number) => evolution({ isyn: [[isyn]], isyn2: [[isyn2]] });
    const { isyn: _, ...alone } = second(0, 300).signals;
    expect(causeOf(second(32767, 100), { ...second(0, 300), signals: alone })?.cause).toBe('device');
  });

  it('is the cap where a neuron has as many spikes as a timestep takes', () => {
    expect(causeOf(evolution({ spikesHidden: [[31]] }), evolution({ spikesHidden: [[40]] }))).toMatchObject({
      cause: 'spikeCap',
    });
    expect(causeOf(evolution({ spikesHidden: [[31]] }), evolution({ spikesHidden: [[3]] }))).toMatchObject({
      cause: 'spikeCap',
    });
    expect(causeOf(evolution({ spikesOut: [[1]] }), evolution({ spikesOut: [[2]] }))).toMatchObject({
      cause: 'spikeCap',
    });
    expect(causeOf(evolution({ spikesOut: [[1]] }), evolution({ spikesOut: [[0]] }))).toBeNull();
  });

  it('is a bit error, and which, where one bit of a state is another', () => {
    for (let bit = 1; bit < 16; bit++) {
      const flipped = evolution({ vmem: [[((0x2a5a ^ (1 << bit)) << 16) >> 16]] });
      expect(causeOf(evolution({ vmem: [[0x2a5a]] }), flipped)).toMatchObject({ cause: 'device', bit });
    }
  });

  it('is rounding where a state differs by 1', () => {
    expect(causeOf(evolution({ isyn: [[-1]] }), evolution({ isyn: [[0]] }))).toMatchObject({ cause: 'truncation' });
    expect(causeOf(evolution({ isyn: [[7]] }), evolution({ isyn: [[8]] }))).toMatchObject({ cause: 'truncation' });
  });

  it('is the device where nothing else explains a state, or spikes that came of equal states', () => {
    expect(causeOf(evolution({ vmemOut: [[100]] }), evolution({ vmemOut: [[203]] }))).toEqual({
      cause: 'device',
      evidence: 'no limit and no rounding explains vmemOut of neuron 0',
    });
    const states = { isynOut: [[3]], vmemOut: [[9]] };
    expect(
      causeOf(evolution({ ...states, spikesOut: [[0]] }), evolution({ ...states, spikesOut: [[1]] })),
    ).toMatchObject({ cause: 'device' });
  });

  it('is not known where spikes differ and no states were recorded, or not of that neuron', () => {
    expect(causeOf(evolution({ spikesHidden: [[0]] }), evolution({ spikesHidden: [[2]] }))).toBeNull();
    const chosen = (spikes: number) => ({
      ...evolution({ spikesHidden: [[0, spikes]], vmem: [[5]] }),
      neurons: { vmem: [0] },
    });
    expect(causeOf(chosen(0), chosen(2))).toBeNull();
  });
});

const range = (count: number): readonly number[] => [...Array(count).keys()];

const rowOf = ({ shape, data }: Tensor<Int16Array>, step: number): Int16Array =>
  data.subarray(step * (shape[1] as number), (step + 1) * (shape[1] as number));

/** The rows with one of them twice, which the rest come after, a timestep late. */
function repeatRow(data: Int16Array, width: number, row: number): Int16Array {
  const repeated = data.slice();
  repeated.copyWithin((row + 1) * width, row * width, data.length - width);
  return repeated;
}
