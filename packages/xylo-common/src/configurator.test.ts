import {
  type DeviceConfig,
  deviceConfigFromSpec,
  isXylopipeError,
  type QuantizedSpec,
  type XylopipeError,
} from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { toyLimits } from '../test/graphs.js';
import { filled, quantized } from '../test/specs.js';
import { xyloConfigurator } from './configurator.js';
import { xyloValidator } from './validator.js';

const limits = toyLimits();
const validator = xyloValidator(limits);
const configurator = xyloConfigurator(limits, validator);

function refusal(spec: QuantizedSpec): XylopipeError {
  try {
    configurator.configure(spec);
  } catch (error) {
    if (isXylopipeError(error)) return error;
    throw error;
  }
  throw new Error('it was configured');
}

const found = ({ issues }: XylopipeError) => issues.map(({ code, at, measured }) => [code, ...at, measured]);

describe('xyloConfigurator', () => {
  it('puts a specification into the words of the chip', () => {
    const spec = quantized({ synapses: 2 }, { bias: Int32Array.of(0, 3, 0), aliases: [[2], [], []] });
    const { value, issues } = configurator.configure(spec);
    expect(issues).toEqual([]);
    expect(value).toEqual(deviceConfigFromSpec(spec));
    expect(value).toMatchObject({ biasEnable: true, synapse2Enable: true, aliasEnable: true });
    expect(validator.validate(value)).toEqual([]);
  });

  it('passes warnings on', () => {
    const imu = toyLimits({ realTimeDt: 0.005 });
    const { issues } = xyloConfigurator(imu, xyloValidator(imu)).configure(quantized());
    expect(issues.map(({ code }) => code)).toEqual(['LIMIT_REAL_TIME_DT']);
  });

  it('refuses with everything that the chip cannot hold', () => {
    const error = refusal(quantized({ inputs: 5 }, { chipId: 'other', bias: Int32Array.of(0, 200, -300) }));
    expect(error).toMatchObject({ code: 'CONFIG_INVALID', who: 'toy' });
    expect(found(error)).toEqual([
      ['WRONG_CHIP', 'chipId', 'other'],
      ['LIMIT_INPUT_CHANNELS', 'weightsIn', 5],
      ['VALUE_RANGE', 'bias', 2, -300],
    ]);
  });

  it('reports what fits no word at all together with the rest, once', () => {
    const error = refusal(
      quantized(
        { inputs: 5 },
        {
          weightsRec: filled([3, 3, 1], 1000),
          bias: Int32Array.of(0, 200, 40000),
          aliases: [[1, 2], [], []],
          weightShiftIn: 99,
        },
      ),
    );
    expect(found(error)).toEqual([
      ['LIMIT_INPUT_CHANNELS', 'weightsIn', 5],
      ['LIMIT_ALIAS_TARGETS', 'aliases', 0, 2],
      ['VALUE_RANGE', 'weightsRec', 0, 1000],
      ['VALUE_RANGE', 'bias', 2, 40000],
      ['VALUE_RANGE', 'weightShiftIn', 0, 99],
    ]);
  });

  it('reports arrays that disagree once, together with values that do not fit', () => {
    const error = refusal(quantized({}, { threshold: Int32Array.of(1), thresholdOut: Int32Array.of(1, 40000) }));
    expect(found(error)).toEqual([
      ['SPEC_SHAPE', 'threshold', 1],
      ['VALUE_RANGE', 'thresholdOut', 1, 40000],
    ]);
  });

  it('keeps what only storage finds, on a chip of wider words', () => {
    const wide = { ...limits, bits: { ...limits.bits, dash: 6 } };
    const spec = quantized({}, { dashMem: Int32Array.of(1, 20, 1) });
    expect(() => xyloConfigurator(wide, xyloValidator(wide)).configure(spec)).toThrow(/VALUE_RANGE at dashMem\[1\]/);
  });

  it('asks the validator that it was given', () => {
    const seen: DeviceConfig[] = [];
    const strict = {
      validate: (config: DeviceConfig) => [
        { code: 'NO', severity: 'error', at: [], message: `${seen.push(config)}` } as const,
      ],
    };
    expect(() => xyloConfigurator(limits, strict).configure(quantized())).toThrow(/toy: .*\n {2}error NO: 1/);
    expect(seen).toEqual([deviceConfigFromSpec(quantized())]);
  });
});

describe('xyloValidator', () => {
  it('judges a configuration of any origin, as errors', () => {
    const config = deviceConfigFromSpec(quantized({ inputs: 5 }, { bias: Int32Array.of(300, 0, 0) }));
    expect(validator.validate(config)).toMatchObject([
      { code: 'LIMIT_INPUT_CHANNELS', severity: 'error' },
      { code: 'VALUE_RANGE', severity: 'error', at: ['bias', 0], measured: 300, limit: '-128 to 127' },
    ]);
  });
});
