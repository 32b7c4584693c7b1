import { registerAt } from '@xylopipe/xylo-common/maps';
import { expect, it } from 'vitest';
import { registers } from './registers.js';

const publicOnes = { ISPKREG0L: 0x47, ISPKREG0H: 0x48, ISPKREG1L: 0x49, ISPKREG1H: 0x4a };

it('has the four public registers at their addresses, and says that all others are ours', () => {
  const isOurs = ({ provenance }: (typeof registers.registers)[number]) => provenance.kind === 'defined';
  const others = registers.registers.filter((register) => !isOurs(register));
  expect(Object.fromEntries(others.map(({ name, address }) => [name, address]))).toEqual(publicOnes);
  expect(registers.notPublic).toContain('all but the registers of input spikes');
});

it('leaves what is between control and input spikes to the motion sensor', () => {
  expect([registerAt(registers, 0x0d)?.name, registerAt(registers, 0x46), registerAt(registers, 0x4b)?.name]).toEqual([
    'BLEN',
    undefined,
    'STAT',
  ]);
});

it('says of no bit of ours that it is public', () => {
  const ours = registers.registers.filter(({ provenance }) => provenance.kind === 'defined');
  const kinds = ours.flatMap(({ fields }) => fields.map(({ provenance }) => provenance?.kind ?? 'defined'));
  expect(new Set(kinds)).toEqual(new Set(['defined']));
});
