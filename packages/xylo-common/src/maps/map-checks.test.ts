import { defineLimits } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { core1000Limits } from '../family-limits.js';
import { defineMemoryMap, defineRegisterMap } from './define-map.js';
import { bit, bits, type Field } from './field.js';
import { memoryMapIssues, registerMapIssues } from './map-checks.js';
import type { MemoryBank } from './memory-map.js';
import { documented } from './provenance.js';
import type { Register } from './register-map.js';
import { xyloMemories } from './xylo-memories.js';

const provenance = documented('a data sheet');
const register = (extras: Partial<Register> = {}): Register => ({
  name: 'A',
  address: 0,
  width: 32,
  fields: [],
  access: 'readWrite',
  volatile: false,
  provenance,
  ...extras,
});
const mapOf = (...registers: Register[]) => ({ chipId: 'syns00000', block: 'core', registers });
const withFields = (...fields: Field[]) => mapOf(register({ width: 8, fields }));

describe('registers', () => {
  it('pass when nothing is wrong, at the borders too', () => {
    const full = register({ reset: 0xffff_ffff, fields: [bits('A', 30, 0, ''), bit('B', 31, '')] });
    expect(registerMapIssues(mapOf(full, register({ name: 'B', address: 1, reset: 0 })))).toEqual([]);
    expect(registerMapIssues(mapOf())).toEqual([]);
  });

  it.each([
    ['a name twice', mapOf(register(), register({ address: 1 })), 'name that occurs twice'],
    ['an address twice', mapOf(register(), register({ name: 'B' })), 'overlaps A'],
    ['a wrong order', mapOf(register({ address: 5 }), register({ name: 'B', address: 1 })), 'comes before it'],
    ['no address', mapOf(register({ address: -1 })), 'whole, positive'],
    ['a fraction', mapOf(register({ address: 0.5 })), 'whole, positive'],
    ['a word too wide', mapOf(register({ width: 33 })), 'no width'],
    ['a word of nothing', mapOf(register({ width: 0 })), 'no width'],
    ['a reset too large', mapOf(register({ width: 8, reset: 256 })), 'does not fit'],
    ['a negative reset', mapOf(register({ reset: -1 })), 'does not fit'],
    ['no source', mapOf(register({ provenance: documented(' ') })), 'names no source'],
    ['fields that overlap', withFields(bits('A', 3, 0, ''), bits('B', 6, 3, '')), 'overlaps A'],
    ['fields in a wrong order', withFields(bit('A', 3, ''), bit('B', 0, '')), 'comes before it'],
    ['a field beyond the word', withFields(bits('A', 8, 4, '')), 'leaves its word'],
    ['a field of no bits', withFields(bits('A', 3, 4, '')), 'whole, positive'],
    ['a field name twice', withFields(bit('A', 0, ''), bit('A', 1, '')), 'name that occurs twice'],
    ['a field without source', withFields(bit('A', 0, '', { provenance: documented('') })), 'names no source'],
  ])('do not pass with %s', (_, map, message) => {
    expect(registerMapIssues(map)).toEqual([
      expect.objectContaining({ code: 'MAP_INVALID', severity: 'error', message: expect.stringContaining(message) }),
    ]);
  });

  it('are refused with everything that is wrong, and whose they are', () => {
    expect(() => defineRegisterMap(mapOf(register({ width: 40 }), register()))).toThrow(
      expect.objectContaining({
        code: 'REGISTER_MAP_INVALID',
        who: 'syns00000',
        issues: [
          expect.objectContaining({ at: ['registers', 'A'] }),
          expect.objectContaining({ at: ['registers', 'A'] }),
          expect.objectContaining({ at: ['registers', 'A', 'width'], measured: 40, limit: 32 }),
        ],
      }),
    );
  });
});

describe('memories', () => {
  const limits = defineLimits({
    ...core1000Limits,
    chipId: 'syns00000',
    label: 'test',
    bias: true,
    hibernation: false,
    updateRule: 'v2',
  });
  const good = xyloMemories(limits, { first: 0, hidden: 'R', provenance: () => provenance });
  const changed = (name: string, extras: Partial<MemoryBank>) => ({
    ...good,
    banks: good.banks.map((bank) => (bank.name === name ? { ...bank, ...extras } : bank)),
  });

  it('pass when they are what the limits ask for', () => {
    expect(memoryMapIssues(good, limits)).toEqual([]);
  });

  it.each([
    ['a bank that reaches into the next', changed('OWTRAM', { address: 1 }), ['overlaps RWT2RAM']],
    ['a bank too small', changed('OWTRAM', { words: 7999 }), ['not the size']],
    ['a bank missing', { ...good, banks: good.banks.slice(0, -1) }, ['not the size']],
    ['a name twice', changed('RCRAM', { name: 'OWTRAM' }), ['name that occurs twice']],
    ['words without fields', changed('OWTRAM', { fields: [] }), ['says nothing']],
    ['words too narrow', changed('OWTRAM', { wordWidth: 7 }), ['leaves its word']],
    ['no source', changed('OWTRAM', { provenance: documented('') }), ['names no source']],
    ['two things wrong', changed('OWTRAM', { words: 1, wordWidth: 64 }), ['no width', 'not the size']],
  ])('do not pass with %s', (_, map, messages) => {
    expect(memoryMapIssues(map, limits)).toEqual(
      messages.map((message) =>
        expect.objectContaining({ code: 'MAP_INVALID', message: expect.stringContaining(message) }),
      ),
    );
    expect(() => defineMemoryMap(map, limits)).toThrow(
      expect.objectContaining({ code: 'MEMORY_MAP_INVALID', who: 'syns00000' }),
    );
  });

  it('do not pass on a chip that has no such thing', () => {
    expect(memoryMapIssues(good, { ...limits, bias: false, synapsesPerHidden: 1 })).toMatchObject([
      { at: ['banks', 'weightsIn2'], measured: 16000, limit: 0 },
      { at: ['banks', 'isyn2'] },
      { at: ['banks', 'dashSyn2'] },
      { at: ['banks', 'bias'], measured: 1008, limit: 0 },
      { at: ['banks', 'weightsRec2'] },
    ]);
  });
});
