import { deviceConfigFromSpec } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { problems, refusal } from '../../test/refusal.js';
import { config, dt, file, fileOf, spread } from '../../test/samna-file.js';
import { samnaConfigFromJson } from './config-from-json.js';
import { samnaConfigToJson } from './config-to-json.js';

describe('samnaConfigToJson', () => {
  it('has one root, cereal matrices and optionals, and the public keys in their case', () => {
    const { value0: top } = file;
    expect(Object.keys(file)).toEqual(['value0']);
    expect(top).toMatchObject({ operationMode: 0, synapse2Enable: true, biasEnable: true, timeResolutionWrap: 0 });
    expect(top.input).toEqual({
      weightBitShift: 1,
      weights: {
        dimensions: { value0: 2, value1: 3 },
        offsets: { value0: 3, value1: 1 },
        values: [1, 3, 0, 5, 7, 0],
      },
      syn2_weights: {
        dimensions: { value0: 2, value1: 3 },
        offsets: { value0: 3, value1: 1 },
        values: [2, 4, 0, 6, 8, 0],
      },
    });
    expect(top.reservoir).toMatchObject({ aliasing: true, weightBitShift: 2 });
    expect(top.reservoir.syn2Weights.values).toEqual([-8, -6, -4, -2, 0, 2, 4, 6, 8]);
    expect(top.reservoir.neurons[1]).toEqual({
      threshold: 200,
      vMemDecay: 2,
      iSynDecay: 5,
      vMemBias: -5,
      iSyn2Decay: 8,
      aliasTarget: { nullopt: true },
    });
    expect(top.reservoir.neurons[2].aliasTarget).toEqual({ nullopt: false, data: 0 });
    expect(top.readout.weights.values).toEqual([0, -128, 127]);
    expect(top.readout.neurons).toEqual([{ threshold: 300, vMemDecay: 10, iSynDecay: 11, vMemBias: 6 }]);
  });

  it('has the settings of a new object of samna’s', () => {
    const { input, reservoir, readout, debug, synapse2Enable, biasEnable, ...settings } = file.value0;
    expect(settings).toEqual({
      operationMode: 0,
      directFetchStateRam: false,
      enableHibernationMode: false,
      clearNetworkState: false,
      timeResolutionWrap: 0,
      hibernationModeTimeResolutionWrap: 0,
    });
    expect(Object.keys(debug).filter((key) => debug[key] === true)).toEqual(['enableRstPadPull']);
    expect(Object.fromEntries(Object.entries(debug).filter(([, value]) => typeof value !== 'boolean'))).toEqual({
      ...{ ramWakeUpSettleTime: 0, monitors: { value0: 0, value1: 0, value2: 0, value3: 0 } },
      ...{ inputWriteSelect: 0, inputReadSelect: 0, ramManualSleepControl: 0, ramAutoSleepControl: 0 },
      ...{ peInternalSelect: 3, peFsmSelect: 7, peEngineSelect: 7, peAccessRamFsmSelect: 31 },
      ...{ memShellRamArbiterSelect: 31, readTimingSelect: 1, writeTimingSelect: 1 },
      monitorNeuronVMem: { nullopt: true },
      monitorNeuronISyn: { nullopt: true },
      monitorNeuronISyn2: { nullopt: true },
      monitorNeuronSpike: { nullopt: true },
    });
  });

  it('fills the matrices of a second synapse that is not there with zeros', () => {
    const one = deviceConfigFromSpec({
      ...config,
      weightsIn: { shape: [2, 2, 1], data: Float64Array.of(1, 2, 3, 4) },
      weightsRec: { shape: [3, 3, 1], data: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9) },
      dashSyn2: new Float64Array(3),
    });
    const { value0: top } = fileOf(one);
    expect(top.synapse2Enable).toBe(false);
    expect(top.input.syn2_weights.values).toEqual([0, 0, 0, 0, 0, 0]);
    expect(samnaConfigFromJson({ value0: top }, dt)).toEqual({ value: spread(one), issues: [] });
  });

  it('says what the file cannot', () => {
    const layers = [{ name: '1', role: 'hidden', firstId: 0, count: 3 }] as const;
    const said = samnaConfigToJson({ ...config, layers }).issues;
    expect(said.map(({ code, at }) => `${code} ${at}`)).toEqual([
      'NOT_IN_FILE dt',
      'NOT_IN_FILE layers',
      'KEYS_NOT_PUBLIC debug',
      'LAYOUT_NOT_PUBLIC aliases',
    ]);
    expect(said[2]?.message).toContain('isyn2_clock_enable');
    const plain = deviceConfigFromSpec({ ...config, aliases: [[], [], []] });
    expect(samnaConfigToJson(plain).issues.map(({ code }) => code)).toEqual(['NOT_IN_FILE', 'KEYS_NOT_PUBLIC']);
  });

  it('refuses another chip, and a neuron with two aliases', () => {
    const other = { ...config, chipId: 'syns65302', aliases: [[1, 2], [], [0, 1]] };
    expect(problems(() => samnaConfigToJson(other))).toEqual([
      'CONFIG_CHIP chipId',
      'ALIAS_COUNT aliases[0]',
      'ALIAS_COUNT aliases[2]',
      'NOT_IN_FILE dt',
      'KEYS_NOT_PUBLIC debug',
      'LAYOUT_NOT_PUBLIC aliases',
    ]);
    expect(refusal(() => samnaConfigToJson(other)).code).toBe('SAMNA_CONFIG_REFUSED');
  });
});
