import { type DeviceConfig, Raster } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { configOf } from '../../test/sketch.js';
import { thrownBy } from '../../test/thrown.js';
import { XyloSimulator } from '../simulator.js';
import { summarizeTelemetry } from './summarize-telemetry.js';
import type { Telemetry } from './telemetry.js';

/** Three hidden neurons with two synapses, one output. */
const config: DeviceConfig = configOf({
  weightsIn: [
    [
      [1, 1],
      [1, 1],
      [1, 1],
    ],
    [
      [1, 1],
      [1, 1],
      [1, 1],
    ],
  ],
  weightsOut: [[1], [1], [1]],
  threshold: 5,
  thresholdOut: 5,
});

/** Nothing to say of 1000 timesteps, but for what is given. */
const telemetry = (fields: Partial<Record<keyof Telemetry, number[]>> = {}): Telemetry => ({
  steps: 1000,
  inputCut: Float64Array.from(fields.inputCut ?? [0, 0]),
  isynSaturated: Uint32Array.from(fields.isynSaturated ?? [0, 0, 0, 0, 0, 0]),
  vmemSaturated: Uint32Array.from(fields.vmemSaturated ?? [0, 0, 0]),
  spikesCut: Uint32Array.from(fields.spikesCut ?? [0, 0, 0]),
  fired: Uint32Array.from(fields.fired ?? [1, 500, 999]),
  isynOutSaturated: Uint32Array.from(fields.isynOutSaturated ?? [0]),
  vmemOutSaturated: Uint32Array.from(fields.vmemOutSaturated ?? [0]),
  firedOut: Uint32Array.from(fields.firedOut ?? [1]),
});

