import { describe, expect, it } from 'vitest';
import { type Evolution, evolutionFromJson, evolutionToJson, outputOf, signalFrom, totalsOf } from './evolution.js';

const evolution: Evolution = {
  stage: 'evolved',
  chipId: 'syns61201',
  dt: 0.001,
  steps: 3,
  output: 'spikes',
  signals: {
    spikesOut: { shape: [3, 2], data: Int16Array.of(0, 1, 1, 0, 1, 0) },
    vmem: { shape: [3, 1], data: Int16Array.of(-32768, 0, 32767) },
  },
  hibernation: [0, 2],
};
const invalid = expect.objectContaining({ code: 'EVOLUTION_INVALID' });

describe('Evolution', () => {
  it('comes back from its file form', () => {
    expect(evolutionFromJson(JSON.parse(JSON.stringify(evolutionToJson(evolution))))).toEqual(evolution);
  });

  it('has its output among its signals', () => {
    expect(outputOf(evolution)).toBe(evolution.signals.spikesOut);
    expect(() => outputOf({ ...evolution, output: 'vmem' })).toThrow(invalid);
  });

  it('sums a signal over time', () => {
    expect(totalsOf(outputOf(evolution))).toEqual([2, 1]);
    expect(totalsOf({ shape: [0, 2], data: new Int16Array(0) })).toEqual([0, 0]);
  });

  it('refuses unknown signals and wrong shapes of a file', () => {
    const json = JSON.parse(JSON.stringify(evolutionToJson(evolution)));
    expect(() => evolutionFromJson({ ...json, signals: { ...json.signals, vmen: json.signals.vmem } })).toThrow(
      'signals.vmen',
    );
    expect(() => evolutionFromJson({ ...json, steps: 4 })).toThrow(invalid);
  });

  it('tells everything that is wrong with a file at once', () => {
    const json = JSON.parse(JSON.stringify(evolutionToJson(evolution)));
    const signals = { vmem: [[0.5]], isyn: [[1], [99999]] };
    const read = () => evolutionFromJson({ ...json, steps: 1, signals, output: 'isyn', hibernation: [0, 0] });
    expect(read).toThrow(
      expect.objectContaining({
        code: 'EVOLUTION_INVALID',
        issues: [
          expect.objectContaining({ code: 'VALUE_RANGE', at: ['signals', 'vmem', 0], measured: 0.5 }),
          expect.objectContaining({ code: 'SIGNAL_SHAPE', at: ['signals', 'isyn'], measured: '(2, 1)' }),
          expect.objectContaining({ code: 'VALUE_RANGE', at: ['signals', 'isyn', 1], measured: 99999 }),
          expect.objectContaining({ code: 'OUTPUT_MISSING', at: ['signals', 'isyn_out'] }),
          expect.objectContaining({ code: 'INVALID_VALUE', at: ['hibernation', 1] }),
        ],
      }),
    );
  });

  it('refuses values that are not 16-bit integers', () => {
    expect(() => signalFrom('vmem', { shape: [1, 1], data: [32768] }, 1)).toThrow(invalid);
    expect(() => signalFrom('vmem', { shape: [1, 1], data: [0.5] }, 1)).toThrow(invalid);
  });
});
