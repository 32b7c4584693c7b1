import { Raster, type XylopipeError } from '@xylopipe/core';
import fc from 'fast-check';
import { deflateSync, strFromU8, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { anyModel } from '../../test/any-model.js';
import { layer, runOf } from '../../test/runs.js';
import type { ReportModel } from '../report-model.js';
import { packModel, unpackModel } from './model-pack.js';

const bare: ReportModel = { title: 'bare', runs: [], issues: [] };

describe('packModel', () => {
  it('is undone by unpackModel, to the last bit', () => {
    fc.assert(
      fc.property(anyModel, (model) => {
        expect(unpackModel(packModel(model))).toEqual(model);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps types, and numbers that JSON has no word for', () => {
    const values = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 5e-324];
    const model: ReportModel = {
      ...bare,
      input: new Raster(2, 1, Uint8Array.of(3, 255)),
      neuronTables: [
        {
          title: 't',
          ids: Uint16Array.of(1, 2),
          layers: ['a', 'b'],
          columns: [values, Float64Array.from(values), Float32Array.from(values), Uint32Array.of(2 ** 32 - 1)].map(
            (v) => ({
              name: 'n',
              unit: '',
              description: '',
              values: v,
            }),
          ),
        },
      ],
    };
    const back = unpackModel(packModel(model));
    expect(back).toStrictEqual(model);
    expect(back.input).toBeInstanceOf(Raster);
  });

  it('keeps keys that look like its own', () => {
    const odd = { ...bare, $: 'Float64Array', $$: 1, ['__proto__']: { polluted: true }, spec: { $: { bytes: 9 } } };
    const back = unpackModel(packModel(odd as unknown as ReportModel)) as unknown as Record<string, unknown>;
    expect(Object.entries(back)).toEqual(Object.entries(odd));
    expect(Object.hasOwn(back, 'polluted')).toBe(false);
    expect('polluted' in back).toBe(false);
  });

  it('is text without anything that HTML or a script could stumble over', () => {
    expect(packModel({ ...bare, title: '</script><!-- ]]> & "\'' })).toMatch(/^[A-Za-z0-9+/=]+$/);
  });

  it('packs spikes as what they are, few', () => {
    const steps = 2000;
    const rows = Array.from({ length: steps }, (_, t) =>
      Array.from({ length: 50 }, (_, n) => ((t * 7 + n * 13) % 97 === 0 ? 1 : 0)),
    );
    const packed = packModel({ ...bare, runs: [runOf('a', steps, layer('1', { spikes: rows }))] });
    expect(packed.length).toBeLessThan(2000);
  });
});

describe('unpackModel', () => {
  const code = (text: string): string => {
    try {
      unpackModel(text);
      return 'unpacked';
    } catch (error) {
      return (error as XylopipeError).code;
    }
  };
  const deflated = (text: string): string => btoa(strFromU8(deflateSync(strToU8(text)), true));

  const REST = '"title":"x","runs":[],"issues":[]';
  /** Text as it is packed, with bytes of one value behind it. */
  const packed = (json: string, behind = 0, byte = 0): string => {
    const length = [0, 8, 16, 24].map((shift) => String.fromCharCode((json.length >> shift) & 255)).join('');
    const text = `xylopipe/report 1\n${length}${json}${String.fromCharCode(byte).repeat(behind)}`;
    return btoa(strFromU8(deflateSync(strToU8(text, true)), true));
  };

  it('takes what has no more than it must', () => {
    expect(unpackModel(packed(`{${REST}}`))).toEqual({ title: 'x', runs: [], issues: [] });
  });

  it('opens arrays that together are not larger than a page may be', () => {
    const zeros = (length: number) => `{"$":"Int8Array","bytes":0,"gaps":0,"length":${length}}`;
    expect(code(packed(`{${REST},"a":${zeros(1000)},"b":${zeros(1000)}}`))).toBe('unpacked');
    expect(code(packed(`{${REST},"a":${zeros(2 ** 20)},"b":${zeros(2 ** 29)}}`))).toBe('REPORT_INVALID');
  });

  it.each([
    ['nothing', ''],
    ['no base64', '\u2603'],
    ['base64 of something', btoa('something')],
    ['another file', deflated('xylopipe/evolution 1\n')],
    ['a later version', deflated('xylopipe/report 2\n\0\0\0\0')],
    ['a length without an end', deflated('xylopipe/report 1\n\u0001')],
    ['a length beyond the end', deflated('xylopipe/report 1\n\x7f\x7f\x7f\x7f{}')],
    ['an array of no type', packed('{"$":"Date","bytes":0}')],
    ['what every object has, as a type', packed(`{${REST},"a":{"$":"constructor","bytes":0}}`)],
    ['a number', packed('5')],
    ['a text', packed('"x"')],
    ['null', packed('null')],
    ['a list', packed('[]')],
    ['an object of nothing', packed('{}')],
    ['a model without runs', packed('{"title":"x","issues":[]}')],
    ['runs that are none', packed('{"title":"x","issues":[],"runs":[5]}')],
    ['parts that only a prototype has', packed('{"__proto__":{"title":"x"},"runs":[],"issues":[]}')],
    ['a table without ids', packed(`{${REST},"neuronTables":[{"title":"x","columns":[]}]}`)],
    ['negative bytes', packed(`{${REST},"a":{"$":"Uint8Array","bytes":-5}}`, 5)],
    ['parts of bytes', packed(`{${REST},"a":{"$":"Uint8Array","bytes":1.5}}`, 2)],
    ['bytes in words', packed(`{${REST},"a":{"$":"Uint8Array","bytes":"2"}}`, 2)],
    ['no bytes', packed(`{${REST},"a":{"$":"Uint8Array"}}`)],
    ['parts of a number', packed(`{${REST},"a":{"$":"Float64Array","bytes":3}}`, 3)],
    [
      'an array that is larger than memory',
      packed(`{${REST},"a":{"$":"Int8Array","bytes":0,"gaps":0,"length":2147483647}}`),
    ],
    ['an array of half an element', packed(`{${REST},"a":{"$":"Int8Array","bytes":0,"gaps":0,"length":0.5}}`)],
    ['gaps beyond the length', packed(`{${REST},"a":{"$":"Uint8Array","bytes":1,"gaps":1,"length":2}}`, 2, 9)],
    ['a raster without counts', packed(`{${REST},"input":{"$":"Raster","steps":2,"channels":2,"counts":5}}`)],
    ['more behind its end', packed(`{${REST}}`, 100)],
    ['depth without an end', packed(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)],
  ])('refuses %s', (_, text) => {
    expect(code(text)).toBe('REPORT_INVALID');
  });

  it('refuses what was cut, wherever', () => {
    const packed = packModel({
      ...bare,
      input: new Raster(
        9,
        3,
        Uint8Array.from({ length: 27 }, (_, i) => i),
      ),
    });
    for (let length = 0; length < packed.length - 4; length += 4)
      expect(code(packed.slice(0, length))).toBe('REPORT_INVALID');
  });
});
