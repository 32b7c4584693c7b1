import { fieldNamed, fieldRange, getField, registerNamed } from '@xylopipe/xylo-common/maps';
import { expect, it } from 'vitest';
import { registers } from './registers.js';

it('has the 371 published registers, each block at its address', () => {
  expect(registers.registers).toHaveLength(371);
  const addresses = Object.fromEntries(registers.registers.map(({ name, address }) => [name, address]));
  expect(addresses).toMatchObject({
    VERSION: 0x000,
    CLK_DIV: 0x007,
    PWR_CTRL1: 0x008,
    PAD_CTRL: 0x00c,
    BLEN: 0x014,
    IVGEN_CTRL1: 0x015,
    DFE_CTRL: 0x01b,
    AGC_CTRL1: 0x01c,
    AGC_AAF_A1: 0x01f,
    AGC_AAF_B_REG1: 0x024,
    AGC_WT0: 0x025,
    AGC_AT_REG0: 0x035,
    AGC_PGIV_REG0: 0x03d,
    AGC_UGRSA0_L: 0x03f,
    AGC_UGRSA_H: 0x04e,
    AGC_DGRSA0_L: 0x04f,
    AGC_DGRSA_H: 0x05e,
    AGC_GHRI_L: 0x05f,
    VAD_TW: 0x060,
    HM_TW: 0x062,
    BPF_BB_REG0: 0x063,
    BPF_BAF_REG1: 0x068,
    BPF_A1_REG0: 0x069,
    BPF_A2_REG0: 0x071,
    IAF_THR0_L: 0x079,
    IAF_THR15_H: 0x098,
    DN_EPS_REG0: 0x099,
    DN_B_REG0: 0x0a1,
    DN_K1_REG0: 0x0a9,
    DN_K2_REG7: 0x0b8,
    PDM_H_REG0: 0x0b9,
    PDM_H_REG143: 0x148,
    ISPKREG0L: 0x149,
    ID_REG_1: 0x14d,
    ID_RSVD_REG: 0x151,
    STAT1: 0x152,
    INT2: 0x155,
    OMP_STAT0: 0x156,
    OMP_STAT15: 0x165,
    MONSEL: 0x166,
    ANA_TESTMODE_CTRL5: 0x16d,
    ADC_TEST_CTRL: 0x16e,
    TRAM_CTRL: 0x16f,
    CNTR_STAT: 0x172,
  });
});

it('has counts wide enough for the whole chip', () => {
  const [inc, ienc, hnc] = registerNamed(registers, 'CTRL2').fields.map((field) => fieldRange(field)[1]);
  expect([Number(inc) >= 16, Number(ienc) >= 128, Number(hnc) >= 992]).toEqual([true, true, true]);
});

it('packs what belongs to many filters, channels and taps from the lowest bits on', () => {
  const at = (register: string, field: string) => {
    const { lsb, width, signed } = fieldNamed(registerNamed(registers, register), field);
    return [lsb, width, signed ?? false];
  };
  expect(at('BPF_BB_REG1', 'BB8')).toEqual([0, 4, false]);
  expect(at('BPF_BAF_REG1', 'BAF15')).toEqual([28, 4, false]);
  expect(at('BPF_A1_REG7', 'A1_15')).toEqual([16, 16, true]);
  expect(at('DN_K2_REG3', 'K2_6')).toEqual([0, 16, false]);
  expect(at('PDM_H_REG143', 'H287')).toEqual([16, 16, true]);
  expect(at('IAF_THR9_H', 'THR_H')).toEqual([0, 10, false]);
});

it('reads a tap of the published filters', () => {
  const a1 = fieldNamed(registerNamed(registers, 'BPF_A1_REG0'), 'A1_1');
  expect(getField(0x8248_0000, a1)).toBe(-32184);
});
