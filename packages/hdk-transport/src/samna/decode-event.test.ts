import { describe, expect, it } from 'vitest';
import type { BoardState } from './board-state.js';
import { decodeEvent, type SamnaEvent } from './decode-event.js';
import { xyloA2 } from './devices/xylo-a2.js';
import { xyloAudio3 } from './devices/xylo-audio3.js';
import { xyloImu } from './devices/xylo-imu.js';

const state = (monitors: BoardState['monitors']): BoardState => ({
  dt: 0.001,
  hidden: 4,
  outputs: 2,
  mode: 'accelerated',
  monitors,
});
const readout = (members: object): SamnaEvent => ({ event: 'Readout', timestep: 7, output_spikes: [0, 1], ...members });

describe('decodeEvent', () => {
  it('reads spikes of real time by the name that time has on the chip', () => {
    const spike = { type: 'spike', timestep: 3, neuron: 5 };
    expect(decodeEvent(xyloImu, undefined, { event: 'Spike', timestep: 3, neuron_id: 5 })).toEqual(spike);
    expect(decodeEvent(xyloA2, undefined, { event: 'Spike', timestamp: 3, neuron_id: 5 })).toEqual(spike);
  });

  it('reads the last timestep, where the chip tells the next one as well', () => {
    expect(decodeEvent(xyloAudio3, undefined, readout({}))).toMatchObject({ timestep: 7, outputSpikes: 2 });
    expect(decodeEvent(xyloA2, undefined, { event: 'Readout', timestamp: 7 })).toMatchObject({ timestep: 6 });
  });

  it('cuts a monitor out of the hull of a range, and out of a list of ids', () => {
    const monitors = { isyn: { first: 1, count: 1 }, isynOut: { first: 0, count: 1 } } as const;
    const states = [
      { signal: 'isyn', first: 1, values: Int16Array.of(-1) },
      { signal: 'isynOut', first: 0, values: Int16Array.of(-4) },
    ];
    expect(decodeEvent(xyloImu, state(monitors), readout({ neuron_i_syns: [-1, -2, -3, -4] }))).toMatchObject({
      states,
    });
    expect(decodeEvent(xyloAudio3, state(monitors), readout({ neuron_i_syns: [-1, -4] }))).toMatchObject({ states });
  });

  it.each([
    ['too few values', readout({ neuron_v_mems: [1] })],
    ['too many values', readout({ neuron_v_mems: [1, 2, 3] })],
    ['no list', readout({ neuron_v_mems: 4 })],
    ['no numbers', readout({ neuron_v_mems: [null, null] })],
    ['no time', { event: 'Readout', output_spikes: [], neuron_v_mems: [1, 2] }],
    ['too many outputs', { ...readout({ neuron_v_mems: [1, 2] }), output_spikes: Array(33).fill(0) }],
    ['another name', { event: 'Surprise' }],
  ])('refuses %s', (_, event) => {
    expect(() => decodeEvent(xyloImu, state({ vmem: { first: 0, count: 2 } }), event)).toThrow(
      expect.objectContaining({ code: 'ANSWER_INVALID' }),
    );
  });

  it('refuses a neuron of Xylo Audio 2 of which nothing was gathered', () => {
    const event = { event: 'Readout', timestamp: 1, output_spikes: [0], neuron_v_mems: [1, null, 3, 4] };
    const decode = (first: number, count: number) => decodeEvent(xyloA2, state({ vmem: { first, count } }), event);
    expect(decode(2, 2)).toMatchObject({ states: [{ values: Int16Array.of(3, 4) }] });
    expect(() => decode(0, 2)).toThrow('neurons 0 to 1');
    expect(() => decode(3, 2)).toThrow('neurons 3 to 4');
  });
});
