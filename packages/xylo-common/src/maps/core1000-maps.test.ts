import { defineLimits } from '@xylopipe/core';
import { expect, it } from 'vitest';
import { core1000V1Limits } from '../family-limits.js';
import { core1000V1Memories, core1000V1Registers } from './core1000-maps.js';
import { documented } from './provenance.js';
import { fieldNamed, registerNamed } from './register-map.js';

const limits = defineLimits({ ...core1000V1Limits, chipId: 'syns00000', label: 'test' });
const registers = core1000V1Registers(limits, documented('a data sheet'));
const memories = core1000V1Memories(limits, documented('a data sheet'));

it('has the published registers at their addresses', () => {
  expect(registers.registers).toHaveLength(0x1a);
  const addresses = Object.fromEntries(registers.registers.map(({ name, address }) => [name, address]));
  expect(addresses).toMatchObject({
    CTRL1: 0x01,
    PWR_CTRL4: 0x07,
    CTRL4: 0x09,
    ISPKREG00: 0x0c,
    STAT: 0x10,
    OMP_STAT3: 0x15,
    TR_CNTR_STAT: 0x1a,
  });
  expect(registerNamed(registers, 'STAT').fields.map(({ name, lsb, width }) => [name, lsb, width])).toEqual([
    ['ON', 0, 8],
    ['PD', 16, 1],
  ]);
});

it('takes its layout of control from the second version, less what it lacks; counts and time are ours', () => {
  const ctrl1 = registerNamed(registers, 'CTRL1').fields;
  expect(new Set(ctrl1.map(({ provenance }) => provenance?.kind))).toEqual(new Set(['derived']));
  const names = ctrl1.map(({ name }) => name);
  expect([names.includes('ISYN2_EN'), names.includes('BIAS_EN'), names.includes('HM_EN')]).toEqual([
    true,
    false,
    false,
  ]);
  for (const [register, field] of [
    ['CTRL2', 'HNC'],
    ['CTRL3', 'TR_WRAP'],
  ] as const) {
    expect(fieldNamed(registerNamed(registers, register), field).provenance?.kind).toBe('defined');
  }
});

it('takes its layout of input spikes from a sibling', () => {
  const [first] = registerNamed(registers, 'ISPKREG11').fields;
  expect(first).toMatchObject({ name: 'IN8', lsb: 0, width: 4, provenance: { kind: 'derived' } });
});

it('has the published memories at their addresses', () => {
  expect(Object.fromEntries(memories.banks.map(({ name, address }) => [name, address]))).toEqual({
    IWTRAM: 0x00100,
    IWT2RAM: 0x03f80,
    NSCRAM: 0x07e00,
    RSC2RAM: 0x081f0,
    NMPRAM: 0x085d8,
    NDSRAM: 0x089c8,
    RDS2RAM: 0x08db8,
    NDMRAM: 0x091a0,
    NTHRAM: 0x09590,
    RCRAM: 0x09980,
    RARAM: 0x09d68,
    RSPKRAM: 0x0a150,
    REFOCRAM: 0x0a538,
    RFORAM: 0x0a920,
    RWTRAM: 0x12620,
    RWT2RAM: 0x1a320,
    OWTRAM: 0x22020,
  });
  const last = memories.banks.at(-1);
  expect((last?.address ?? 0) + (last?.words ?? 0)).toBe(0x23f60);
});
