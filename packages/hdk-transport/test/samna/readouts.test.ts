import { lastValueFrom, take, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Bus } from '../../src/bus/bus.js';
import type { BusEvent } from '../../src/bus/event.js';
import type { MonitoredSignal, Operation } from '../../src/bus/operation.js';
import { configOf } from './configs.js';
import { failureOf, named, openStandIn, type Script, SLOW, whyNoPython } from './stand-in.js';

const CHIPS = {
  XyloA2TestBoard: ['syns61201', ['vmem', 'isyn', 'isyn2', 'spikesHidden', 'vmemOut']],
  XyloImuTestBoard: ['syns63300', ['vmem', 'isyn', 'spikesHidden', 'vmemOut', 'isynOut']],
  XyloAudio3TestBoard: ['syns65302', ['vmem', 'isyn', 'spikesHidden', 'vmemOut', 'isynOut']],
} as const;
type Type = keyof typeof CHIPS;
const TYPES = Object.keys(CHIPS) as Type[];
const HIDDEN = 5;

async function configured(type: Type, script: Script = {}, more: object = {}) {
  const opened = await openStandIn(type, { states: 'ramp', ...script }, more);
  await opened.bus.configure!(configOf(CHIPS[type][0], { inputs: 2, hidden: HIDDEN, outputs: 3 }));
  return opened;
}

const next = (bus: Bus, count: number): Promise<BusEvent[]> => lastValueFrom(bus.events$.pipe(take(count), toArray()));

const monitor = (signal: MonitoredSignal, first: number, count: number): Operation => ({
  op: 'setMonitor',
  signal,
  first,
  count,
});

const until = (before: number): Operation => ({ op: 'triggerProcessing', before });

/** What the stand-in plays in place of arithmetic. */
const STATES: Record<MonitoredSignal, (neuron: number, step: number) => number> = {
  vmem: (neuron, step) => 100 * step + neuron,
  isyn: (neuron, step) => -(100 * step + neuron),
  isyn2: (neuron, step) => -7 * (100 * step + neuron),
  spikesHidden: (neuron, step) => (step + neuron) % 4,
  vmemOut: (neuron, step) => 100 * step + neuron,
  isynOut: (neuron, step) => -(100 * step + HIDDEN + neuron),
};
const statesAt = (signal: MonitoredSignal, first: number, count: number, step: number) => ({
  signal,
  first,
  values: Int16Array.from({ length: count }, (_, i) => STATES[signal](first + i, step)),
});
const bits = (step: number): number => [0, 1, 2].reduce((sum, neuron) => sum + ((step + neuron) % 2) * 2 ** neuron, 0);

