import { gunzipSync } from 'node:zlib';
import { formatPath } from '@xylopipe/core';
import fc from 'fast-check';
import { ready } from 'h5wasm';
import { describe, expect, it } from 'vitest';
import { arbitraryData } from '../../test/arbitrary-data.js';
import { everyKind } from '../../test/every-kind.js';
import { events, gridded, recorded } from '../../test/recorded.js';
import { refusal } from '../../test/refusal.js';
import { decodeNir, encodeNir } from '../codec/nir-codec.js';
import { group, numbers, type RawGroup, type RawObject, type RawValue, text } from '../hdf5/raw-tree.js';
import { writeHdf5 } from '../hdf5/write-hdf5.js';
import type { NirObservable } from './nir-data.js';
import { decodeNirData, encodeNirData } from './nir-data-codec.js';

const library = await ready;

const problems = (act: () => unknown): readonly string[] =>
  refusal(act).issues.map(({ code, at }) => `${code} ${formatPath(at)}`);

const typed = (
  type: string,
  members: readonly (readonly [string, RawObject])[],
  more: readonly (readonly [string, RawValue])[] = [],
): RawGroup => group(members, [['__type__', text(type)], ...more]);

const single = (value: number): RawValue => numbers({ shape: [], data: Float64Array.of(value) });

/** A file with one node, `n`, whose observables are these. */
const fileOf = (observables: RawObject, type = 'NIRNodeData'): Uint8Array =>
  writeHdf5(library, typed('NIRGraphData', [['nodes', group([['n', typed(type, [['observables', observables]])]])]]));

/** A file that h5py 3.7 wrote, with booleans: (1, 2, 2) of one node, one observable, dt 0.5. */
const BOOLEANS =
  'H4sIAJmzBGsC/+v0cHHj5ZLiYubgYICB/1DAIgHhG0DF18wxk/H3cAliUpi5mSUbGVcICDAwhDFClBlBlXMxMQBFRIUYWBBGwgCPFQMDMwMngwhIMj6+pLIgNT6' +
  'eQZKRkQFoEBhDDONgYAKSPBAmGIDF2WBO3f/4zjUcTmISQvYLDEAcxcYLMogpM68D6mYGdwZqgdqvuUr+zh7e2O1nEwDZzJqXn5JafBiq406VQR2ecF3HBFFmQfVw' +
  '5UYKVyaUcJVeYmVETrgKgixgKy7IzE4tfgZ1N4MzVcJ1wUTvRDzhKgaymTs/qTi1qCwxKSe1WBpq/ZT8BgU8odvKAlGWSPXQ5UcKXWaU0OXaGbkJ7CRGBkZGE2DYM' +
  'zMywhIiExqNS5xZkYHRggkiL8CBsNnN0SfYlSEkKNQVKMYK9AwzFwcwxFgYGaC5mQXmimaGwQDWXUooxBOt/CCfsaQkliRWMkM08OiAgpMZEgkpJQyCCvbQUHZgMO' +
  'FmMPnPjAgkBoYH9svPzD7GMApGwSjAAtyd/X3ARYcAanHDA6X9PIPcixILMlyAORC5+OFGyPsB6zKYNAM0k0IKPyAIycxNdS/KTElJTYGrAYEJ/KNhPwpGwSgYBaN' +
  'gFIyCUTAKRsEoGAWjYBTQDTAyMgAAgNekzAQYAAA=';

