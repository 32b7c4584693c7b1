import { type Evolution, SIGNAL_NAMES, type SignalName, XylopipeError } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyEvolution, evolution } from '../../test/evolutions.js';
import { compareEvolutions } from './compare-evolutions.js';
import { CAUSAL_ORDER } from './comparison.js';

const refusal = (run: () => unknown): XylopipeError => {
  try {
    run();
  } catch (error) {
    if (error instanceof XylopipeError) return error;
  }
  throw new Error('was not refused');
};

describe('compareEvolutions', () => {
  it('finds equal what is equal, and says how much that was', () => {
    const a = evolution({ spikesOut: [[0, 1]], vmem: [[1, -2, 3]] });
    expect(compareEvolutions(a, structuredClone(a))).toEqual({
      equal: true,
      first: null,
      signals: { vmem: { cells: 3, differing: 0, first: null }, spikesOut: { cells: 2, differing: 0, first: null } },
      onlyInA: [],
      onlyInB: [],
      issues: [],
    });
  });

  it('finds the earliest timestep first, whatever the signal', () => {
    const a = evolution({ isyn: [[0], [0], [9]], spikesOut: [[0], [1], [0]] });
    const b = evolution({ isyn: [[0], [0], [8]], spikesOut: [[0], [0], [0]] });
    expect(compareEvolutions(a, b).first).toEqual({ step: 1, signal: 'spikesOut', neuron: 0, a: 1, b: 0 });
  });

  it('finds the cause first within a timestep, then the lowest neuron', () => {
    const a = evolution({ spikesOut: [[1]], vmemOut: [[5]], spikesHidden: [[2]], vmem: [[7, 7, 7]] });
    const b = evolution({ spikesOut: [[0]], vmemOut: [[6]], spikesHidden: [[3]], vmem: [[7, 8, 9]] });
    expect(compareEvolutions(a, b).first).toEqual({ step: 0, signal: 'vmem', neuron: 1, a: 7, b: 8 });
  });

  it('counts the cells that differ in each signal, with the first of each', () => {
    const a = evolution({
      vmem: [
        [1, 2],
        [3, 4],
      ],
      spikesOut: [[0], [0]],
    });
    const b = evolution({
      vmem: [
        [1, 0],
        [0, 0],
      ],
      spikesOut: [[0], [1]],
    });
    expect(compareEvolutions(a, b).signals).toEqual({
      vmem: { cells: 4, differing: 3, first: { step: 0, signal: 'vmem', neuron: 1, a: 2, b: 0 } },
      spikesOut: { cells: 2, differing: 1, first: { step: 1, signal: 'spikesOut', neuron: 0, a: 0, b: 1 } },
    });
  });

  it('names signals that only one has, and can still find the rest equal', () => {
    const a = evolution({ spikesOut: [[1]], isyn: [[3]] });
    const b = evolution({ spikesOut: [[1]], vmem: [[4]] });
    const comparison = compareEvolutions(a, b);
    expect(comparison).toMatchObject({ equal: true, onlyInA: ['isyn'], onlyInB: ['vmem'] });
    expect(comparison.issues).toMatchObject([
      { code: 'SIGNAL_MISSING', severity: 'warning', at: ['signals', 'isyn'] },
      { code: 'SIGNAL_MISSING', severity: 'warning', at: ['signals', 'vmem'] },
    ]);
  });
});

describe('the signals option', () => {
  const a = evolution({ spikesOut: [[1]], vmem: [[4]] });
  const b = evolution({ spikesOut: [[1]], vmem: [[5]], isyn: [[6]] });

  it('leaves everything else out', () => {
    const comparison = compareEvolutions(a, b, { signals: ['spikesOut'] });
    expect(comparison).toMatchObject({ equal: true, onlyInA: [], onlyInB: [], issues: [] });
    expect(Object.keys(comparison.signals)).toEqual(['spikesOut']);
  });

  it('does not find equal what lacks a signal that was asked for', () => {
    const comparison = compareEvolutions(a, b, { signals: ['isyn', 'isyn2', 'spikesOut'] });
    expect(comparison).toMatchObject({ equal: false, first: null, onlyInB: ['isyn'] });
    expect(comparison.issues).toMatchObject([
      { code: 'SIGNAL_MISSING', severity: 'error', at: ['signals', 'isyn'] },
      { code: 'SIGNAL_MISSING', severity: 'error', at: ['signals', 'isyn2'] },
    ]);
  });

  it('refuses a signal that does not exist', () => {
    const error = refusal(() => compareEvolutions(a, b, { signals: ['vmen' as SignalName, 'vmem'] }));
    expect(error.code).toBe('UNKNOWN_SIGNAL');
    expect(error.message).toContain('vmen;');
  });

  it('asks for the same in any order, once or twice', () => {
    const once = compareEvolutions(a, b, { signals: ['vmem', 'spikesOut'] });
    expect(compareEvolutions(a, b, { signals: ['spikesOut', 'vmem', 'vmem'] })).toEqual(once);
  });
});