describe.skipIf(whyNoPython)(named('readouts'), SLOW, () => {
  it.each(TYPES)('%s: every processed timestep, with output spikes and every state that is monitored', async (type) => {
    const { bus } = await configured(type);
    const signals = CHIPS[type][1];
    const events = next(bus, 4);
    await bus.run([...signals.map((signal) => monitor(signal, 1, 2)), until(4)]);
    expect(await events).toEqual(
      [0, 1, 2, 3].map((timestep) => ({
        type: 'readout',
        timestep,
        outputSpikes: bits(timestep),
        hibernating: false,
        states: signals.map((signal) => statesAt(signal, 1, 2, timestep)),
      })),
    );
  });

  it.each(TYPES)('%s: tells the timestep that was processed last, -1 before any', async (type) => {
    const { bus } = await openStandIn(type);
    const events = next(bus, 1);
    await bus.run([{ op: 'triggerReadout' }]);
    expect(await events).toMatchObject([{ type: 'readout', timestep: -1, states: [] }]);
  });

  it.each(TYPES)('%s: inputs go on where the last one ended', async (type) => {
    const { bus } = await configured(type);
    const spikes = { timesteps: Uint32Array.of(0, 1), channels: Uint16Array.of(0, 1), counts: Uint8Array.of(1, 2) };
    const events = next(bus, 5);
    await bus.run([monitor('vmem', 0, 1), { op: 'sendSpikes', spikes }, until(2)]);
    await bus.run([{ op: 'sendSpikes', spikes: { ...spikes, timesteps: Uint32Array.of(2, 3) } }, until(5)]);
    const readouts = (await events) as Extract<BusEvent, { type: 'readout' }>[];
    expect(readouts.map(({ timestep, states }) => [timestep, states[0]!.values[0]])).toEqual([
      [0, 0],
      [1, 100],
      [2, 200],
      [3, 300],
      [4, 400],
    ]);
  });

  it('of Xylo Audio 2 cost what is new, not what was gathered since the board was opened', async () => {
    const { bus, calls } = await configured('XyloA2TestBoard');
    for (const before of [4, 8, 12, 16]) {
      const events = next(bus, 4);
      await bus.run([monitor('vmem', 0, HIDDEN), until(before)]);
      await events;
    }
    await bus.close();
    const reads = calls().flatMap(({ reads }) => (reads as number | undefined) ?? []);
    // Four inputs of four timesteps: of five membranes, and of the outputs' spikes and membranes.
    expect(reads.at(-1)! - reads[0]!).toBe(4 * 4 * (HIDDEN + 2 * 3));
  });

  it.each(['XyloImuTestBoard', 'XyloAudio3TestBoard'] as const)('%s: come by themselves in real time', async (type) => {
    const { bus } = await configured(type);
    const events = next(bus, 4);
    await bus.run([{ op: 'setMode', mode: 'realTime' }]);
    await bus.run([{ op: 'setMode', mode: 'manual' }, { op: 'triggerReadout' }]);
    expect((await events).map((event) => (event as { timestep: number }).timestep)).toEqual([0, 1, 2, 2]);
  });

  it.each(TYPES)('%s: are read by the monitors of their time, also within a call', async (type) => {
    const { bus } = await configured(type);
    const events = next(bus, 3);
    await bus.run([monitor('vmem', 0, 1), until(1), monitor('vmem', 3, 2), until(2), monitor('vmem', 0, 0), until(3)]);
    const readouts = (await events) as Extract<BusEvent, { type: 'readout' }>[];
    expect(readouts.map(({ states }) => states)).toEqual([
      [statesAt('vmem', 0, 1, 0)],
      [statesAt('vmem', 3, 2, 1)],
      [],
    ]);
  });

  it('of Xylo Audio 2 in manual mode are read out of its memories, which are open only then', async () => {
    const { bus, calls } = await configured('XyloA2TestBoard', { states: undefined });
    const signals = CHIPS.XyloA2TestBoard[1].filter((signal) => signal !== 'isyn2');
    const spikes = { timesteps: Uint32Array.of(0), channels: Uint16Array.of(1), counts: Uint8Array.of(9) };
    const monitors = signals.map((signal) => monitor(signal, 1, 2));
    const sent: Operation = { op: 'sendSpikes', spikes };
    const events = next(bus, 1);
    await bus.run([...monitors, { op: 'setMode', mode: 'manual' }, sent, { op: 'triggerProcessing' }]);
    await bus.run([{ op: 'triggerReadout' }]);
    const other = await configured('XyloA2TestBoard', { states: undefined });
    const accelerated = next(other.bus, 1);
    await other.bus.run([...monitors, sent, until(1)]);
    expect(await events).toEqual(await accelerated);
    expect(await events).toMatchObject([{ timestep: 0, states: signals.map((signal) => ({ signal })) }]);
    expect(calls('ReadMemoryValue').length).toBe(3 * (HIDDEN + 1) + (3 + 1));
    expect(calls('WriteRegisterValue').slice(-4)).toMatchObject(
      [1 << 17, 3 << 16, 1 << 17, 0].map((data) => ({ address: 1, data })),
    );
    expect(calls('apply_configuration').at(-1)).toMatchObject({ config: { debug: { monitor_neuron_v_mem: null } } });
  });

  it('do not wait for the answer to something else', async () => {
    const { bus } = await openStandIn('XyloImuTestBoard', { faults: { 'late answer': {} } });
    const events = next(bus, 1);
    const late = failureOf(
      bus.run([{ op: 'triggerReadout' }, { op: 'readRegister', address: 0x47 }], { timeout: 30_000 }),
    );
    expect(await events).toMatchObject([{ type: 'readout', timestep: -1 }]);
    await bus.close();
    expect(await late).toMatchObject({ code: 'BUS_CLOSED' });
  });

  it('of ranges that overlap or lie apart are cut out of what is read', async () => {
    const { bus, calls } = await configured('XyloImuTestBoard');
    const events = next(bus, 1);
    await bus.run([monitor('isyn', 1, 1), monitor('isynOut', 2, 1), until(1)]);
    expect(calls('apply_configuration').at(-1)).toMatchObject({ config: { debug: { monitor_neuron_i_syn: [1, 8] } } });
    expect(await events).toMatchObject([{ states: [statesAt('isyn', 1, 1, 0), statesAt('isynOut', 2, 1, 0)] }]);
  });

  it('of 32 outputs have 32 bits', async () => {
    const { bus } = await openStandIn('XyloAudio3TestBoard', { states: 'ramp' });
    await bus.configure!(configOf('syns65302', { inputs: 1, hidden: 1, outputs: 32 }));
    const events = next(bus, 1);
    await bus.run([until(1)]);
    expect(await events).toMatchObject([{ outputSpikes: 0xaaaa_aaaa }]);
  });

  it('that are not what was asked for end the bus', async () => {
    const { bus } = await configured('XyloImuTestBoard', { faults: { 'short readouts': {} } });
    const events = failureOf(lastValueFrom(bus.events$));
    await bus.run([monitor('vmem', 0, 2), until(1)]).catch(() => {});
    const { reason, cause } = await bus.end;
    expect(reason).toBe('lost');
    expect(cause).toMatchObject({ code: 'ANSWER_INVALID' });
    expect(await events).toMatchObject({ code: 'BUS_LOST', cause: { code: 'ANSWER_INVALID' } });
  });

  it('of which samna has gathered too few end the bus', async () => {
    const { bus } = await configured('XyloA2TestBoard', { gatheredSteps: 2 });
    await bus.run([monitor('vmem', 0, 2), until(4), { op: 'readRegister', address: 0 }]).catch(() => {});
    expect(await bus.end).toMatchObject({ reason: 'lost', cause: { code: 'ANSWER_INVALID' } });
  });
});