describe('NIR data', () => {
  it('come back from a file, value by value and type by type', () => {
    fc.assert(
      fc.property(arbitraryData, fc.constantFrom('gzip', 'none'), (data, compression) => {
        const read = decodeNirData(library, encodeNirData(library, data, compression));
        expect(read).toEqual({ value: data, issues: [] });
      }),
      { numRuns: 60 },
    );
  });

  it('have booleans as zeros and ones', () => {
    const { value, issues } = decodeNirData(library, gunzipSync(Buffer.from(BOOLEANS, 'base64')));
    const data = { shape: [1, 2, 2], data: Uint8Array.of(0, 1, 1, 0) };
    const spikes: NirObservable = { type: 'TimeGriddedData', data, dt: 0.5 };
    expect(value.nodes.get('in')).toEqual({ type: 'NIRNodeData', observables: new Map([['spikes', spikes]]) });
    expect(issues).toEqual([]);
  });

  it('may have any padding, events at the end, and none at all', () => {
    const tMax = 0.1;
    const idx = { shape: [1, 3], data: Int8Array.of(0, -1, 2) };
    const time = { shape: [1, 3], data: Float32Array.of(0, Number.POSITIVE_INFINITY, tMax) };
    expect(time.data[2]).toBeGreaterThan(tMax);
    const data = recorded({ spikes: { type: 'EventData', idx, time, nNeurons: 3, tMax } });
    expect(decodeNirData(library, encodeNirData(library, data)).value).toEqual(data);
    const empty = { shape: [0, 0], data: new Float32Array(0) };
    const none = recorded({ spikes: { type: 'EventData', idx: empty, time: empty, nNeurons: 0, tMax: 0 } });
    expect(decodeNirData(library, encodeNirData(library, none)).value).toEqual(none);
  });

  it('are refused with everything that is wrong with them', () => {
    const inf = Number.POSITIVE_INFINITY;
    const data = recorded({
      flat: { ...gridded, data: { shape: [3, 2], data: new Float32Array(6) } },
      few: { ...gridded, data: { shape: [1, 3, 2], data: new Float32Array(5) } },
      still: { ...gridded, dt: 0 },
      endless: { ...gridded, dt: inf },
      neurons: { ...events, idx: { shape: [2, 3], data: Float32Array.of(1, -1, 2, 0.5, -2, 1) } },
      late: { ...events, tMax: 0.002 },
      times: { ...events, time: { shape: [2, 3], data: Float64Array.of(-1, inf, Number.NaN, 0, 0, 0) } },
      padded: { ...events, time: { shape: [2, 3], data: Float64Array.of(inf, 0, 0, 0, 0, inf) } },
      shapes: { ...events, time: { shape: [3, 2], data: new Float64Array(6) } },
      list: { ...events, idx: { shape: [6], data: new Int8Array(6) }, time: { shape: [6], data: new Float64Array(6) } },
      counted: { ...events, nNeurons: 1.5 },
      lasting: { ...events, tMax: Number.NaN },
      valued: { ...events, type: 'ValuedEventData', value: { shape: [1], data: Float32Array.of(1) } },
    });
    const expected = [
      'NIR_FIELD_INVALID flat.data',
      'NIR_FIELD_INVALID few.data',
      'NIR_FIELD_INVALID still.dt',
      'NIR_FIELD_INVALID endless.dt',
      'NIR_FIELD_INVALID neurons.idx[0][2]',
      'NIR_FIELD_INVALID late.time[0][2]',
      'NIR_FIELD_INVALID times.time[0][0]',
      'NIR_FIELD_INVALID padded.time[0][0]',
      'NIR_FIELD_INVALID shapes.time',
      'NIR_FIELD_INVALID list.idx',
      'NIR_FIELD_INVALID counted.n_neurons',
      'NIR_FIELD_INVALID lasting.t_max',
      'NIR_FIELD_INVALID lasting.time[0][0]',
      'NIR_FIELD_INVALID valued.value',
    ].map((problem) => problem.replace(' ', ' nodes.lif.observables.'));
    expect(problems(() => encodeNirData(library, data))).toEqual(expected);
    const { message } = refusal(() => encodeNirData(library, recorded({ s: { ...events, nNeurons: 0 } })));
    expect(message).toContain('5 numbers are no neuron, here the first');
  });

  it('are refused as files with everything that is wrong', () => {
    const spikes = numbers({ shape: [1, 1, 1], data: Uint8Array.of(1) });
    const observables = group([
      ['bare', group([['data', spikes]])],
      ['other', typed('SpikeTrain', [])],
      ['proto', typed('constructor', [])],
      ['dataset', spikes],
      ['empty', typed('TimeGriddedData', [])],
      ['texts', typed('TimeGriddedData', [['data', text('1')]], [['dt', text('0.001')]])],
      [
        'list',
        typed('TimeGriddedData', [['data', spikes]], [['dt', numbers({ shape: [2], data: Float64Array.of(1, 2) })]]),
      ],
      [
        'fine',
        typed('TimeGriddedData', [['data', spikes]], [['dt', numbers({ shape: [1], data: Float32Array.of(0.5) })]]),
      ],
    ]);
    const at = (problem: string) => problem.replace(' ', ' nodes.n.observables.');
    expect(problems(() => decodeNirData(library, fileOf(observables)))).toEqual(
      [
        'NIR_DATA_UNKNOWN bare',
        'NIR_DATA_UNKNOWN dataset',
        'NIR_FIELD_INVALID empty.data',
        'NIR_FIELD_INVALID empty.dt',
        'NIR_FIELD_INVALID list.dt',
        'NIR_DATA_UNKNOWN other',
        'NIR_DATA_UNKNOWN proto',
        'NIR_FIELD_INVALID texts.data',
        'NIR_FIELD_INVALID texts.dt',
      ].map(at),
    );
    expect(problems(() => decodeNirData(library, fileOf(spikes)))).toEqual(['NIR_FIELD_INVALID nodes.n.observables']);
    expect(problems(() => decodeNirData(library, fileOf(group([]), 'NIRNode')))).toEqual(['NIR_DATA_UNKNOWN nodes.n']);
    expect(problems(() => decodeNirData(library, writeHdf5(library, typed('NIRGraphData', []))))).toEqual([
      'NIR_FIELD_INVALID nodes',
    ]);
    expect(problems(() => decodeNirData(library, writeHdf5(library, group([['nodes', group([])]]))))).toEqual([
      'NIR_DATA_UNKNOWN ',
    ]);
  });

  it('warn of what is not kept', () => {
    const spikes = numbers({ shape: [1, 1, 1], data: Uint8Array.of(1) });
    const more = [
      ['dt', single(1)],
      ['dynamic_before_transition', single(1)],
    ] as const;
    const { issues } = decodeNirData(
      library,
      fileOf(
        group([
          [
            's',
            typed(
              'TimeGriddedData',
              [
                ['data', spikes],
                ['mask', spikes],
              ],
              more,
            ),
          ],
        ]),
      ),
    );
    expect(issues.map(({ severity, code, at }) => [severity, code, at.at(-1)])).toEqual([
      ['warning', 'NIR_FIELD_UNKNOWN', 'mask'],
      ['warning', 'NIR_FIELD_UNKNOWN', 'dynamic_before_transition'],
    ]);
  });

  it('are told from graphs', () => {
    expect(refusal(() => decodeNirData(library, encodeNir(library, everyKind)))).toMatchObject({
      code: 'NIR_FILE_INVALID',
      hint: expect.stringContaining('readNir'),
    });
    const { code, message } = refusal(() => decodeNir(library, encodeNirData(library, recorded({ gridded }))));
    expect([code, message]).toEqual(['NIR_FILE_INVALID', expect.stringContaining('readNirData')]);
  });

  it('of declared terabytes, of nothing, and without an end are refused', () => {
    const file = encodeNirData(library, recorded({ gridded, events }));
    expect(refusal(() => decodeNirData(library, file, { elements: 20 }))).toMatchObject({ code: 'NIR_TOO_LARGE' });
    expect(refusal(() => decodeNirData(library, file, { objects: 5 }))).toMatchObject({ code: 'NIR_TOO_LARGE' });
    expect(refusal(() => decodeNirData(library, file, { depth: 2 }))).toMatchObject({ code: 'NIR_TOO_LARGE' });
    for (const bytes of [new Uint8Array(0), file.subarray(0, 1500), new TextEncoder().encode('t,channel')]) {
      expect(refusal(() => decodeNirData(library, bytes))).toMatchObject({ code: 'NIR_FILE_INVALID' });
    }
  });
});
