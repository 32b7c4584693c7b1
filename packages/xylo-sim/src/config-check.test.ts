import type { DeviceConfig, QuantizedSpec, UpdateRule } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { configOf } from '../test/sketch.js';
import { thrownBy } from '../test/thrown.js';
import { configToSimulate } from './config-check.js';

const config = configOf({ weightsIn: [[90, 10]], weightsOut: [[1], [2]] });
const biased = configOf({ weightsIn: [[90, 10]], weightsOut: [[1], [2]], bias: [0, 3], biasOut: 4 });

/** The issues of a refusal, each as its code and where it is. */
function refusal(source: unknown, updateRule: UpdateRule = 'v2'): readonly string[] {
  const error = thrownBy(() => configToSimulate(source as DeviceConfig, updateRule)) as {
    readonly code: string;
    readonly issues: readonly { readonly code: string; readonly at: readonly unknown[] }[];
  };
  expect(error).toMatchObject({ code: 'CONFIG_INVALID' });
  return error.issues.map(({ code, at }) => `${code} ${at.join('.')}`);
}

describe('configToSimulate', () => {
  it('takes a configuration as it is, whatever is switched off in it', () => {
    const off = { ...biased, biasEnable: false };
    expect(configToSimulate(config, 'v1')).toBe(config);
    expect(configToSimulate(off, 'v1')).toBe(off);
    expect(configToSimulate(biased, 'v2')).toBe(biased);
  });

  it.each([
    ['a mapped specification', { ...config, stage: 'mapped' }],
    ['an object', {}],
    ['a text', 'config.json'],
    ['nothing', undefined],
    ['null', null],
  ])('refuses %s', (_, source) => {
    expect(refusal(source)).toEqual(['WRONG_ARTIFACT stage']);
  });

  it('names every array of another type', () => {
    const { weightsRec, ...rest } = config;
    const wrong = {
      ...rest,
      threshold: Float64Array.of(1, 2),
      dashMem: [1, 2],
      weightsIn: { data: new Int8Array(2) },
      aliases: [0, 1],
    };
    expect(refusal(wrong)).toEqual([
      'WRONG_TYPE weightsIn',
      'WRONG_TYPE weightsRec',
      'WRONG_TYPE dashMem',
      'WRONG_TYPE threshold',
      'WRONG_TYPE aliases',
    ]);
    expect(weightsRec).toBeDefined();
  });

  it('names everything of another shape and every shift out of range at once', () => {
    const wrong = {
      ...config,
      threshold: new Int16Array(5),
      aliases: [[], [7]],
      dashSyn: Uint8Array.of(16, 20),
      weightShiftIn: 1.5,
      weightShiftOut: 16,
    };
    expect(refusal(wrong)).toEqual([
      'SPEC_SHAPE threshold',
      'SPEC_SHAPE aliases.1.0',
      'VALUE_RANGE dashSyn.0',
      'VALUE_RANGE weightShiftIn',
      'VALUE_RANGE weightShiftOut',
    ]);
  });

  it('refuses biases under update rule v1, of configurations and of specifications', () => {
    const spec = { ...biased, stage: 'quantized' } as unknown as QuantizedSpec;
    for (const source of [biased, spec]) {
      expect(refusal(source, 'v1')).toEqual(['BIAS_UNSUPPORTED bias.1', 'BIAS_UNSUPPORTED biasOut.0']);
    }
  });
});
