import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { named, SLOW, standIn, whyNoPython } from './stand-in.js';

const BOARDS = ['XyloA2TestBoard', 'XyloImuTestBoard', 'XyloAudio3TestBoard'] as const;
const [A2, IMU, A3] = BOARDS;
const MODULES = { [A2]: 'xyloCore2', [IMU]: 'xyloImu', [A3]: 'xyloAudio3' } as const;

const fields = (path: string, ...names: readonly string[]): string[] => [
  path,
  ...names.map((name) => `${path}.${name}`),
];
const members = (path: string, ...names: readonly string[]): string[] => names.map((name) => `${path}.${name}`);

/** What public documentation names of discovery and boards. Firmware is never written: `samna.flasher` is not there. */
const DISCOVERY = [
  ...['get_all_devices', 'get_unopened_devices', 'get_device_map', 'open_device', 'close_device'].map(
    (name) => `device.${name}()`,
  ),
  ...fields(
    'device.DeviceInfo',
    ...['serial_number', 'usb_bus_number', 'usb_device_address', 'logic_version', 'device_type_name'],
  ),
  ...fields('FirmwareVersions', 'fxtree', 'unifirm'),
];

const CALLS = [
  ...BOARDS.flatMap((board) => [
    ...['get_model', 'get_stop_watch', 'get_power_monitor', 'get_io_module', 'get_firmware_versions'].map(
      (name) => `${board}.${name}()`,
    ),
    ...['apply_configuration', 'get_source_node', 'get_sink_node'].map((name) => `${board}.get_model().${name}()`),
  ]),
  `${A2}.get_io_module().write_config()`,
  `${IMU}.get_io_module().set_main_clk_rate()`,
  `${IMU}.enable_manual_input_acceleration()`,
  `${IMU}.get_model().open_ram_access()`,
  `${IMU}.get_model().close_ram_access()`,
  // Only of Xylo Audio 3 is public what configuration it takes.
  `${A3}.reset_board_soft()`,
  ...fields('xyloAudio3.XyloAudio3TestBoardDefaultConfig', 'main_clock_frequency', 'pdm_clock_frequency'),
];

/** Names of time, of what is written and of what is told. The motion sensor's stream is not there: nobody says what it is called. */
const EVENTS = BOARDS.flatMap((board) => {
  const path = `${MODULES[board]}.event`;
  const time = board === A2 ? 'timestamp' : 'timestep';
  const states = ['neuron_v_mems', 'neuron_i_syns', 'hidden_spikes', 'output_v_mems', 'output_spikes'];
  return [
    ...fields(`${path}.WriteRegisterValue`, 'address', 'data'),
    ...fields(`${path}.ReadRegisterValue`, 'address'),
    ...fields(`${path}.WriteMemoryValue`, 'address', 'data'),
    ...fields(`${path}.ReadMemoryValue`, 'address'),
    ...fields(`${path}.Spike`, 'neuron_id', time),
    ...fields(`${path}.TriggerProcessing`, ...(board === A2 ? [] : ['target_timestep'])),
    ...fields(`${path}.TriggerReadout`),
    ...fields(`${path}.RegisterValue`, 'address', 'data'),
    ...fields(`${path}.MemoryValue`, 'address', 'data'),
    ...fields(`${path}.Readout`, time, ...(board === A2 ? [] : states)),
    ...fields(`${path}.Interrupt`),
  ];
}).concat(
  fields('xyloCore2.event.ReadVersion'),
  fields('xyloCore2.event.Version', 'major', 'minor'),
  fields('xyloImu.event.Acceleration', 'x', 'y', 'z'),
  fields('xyloAudio3.event.AfeSample', 'data'),
  fields('xyloAudio3.event.DirectOutputValue', 'value'),
  fields('Measurement', 'channel', 'value', 'timestamp'),
);

const VALUES = [
  ...BOARDS.flatMap((board) => members(`${MODULES[board]}.OperationMode`, 'Manual', 'AcceleratedTime', 'RealTime')),
  ...members('xyloAudio3.OperationMode', 'Recording', 'DirectOutput'),
  ...members(
    'xyloAudio3.InputSource',
    ...['SpikeEvents', 'PdmEvents', 'AdcEvents', 'DigitalMicrophone', 'AnalogMicrophone'],
  ),
  ...members('xyloA2TestBoard.MeasurementChannels', 'Io', 'LogicAfe', 'IoAfe', 'Logic'),
  ...members('xyloImuBoards.MeasurementChannels', 'Io', 'Core'),
  ...members('xyloAudio3.MeasurementChannels', 'Io', 'AnalogLogic', 'DigitalLogic'),
];

/** How events get to a host and from it, and states of Xylo Audio 2; by public notebooks and samna's reference. */
const STREAMS = [
  ...[
    'graph.source_to()',
    'graph.sink_from()',
    'graph.EventFilterGraph.sequential()',
    'graph.EventFilterGraph.start()',
  ],
  'get_stop_watch().start()',
  ...['get_source_node', 'start_auto_power_measurement', 'stop_auto_power_measurement'].map(
    (name) => `get_power_monitor().${name}()`,
  ),
  ...['set_configuration', 'get_output_spike', 'get_output_v_mem']
    .concat(['v_mem', 'i_syn', 'i_syn2', 'spike'].map((name) => `get_reservoir_${name}`))
    .map((name) => `xyloCore2.NeuronStateSinkNode.${name}()`),
];

