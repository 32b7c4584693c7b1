import { gzipSync } from 'node:zlib';
import { type NetworkTree, networkTreeToJson } from '@xylopipe/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damaged, misshapen } from '../../test/damage.js';
import { refusal } from '../../test/refusal.js';
import { networkFromFile } from './network-file.js';

const tree: NetworkTree = {
  type: 'Sequential',
  children: [{ type: 'Linear', name: '0_LinearTorch', shape: [1, 2], weight: [[1, 2]], bias: null }],
};
const bytes = (json: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(json));

describe('network file', () => {
  it.each([
    ['a bare tree', tree],
    ['our own file', networkTreeToJson(tree)],
    ['Rockpool parameters', { '0_LinearTorch': { weight: '[[1, 2]]', bias: null } }],
  ])('is read from %s, gzipped or not', (_, json) => {
    expect(networkFromFile(bytes(json), 'net.json')).toEqual({ value: tree, issues: [] });
    expect(networkFromFile(new Uint8Array(gzipSync(bytes(json))), 'net.json.gz')).toEqual({ value: tree, issues: [] });
  });

  it('of Rockpool may be of a module that is described', () => {
    const architecture = {
      type: 'Sequential' as const,
      children: [{ type: 'Linear' as const, name: 'enc', shape: [1, 2] as const }],
    };
    const { value } = networkFromFile(bytes({ enc: { weight: '[[1, 2]]' } }), 'net.json', { architecture });
    expect(value).toMatchObject({ children: [{ name: 'enc', weight: [[1, 2]] }] });
  });

  it('passes warnings on', () => {
    const neurons = { threshold: '[1]', dt: '0.1', tau_mem: '1', tau_syn: '1', noise_std: '1' };
    expect(networkFromFile(bytes({ '0_LIFTorch': neurons }), 'net.json').issues).toHaveLength(1);
  });

  it.each([
    ['NIR', Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a, 0), 'FORMAT_UNSUPPORTED'],
    ['text', new TextEncoder().encode('hello'), 'JSON_INVALID'],
    ['nothing', new Uint8Array(0), 'JSON_INVALID'],
    ['a Python pickle', Uint8Array.of(0x80, 4, 0x95), 'TEXT_INVALID'],
    ['a number', bytes(3), 'NETWORK_INVALID'],
    ['a list', bytes([tree]), 'NETWORK_INVALID'],
    ['an unknown module', bytes({ type: 'Conv2d' }), 'NETWORK_INVALID'],
    ['a specification', bytes({ format: 'xylopipe/specification', version: 1 }), 'NETWORK_INVALID'],
    ['other JSON', bytes({ weights_in: [[1]] }), 'ROCKPOOL_INVALID'],
  ])('is refused if it is %s', (_, file, code) => {
    expect(refusal(() => networkFromFile(file, 'net.json')).code).toBe(code);
  });

  it('names the file that is of another kind', () => {
    const nir = Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a);
    expect(refusal(() => networkFromFile(nir, 'net.nir')).message).toContain('net.nir: NIR files');
  });

  it('damaged or misshapen in any way is read or refused', () => {
    const files = fc.oneof(
      damaged(bytes(tree)),
      misshapen(networkTreeToJson(tree)).map((json) => bytes(json ?? null)),
    );
    fc.assert(
      fc.property(files, (file) => {
        try {
          expect(networkFromFile(file, 'net.json').value).toBeTypeOf('object');
        } catch (error) {
          expect(error).toMatchObject({ name: 'XylopipeError' });
        }
      }),
      { numRuns: 500 },
    );
  });
});
