import type { NetworkTree } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { misshapen } from '../../test/damage.js';
import { one } from '../../test/read-rockpool.js';
import { problems, refusal } from '../../test/refusal.js';
import { leaves, lif, linear, weights } from '../../test/rockpool-files.js';
import { type Architecture, architectureFromJson } from './architecture.js';
import { networkTreeFromRockpool } from './network-tree-from-rockpool.js';

/**
 * A module of one's own in Python:
 *
 *     self.enc = LinearTorch((3, 4))
 *     self.lif1 = LIFTorch((4, 2), has_rec=True)
 *     self.block = Residual(LinearTorch((2, 2)), LIFTorch(2))
 *     self.loss = MyLoss()
 */
const custom: Architecture = architectureFromJson({
  format: 'xylopipe/architecture',
  version: 1,
  architecture: {
    type: 'Sequential',
    children: [
      { type: 'Linear', name: 'enc', shape: [3, 4] },
      { type: 'LIF', name: 'lif1', shape: [4, 2], has_rec: true },
      {
        type: 'Residual',
        name: 'block',
        children: [
          { type: 'Linear', shape: [2, 2] },
          { type: 'LIF', shape: [2, 2] },
        ],
      },
      { type: 'Skipped', name: 'loss' },
    ],
  },
});
const saved = {
  lif1: lif({ tau_syn: [[0.02, 0.04]], threshold: [1, 2], _has_rec: true, w_rec: weights(2, 4) }),
  loss: leaves({ target: 0.5 }),
  block: { '1_LIFTorch': lif(), '0_LinearTorch': linear(2, 2) },
  enc: linear(3, 4),
};

const read = (json: unknown, architecture: Architecture = custom) => networkTreeFromRockpool(json, { architecture });
const refused = (json: unknown, architecture: Architecture = custom) => problems(() => read(json, architecture));

describe('a module of one’s own', () => {
  it('is read into its architecture', () => {
    const { value, issues, architecture } = read(saved);
    expect(issues).toEqual([]);
    expect(architecture).toBe('described');
    expect(value).toMatchObject({
      type: 'Sequential',
      children: [
        { type: 'Linear', name: 'enc', shape: [3, 4], weight: weights(3, 4), bias: null },
        { type: 'LIF', name: 'lif1', shape: [4, 2], tau_syn: [[0.02, 0.04]], threshold: [1, 2], w_rec: weights(2, 4) },
        {
          type: 'Residual',
          name: 'block',
          children: [
            { type: 'Linear', name: '0_LinearTorch', shape: [2, 2] },
            { type: 'LIF', name: '1_LIFTorch', shape: [2, 2], tau_mem: 0.05, max_spikes_per_dt: 31 },
          ],
        },
      ],
    });
    expect(value).not.toHaveProperty('children[3]');
    expect(value).not.toHaveProperty('name');
  });

  it('need not have saved what is skipped', () => {
    const { loss: _, ...others } = saved;
    expect(read(others).value).toEqual(read(saved).value);
  });

  it('may be described by a network tree, whose values do not count', () => {
    const { value } = read(saved);
    const { loss: _, ...others } = saved;
    const next = { ...others, enc: leaves({ weight: weights(3, 4).map((row) => row.map((w) => w + 1)) }) };
    expect(read(next, value).value).toMatchObject({
      children: [{ weight: [[1, 0.875, 0.75, 0.625], {}, {}] }, {}, {}],
    });
    expect(read(others, value).value).toEqual(value);
  });

  it('is compared with the file as a whole', () => {
    const { issues } = refusal(() =>
      read({
        encoder: linear(3, 4),
        lif_1: lif(),
        block: { '0_LinearTorch': linear(3, 2), '1_LIFBitshiftTorch': lif() },
        scale: '1.0',
        loss: 'anything',
      }),
    );
    expect(issues.map(({ code, at, hint }) => [code, at.join('.'), hint])).toEqual([
      ['UNKNOWN_MODULE', 'encoder', 'add it to the architecture, as "Skipped" if inference does without'],
      ['UNKNOWN_MODULE', 'lif_1', 'is "lif1" meant?'],
      ['UNKNOWN_PARAMETER', 'scale', 'a network tree has no place for parameters outside of its modules'],
      ['MISSING_MODULE', 'enc', 'save the network with the save method of its Rockpool module'],
      ['MISSING_MODULE', 'lif1', 'is "lif_1" meant?'],
      [
        'UNKNOWN_MODULE',
        'block.1_LIFBitshiftTorch',
        'add it to the architecture, as "Skipped" if inference does without',
      ],
      [
        'WRONG_SHAPE',
        'block.0_LinearTorch.weight',
        'correct the shape in the architecture, or take the file that belongs to it',
      ],
      ['MISSING_MODULE', 'block.1_LIFTorch', 'save the network with the save method of its Rockpool module'],
    ]);
  });
});

