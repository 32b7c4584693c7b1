import { type NetworkTree, networkTreeToJson } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { problems, refusal } from '../../test/refusal.js';
import { type Architecture, architectureFromJson, architectureToJson } from './architecture.js';

const tree: NetworkTree = {
  type: 'Sequential',
  children: [
    { type: 'Linear', name: 'enc', shape: [1, 2], weight: [[1, 2]], bias: [0, 0] },
    {
      type: 'Residual',
      children: [
        { type: 'LIF', shape: [2, 2], tau_mem: 1, tau_syn: 1, threshold: 1, bias: 0, has_rec: false, dt: null },
        { type: 'ExpSyn', shape: [2], tau: 0.1, dt: 0.01 },
      ],
    },
  ],
};
const architecture: Architecture = {
  type: 'Sequential',
  children: [
    { type: 'Linear', name: 'enc', shape: [1, 2], bias: [0, 0] },
    {
      type: 'Residual',
      children: [
        { type: 'LIF', shape: [2, 2], has_rec: false },
        { type: 'ExpSyn', shape: [2] },
      ],
    },
  ],
};

describe('an architecture', () => {
  it('is what a network tree is without its values', () => {
    expect(architectureFromJson(tree)).toEqual(architecture);
    expect(architectureFromJson(networkTreeToJson(tree))).toEqual(architecture);
  });

  it('comes back from its file', () => {
    const all: Architecture = { type: 'Sequential', children: [architecture, { type: 'Skipped', name: 'loss' }] };
    expect(architectureFromJson(architectureToJson(all))).toEqual(all);
    expect(architectureToJson(all)).toMatchObject({ format: 'xylopipe/architecture', version: 1 });
  });

  it('of a stack can be said, though not be read', () => {
    const stack = { type: 'FFwdStack', children: tree.children, weights: [] };
    expect(architectureFromJson(stack)).toEqual({ type: 'FFwdStack', children: architecture.children });
  });

  it('is refused with everything that is wrong with it', () => {
    const children = [
      { type: 'Linear', shape: [1, -2] },
      { type: 'LIF', shape: [2], has_rec: 1 },
      { type: 'LIF', shape: [2, 2], shap: 3 },
      { type: 'Conv' },
      { type: 'ExpSyn', name: 3, shape: [1] },
    ];
    const expected = [
      'INVALID_VALUE children[0].shape[1]',
      'INVALID_VALUE children[1].shape',
      'INVALID_VALUE children[1].has_rec',
      'UNKNOWN_KEY children[2].shap',
      'UNKNOWN_VARIANT children[3].type',
      'INVALID_VALUE children[4].name',
    ];
    const json = { type: 'Sequential', children };
    expect(problems(() => architectureFromJson(json)).toSorted()).toEqual(expected.toSorted());
    expect(refusal(() => architectureFromJson(json)).code).toBe('ARCHITECTURE_INVALID');
  });

  it.each([
    null,
    [],
    'Linear',
    {},
    { format: 'nir' },
    { format: 'xylopipe/architecture', version: 2, architecture },
    { format: 'xylopipe/network', version: 1, architecture },
    JSON.parse(`${'{"type":"Residual","children":['.repeat(20_000)}${']}'.repeat(20_000)}`),
  ])('is not anything else (%#)', (json) => {
    expect(refusal(() => architectureFromJson(json)).code).toBe('ARCHITECTURE_INVALID');
  });
});