describe.skipIf(whyNoPython)(named('power'), SLOW, () => {
  it.each([
    ['XyloA2TestBoard', 'io', 'front end logic'],
    ['XyloImuTestBoard', 'io', 'core'],
    ['XyloAudio3TestBoard', 'io', 'analog'],
  ] as const)('%s: supplies by their names', async (type, first, second) => {
    const { bus, calls } = await configured(type);
    const events = next(bus, 2);
    await bus.run([{ op: 'measurePower', rate: 5 }]);
    expect(await events).toEqual([
      { type: 'power', channel: first, microwatts: 250, time: 1.5 },
      { type: 'power', channel: second, microwatts: 500, time: 1.5 },
    ]);
    await bus.run([{ op: 'measurePower', rate: 0 }]);
    expect(
      calls()
        .map(({ call }) => call)
        .slice(-3),
    ).toEqual(['stop_watch.start', 'start_auto_power_measurement', 'stop_auto_power_measurement']);
  });

  it('is measured no more when the bus is closed', async () => {
    const { bus, calls } = await configured('XyloAudio3TestBoard');
    await bus.run([{ op: 'measurePower', rate: 100 }]);
    await bus.close();
    expect(
      calls()
        .map(({ call }) => call)
        .slice(-2),
    ).toEqual(['stop_auto_power_measurement', 'close_device']);
  });
});

describe.skipIf(whyNoPython)(named('events that nobody takes'), SLOW, () => {
  it('are kept up to a number, and then missed by name', async () => {
    const { bus } = await configured('XyloImuTestBoard', {}, { maxEvents: 10 });
    await bus.run([until(25)]);
    const seen: BusEvent[] = [];
    // The readouts are before the answer of what follows.
    await bus.run([{ op: 'readRegister', address: 0 }]);
    bus.events$.subscribe((event) => seen.push(event)).unsubscribe();
    const [lost, ...others] = seen as [BusEvent, ...BusEvent[]];
    expect(lost.type).toBe('lost');
    const count = (lost as { count: number }).count;
    expect(others.map((event) => (event as { timestep: number }).timestep)).toEqual(
      Array.from({ length: 25 - count }, (_, i) => count + i),
    );
    expect(others.length).toBeLessThanOrEqual(10);
  });
});
