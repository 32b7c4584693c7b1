import {
  bit,
  bits,
  control1Fields,
  derived,
  documented,
  expansionCountFields,
  type Field,
  inBitOrder,
  inputSpikeFields,
  numbered,
  outputStatusFields,
  wrapFields,
} from '@xylopipe/xylo-common/maps';
import { limits } from './limits.js';

const branch = { provenance: documented('files of a Rockpool branch that was never released') };
const upToNext = derived('the lowest bit is public, the width reaches to the next field or byte');
const inPairs = { provenance: derived('two to a register are public, the even one low as in BPF_A1_REG0') };
const named = { provenance: derived('bit and use are public, name ours') };

/** One field for each of many, `perRegister` to a register of `name0`, `name1`, ... from its lowest bits on. */
const packed = (
  name: string,
  field: string,
  count: number,
  width: number,
  description: string,
  extras: Pick<Field, 'signed' | 'provenance'> = {},
): Readonly<Record<string, readonly Field[]>> => {
  const perRegister = 32 / width;
  return Object.fromEntries(
    numbered(name, 0, count / perRegister).map((register, r) => [
      register,
      Array.from({ length: perRegister }, (_, n) => {
        const i = r * perRegister + n;
        return { name: `${field}${i}`, lsb: n * width, width, description: `${description} ${i}`, ...extras };
      }),
    ]),
  );
};

