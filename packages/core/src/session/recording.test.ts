import { describe, expect, it } from 'vitest';
import { configOf } from '../../test/small-config.js';
import { outputOf } from '../artifacts/evolution.js';
import type { EvolveOptions } from '../device/contract.js';
import { wantedSignals } from './record-choice.js';
import { evolutionOf, newRecording } from './recording.js';

const config = configOf({ weightsIn: [[1, 2, 3]], weightsOut: [[0], [0], [0]] });
const wanted = (record: EvolveOptions['record']) => wantedSignals('spikes', record, config);

describe('a recording', () => {
  it('has a row of all neurons per timestep', () => {
    const { signals } = newRecording(config, true, 5, wanted(['vmem']));
    expect(signals).toEqual({
      spikesOut: { rows: new Int16Array(5), neurons: null },
      vmem: { rows: new Int16Array(15), neurons: null },
    });
  });

  it('has rows of the neurons that were chosen, also of none', () => {
    const { signals } = newRecording(config, true, 5, wanted({ vmem: [2, 0], isyn: [] }));
    expect(signals.vmem).toEqual({ rows: new Int16Array(10), neurons: Uint32Array.of(2, 0) });
    expect(signals.isyn).toEqual({ rows: new Int16Array(0), neurons: new Uint32Array() });
  });

  it("is in the caller's arrays, from their beginning", () => {
    const vmem = new Int16Array(100).subarray(20);
    const spikesOut = new Int16Array(5);
    const { signals } = newRecording(config, true, 5, wanted({ vmem: true, isyn: true }), { vmem, spikesOut });
    const { rows } = signals.vmem!;
    expect([rows.buffer === vmem.buffer, rows.byteOffset, rows.length]).toEqual([true, 40, 15]);
    expect(signals.spikesOut?.rows.buffer).toBe(spikesOut.buffer);
    expect(signals.isyn?.rows).toEqual(new Int16Array(15));
  });

  it('is refused where there is no memory for it', () => {
    expect(() => newRecording(config, true, 2 ** 50, wanted(false))).toThrow(
      expect.objectContaining({ code: 'RECORDING_TOO_LARGE', cause: expect.any(RangeError) }),
    );
  });

  it('becomes an evolution without a copy', () => {
    const recording = newRecording(config, true, 2, wantedSignals('isyn', ['spikesHidden'], config));
    const evolution = evolutionOf(recording, config, 2, 'isyn');
    expect(evolution).toMatchObject({ stage: 'evolved', chipId: 'small', dt: 0.001, steps: 2, output: 'isyn' });
    expect(evolution.signals.spikesHidden?.shape).toEqual([2, 3]);
    expect(outputOf(evolution).data).toBe(recording.signals.isynOut?.rows);
    expect(Object.keys(evolution.signals)).toHaveLength(2);
    expect(evolution).not.toHaveProperty('neurons');
  });

  it('becomes an evolution that says which neurons were chosen', () => {
    const recording = newRecording(config, true, 4, wanted({ vmem: [2, 0], isyn: true }));
    const { signals, neurons } = evolutionOf(recording, config, 4, 'spikes');
    expect(signals.vmem?.shape).toEqual([4, 2]);
    expect(neurons).toEqual({ vmem: [2, 0] });
  });

  it('lists the timesteps that are marked, and knows no hibernation under v1', () => {
    const recording = newRecording(config, true, 4, wanted(false));
    recording.hibernation?.set([1, 0, 0, 1]);
    expect(evolutionOf(recording, config, 4, 'spikes').hibernation).toEqual([0, 3]);
    expect(evolutionOf(newRecording(config, true, 0, wanted(false)), config, 0, 'spikes').hibernation).toEqual([]);
    expect(evolutionOf(newRecording(config, false, 4, wanted(false)), config, 4, 'spikes').hibernation).toBeNull();
  });
});
