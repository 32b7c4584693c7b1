import {
  defineRegisterMap,
  documented,
  INPUT_SPIKE_REGISTERS,
  numbered,
  type RegisterMap,
  registerRun,
} from '@xylopipe/xylo-common/maps';
import { limits } from './limits.js';
import { registerFields } from './register-fields.js';

/** Registers of Xylo Audio 3, front ends included. */
export const registers: RegisterMap = defineRegisterMap({
  chipId: limits.chipId,
  block: 'core',
  registers: registerRun(
    0x000,
    [
      ...['VERSION', 'CTRL1', 'CTRL2', 'CTRL3', 'TR_WRAP', 'HM_TR_WRAP', 'CLK_CTRL', 'CLK_DIV'],
      ...numbered('PWR_CTRL', 1, 4),
      ...['PAD_CTRL', 'OTP_CTRL', 'IE1', 'IE2', 'WO', 'OUT_CTRL', 'OUT_WRAP', 'BADDR', 'BLEN'],
      ...['IVGEN_CTRL1', 'IVGEN_CTRL2', 'LDO_CTRL1', 'LDO_CTRL2', 'AFE_CTRL', 'ADC_CTRL', 'DFE_CTRL'],
      ...numbered('AGC_CTRL', 1, 3),
      ...numbered('AGC_AAF_A', 1, 4),
      ...numbered('AGC_AAF_B_REG', 0, 2),
      ...numbered('AGC_WT', 0, 16),
      ...numbered('AGC_AT_REG', 0, 8),
      ...numbered('AGC_PGIV_REG', 0, 2),
      ...numbered('AGC_UGRSA', 0, 15, '_L'),
      'AGC_UGRSA_H',
      ...numbered('AGC_DGRSA', 0, 15, '_L'),
      ...['AGC_DGRSA_H', 'AGC_GHRI_L', 'VAD_TW', 'HM_THR', 'HM_TW'],
      ...numbered('BPF_BB_REG', 0, 2),
      ...numbered('BPF_BWF_REG', 0, 2),
      ...numbered('BPF_BAF_REG', 0, 2),
      ...numbered('BPF_A1_REG', 0, 8),
      ...numbered('BPF_A2_REG', 0, 8),
      ...numbered('IAF_THR', 0, 16).flatMap((name) => [`${name}_L`, `${name}_H`]),
      ...numbered('DN_EPS_REG', 0, 8),
      ...numbered('DN_B_REG', 0, 8),
      ...numbered('DN_K1_REG', 0, 8),
      ...numbered('DN_K2_REG', 0, 8),
      ...numbered('PDM_H_REG', 0, 144),
      ...INPUT_SPIKE_REGISTERS,
      ...numbered('ID_REG_', 1, 3),
      ...['DIE_LOC', 'ID_RSVD_REG', 'STAT1', 'STAT2', 'INT1', 'INT2'],
      ...numbered('OMP_STAT', 0, 16),
      ...['MONSEL', 'MON_GRP_SEL', 'DBG_CTRL1'],
      ...numbered('ANA_TESTMODE_CTRL', 1, 5),
      ...['ADC_TEST_CTRL', 'TRAM_CTRL', 'HRAM_CTRL', 'DBG_STAT1', 'CNTR_STAT'],
    ],
    { provenance: documented('Rockpool 3.0.3, reg.py of SYNS65302'), fields: registerFields },
  ),
});
