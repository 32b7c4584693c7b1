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

  it('comes back with the neurons of its columns', () => {
    const chosen: Evolution = {
      ...evolution,
      signals: { ...evolution.signals, vmem: { shape: [3, 2], data: Int16Array.of(1, 2, 3, 4, 5, 6) } },
      neurons: { vmem: [70, 3] },
    };
    const json = JSON.parse(JSON.stringify(evolutionToJson(chosen)));
    expect(json.neurons).toEqual({ vmem: [70, 3] });
    expect(evolutionFromJson(json)).toEqual(chosen);
    expect(evolutionToJson(evolution)).not.toHaveProperty('neurons');
  });

  it.each([
    { what: 'as many as columns', neurons: { vmem: [1, 2] }, at: ['neurons', 'vmem'] },
    { what: 'from 0', neurons: { vmem: [-1] }, at: ['neurons', 'vmem', 0] },
    { what: 'whole', neurons: { vmem: [0.5] }, at: ['neurons', 'vmem', 0] },
    { what: 'of a signal that is there', neurons: { isyn: [1] }, at: ['neurons', 'isyn'] },
    { what: 'all of the output', neurons: { spikes_out: [1, 0] }, at: ['neurons', 'spikes_out'] },
  ])('refuses neurons that are not $what', ({ neurons, at }) => {
    const json = JSON.parse(JSON.stringify(evolutionToJson(evolution)));
    expect(() => evolutionFromJson({ ...json, neurons })).toThrow(
      expect.objectContaining({ code: 'EVOLUTION_INVALID', issues: [expect.objectContaining({ at })] }),
    );
  });

  it('refuses neurons that come twice, of unknown signals, and that are no numbers', () => {
    const json = JSON.parse(JSON.stringify(evolutionToJson(evolution)));
    const signals = { ...json.signals, vmem: [[1, 2, 3]] };
    const refused = (neurons: unknown, at: readonly (string | number)[]) =>
      expect(() =>
        evolutionFromJson({
          ...json,
          steps: 1,
          signals: { ...signals, spikes_out: [[1]] },
          neurons,
          hibernation: null,
        }),
      ).toThrow(expect.objectContaining({ issues: [expect.objectContaining({ at })] }));
    refused({ vmem: [4, 5, 4] }, ['neurons', 'vmem', 2]);
    refused({ vmen: [4] }, ['neurons', 'vmen']);
    refused({ vmem: ['4', 5, 6] }, ['neurons', 'vmem', 0]);
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

  it('refuses signals of all neurons that are not of as many, hidden or output', () => {
    const json = JSON.parse(JSON.stringify(evolutionToJson(evolution)));
    const wide = [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ];
    const signals = { ...json.signals, vmem_out: wide, isyn: wide, isyn2: json.signals.vmem };
    const read = (neurons?: unknown) => evolutionFromJson({ ...json, signals, neurons });
    const at = (name: string) => expect.objectContaining({ code: 'SIGNAL_SHAPE', at: ['signals', name] });
    expect(() => read()).toThrow(expect.objectContaining({ issues: [at('vmem_out'), at('isyn')] }));
    expect(() => read({ isyn: [4, 5, 6] })).toThrow(expect.objectContaining({ issues: [at('vmem_out')] }));
    expect(read({ isyn: [4, 5, 6], vmem_out: [0, 1, 2] }).signals.isyn?.shape).toEqual([3, 3]);
  });

  it('refuses values that are not 16-bit integers', () => {
    expect(() => signalFrom('vmem', { shape: [1, 1], data: [32768] }, 1)).toThrow(invalid);
    expect(() => signalFrom('vmem', { shape: [1, 1], data: [0.5] }, 1)).toThrow(invalid);
    expect(signalFrom('vmem', { shape: [1, 1], data: [-32768] }, 1).data).toEqual(Int16Array.of(-32768));
  });

  it('refuses numbers of spikes below 0', () => {
    for (const name of ['spikesOut', 'spikesHidden'] as const) {
      const at = (value: number) => signalFrom(name, { shape: [1, 2], data: [0, value] }, 1);
      const issues = [expect.objectContaining({ code: 'VALUE_RANGE', at: [1], measured: -1, limit: '0 to 32767' })];
      expect(() => at(-1)).toThrow(expect.objectContaining({ issues }));
      expect(at(-0).data).toEqual(Int16Array.of(0, 0));
      expect(at(31).data).toEqual(Int16Array.of(0, 31));
    }
  });
});
