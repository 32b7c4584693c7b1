import { outputOf, SIGNAL_NAMES } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { configOf } from '../test/sketch.js';
import { evolutionOf, newRecording, signalsOf } from './recording.js';

const config = configOf({ weightsIn: [[1, 2, 3]], weightsOut: [[0], [0], [0]] });

describe('signalsOf', () => {
  it('is the output alone by default', () => {
    expect(signalsOf('spikes', false)).toEqual(['spikesOut']);
    expect(signalsOf('vmem', false)).toEqual(['vmemOut']);
    expect(signalsOf('isyn', [])).toEqual(['isynOut']);
  });

  it('is the output once and what is asked for', () => {
    expect(signalsOf('vmem', ['isyn2', 'vmemOut', 'isyn2'])).toEqual(['vmemOut', 'isyn2']);
    expect(signalsOf('spikes', true)).toEqual(SIGNAL_NAMES);
  });

  it('refuses names that there are not', () => {
    expect(() => signalsOf('spike' as 'spikes', false)).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_SIGNAL', message: expect.stringContaining('spikes, vmem, isyn') }),
    );
    expect(() => signalsOf('spikes', ['vmem', 'isyn3' as 'isyn'])).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_SIGNAL', message: expect.stringContaining('isyn3') }),
    );
  });
});

describe('a recording', () => {
  it('has a row of all neurons per timestep', () => {
    const { signals } = newRecording(config, 'v2', 5, ['spikesOut', 'vmem']);
    expect(signals).toEqual({
      spikesOut: { rows: new Int16Array(5), neurons: null },
      vmem: { rows: new Int16Array(15), neurons: null },
    });
  });

  it('becomes an evolution without a copy', () => {
    const recording = newRecording(config, 'v2', 2, ['isynOut', 'spikesHidden']);
    const evolution = evolutionOf(recording, config, 2, 'isyn');
    expect(evolution).toMatchObject({ stage: 'evolved', chipId: 'sketch', dt: 0.001, steps: 2, output: 'isyn' });
    expect(evolution.signals.spikesHidden?.shape).toEqual([2, 3]);
    expect(outputOf(evolution).data).toBe(recording.signals.isynOut?.rows);
    expect(Object.keys(evolution.signals)).toHaveLength(2);
  });

  it('lists the timesteps that are marked, and knows no hibernation under v1', () => {
    const recording = newRecording(config, 'v2', 4, []);
    recording.hibernation?.set([1, 0, 0, 1]);
    expect(evolutionOf(recording, config, 4, 'spikes').hibernation).toEqual([0, 3]);
    expect(evolutionOf(newRecording(config, 'v2', 0, []), config, 0, 'spikes').hibernation).toEqual([]);
    expect(evolutionOf(newRecording(config, 'v1', 4, []), config, 4, 'spikes').hibernation).toBeNull();
  });
});
