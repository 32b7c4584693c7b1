import { describe, expect, it } from 'vitest';
import type { Operation } from '../../src/bus/operation.js';
import { configOf } from './configs.js';
import { failureOf, named, openStandIn, SLOW, whyNoPython } from './stand-in.js';

const [A2, IMU, A3] = ['XyloA2TestBoard', 'XyloImuTestBoard', 'XyloAudio3TestBoard'];
const tiny = { inputs: 2, hidden: 3, outputs: 2 };
const CHIPS = { [A2!]: 'syns61201', [IMU!]: 'syns63300', [A3!]: 'syns65302' } as Record<string, string>;

/** An opened and configured board. */
async function configured(type: string, ...more: [object?, object?]) {
  const opened = await openStandIn(type, ...more);
  await opened.bus.configure!(configOf(CHIPS[type]!, tiny));
  return opened;
}

const spikes = {
  timesteps: Uint32Array.of(0, 2, 2),
  channels: Uint16Array.of(0, 0, 1),
  counts: Uint8Array.of(1, 3, 1),
};

describe.skipIf(whyNoPython)(named('registers and memories'), SLOW, () => {
  it('are written, changed and read, one event each, and acknowledged by a read behind', async () => {
    const { bus, calls } = await openStandIn(A3!, { registers: { 5: 0xf0f0 } });
    const results = await bus.run([
      { op: 'readRegister', address: 5 },
      { op: 'writeRegister', address: 6, value: 0xffff_ffff },
      { op: 'modifyRegister', address: 5, mask: 0xff, value: 0x1234 },
      { op: 'readRegister', address: 5 },
      { op: 'readRegister', address: 6 },
    ]);
    expect(results).toEqual([0xf0f0, undefined, undefined, 0xf034, 0xffff_ffff]);
    expect(calls('WriteRegisterValue')).toMatchObject([
      { address: 6, data: 0xffff_ffff },
      { address: 5, data: 0xf034 },
    ]);
    expect(calls('ReadRegisterValue').map(({ address }) => address)).toEqual([5, 0, 5, 0, 5, 6]);
  });

  it('give words of a memory; Xylo Audio 2 is asked for the first one twice', async () => {
    const a2 = await openStandIn(A2!, { memory: { 32256: 9 } });
    expect(await a2.bus.run([{ op: 'readMemory', address: 0x7e00, count: 3 }])).toEqual([Uint32Array.of(9, 1, 2)]);
    expect(a2.calls('ReadMemoryValue').map(({ address }) => address)).toEqual([0x7e00, 0x7e00, 0x7e01, 0x7e02]);
    const a3 = await openStandIn(A3!);
    expect(await a3.bus.run([{ op: 'readMemory', address: 0x200, count: 2 }])).toEqual([Uint32Array.of(0, 1)]);
    expect(a3.calls('ReadMemoryValue')).toHaveLength(2);
    expect(await a3.bus.run([{ op: 'readMemory', address: 0x200, count: 0 }])).toEqual([new Uint32Array(0)]);
  });

  it('give long answers', async () => {
    const { bus } = await openStandIn(A3!);
    const [words] = await bus.run([{ op: 'readMemory', address: 0x200, count: 60_000 }], { timeout: 60_000 });
    expect(words).toHaveLength(60_000);
    expect(words.every((word, i) => word === ((0x200 + i) & 0xff))).toBe(true);
  });

  it('are not taken for others that come stale', async () => {
    const { bus } = await openStandIn(A3!, { registers: { 5: 1, 6: 2 }, faults: { 'stale answers': {} } });
    expect(await bus.run([{ op: 'readRegister', address: 5 }])).toEqual([1]);
    expect(await bus.run([{ op: 'readRegister', address: 6 }])).toEqual([2]);
    expect(bus.statistics.damaged).toBe(4);
  });

  it('are not answered by what comes late: the answer of a read that nobody waits for goes by', async () => {
    const { bus } = await openStandIn(A3!, { registers: { 5: 15 }, faults: { 'late answer': {} } });
    const late = bus.run([{ op: 'readRegister', address: 5 }], { timeout: 1000 });
    expect(await failureOf(late)).toMatchObject({ code: 'BUS_TIMEOUT', outcome: 'unknown' });
    const results = await bus.run([
      { op: 'writeRegister', address: 5, value: 16 },
      { op: 'readRegister', address: 5 },
    ]);
    expect(results).toEqual([undefined, 16]);
    expect(bus.statistics.damaged).toBe(1);
  });

  it.each<[string, Operation, string]>([
    [A2!, { op: 'writeMemory', address: 0x7e00, words: Uint8Array.of(1) }, 'OPERATION_UNSUPPORTED'],
    [A3!, { op: 'writeMemory', address: 0x200, words: Uint8Array.of(1) }, 'OPERATION_UNSUPPORTED'],
    [A2!, { op: 'readMemory', address: 0x9980, count: 1 }, 'ADDRESS_NOT_PUBLIC'],
    [A2!, { op: 'readMemory', address: 0x7e00, count: 1009 }, 'ADDRESS_NOT_PUBLIC'],
    [IMU!, { op: 'readMemory', address: 0, count: 1 }, 'ADDRESS_NOT_PUBLIC'],
    [IMU!, { op: 'writeRegister', address: 1, value: 0 }, 'ADDRESS_NOT_PUBLIC'],
    [A2!, { op: 'readRegister', address: 0x22 }, 'ADDRESS_NOT_PUBLIC'],
    [A3!, { op: 'readRegister', address: 0x173 }, 'ADDRESS_NOT_PUBLIC'],
    [A3!, { op: 'writeRegister', address: 1, value: 2 ** 32 }, 'VALUE_RANGE'],
    [A3!, { op: 'measurePower', rate: Number.NaN }, 'VALUE_RANGE'],
    [A3!, { op: 'sendSpikes', spikes }, 'NOT_CONFIGURED'],
    [A3!, { op: 'setMode', mode: 'accelerated' }, 'NOT_CONFIGURED'],
    [A3!, { op: 'setMonitor', signal: 'vmem', first: 0, count: 1 }, 'NOT_CONFIGURED'],
    [A3!, { op: 'triggerProcessing' }, 'NOT_CONFIGURED'],
  ])('are refused on %s: %o is %s, and nothing is sent', async (type, operation, code) => {
    const { bus, calls } = await openStandIn(type);
    const before = calls().length;
    const error = await failureOf(bus.run([{ op: 'triggerReadout' }, operation]));
    expect(error).toMatchObject({ code: 'OPERATION_INVALID', outcome: 'not-sent', issues: [{ code }] });
    expect((error as unknown as { issues: { at: unknown[] }[] }).issues[0]!.at.slice(0, 2)).toEqual(['operations', 1]);
    expect(calls()).toHaveLength(before);
  });
});

