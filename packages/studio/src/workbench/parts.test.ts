import { XylopipeError } from '@xylopipe/core';
import { npzToBytes } from '@xylopipe/formats';
import { describe, expect, it } from 'vitest';
import { attempt } from './outcome.js';
import { recipeRows, recipeText } from './recipe.js';
import { remembering } from './remembering.js';
import { roleOf } from './workbench-file.js';

const fileOf = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });

describe('remembering', () => {
  it('computes once for the same arguments, and anew for others', () => {
    const calls: string[] = [];
    const joined = remembering((a: object, b: number) => {
      calls.push(`call ${b}`);
      return { a, b };
    });
    const one = {};
    expect(joined(one, Number.NaN)).toBe(joined(one, Number.NaN));
    expect(joined({}, Number.NaN)).not.toBe(joined(one, 2));
    expect(calls).toEqual(['call NaN', 'call NaN', 'call 2']);
  });

  it('does not keep what was thrown', () => {
    let calls = 0;
    const once = remembering(() => {
      if (calls++ === 0) throw new Error('not yet');
      return calls;
    });
    expect(once).toThrow('not yet');
    expect([once(), once()]).toEqual([2, 2]);
  });
});

describe('attempt', () => {
  const warning = { code: 'W', severity: 'warning', at: ['x'], message: 'look' } as const;

  it('gives value and warnings, and the time', async () => {
    const checked = { value: 7, issues: [warning] };
    for (const work of [() => checked, async () => checked]) {
      expect(await attempt('read', work)).toEqual({
        value: 7,
        issues: [{ ...warning, stage: 'read' }],
        timings: { read: expect.any(Number) },
      });
    }
  });

  it('has an error among the issues of what was thrown', async () => {
    const error = { ...warning, severity: 'error' } as const;
    const thrownBy = async (thrown: unknown) => {
      const outcome = await attempt('read', () => {
        throw thrown;
      });
      expect(await attempt('read', () => Promise.reject(thrown))).toMatchObject({ issues: outcome.issues });
      return outcome.issues;
    };
    expect(await thrownBy(new XylopipeError('NO', 'no', { issues: [warning, error] }))).toEqual([
      { ...warning, stage: 'read' },
      { ...error, stage: 'read' },
    ]);
    expect((await thrownBy(new XylopipeError('NO', 'no', { hint: 'do', issues: [warning] })))[1]).toEqual({
      stage: 'read',
      code: 'NO',
      severity: 'error',
      at: [],
      message: 'no',
      hint: 'do',
    });
    expect(await thrownBy(new TypeError('odd'))).toMatchObject([{ code: 'FAILED', message: 'odd', stage: 'read' }]);
  });
});

describe('roleOf', () => {
  it.each([
    ['a.npy', '', 'raster'],
    ['a.NPZ', '', 'raster'],
    ['a.csv', '', 'raster'],
    ['a.csv.gz', '', 'raster'],
    ['a.json', '[[0, 1]]', 'raster'],
    ['a.json', '{"format": "xylopipe/raster", "version": 1, "raster": []}', 'raster'],
    ['a.json', '{"format": "xylopipe/network"}', 'network'],
    ['a.json', '{"type": "Sequential"}', 'network'],
    ['a.json', 'null', 'network'],
    ['a.json', 'nothing', 'network'],
    ['a.nir', '', 'network'],
    ['a.h5', 'NIRGraph', 'network'],
    ['a.nir', '..NIRGraphData..', 'raster'],
  ])('%s with %j is a %s', (name, text, role) => {
    expect(roleOf(fileOf(name, text))).toBe(role);
  });

  it.each([
    ['photo.png', '', 'photo.png is neither a network nor a raster'],
    ['a', '{}', 'a is neither'],
    ['c.json', '{"format": "xylopipe/config"}', 'c.json is the configuration of a chip'],
    ['q.json', '{"format": "xylopipe/specification"}', 'is a specification'],
    ['g.json', '{"format": "xylopipe/graph"}', 'is the graph of a network'],
    ['run.json', '{"format": "xylopipe/run"}', 'is the recipe of a run'],
    ['e.json', '{"format": "xylopipe/evolution"}', 'is what a run evolved'],
    ['d.json', '{"format": "xylopipe/dataset"}', 'is a labelled set'],
  ])('%s with %j is not taken', (name, text, message) => {
    expect(() => roleOf(fileOf(name, text))).toThrow(message);
  });

  it('looks into archives of arrays', () => {
    const npz = (...names: readonly string[]) => ({
      name: 'a.npz',
      bytes: npzToBytes(new Map(names.map((name) => [name, { shape: [1], data: Uint8Array.of(1) }]))),
    });
    expect(() => roleOf(npz('spikes_out', 'vmem_out'))).toThrow('is what a run evolved');
    expect(() => roleOf(npz('rasters', 'labels'))).toThrow('is a labelled set');
    expect([roleOf(npz('raster', 'spikes_out')), roleOf(npz('x'))]).toEqual(['raster', 'raster']);
  });
});

describe('recipes', () => {
  const files = { network: fileOf('n.json', '{}'), raster: fileOf('r.csv', 'abc') };

  it('name files by their hash', async () => {
    const text = await recipeText({ chipId: 'syns61201', quantize: { method: 'channel' } }, files);
    expect(JSON.parse(text ?? '')).toMatchObject({
      format: 'xylopipe/run',
      chipId: 'syns61201',
      options: { quantize: { method: 'channel' } },
      inputs: {
        artifact: { path: 'n.json' },
        raster: { path: 'r.csv', sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' },
      },
    });
    expect(await recipeText({ chipId: 'syns61201' }, { ...files, raster: undefined })).toBeUndefined();
  });

  it('say to readers what was asked for, and what is the default', () => {
    expect(recipeRows({ chipId: 'x', quantize: { scaleCap: undefined, clipPercentile: 99 } }, files)).toEqual({
      network: 'n.json',
      raster: 'r.csv',
      chip: 'x',
      method: 'global',
      clipPercentile: '99',
    });
  });
});