describe('summarizeTelemetry', () => {
  it('has nothing to say of a healthy network, or of one that was not watched', () => {
    expect(summarizeTelemetry(telemetry(), config)).toEqual([]);
    const unwatched = XyloSimulator.from(config, { telemetry: true, core: 'reference' }).telemetry() as Telemetry;
    expect(summarizeTelemetry(unwatched, config)).toEqual([]);
  });

  it.each([
    [
      'fired',
      [0, 0, 7],
      { code: 'NEURON_SILENT', at: ['fired', 0], measured: 0, limit: 1 },
      'hidden neurons 0-1 did not spike in 1000 timesteps',
    ],
    [
      'firedOut',
      [0],
      { code: 'NEURON_SILENT', at: ['firedOut', 0] },
      'output neuron 0 did not spike in 1000 timesteps',
    ],
    [
      'fired',
      [5, 1000, 7],
      { code: 'NEURON_ALWAYS_FIRES', at: ['fired', 1], measured: 1000, limit: 999 },
      'hidden neuron 1 spiked in every one of 1000 timesteps',
    ],
    [
      'firedOut',
      [1000],
      { code: 'NEURON_ALWAYS_FIRES', at: ['firedOut', 0] },
      'output neuron 0 spiked in every one of 1000 timesteps',
    ],
    [
      'isynSaturated',
      [0, 3, 12, 0, 0, 0],
      { code: 'ISYN_SATURATED', at: ['isynSaturated', 2], measured: 12, limit: 0 },
      'synapse 0 of hidden neurons 1-2 left 16 bits and was cut, in up to 12 of 1000 timesteps (1.2 %)',
    ],
    [
      'isynSaturated',
      [0, 0, 0, 0, 0, 400],
      { code: 'ISYN_SATURATED', at: ['isynSaturated', 5] },
      'synapse 1 of hidden neuron 2 left 16 bits and was cut, in up to 400 of 1000 timesteps (40 %)',
    ],
    [
      'isynOutSaturated',
      [1],
      { code: 'ISYN_SATURATED', at: ['isynOutSaturated', 0] },
      'the synapse of output neuron 0 left 16 bits',
    ],
    [
      'vmemSaturated',
      [2, 0, 1],
      { code: 'VMEM_SATURATED', at: ['vmemSaturated', 0], measured: 2 },
      'the membrane of hidden neurons 0, 2 left 16 bits',
    ],
    [
      'vmemOutSaturated',
      [1],
      { code: 'VMEM_SATURATED', at: ['vmemOutSaturated', 0] },
      'the membrane of output neuron 0 left',
    ],
    [
      'spikesCut',
      [0, 9, 9],
      { code: 'SPIKES_CUT', at: ['spikesCut', 1], measured: 9 },
      'hidden neurons 1-2 had more than 31 spikes',
    ],
    [
      'inputCut',
      [0, 77],
      { code: 'INPUT_CUT', at: ['inputCut', 1], measured: 77 },
      'input channel 1 lost events over 15 in a timestep, up to 77 in 1000 timesteps',
    ],
  ] as const)('says of %s %j what there is to say', (field, counts, issue, message) => {
    const found = summarizeTelemetry(telemetry({ [field]: [...counts] }), config);
    expect(found).toEqual([
      expect.objectContaining({
        ...issue,
        severity: 'warning',
        message: expect.stringContaining(message),
        hint: expect.any(String),
      }),
    ]);
  });

  it('speaks of the synapse where there is one', () => {
    const single = { ...config, synapse2Enable: false };
    const [issue] = summarizeTelemetry(telemetry({ isynSaturated: [0, 0, 5] }), single);
    expect(issue?.message).toContain('the synapse of hidden neuron 2 left');
  });

  it('tells all troubles of a network at once', () => {
    const all = telemetry({ fired: [0, 1000, 1], isynSaturated: [1, 0, 0, 1, 0, 0], inputCut: [1, 2] });
    expect(summarizeTelemetry(all, config).map(({ code }) => code)).toEqual([
      'NEURON_SILENT',
      'NEURON_ALWAYS_FIRES',
      'ISYN_SATURATED',
      'ISYN_SATURATED',
      'INPUT_CUT',
    ]);
  });

  it('names thresholds that silent neurons cannot reach', () => {
    const high = {
      ...config,
      dashMem: new Uint8Array(3),
      threshold: Int16Array.of(61, 60, 62),
      dashMemOut: Uint8Array.of(0),
      thresholdOut: Int16Array.of(94),
    };
    const said = (fired: number[], firedOut: number[]) =>
      summarizeTelemetry(telemetry({ fired, firedOut }), high).filter(({ code }) => code === 'THRESHOLD_UNREACHABLE');
    expect(said([0, 0, 0], [0])).toMatchObject([
      {
        at: ['threshold', 2],
        measured: 62,
        limit: 60,
        message: expect.stringContaining('hidden neurons 0, 2 is beyond what 16-bit Vmem reaches'),
      },
      { at: ['thresholdOut', 0], measured: 94, limit: 93, message: expect.stringContaining('output neuron 0') },
    ]);
    expect(said([3, 0, 3], [2])).toEqual([]);
  });

  it('knows the update rule that was simulated', () => {
    const biased = { ...config, bias: Int16Array.of(-32767, 0, 0), biasEnable: true };
    const weak = telemetry({ fired: [0, 1, 1] });
    expect(summarizeTelemetry(weak, biased, 'v2').map(({ code }) => code)).toContain('THRESHOLD_UNREACHABLE');
    expect(summarizeTelemetry(weak, biased, 'v1').map(({ code }) => code)).not.toContain('THRESHOLD_UNREACHABLE');
  });

  it('reads what a simulator counted', () => {
    const simulator = XyloSimulator.from({ ...config, threshold: Int16Array.of(32767, 1, 32767) }, { telemetry: true });
    simulator.evolve(Raster.fromValues(50, 2, new Array(100).fill(20)));
    const found = summarizeTelemetry(simulator.telemetry() as Telemetry, simulator.config);
    expect(found.map(({ code, at }) => `${code} ${at.join('.')}`)).toEqual(
      expect.arrayContaining(['NEURON_SILENT fired.0', 'INPUT_CUT inputCut.0', 'NEURON_ALWAYS_FIRES fired.1']),
    );
  });

  it('refuses telemetry of another network, naming all that differs', () => {
    const other = configOf({ weightsIn: [[1, 2, 3]] });
    const error = thrownBy(() => summarizeTelemetry(telemetry(), other));
    expect(error).toMatchObject({ code: 'TELEMETRY_MISMATCH', who: 'sketch', hint: expect.any(String) });
    expect(error.issues.map(({ at, measured, limit }) => [at[0], measured, limit])).toEqual([
      ['inputCut', 2, 1],
      ['isynSaturated', 6, 3],
      ['isynOutSaturated', 1, 0],
      ['vmemOutSaturated', 1, 0],
      ['firedOut', 1, 0],
    ]);
  });

  it.each([[null], [undefined], [{}], [7], [{ fired: [1, 2, 3] }]])('refuses %j, which is no telemetry', (none) => {
    const error = thrownBy(() => summarizeTelemetry(none as never, config));
    expect(error.code).toBe('TELEMETRY_MISMATCH');
    expect(error.issues).toHaveLength(8);
  });

  it.each(Object.keys(telemetry()).filter((name) => name !== 'steps'))('refuses telemetry without %s', (name) => {
    const error = thrownBy(() => summarizeTelemetry({ ...telemetry(), [name]: undefined }, config));
    expect(error.issues.map(({ at }) => at)).toEqual([[name]]);
  });
});