describe.skipIf(whyNoPython)(named('spikes and triggers'), SLOW, () => {
  it.each([
    [IMU!, 'timestep'],
    [A3!, 'timestep'],
    [A2!, 'timestamp'],
  ])('%s: a spike is an event for each count, with its time as %s', async (type, time) => {
    const { bus, calls } = await configured(type);
    await bus.run([{ op: 'sendSpikes', spikes }]);
    const sent = [[0, 0], ...Array(3).fill([0, 2]), [1, 2]].map(([neuron_id, step]) => ({ neuron_id, [time]: step }));
    expect(calls('Spike')).toMatchObject(sent);
  });

  it.each([IMU!, A3!])('%s: the end of an input is a trigger with a target', async (type) => {
    const { bus, calls } = await configured(type);
    await bus.run([{ op: 'triggerProcessing', before: 4 }, { op: 'triggerProcessing' }]);
    expect(calls('TriggerProcessing')).toMatchObject([{ target_timestep: 4 }, { target_timestep: null }]);
  });

  it('Xylo Audio 2: the end of an input is a spike behind it, which is cleared', async () => {
    const { bus, calls } = await configured(A2!);
    await bus.run([{ op: 'triggerProcessing', before: 4 }]);
    expect(calls('Spike')).toMatchObject([{ neuron_id: 0, timestamp: 4 }]);
    expect(calls('WriteRegisterValue')).toMatchObject(
      [0x11, 0x12, 0x13, 0x14].map((address) => ({ address, data: 0 })),
    );
    expect(calls('TriggerProcessing')).toHaveLength(1);
  });

  it('Xylo Audio 2 in manual mode: a trigger is a trigger', async () => {
    const { bus, calls } = await configured(A2!);
    await bus.run([
      { op: 'setMode', mode: 'manual' },
      { op: 'triggerProcessing', before: 4 },
    ]);
    expect(calls('Spike')).toEqual([]);
    expect(calls('TriggerProcessing')).toHaveLength(2);
  });

  it.each([
    ['of unequal lengths', { ...spikes, counts: Uint8Array.of(1) }, 'SPIKES_SHAPE'],
    ['out of order', { ...spikes, timesteps: Uint32Array.of(1, 0, 2) }, 'SPIKES_ORDER'],
    ['too late', { ...spikes, timesteps: Uint32Array.of(0, 1, 2 ** 31) }, 'SPIKES_ORDER'],
    ['that are none', { ...spikes, counts: Uint8Array.of(1, 0, 1) }, 'VALUE_RANGE'],
  ])('spikes %s are refused', async (_, wrong, code) => {
    const { bus } = await configured(IMU!);
    expect(await failureOf(bus.run([{ op: 'sendSpikes', spikes: wrong }]))).toMatchObject({ issues: [{ code }] });
  });

  it('are sent in any number', async () => {
    const { bus, calls } = await configured(IMU!);
    const count = 100_000;
    const many = {
      timesteps: new Uint32Array(count),
      channels: new Uint16Array(count),
      counts: new Uint8Array(count).fill(1),
    };
    await bus.run([{ op: 'sendSpikes', spikes: many }], { timeout: 60_000 });
    expect(
      calls('write')
        .filter(({ classes }) => String(classes) === 'Spike')
        .map(({ count }) => count as number),
    ).toSatisfy((counts: number[]) => counts.every((n) => n <= 4096) && counts.reduce((a, b) => a + b) === count);
    expect(bus.statistics.bytesSent).toBeGreaterThan(2 ** 19);
  });
});

