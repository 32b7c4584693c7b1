import { expect, it } from 'vitest';
import { bit, fieldRange } from './field.js';
import { defined } from './provenance.js';
import {
  control1Fields,
  expansionCountFields,
  inBitOrder,
  inputSpikeFields,
  outputStatusFields,
  statusFields,
  wrapFields,
} from './xylo-register-fields.js';

const all = { synapsesPerHidden: 2, bias: true, hibernation: true } as const;
const names = (fields: readonly { readonly name: string }[]) => fields.map(({ name }) => name).join(' ');

it('switches in CTRL1 are those of what the chip has', () => {
  expect(names(control1Fields(all, 'RWBS'))).toBe(
    'MAN ISYN2_EN ALIAS_EN BIAS_EN IWBS RWBS OWBS MEM_CLK_ON RAM_ACTIVE KEEP_INT ALWAYS_UPDATE_OMP_STAT HM_EN',
  );
  const least = control1Fields({ synapsesPerHidden: 1, bias: false, hibernation: false }, 'HWBS');
  expect(names(least)).toBe('MAN ALIAS_EN IWBS HWBS OWBS MEM_CLK_ON RAM_ACTIVE KEEP_INT ALWAYS_UPDATE_OMP_STAT');
  expect(least.find(({ name }) => name === 'ALIAS_EN')?.lsb).toBe(2);
});

it('fields of several lists come in the order of their bits', () => {
  const fields = inBitOrder(control1Fields(all, 'HWBS'), [bit('BETWEEN', 21, '')]);
  expect(fields.map(({ lsb }) => lsb)).toEqual([0, 1, 2, 3, 4, 8, 12, 16, 17, 20, 21, 22, 23]);
});

it('counts, and the duration of a timestep, fill their registers', () => {
  const { CTRL2 = [], CTRL3 = [] } = expansionCountFields();
  expect([...CTRL2, ...CTRL3].map((field) => fieldRange(field)[1])).toEqual([255, 255, 65_535, 255, 255]);
  const ours = defined('a test');
  expect(wrapFields(ours)).toMatchObject({
    TR_WRAP: [{ name: 'TR_WRAP', lsb: 0, width: 32, provenance: ours }],
    HM_TR_WRAP: [{ name: 'HM_TR_WRAP', width: 32, provenance: ours }],
  });
  expect(wrapFields().TR_WRAP?.[0]?.provenance?.kind).toBe('derived');
});

it('the status has a flag for each output neuron', () => {
  expect(statusFields({ outputNeurons: 16 }).map(({ name, lsb, width }) => [name, lsb, width])).toEqual([
    ['ON', 0, 16],
    ['PD', 16, 1],
  ]);
});

it('two output neurons share a register of potentials; the last one may have its own', () => {
  const fields = outputStatusFields({ outputNeurons: 3 });
  expect(Object.entries(fields).map(([register, potentials]) => [register, names(potentials)])).toEqual([
    ['OMP_STAT0', 'VMEM0 VMEM1'],
    ['OMP_STAT1', 'VMEM2'],
  ]);
  expect(fields.OMP_STAT0?.[1]).toMatchObject({ lsb: 16, width: 16, signed: true, provenance: { kind: 'derived' } });
});

it('there are 16 counts of 4 bits in both sets of input spikes', () => {
  const [low, high, low1, high1] = Object.values(inputSpikeFields());
  expect(low?.map(({ name, lsb, width }) => `${name}@${lsb}+${width}`).slice(0, 2)).toEqual(['IN0@0+4', 'IN1@4+4']);
  expect(high?.at(-1)).toMatchObject({ name: 'IN15', lsb: 28, width: 4 });
  expect([low1, high1]).toEqual([low, high]);
});
