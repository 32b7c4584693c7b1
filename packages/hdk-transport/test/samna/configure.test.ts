import type { DeviceConfig } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { configOf } from './configs.js';
import { failureOf, named, openStandIn, type Recorded, SLOW, whyNoPython } from './stand-in.js';

/** What the stand-in was configured with the last time. */
const lastOf = (calls: readonly Recorded[]): Record<string, unknown> => calls.at(-1)!.config as Record<string, unknown>;

/** One synapse of weights `(rows, columns, S)` as rows. */
function rows({ shape, data }: DeviceConfig['weightsIn'], synapse = 0): number[][] {
  const [height = 0, width = 0, synapses = 1] = shape;
  return Array.from({ length: height }, (_, r) =>
    Array.from({ length: width }, (_, c) => data[(r * width + c) * synapses + synapse]!),
  );
}

describe.skipIf(whyNoPython)(named('configure'), SLOW, () => {
  it('sets the fields of Xylo Audio 2, second synapse, biases and aliases included', async () => {
    const { bus, calls } = await openStandIn('XyloA2TestBoard');
    const sizes = { inputs: 3, hidden: 4, outputs: 2, synapses: 2 } as const;
    const config = configOf('syns61201', sizes, { aliases: [[], [0], [], []] });
    await bus.configure!(config);
    const hidden = (id: number) => ({
      class: 'ReservoirNeuron',
      alias_target: id === 1 ? 0 : null,
      i_syn_decay: 2 + id,
      i_syn2_decay: 3 + id,
      v_mem_decay: 1 + id,
      threshold: 100 + id,
      v_mem_bias: -5 + id,
    });
    const output = (id: number) => ({
      class: 'OutputNeuron',
      i_syn_decay: 5 + id,
      v_mem_decay: 4 + id,
      threshold: 200 + id,
      v_mem_bias: -9 + id,
    });
    expect(lastOf(calls('apply_configuration'))).toMatchObject({
      operation_mode: 'AcceleratedTime',
      bias_enable: true,
      synapse2_enable: true,
      clear_network_state: true,
      input: { weight_bit_shift: 1, weights: rows(config.weightsIn), syn2_weights: rows(config.weightsIn, 1) },
      reservoir: {
        aliasing: true,
        weight_bit_shift: 2,
        weights: rows(config.weightsRec),
        syn2_weights: rows(config.weightsRec, 1),
        neurons: [0, 1, 2, 3].map(hidden),
      },
      readout: {
        weight_bit_shift: 3,
        weights: rows({ ...config.weightsOut, shape: [...config.weightsOut.shape, 1] }),
        neurons: [0, 1].map(output),
      },
      debug: {
        isyn_clock_enable: true,
        isyn2_clock_enable: true,
        ra_clock_enable: true,
        bias_clock_enable: true,
        hm_clock_enable: true,
        ram_power_enable: true,
        monitor_neuron_v_mem: null,
        monitor_neuron_i_syn: null,
        monitor_neuron_i_syn2: null,
        monitor_neuron_spike: null,
      },
    });
  });

  it('fills up the weights of Xylo Audio 2 to all hidden neurons', async () => {
    const { bus, calls } = await openStandIn('XyloA2TestBoard');
    const config = configOf('syns61201', { inputs: 2, hidden: 5, outputs: 2, ien: 2, oen: 3 });
    await bus.configure!(config);
    const applied = lastOf(calls('apply_configuration')) as Record<
      'input' | 'reservoir' | 'readout',
      { weights: number[][] }
    >;
    expect(applied.input.weights).toEqual(rows(config.weightsIn).map((row) => [...row, 0, 0, 0]));
    expect(applied.readout.weights.slice(0, 2)).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(applied.readout.weights.slice(2)).toEqual(rows({ ...config.weightsOut, shape: [3, 2, 1] }));
    expect(applied.reservoir).toMatchObject({ aliasing: false, syn2_weights: [] });
  });

  it('leaves biases off where there are none', async () => {
    const { bus, calls } = await openStandIn('XyloA2TestBoard');
    const config = configOf('syns61201', { inputs: 1, hidden: 1, outputs: 1 });
    await bus.configure!({ ...config, bias: new Int16Array(1), biasOut: new Int16Array(1), biasEnable: false });
    expect(lastOf(calls('apply_configuration'))).toMatchObject({
      bias_enable: false,
      debug: { bias_clock_enable: false, isyn2_clock_enable: false },
    });
  });

  it('sets the fields of Xylo IMU, whose expansion neurons are a part of the hidden ones', async () => {
    const { bus, calls } = await openStandIn('XyloImuTestBoard');
    const config = configOf('syns63300', { inputs: 2, hidden: 5, outputs: 3, ien: 3, oen: 4 });
    await bus.configure!(config);
    const applied = lastOf(calls('apply_configuration')) as Record<string, { weights: number[][]; neurons: object[] }>;
    expect(applied).toMatchObject({
      operation_mode: 'AcceleratedTime',
      imu_if_input_enable: false,
      bias_enable: true,
      input: { weights: rows(config.weightsIn) },
      hidden: { aliasing: false, weights: rows(config.weightsRec) },
      readout: { weights: rows({ ...config.weightsOut, shape: [4, 3, 1] }) },
      debug: {
        always_update_omp_stat: true,
        imu_if_clk_enable: false,
        isyn_clock_enable: true,
        ra_clock_enable: true,
        bias_clock_enable: true,
        hm_clock_enable: true,
        ram_power_enable: true,
      },
    });
    expect(applied.hidden!.neurons[4]).toMatchObject({ class: 'HiddenNeuron', v_mem_decay: 5, threshold: 104 });
    expect(applied.hidden!.neurons[4]).not.toHaveProperty('i_syn2_decay');
    expect(calls('enable_manual_input_acceleration')).toMatchObject([{ on: true }]);
    expect(calls('open_ram_access')).toHaveLength(1);
  });

  it('sets the fields of Xylo Audio 3', async () => {
    const { bus, calls } = await openStandIn('XyloAudio3TestBoard');
    const config = configOf('syns65302', { inputs: 2, hidden: 3, outputs: 2, oen: 2 });
    await bus.configure!(config);
    expect(lastOf(calls('apply_configuration'))).toMatchObject({
      operation_mode: 'AcceleratedTime',
      input_source: 'SpikeEvents',
      bias_enable: true,
      input: { weights: rows(config.weightsIn) },
      hidden: { weights: rows(config.weightsRec), weight_bit_shift: 2 },
      readout: { weights: rows({ ...config.weightsOut, shape: [2, 2, 1] }) },
      debug: { ram_access_enable: true, monitor_neuron_v_mem: [], monitor_neuron_i_syn: [], monitor_neuron_spike: [] },
    });
  });

  it('waits until a register could be read behind it', async () => {
    const { bus, calls } = await openStandIn('XyloAudio3TestBoard');
    await bus.configure!(configOf('syns65302', { inputs: 1, hidden: 1, outputs: 1 }));
    expect(
      calls()
        .map(({ call }) => call)
        .slice(-3),
    ).toEqual(['apply_configuration', 'write', 'ReadRegisterValue']);
    expect(calls('ReadRegisterValue').at(-1)).toMatchObject({ address: 0 });
  });

  it.each([
    ['XyloAudio3TestBoard', 'syns65302', 'not public'],
    ['XyloImuTestBoard', 'syns63300', 'one synapse'],
  ])('refuses two synapses on %s, and touches nothing', async (type, chipId, text) => {
    const { bus, calls } = await openStandIn(type);
    const config = configOf(chipId, { inputs: 1, hidden: 2, outputs: 1, synapses: 2 });
    const error = await failureOf(bus.configure!(config));
    expect(error).toMatchObject({ code: 'CONFIG_REFUSED', issues: [{ code: 'SYNAPSE2_NOT_PUBLIC' }] });
    expect(error.message).toContain(text);
    expect(calls('apply_configuration')).toEqual([]);
  });

  it('refuses a second alias target and another chip, all at once', async () => {
    const { bus } = await openStandIn('XyloA2TestBoard');
    const config = configOf('syns63300', { inputs: 1, hidden: 3, outputs: 1 }, { aliases: [[1, 2], [], []] });
    expect(await failureOf(bus.configure!(config))).toMatchObject({
      code: 'CONFIG_REFUSED',
      issues: [
        { code: 'CONFIG_CHIP', measured: 'syns63300', limit: 'syns61201' },
        { code: 'ALIAS_COUNT', at: ['aliases', 0], measured: 2 },
      ],
    });
  });

  it('leaves no network after samna has refused one', async () => {
    const { bus } = await openStandIn('XyloA2TestBoard', { faults: { apply_configuration: { at: 2, do: 'raise' } } });
    const config = configOf('syns61201', { inputs: 1, hidden: 1, outputs: 1 });
    await bus.configure!(config);
    expect(await failureOf(bus.configure!(config))).toMatchObject({ code: 'SAMNA_ERROR' });
    expect(await failureOf(bus.run([{ op: 'setMode', mode: 'manual' }]))).toMatchObject({
      code: 'OPERATION_INVALID',
      issues: [{ code: 'NOT_CONFIGURED' }],
    });
    await bus.configure!(config);
    await bus.run([{ op: 'setMode', mode: 'manual' }]);
  });

  it('does not let a call that was begun before go on with the network before', async () => {
    const { bus } = await openStandIn('XyloA2TestBoard', { faults: { apply_configuration: { at: 2, do: 'raise' } } });
    const config = configOf('syns61201', { inputs: 1, hidden: 1, outputs: 1 });
    await bus.configure!(config);
    const second = failureOf(bus.configure!(config));
    const mode = failureOf(bus.run([{ op: 'setMode', mode: 'manual' }]));
    expect(await second).toMatchObject({ code: 'SAMNA_ERROR' });
    expect(await mode).toMatchObject({ code: 'OPERATION_FAILED', cause: { code: 'NOT_CONFIGURED' } });
  });

  it('is needed again after a change of mode was rejected', async () => {
    const { bus } = await openStandIn('XyloImuTestBoard', { faults: { apply_configuration: { at: 2, do: 'raise' } } });
    const config = configOf('syns63300', { inputs: 1, hidden: 1, outputs: 1 });
    await bus.configure!(config);
    const mode = { op: 'setMode', mode: 'manual' } as const;
    expect(await failureOf(bus.run([mode]))).toMatchObject({ code: 'OPERATION_FAILED' });
    expect(await failureOf(bus.run([mode]))).toMatchObject({ issues: [{ code: 'NOT_CONFIGURED' }] });
    await bus.configure!(config);
    await bus.run([mode]);
  });

  it('takes a network of full size', async () => {
    const { bus, calls } = await openStandIn('XyloA2TestBoard');
    const config = configOf('syns61201', { inputs: 16, hidden: 1000, outputs: 8 });
    await bus.configure!(config, { timeout: 60_000 });
    const { reservoir } = lastOf(calls('apply_configuration')) as { reservoir: { weights: number[][] } };
    expect(reservoir.weights).toEqual(rows(config.weightsRec));
    expect(bus.statistics.bytesSent).toBeGreaterThan(1_000_000);
  });
});
