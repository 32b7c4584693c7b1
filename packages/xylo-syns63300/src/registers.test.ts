import { registerMapIssues } from '@xylopipe/xylo-common/maps';
import { expect, it } from 'vitest';
import * as chip from './index.js';

const { registers } = chip;

it('has the four public registers and says that there are others', () => {
  expect(registers.registers.map(({ name, address }) => [name, address])).toEqual([
    ['ISPKREG0L', 0x47],
    ['ISPKREG0H', 0x48],
    ['ISPKREG1L', 0x49],
    ['ISPKREG1H', 0x4a],
  ]);
  expect(registers.registers.every(({ provenance }) => provenance.kind === 'derived')).toBe(true);
  expect(registers.notPublic).toContain('memories');
  expect(registerMapIssues(registers)).toEqual([]);
});

it('has no map of memories, as none is public', () => {
  expect(Object.keys(chip)).not.toContain('memories');
});