/** The first of these is ours. */
const OWN = ['XYLOPIPE_STAND_IN', 'device', 'graph'];

const python = (code: string, ...argv: readonly string[]) =>
  spawnSync('python3', [code, ...argv], { env: standIn().options.env, encoding: 'utf8' });

describe.skipIf(whyNoPython)(named('what the stand-in has'), SLOW, () => {
  it('is what is public, and nothing else', () => {
    const { stdout, stderr } = python(fileURLToPath(new URL('./surface.py', import.meta.url)));
    expect(stderr).toBe('');
    // Fields of configurations are looked at where they are set: in `configure.test.ts`.
    const found = (JSON.parse(stdout) as string[]).filter((name) => !name.includes('.configuration.'));
    expect(found).toEqual([...DISCOVERY, ...CALLS, ...EVENTS, ...VALUES, ...STREAMS, ...OWN].sort());
  });

  it.each([
    ['by its type, the first that is free', 'd.open_device("XyloImuTestBoard")', ''],
    ['by what it is', 'd.open_device(d.get_device_map()["XyloImuTestBoard:0"])', ''],
    ['once only', '[d.open_device("XyloImuTestBoard") for _ in range(2)]', 'there is no XyloImuTestBoard'],
    [
      'once only by what it is',
      '[d.open_device(d.get_device_map()["XyloImuTestBoard:0"]) for _ in range(2)]',
      'opened already',
    ],
    ['not by anything else', 'd.open_device(1)', 'DeviceInfo is needed'],
    ['again when it was closed', '[d.close_device(d.open_device("XyloImuTestBoard")) for _ in range(2)]', ''],
  ])('opens a board %s', (_, line, message) => {
    const { stderr } = python('-c', `import samna; d = samna.device; ${line}`);
    if (message === '') expect(stderr).toBe('');
    else expect(stderr).toContain(message);
  });

  it('has clocks to be set, and a reset after which there is no configuration', () => {
    const { stdout, stderr } = python(
      '-c',
      [
        'import samna',
        'a2, imu, a3 = (samna.device.open_device(info) for info in samna.device.get_all_devices())',
        'a2.get_io_module().write_config(0x21, 0)',
        'imu.get_io_module().set_main_clk_rate(50_000_000)',
        'a3.get_io_module()',
        'sink = samna.graph.sink_from(a3.get_model().get_source_node())',
        'source = samna.graph.source_to(a3.get_model().get_sink_node())',
        'c, e = samna.xyloAudio3.configuration, samna.xyloAudio3.event',
        'config = c.XyloConfiguration(operation_mode=samna.xyloAudio3.OperationMode.AcceleratedTime)',
        'config.input_source = samna.xyloAudio3.InputSource.SpikeEvents',
        'a3.get_model().apply_configuration(config)',
        'source.write([e.TriggerProcessing(target_timestep=3), e.TriggerReadout()])',
        'a3.reset_board_soft(samna.xyloAudio3.XyloAudio3TestBoardDefaultConfig(main_clock_frequency=12_500_000))',
        'source.write([e.TriggerProcessing(target_timestep=2), e.TriggerReadout()])',
        'print([r.timestep for r in sink.get_events() if isinstance(r, e.Readout)])',
        'a3.reset_board_soft(config)',
      ].join('\n'),
    );
    expect(stdout.trim()).toBe('[0, 1, 2, 2, -1]');
    expect(stderr).toContain('XyloAudio3TestBoardDefaultConfig is needed');
  });

  it.each([
    ['a network whose parts do not fit', 'c.hidden.weights = [[1, 2]]; m.apply_configuration(c)', 'hidden.weights are'],
    [
      'the configuration of another chip',
      'm.apply_configuration(samna.xyloCore2.configuration.XyloConfiguration())',
      'XyloConfiguration is needed',
    ],
    ['events of another chip', 's.write([samna.xyloAudio3.event.TriggerReadout()])', 'takes no TriggerReadout'],
    ['events that a board tells', 's.write([samna.xyloImu.event.Readout()])', 'takes no Readout'],
    [
      'a spike of the past',
      'm.apply_configuration(c); s.write([t(target_timestep=2), k(neuron_id=0, timestep=1)])',
      'where the next one is 2',
    ],
    [
      'a channel that is not there',
      'm.apply_configuration(c); b.enable_manual_input_acceleration(True); s.write([k(neuron_id=16, timestep=1)])',
      'no input channel 16',
    ],
  ])('refuses %s', (_, line, message) => {
    const { stderr } = python(
      '-c',
      [
        'import samna',
        'b = samna.device.open_device("XyloImuTestBoard"); m = b.get_model()',
        's = samna.graph.source_to(m.get_sink_node())',
        't, k = samna.xyloImu.event.TriggerProcessing, samna.xyloImu.event.Spike',
        'c = samna.xyloImu.configuration.XyloConfiguration(operation_mode=samna.xyloImu.OperationMode.AcceleratedTime)',
        line,
      ].join('\n'),
    );
    expect(stderr).toContain(message);
  });
});
