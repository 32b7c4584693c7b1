import { describe, expect, it } from 'vitest';
import { XylopipeError } from '../issues/error.js';
import { formatPath } from '../issues/issue.js';
import { type NetworkTree, networkTreeFromJson, networkTreeToJson } from './network-tree.js';

const lif = {
  type: 'LIF',
  shape: [2, 1],
  tau_mem: 0.02,
  tau_syn: [[0.01, 0.02]],
  threshold: [1],
  bias: 0,
  has_rec: false,
  w_rec: null,
  dt: 0.001,
};
const tree = {
  type: 'Sequential',
  children: [
    { type: 'Linear', shape: [3, 2], weight: { shape: [3, 2], fill: 0.5 }, bias: null },
    {
      type: 'Residual',
      name: 'skip',
      children: [
        {
          type: 'Linear',
          shape: [2, 2],
          weight: [
            [1, 2],
            [3, 4],
          ],
        },
        lif,
      ],
    },
    { type: 'FFwdStack', children: [{ type: 'ExpSyn', shape: [2], tau: 0.01, dt: null }], weights: [] },
  ],
};

const problems = (json: unknown): (string | undefined)[][] => {
  try {
    networkTreeFromJson(json);
  } catch (error) {
    expect(error).toBeInstanceOf(XylopipeError);
    expect(error).toMatchObject({ code: 'NETWORK_INVALID' });
    return (error as XylopipeError).issues.map((i) => [i.code, formatPath(i.at)]);
  }
  return [];
};

describe('network tree', () => {
  it('is read bare and with a header', () => {
    expect(networkTreeFromJson(tree)).toEqual(tree);
    expect(networkTreeFromJson({ format: 'xylopipe/network', version: 1, network: tree })).toEqual(tree);
  });

  it('comes back from its file form', () => {
    const read = networkTreeFromJson(tree);
    expect(networkTreeFromJson(JSON.parse(JSON.stringify(networkTreeToJson(read))))).toEqual(read);
  });

  it('names unknown keys, types and versions with their paths, all at once', () => {
    const bad = structuredClone(tree) as { children: Record<string, unknown>[] };
    Object.assign(bad.children[0] as object, { wieght: 1 });
    (bad.children[1] as { children: Record<string, unknown>[] }).children[1] = { ...lif, tau_memm: 1, dt: '1 ms' };
    bad.children[2] = { type: 'Conv2d' };
    expect(problems(bad)).toEqual([
      ['UNKNOWN_KEY', 'children[0].wieght'],
      ['INVALID_VALUE', 'children[1].children[1].dt'],
      ['UNKNOWN_KEY', 'children[1].children[1].tau_memm'],
      ['UNKNOWN_VARIANT', 'children[2].type'],
    ]);
    expect(problems({ format: 'xylopipe/network', version: 2, network: tree })).toEqual([
      ['UNKNOWN_VERSION', 'version'],
    ]);
    expect(problems({ format: 'nir', version: 3, nodes: [] })).toEqual([['INVALID_VALUE', 'format']]);
  });

  it('names the element of a list that is no number, and the row that is too short', () => {
    const linear = (weight: unknown): unknown => ({ type: 'Linear', shape: [2, 2], weight, bias: [0, null] });
    const text = [1, 'x'];
    expect(problems(linear([text, text]))).toEqual([
      ['INVALID_VALUE', 'weight[0][1]'],
      ['INVALID_VALUE', 'weight[1][1]'],
      ['INVALID_VALUE', 'bias[1]'],
    ]);
    expect(problems(linear([[1, 2], [3]]))).toContainEqual(['INVALID_VALUE', 'weight[1]']);
    expect(problems(linear([null, [1, 2], [3]]))).toEqual([
      ['INVALID_VALUE', 'weight[0]'],
      ['INVALID_VALUE', 'weight[2]'],
      ['INVALID_VALUE', 'bias[1]'],
    ]);
    expect(problems(linear({ shape: [2, 2], fil: 0 }))).toContainEqual(['UNKNOWN_KEY', 'weight.fil']);
    expect(problems({ ...lif, tau_mem: 'slow' })).toEqual([['INVALID_VALUE', 'tau_mem']]);
  });

  it.each([null, 3, 'x', [], {}, { type: 'LIF' }])('refuses %j', (json) => {
    expect(problems(json).length).toBeGreaterThan(0);
  });

  it('nested too deeply is refused like any other', () => {
    const deep = JSON.parse(`${'{"type":"Residual","children":['.repeat(50_000)}${']}'.repeat(50_000)}`);
    expect(() => networkTreeFromJson(deep)).toThrow(expect.objectContaining({ code: 'NETWORK_INVALID' }));
  });

  it('is the type that its schema reads', () => {
    const typed: NetworkTree = networkTreeFromJson(tree);
    expect(typed.type).toBe('Sequential');
  });
});