describe.skipIf(whyNoPython)(named('modes and monitors'), SLOW, () => {
  it('go through the configuration, those that stand together at once', async () => {
    const { bus, calls } = await configured(A2!);
    await bus.run([
      { op: 'setMode', mode: 'accelerated' },
      { op: 'setMonitor', signal: 'vmem', first: 1, count: 2 },
      { op: 'setMonitor', signal: 'isyn2', first: 0, count: 1 },
      { op: 'triggerReadout' },
      { op: 'setMonitor', signal: 'vmem', first: 0, count: 0 },
    ]);
    const debug = calls('apply_configuration').map(({ config }) => (config as { debug: object }).debug);
    expect(debug).toMatchObject([
      { monitor_neuron_v_mem: null },
      { monitor_neuron_v_mem: [1, 3], monitor_neuron_i_syn2: [0, 1], monitor_neuron_spike: null },
      { monitor_neuron_v_mem: null, monitor_neuron_i_syn2: [0, 1] },
    ]);
    // The network is the one that was there, its states are kept.
    expect(calls('apply_configuration').at(-1)).toMatchObject({ config: { clear_network_state: false } });
  });

  it('are left alone where the board has them', async () => {
    const { bus, calls } = await configured(IMU!);
    const ask: readonly Operation[] = [
      { op: 'setMonitor', signal: 'vmem', first: 0, count: 2 },
      { op: 'setMonitor', signal: 'isyn', first: 1, count: 0 },
      { op: 'setMode', mode: 'accelerated' },
    ];
    await bus.run([...ask, { op: 'triggerProcessing' }]);
    const applied = calls('apply_configuration').length;
    await bus.run([...ask].reverse());
    await bus.run([{ op: 'setMonitor', signal: 'vmem', first: 0, count: 1 }, ...ask]);
    expect(calls('apply_configuration')).toHaveLength(applied);
    await bus.run([{ op: 'setMonitor', signal: 'vmem', first: 1, count: 2 }]);
    expect(calls('apply_configuration')).toHaveLength(applied + 1);
  });

  it('are lists of ids on Xylo Audio 3, in which outputs follow the hidden neurons', async () => {
    const { bus, calls } = await configured(A3!);
    await bus.run([
      { op: 'setMonitor', signal: 'isyn', first: 0, count: 1 },
      { op: 'setMonitor', signal: 'isynOut', first: 1, count: 1 },
      { op: 'setMonitor', signal: 'vmemOut', first: 0, count: 2 },
    ]);
    expect(calls('apply_configuration').at(-1)).toMatchObject({
      config: { debug: { monitor_neuron_i_syn: [0, 4], monitor_neuron_v_mem: [] } },
    });
  });

  it('Xylo IMU in real time has its sensor, and a timestep by the clock', async () => {
    const { bus, calls } = await configured(IMU!);
    await bus.run([{ op: 'setMode', mode: 'realTime' }]);
    expect(calls('apply_configuration').at(-1)).toMatchObject({
      config: {
        operation_mode: 'RealTime',
        imu_if_input_enable: true,
        time_resolution_wrap: 50_000,
        input_interface: { configuration_timeout: 20_000 },
        debug: { imu_if_clk_enable: true, imu_if_clock_freq_div: 999, monitor_neuron_v_mem: null },
      },
    });
    expect(calls('enable_manual_input_acceleration').at(-1)).toMatchObject({ on: false });
    // It answers nothing in this mode: no read follows.
    expect(
      calls()
        .slice(-3)
        .map(({ call }) => call),
    ).toEqual(['apply_configuration', 'write', 'TriggerProcessing']);
  });

  it.each([
    [IMU!, 'syns63300', { target_timestep: 2 ** 31 - 1 }],
    [A3!, 'syns65302', { target_timestep: null }],
  ])('%s begins real time by a trigger, and nothing is written but that', async (type, chipId, members) => {
    const { bus, calls } = await openStandIn(type);
    await bus.configure!(configOf(chipId, { inputs: 2, hidden: 4, outputs: 2 }));
    const before = calls().length;
    await bus.run([{ op: 'setMode', mode: 'realTime' }]);
    const events = calls()
      .slice(before)
      .filter(({ call }) => /^[A-Z]/.test(call));
    expect(events.filter(({ call }) => call !== 'ReadRegisterValue')).toEqual([
      { call: 'TriggerProcessing', ...members },
    ]);
  });

  it.each([
    [A2!, 'syns61201', [0x11, 0x12, 0x13, 0x14], 'timestamp'],
    [IMU!, 'syns63300', [0x47, 0x48, 0x49, 0x4a], 'timestep'],
    [A3!, 'syns65302', [0x149, 0x14a, 0x14b, 0x14c], 'timestep'],
  ])(
    '%s in manual mode begins without input, and takes spikes without a time',
    async (type, chipId, registers, time) => {
      const { bus, calls } = await openStandIn(type);
      await bus.configure!(configOf(chipId, { inputs: 2, hidden: 4, outputs: 2 }));
      const spikes = { timesteps: Uint32Array.of(7), channels: Uint16Array.of(1), counts: Uint8Array.of(2) };
      const before = calls('WriteRegisterValue').length;
      for (let i = 0; i < 2; i++)
        await bus.run([{ op: 'setMode', mode: 'manual' }, { op: 'sendSpikes', spikes }, { op: 'triggerProcessing' }]);
      expect(
        calls('WriteRegisterValue')
          .slice(before)
          .map(({ address, data }) => [address, data]),
      ).toEqual(registers.map((address) => [address, 0]));
      const spike = { call: 'Spike', neuron_id: 1, [time]: 0 };
      expect(calls('Spike')).toEqual([spike, spike, spike, spike]);
    },
  );

  it('Xylo Audio 3 in real time has its microphone, and clocks by the main clock', async () => {
    const { bus, calls } = await configured(A3!, {}, { mainClock: 25_000_000 });
    await bus.run([{ op: 'setMode', mode: 'realTime' }, { op: 'triggerProcessing' }]);
    expect(calls('apply_configuration').at(-1)).toMatchObject({
      config: {
        operation_mode: 'RealTime',
        input_source: 'DigitalMicrophone',
        time_resolution_wrap: 25_000,
        digital_frontend: {
          filter_bank: { use_global_iaf_threshold: true },
          pdm_preprocessing: { clock_direction: 1, clock_edge: 0 },
        },
        debug: { always_update_omp_stat: true, ram_access_enable: false, sdm_clock_ratio: 7 },
      },
    });
  });

  it.each<[string, readonly Operation[], string]>([
    [A2!, [{ op: 'setMode', mode: 'realTime' }], 'MODE_UNSUPPORTED'],
    [A2!, [{ op: 'setMode', mode: 'toString' as 'manual' }], 'MODE_UNSUPPORTED'],
    [A2!, [{ op: 'setMonitor', signal: 'isynOut', first: 0, count: 1 }], 'SIGNAL_UNSUPPORTED'],
    [IMU!, [{ op: 'setMonitor', signal: 'isyn2', first: 0, count: 1 }], 'SIGNAL_UNSUPPORTED'],
    [A3!, [{ op: 'setMonitor', signal: 'isyn2', first: 0, count: 1 }], 'SIGNAL_UNSUPPORTED'],
    [A3!, [{ op: 'setMonitor', signal: 'vmem', first: 2, count: 2 }], 'VALUE_RANGE'],
    [A3!, [{ op: 'setMonitor', signal: 'vmemOut', first: 0, count: 3 }], 'VALUE_RANGE'],
    [
      A3!,
      [
        { op: 'setMonitor', signal: 'vmem', first: 0, count: 1 },
        { op: 'setMode', mode: 'manual' },
      ],
      'MONITOR_IN_MODE',
    ],
  ])('%s cannot: %o is %s', async (type, operations, code) => {
    const { bus, calls } = await configured(type);
    const before = calls().length;
    expect(await failureOf(bus.run(operations))).toMatchObject({ code: 'OPERATION_INVALID', issues: [{ code }] });
    expect(calls()).toHaveLength(before);
  });
});