describe('other shapes', () => {
  it('compares the timesteps that both have, and is not equal', () => {
    const a = evolution({ vmem: [[1], [2]] });
    const b = evolution({ vmem: [[1], [2], [3]] });
    const comparison = compareEvolutions(a, b);
    expect(comparison).toMatchObject({ equal: false, first: null, signals: { vmem: { cells: 2, differing: 0 } } });
    expect(comparison.issues).toMatchObject([
      { code: 'SHAPE_MISMATCH', severity: 'error', at: ['steps'], measured: '2 and 3' },
    ]);
  });

  it('compares the neurons that both have, each in its own row', () => {
    const a = evolution({
      vmem: [
        [1, 2, 9],
        [3, 4, 9],
      ],
    });
    const b = evolution({
      vmem: [
        [1, 2],
        [3, 5],
      ],
    });
    const comparison = compareEvolutions(a, b);
    expect(comparison.equal).toBe(false);
    expect(comparison.signals.vmem).toMatchObject({ cells: 4, differing: 1 });
    expect(comparison.first).toEqual({ step: 1, signal: 'vmem', neuron: 1, a: 4, b: 5 });
    expect(comparison.issues).toMatchObject([{ code: 'SHAPE_MISMATCH', at: ['signals', 'vmem'], measured: '3 and 2' }]);
  });

  it('finds nothing equal where there is nothing: no timesteps, or no neurons', () => {
    const empty = evolution({ vmem: [] });
    const narrow = { ...empty, steps: 20, signals: { vmem: { shape: [20, 0], data: new Int16Array(0) } } };
    for (const [none, place] of [
      [empty, 'steps'],
      [narrow, 'signals'],
    ] as const) {
      const comparison = compareEvolutions(none, none);
      expect(comparison).toMatchObject({ equal: false, first: null, signals: { vmem: { cells: 0 } } });
      expect(comparison.issues).toMatchObject([{ code: 'EMPTY_RUN', severity: 'error', at: [place] }]);
    }
  });
});

describe('chosen neurons', () => {
  const all = evolution({
    vmem: [
      [1, 2, 3],
      [4, 5, 6],
    ],
  });
  const some = (ids: readonly number[], rows: readonly (readonly number[])[]): Evolution => ({
    ...evolution({ vmem: rows }),
    neurons: { vmem: ids },
  });

  it('are compared by their ids, against all neurons and against others that were chosen', () => {
    const chosen = some(
      [2, 0],
      [
        [3, 1],
        [6, 4],
      ],
    );
    expect(compareEvolutions(all, chosen)).toMatchObject({ equal: true, issues: [], signals: { vmem: { cells: 4 } } });
    const other = some(
      [1, 2, 9],
      [
        [2, 3, 0],
        [5, 6, 0],
      ],
    );
    expect(compareEvolutions(chosen, other)).toMatchObject({ equal: true, signals: { vmem: { cells: 2 } } });
  });

  it('are named by their ids where they differ, the lowest first', () => {
    const chosen = some(
      [2, 1],
      [
        [3, 2],
        [7, 8],
      ],
    );
    expect(compareEvolutions(all, chosen)).toMatchObject({
      first: { step: 1, signal: 'vmem', neuron: 1, a: 5, b: 8 },
      signals: { vmem: { differing: 2 } },
    });
  });

  it('are not equal if none is in both', () => {
    const comparison = compareEvolutions(some([0], [[1]]), some([1], [[1]]));
    expect(comparison).toMatchObject({ equal: false, first: null, signals: { vmem: { cells: 0 } } });
    expect(comparison.issues).toMatchObject([{ code: 'NEURONS_DISJOINT', at: ['signals', 'vmem'] }]);
  });
});

