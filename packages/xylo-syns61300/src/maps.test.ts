import { memoryMapIssues, registerMapIssues } from '@xylopipe/xylo-common/maps';
import { expect, it } from 'vitest';
import { limits } from './limits.js';
import { memories } from './memories.js';
import { registers } from './registers.js';

it('has maps that agree with its limits and say where they come from', () => {
  expect([...registerMapIssues(registers), ...memoryMapIssues(memories, limits)]).toEqual([]);
  expect([registers.chipId, memories.chipId]).toEqual(['syns61300', 'syns61300']);
  const kinds = [...registers.registers, ...memories.banks].map(({ provenance }) => provenance.kind);
  expect(new Set(kinds)).toEqual(new Set(['documented']));
});