/** What is public of the bits of Xylo Audio 3's registers. */
export const registerFields: Readonly<Record<string, readonly Field[]>> = Object.freeze({
  CTRL1: inBitOrder(control1Fields(limits, 'HWBS'), [
    bits('I2C_NOISE_FILTER', 26, 24, 'cycles of the noise filter of I2C', branch),
    bits('RAM_WU_ST', 31, 28, 'time for the memories to settle after wake-up', branch),
  ]),
  ...expansionCountFields(upToNext),
  ...wrapFields(),
  CLK_CTRL: [
    bit('I2C', 0, 'clock of I2C'),
    bit('SPI', 1, 'clock of SPI'),
    bit('ADC', 2, 'clock of the converter'),
    bit('OTP', 3, 'clock of the one-time programmable memory'),
    bit('SDM', 4, 'clock of the microphone'),
    bit('SPK2SAER', 5, 'clock of the output of spikes as events'),
    bit('ANA_TESTMODE', 16, 'clock of the analog test mode'),
    bit('SADC_IF', 17, 'clock of the interface to the serial converter'),
  ],
  CLK_DIV: [
    bits('I2C', 4, 0, 'divider of the clock of I2C'),
    bits('ADC', 10, 8, 'divider of the clock of the converter'),
    bits('SDM', 21, 16, 'divider of the clock of the microphone'),
    bits('SPK2SAER', 27, 24, 'divider of the clock of the output of spikes as events'),
  ],
  PAD_CTRL: Array.from({ length: 6 }, (_, i) =>
    bits(`CTRL${i}`, 4 * i + 3, 4 * i, `use of pad ${i}; 2 on 0, 1 and 2: input of spikes as events`),
  ),
  OUT_CTRL: [
    bit('MODE', 0, 'mode of the output pins'),
    ...[0, 1, 2].map((i) => bit(`OUT${i}`, 4 + i, `output pin ${i} in use`)),
  ],
  WO: [bit('SRST', 0, 'soft reset'), bit('TR_TRIG', 4, 'starts real time')],
  DFE_CTRL: [
    bit('BPF_EN', 0, 'band-pass filters in use'),
    bit('IAF_EN', 1, 'integrate-and-fire encoders in use'),
    bit('DN_EN', 2, 'divisive normalisation in use'),
    bit('HM_EN', 3, 'hibernation of the front end'),
    bit('MIC_IF_SEL', 4, 'which microphone interface'),
    bit('GLOBAL_THR', 5, 'one threshold for all encoders'),
    bit('PDM_CLK_DIR', 8, 'direction of the clock of the PDM microphone'),
    bit('PDM_CLK_EDGE', 9, 'edge of that clock'),
    bit('BFI_EN', 10, 'BFI_EN, not explained'),
    bits('ADC_BIT_EN', 29, 16, 'bits of the converter in use'),
  ],
  ADC_CTRL: [
    bit('EN', 0, 'converter in use', branch),
    bit('CONVERT', 1, 'converts', branch),
    bit('EN_DATA_P', 2, 'parallel data', branch),
    bit('EN_DATA_S', 3, 'serial data', branch),
    bits('SPEED', 5, 4, 'speed of conversion', branch),
  ],
  AGC_CTRL1: [
    bit('GS_DIACT', 0, 'GS_DIACT, not explained', branch),
    bit('PGA_GAIN_BYPASS', 1, 'gain taken from PGA_GAIN_IDX_CFG', branch),
    bits('AAF_OS_MODE', 5, 4, 'oversampling of the anti-aliasing filter', branch),
    bits('PGA_GAIN_IDX_CFG', 12, 8, 'index of the gain', branch),
    bits('RISE_AVG_BITSHIFT', 20, 16, 'shift of the average of a rising envelope', branch),
    bits('FALL_AVG_BITSHIFT', 28, 24, 'shift of the average of a falling envelope', branch),
  ],
  AGC_CTRL2: [
    bits('RELI_MAX_HYSTR', 9, 0, 'largest hysteresis', branch),
    bits('AVG_BITSHIFT', 20, 16, 'shift of the average', branch),
    bits('NUM_BITS_GAIN_FRACTION', 27, 24, 'fractional bits of the gain', branch),
    bits('PGIV16', 30, 28, 'PGIV16, not explained', branch),
  ],
  AGC_CTRL3: [
    bits('MAX_NUM_SAMPLE', 23, 0, 'largest number of samples', branch),
    bits('GHRI_H', 29, 28, 'upper bits of GHRI', branch),
  ],
  ...Object.fromEntries(numbered('AGC_WT', 0, 16).map((name) => [name, [bits('WAIT', 23, 0, 'wait', named)]])),
  ...packed('BPF_BB_REG', 'BB', 16, 4, 'B_b of filter'),
  ...packed('BPF_BWF_REG', 'BWF', 16, 4, 'B_wf of filter'),
  ...packed('BPF_BAF_REG', 'BAF', 16, 4, 'B_af of filter'),
  ...packed('BPF_A1_REG', 'A1_', 16, 16, 'tap a1 of filter', { signed: true }),
  ...packed('BPF_A2_REG', 'A2_', 16, 16, 'tap a2 of filter', { signed: true }),
  ...Object.fromEntries(
    numbered('IAF_THR', 0, 16).flatMap((name) => [
      [`${name}_L`, [bits('THR_L', 31, 0, 'lower 32 bits of the threshold')]],
      [`${name}_H`, [bits('THR_H', 9, 0, 'upper 10 bits of the threshold')]],
    ]),
  ),
  ...packed('DN_EPS_REG', 'EPS', 16, 16, 'EPS of channel', inPairs),
  ...packed('DN_B_REG', 'B', 16, 16, 'B of channel', inPairs),
  ...packed('DN_K1_REG', 'K1_', 16, 16, 'K1 of channel', inPairs),
  ...packed('DN_K2_REG', 'K2_', 16, 16, 'K2 of channel', inPairs),
  ...packed('PDM_H_REG', 'H', 288, 16, 'tap of the decimation filter', { ...inPairs, signed: true }),
  ...inputSpikeFields(),
  STAT1: [bits('ON', 31, 0, 'bit i: output neuron i fired')],
  STAT2: [bit('PD', 0, 'processing done')],
  ...outputStatusFields(limits),
  MONSEL: Array.from({ length: 4 }, (_, i) => bits(`SEL${i}`, 8 * i + 7, 8 * i, `signal of monitor ${i}`)),
  MON_GRP_SEL: [bits('PE_SEL', 1, 0, 'PE_SEL, not explained'), bits('PE_FSM_SEL', 6, 4, 'PE_FSM_SEL, not explained')],
  DBG_CTRL1: [
    bit('ISYN_CLK', 0, 'clock of synaptic currents', branch),
    bit('ISYN2_CLK', 1, 'clock of second synaptic currents', branch),
    bit('ALIAS_CLK', 2, 'clock of aliases', branch),
    bit('BIAS_CLK', 3, 'clock of biases', branch),
    bit('HM_CLK', 4, 'clock of hibernation', branch),
    bits('MONSIG_REG', 11, 8, 'MONSIG_REG, not explained'),
    bit('ISPKREG_SEL_WR', 16, 'which input spike registers are written', branch),
    bit('ISPKREG_SEL_RD', 17, 'which input spike registers are read', branch),
    bit('SPK_SRC_SEL', 18, 'source of spikes'),
    bit('STIF_SEL', 19, 'STIF_SEL, not explained'),
    bit('RAM_MAN_SLEEP', 20, 'memories sleep at command', branch),
    bit('RAM_AUTO_SLEEP', 21, 'memories sleep by themselves', branch),
    bit('LS', 22, 'light sleep of memories', branch),
    bit('DS', 23, 'deep sleep of memories', branch),
    bit('ALL_RAM_ON', 24, 'all memories on', branch),
    bit('CNTR_STAT_SRC_SEL', 25, 'what CNTR_STAT shows', branch),
    bit('SPK2SAER_EN', 26, 'output of spikes as events in use', branch),
    bit('DBG_STA_UPD_EN', 29, 'debug status is kept up to date'),
    bit('MON_EN', 30, 'monitors in use'),
    bit('DBG_EN', 31, 'debugging in use', branch),
  ],
  DBG_STAT1: [bit('ISPKREG_ACTIVE', 16, 'which input spike registers are active: 0 for ISPKREG0', named)],
});
