import { type EvolveOptions, type OutputMode, SIGNAL_NAMES, XylopipeError } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { configOf } from '../test/sketch.js';
import { wantedSignals } from './record-choice.js';

const config = configOf({ weightsIn: [[1, 2, 3]], weightsOut: [[0], [0], [0]] });
const wanted = (output: OutputMode, record: EvolveOptions['record']) => [...wantedSignals(output, record, config)];

/** What is said about a bad choice: code and place of each issue. */
function faults(record: unknown, output = 'spikes'): readonly string[] {
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
    expect(faults({ vmem: [3, -1, 0.5, '1', 1, 1, null], vmemOut: [1] })).toEqual([
      'UNKNOWN_NEURON record.vmem.0',
      'UNKNOWN_NEURON record.vmem.1',
      'UNKNOWN_NEURON record.vmem.2',
      'UNKNOWN_NEURON record.vmem.3',
      'DUPLICATE_NEURON record.vmem.5',
      'UNKNOWN_NEURON record.vmem.6',
      'UNKNOWN_NEURON record.vmemOut.0',
    ]);
  });

  it('refuses a choice of neurons for the output', () => {
    expect(faults({ spikesOut: [0] })).toEqual(['OUTPUT_IS_WHOLE record.spikesOut']);
    expect(faults({ spikesOut: [0] }, 'vmem')).toEqual([]);
  });

  it.each([[null], [5], ['vmem']])('refuses %j, which is no choice', (record) => {
    expect(faults(record)).toEqual(['INVALID_VALUE record']);
  });

  it.each([[null], [5], ['all']])('refuses %j for the neurons of a signal', (neurons) => {
    expect(faults({ vmem: neurons })).toEqual(['INVALID_VALUE record.vmem']);
  });
});