describe('NOTHING_TO_COMPARE', () => {
  it('says what each of them has', () => {
    const { code, message } = refusal(() =>
      compareEvolutions(evolution({ vmem: [[1]], isyn: [[1]] }), evolution({ spikesOut: [[1]] })),
    );
    expect(code).toBe('NOTHING_TO_COMPARE');
    expect(message).toContain('a has isyn, vmem; b has spikesOut');
  });

  it('is thrown for two evolutions without signals, and where nothing is asked for', () => {
    const a = evolution({ vmem: [[1]] });
    expect(refusal(() => compareEvolutions(evolution({}), evolution({}))).message).toContain('a has nothing');
    expect(refusal(() => compareEvolutions(a, a, { signals: [] })).code).toBe('NOTHING_TO_COMPARE');
  });
});

describe('properties', () => {
  it('the causal order has every signal once', () => {
    expect([...CAUSAL_ORDER].sort()).toEqual([...SIGNAL_NAMES].sort());
  });

  it('everything equals itself', () => {
    fc.assert(
      fc.property(anyEvolution, (a) => {
        fc.pre(a.steps > 0);
        expect(compareEvolutions(a, structuredClone(a))).toMatchObject({ equal: true, first: null, issues: [] });
      }),
    );
  });

  it('a and b swap places when the arguments do', () => {
    fc.assert(
      fc.property(anyEvolution, anyEvolution, (a, b) => {
        const forth = compareEvolutions(a, b);
        const back = compareEvolutions(b, a);
        expect(back.equal).toBe(forth.equal);
        expect(back.first).toEqual(forth.first && { ...forth.first, a: forth.first.b, b: forth.first.a });
        for (const name of CAUSAL_ORDER) expect(back.signals[name]?.differing).toBe(forth.signals[name]?.differing);
      }),
    );
  });

  it('a changed cell is found exactly', () => {
    fc.assert(
      fc.property(anyEvolution, fc.constantFrom(...CAUSAL_ORDER), fc.nat(), fc.nat(), (a, signal, row, column) => {
        fc.pre(a.steps > 0);
        const b = structuredClone(a);
        const { shape, data } = cells(b, signal);
        const neurons = shape[1] as number;
        const [step, neuron] = [row % a.steps, column % neurons];
        const before = data[step * neurons + neuron] as number;
        data[step * neurons + neuron] = before ^ 1;

        const comparison = compareEvolutions(a, b);
        expect(comparison.first).toEqual({ step, signal, neuron, a: before, b: before ^ 1 });
        expect(comparison.equal).toBe(false);
        for (const name of CAUSAL_ORDER) expect(comparison.signals[name]?.differing).toBe(name === signal ? 1 : 0);
      }),
    );
  });

  it('of two changed cells the earlier comes first, then the cause', () => {
    const place = fc.record({ signal: fc.constantFrom(...CAUSAL_ORDER), step: fc.nat() });
    fc.assert(
      fc.property(anyEvolution, place, place, (a, one, two) => {
        fc.pre(a.steps > 0 && one.signal !== two.signal);
        const b = structuredClone(a);
        const changed = [one, two].map(({ signal, step }) => ({ signal, step: step % a.steps }));
        for (const { signal, step } of changed) {
          const { shape, data } = cells(b, signal);
          data[step * (shape[1] as number)] = (data[step * (shape[1] as number)] as number) ^ 1;
        }
        changed.sort((x, y) => x.step - y.step || CAUSAL_ORDER.indexOf(x.signal) - CAUSAL_ORDER.indexOf(y.signal));
        expect(compareEvolutions(a, b).first).toMatchObject({ ...changed[0], neuron: 0 });
      }),
    );
  });
});

function cells({ signals }: Evolution, name: SignalName) {
  const signal = signals[name];
  if (signal === undefined) throw new Error(`${name} is not recorded`);
  return signal;
}

describe('where evolutions come from', () => {
  const one = { ...evolution({ vmem: [[1]] }), chipId: 'one', dt: 0.001 };

  it('warns of different chips and durations of a timestep', () => {
    const { equal, issues } = compareEvolutions(one, { ...one, chipId: 'other', dt: 0.01 });
    expect(equal).toBe(true);
    expect(issues).toMatchObject([
      { code: 'CHIP_MISMATCH', severity: 'warning', at: ['chipId'], measured: 'one and other' },
      { code: 'DT_MISMATCH', severity: 'warning', at: ['dt'], measured: '0.001 and 0.01' },
    ]);
  });

  it('says nothing where it is not known, or where a file holds float32', () => {
    expect(compareEvolutions(one, evolution({ vmem: [[1]] })).issues).toEqual([]);
    expect(compareEvolutions(one, { ...one, dt: Math.fround(0.001) }).issues).toEqual([]);
  });
});
