import { describe, expect, it } from 'vitest';
import { configOf } from '../../test/small-config.js';
import { type OutputMode, SIGNAL_NAMES } from '../artifacts/evolution.js';
import type { EvolveOptions } from '../device/contract.js';
import { XylopipeError } from '../issues/error.js';
import { wantedSignals } from './record-choice.js';

const config = configOf({ weightsIn: [[1, 2, 3]], weightsOut: [[0], [0], [0]] });
const wanted = (output: OutputMode, record: EvolveOptions['record']) => [...wantedSignals(output, record, config)];

/** What is said about a bad choice: code and place of each issue. */
function faults(record: unknown, output: unknown = 'spikes'): readonly string[] {
  try {
    wantedSignals(output as OutputMode, record as EvolveOptions['record'], config);
  } catch (error) {
    if (!(error instanceof XylopipeError)) throw error;
    expect(error.code).toBe('RECORD_INVALID');
    return error.issues.map(({ code, at }) => `${code} ${at.join('.')}`);
  }
  return [];
}

describe('wantedSignals', () => {
  it('is the output alone by default', () => {
    expect(wanted('spikes', false)).toEqual([['spikesOut', null]]);
    expect(wanted('vmem', undefined)).toEqual([['vmemOut', null]]);
    expect(wanted('isyn', [])).toEqual([['isynOut', null]]);
    expect(wanted('isyn', { vmem: false, isyn: undefined, isynOut: false })).toEqual([['isynOut', null]]);
  });

  it('is the output once and what is asked for, in any form', () => {
    expect(wanted('vmem', ['isyn2', 'vmemOut', 'isyn2'])).toEqual([
      ['vmemOut', null],
      ['isyn2', null],
    ]);
    expect(wanted('spikes', { vmem: [2, 0], spikesOut: true, vmemOut: [0], isyn: [] })).toEqual([
      ['spikesOut', null],
      ['vmem', [2, 0]],
      ['vmemOut', [0]],
      ['isyn', []],
    ]);
    expect(wanted('spikes', true)).toEqual(SIGNAL_NAMES.map((name) => [name, null]));
  });

  it('refuses names that there are not, all at once', () => {
    expect(faults(['vmem', 'isyn3', 'toString'], 'constructor')).toEqual([
      'UNKNOWN_OUTPUT output',
      'UNKNOWN_SIGNAL record.isyn3',
      'UNKNOWN_SIGNAL record.toString',
    ]);
    expect(faults({ vmen: true })).toEqual(['UNKNOWN_SIGNAL record.vmen']);
  });

  it('refuses ids of no neuron, and ids that come twice', () => {
    expect(faults({ vmem: [3, -1, 0.5], isyn: ['1', 1, 1], isyn2: [null, 1n, undefined], vmemOut: [1] })).toEqual([
      'UNKNOWN_NEURON record.vmem.0',
      'UNKNOWN_NEURON record.vmem.1',
      'UNKNOWN_NEURON record.vmem.2',
      'UNKNOWN_NEURON record.isyn.0',
      'DUPLICATE_NEURON record.isyn.2',
      'UNKNOWN_NEURON record.isyn2.0',
      'UNKNOWN_NEURON record.isyn2.1',
      'UNKNOWN_NEURON record.isyn2.2',
      'UNKNOWN_NEURON record.vmemOut.0',
    ]);
  });

  it('refuses holes', () => {
    const holed = new Array(3);
    holed[1] = 1;
    expect(faults({ vmem: holed })).toEqual(['UNKNOWN_NEURON record.vmem.0', 'UNKNOWN_NEURON record.vmem.2']);
  });

  it.each([4, 53000, 2 ** 32 - 1])('refuses %i ids for three neurons, and looks at the first three', (length) => {
    const ids = new Array(length);
    ids[0] = 2;
    ids[1] = 2;
    ids[2] = 0;
    expect(faults({ vmem: ids })).toEqual(['TOO_MANY_NEURONS record.vmem', 'DUPLICATE_NEURON record.vmem.1']);
  });

  it('takes typed arrays of ids, of any integers', () => {
    for (const type of [Uint8Array, Uint16Array, Int32Array, Uint32Array]) {
      expect(wanted('spikes', { vmem: type.of(2, 0) })).toEqual([
        ['spikesOut', null],
        ['vmem', [2, 0]],
      ]);
    }
    expect(faults({ vmem: Int32Array.of(1, -1) })).toEqual(['UNKNOWN_NEURON record.vmem.1']);
    expect(faults({ vmem: BigInt64Array.of(1n) })).toEqual(['UNKNOWN_NEURON record.vmem.0']);
  });

  it('refuses memory without ids, and ids that were transferred', () => {
    const ids = Uint32Array.of(2, 0);
    structuredClone(ids, { transfer: [ids.buffer] });
    for (const vmem of [ids, new DataView(new ArrayBuffer(8)), new ArrayBuffer(8)]) {
      expect(faults({ vmem })).toEqual(['INVALID_VALUE record.vmem']);
    }
  });

  it('holds ids of its own', () => {
    const ids = [2, 0];
    const choice = wantedSignals('spikes', { vmem: ids }, config);
    ids[0] = 99;
    expect(choice.get('vmem')).toEqual([2, 0]);
  });

  it('refuses a choice of neurons for the output', () => {
    expect(faults({ spikesOut: [0] })).toEqual(['OUTPUT_IS_WHOLE record.spikesOut']);
    expect(faults({ spikesOut: [0] }, 'vmem')).toEqual([]);
  });

  it.each([
    [null],
    [5],
    ['vmem'],
    [Symbol('vmem')],
    [() => true],
    [new Set(['vmem'])],
    [new Map([['vmem', true]])],
    [Uint8Array.of(1)],
  ])('refuses %o, which is no choice', (record) => {
    expect(faults(record)).toEqual(['INVALID_VALUE record']);
  });

  it.each([[null], [5], ['all'], [new Set([1])], [{}], [Object.create(null)], [Symbol('all')]])(
    'refuses %o for the neurons of a signal',
    (neurons) => {
      expect(faults({ vmem: neurons })).toEqual(['INVALID_VALUE record.vmem']);
    },
  );

  it('refuses what is no name in a list of names, holes as well', () => {
    const holed = new Array(2);
    holed[1] = 'vmem';
    expect(faults(holed)).toEqual(['INVALID_VALUE record.0']);
    expect(faults([['vmem'], 'isyn3', null, Object.create(null)])).toEqual([
      'INVALID_VALUE record.0',
      'INVALID_VALUE record.2',
      'INVALID_VALUE record.3',
      'UNKNOWN_SIGNAL record.isyn3',
    ]);
  });

  it.each([[['vmem']], [null], [5], [Object.create(null)], [Symbol('vmem')]])('refuses %o for the output', (output) => {
    expect(faults(false, output)).toEqual(['UNKNOWN_OUTPUT output']);
  });

  it('takes objects without prototype, and reads what is inherited', () => {
    expect(wanted('spikes', Object.assign(Object.create(null), { vmem: true }))).toContainEqual(['vmem', null]);
    class Choice {
      get isyn(): number[] {
        return [1];
      }
    }
    expect(wanted('spikes', new Choice())).toContainEqual(['isyn', [1]]);
  });
});