describe('the tree of names', () => {
  it('is that of Rockpool where the architecture has none, in any backend', () => {
    const pair: Architecture = {
      type: 'Sequential',
      children: [{ type: 'Linear', shape: [1, 2] }, { type: 'Skipped' }, { type: 'LIFBitshift', shape: [2, 2] }],
    };
    const file = { '2_LIFBitshiftTorch': lif(), '0_LinearJax': linear(1, 2), '1_UnitDropout': leaves({ p: 0.1 }) };
    expect(read(file, pair).value).toMatchObject({
      children: [
        { type: 'Linear', name: '0_LinearJax' },
        { type: 'LIFBitshift', name: '2_LIFBitshiftTorch' },
      ],
    });
    expect(refused({ '0_LinearTorch': linear(1, 2), '1_LIFBitshiftTorch': lif() }, pair)).toEqual([
      'MISSING_MODULE 2_LIFBitshiftTorch',
    ]);
  });

  it('of a SynNet is known, and may tell its neurons', () => {
    const layer = (type: 'LIF' | 'LIFBitshift'): Architecture => ({
      type: 'Sequential',
      children: [
        { type: 'Linear', name: 'out_linear', shape: [2, 2] },
        { type, name: 'out_neurons', shape: [2, 2] },
      ],
    });
    const seq = { out_neurons: lif(), out_linear: linear(2, 2) };
    expect(read({ seq }, layer('LIF')).value).toEqual(networkTreeFromRockpool({ seq }).value);
    expect(read(seq, layer('LIF')).value).toEqual(networkTreeFromRockpool({ seq }).value);
    expect(read({ seq }, layer('LIFBitshift')).value).toMatchObject({ children: [{}, { type: 'LIFBitshift' }] });
    expect(refused({ seq, noise: {} }, layer('LIF'))).toEqual(['UNKNOWN_MODULE noise']);
  });

  it('may leave out the attribute that holds the whole network', () => {
    const { value } = read(saved);
    expect(read({ net: saved }).value).toEqual(value);
    expect(refused({ net: saved, scale: '1' })).toEqual(['UNKNOWN_MODULE scale']);
    expect(refused({ net: { ...saved, lif1: null } })).toEqual(['INVALID_MODULE net.lif1']);
    const twice = refused({ net: { enc: linear(3, 4) }, other: { enc: linear(3, 4) } });
    expect(twice).toEqual(expect.arrayContaining(['UNKNOWN_MODULE net', 'UNKNOWN_MODULE other', 'MISSING_MODULE enc']));
  });

  it('may be that of one module', () => {
    const { value } = read(linear(1, 2), { type: 'Linear', shape: [1, 2] });
    expect(value).toEqual({ type: 'Linear', name: undefined, shape: [1, 2], weight: weights(1, 2), bias: null });
    expect(refused('0.5', { type: 'Linear', shape: [1, 2] })).toEqual(['INVALID_MODULE']);
  });

  it.each<[string, unknown, Architecture, string[]]>([
    ['a file that is none', [], custom, ['INVALID_MODULE']],
    ['a parameter in place of a module', { ...saved, enc: '1' }, custom, ['INVALID_MODULE enc']],
    ['a parameter in place of a block', { ...saved, block: null }, custom, ['INVALID_MODULE block']],
    [
      'an attribute of every object',
      { ...saved, enc: undefined },
      one({ type: 'Linear', name: 'toString', shape: [1, 1] }),
      [
        'UNKNOWN_MODULE lif1',
        'UNKNOWN_MODULE loss',
        'UNKNOWN_MODULE block',
        'UNKNOWN_PARAMETER enc',
        'MISSING_MODULE toString',
      ],
    ],
    [
      'two modules of one name',
      { enc: linear(1, 1) },
      { type: 'Sequential', children: [1, 2].map(() => ({ type: 'Linear', name: 'enc', shape: [1, 1] })) },
      ['DUPLICATE_NAME enc'],
    ],
    ['a stack', {}, one({ type: 'FFwdStack', children: [] }), ['UNSUPPORTED_MODULE [0]']],
    ['nothing to read', {}, { type: 'Skipped' }, ['UNSUPPORTED_MODULE']],
  ])('is refused: %s', (_, json, architecture, expected) => {
    expect(refused(json, architecture)).toEqual(expected);
  });

  it('is refused without an end in sight', () => {
    let deep: Architecture = { type: 'Linear', shape: [1, 1] };
    for (let i = 0; i < 50_000; i++) deep = one(deep);
    expect(refused({}, deep)).toEqual(['TOO_DEEP [0]']);
  });

  it('misshapen in any way is read or refused', () => {
    fc.assert(
      fc.property(misshapen(saved), (json) => {
        try {
          expect(read(json).value.type).toBe('Sequential');
        } catch (error) {
          expect(error).toMatchObject({ code: 'ROCKPOOL_INVALID' });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is that of the tree that comes out', () => {
    const { loss: _, ...others } = saved;
    const { value } = read(saved);
    const described: NetworkTree = read(others, value).value;
    expect(described).toEqual(value);
  });
});
