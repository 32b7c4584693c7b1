import { describe, expect, it } from 'vitest';
import { Bench, codeOf, spikes } from './bench.js';
import { emptySpec, type Spec } from './spec.js';

/** Input channel 0 makes hidden neuron 0 fire at once, that one output neuron 1 in the next timestep. */
const relay: Spec = {
  ...emptySpec(3),
  weights_in: [
    [[100], [0], [0]],
    [[0], [1], [0]],
  ],
  weights_out: [
    [0, 120],
    [0, 0],
    [0, 0],
  ],
  threshold: [60, 1000, 1000],
  dash_mem: [1, 1, 1],
  dash_syn: [1, 1, 1],
};

const numbers = (bench: Bench): readonly number[] => bench.readouts.map(({ timestep }) => timestep);

describe('accelerated mode', () => {
  it('is that after power-up, and processes timesteps when spikes of later ones come', () => {
    const bench = new Bench().load(relay);
    bench.send([0, 0, 1], [0, 1, 2]);
    expect(numbers(bench)).toEqual([]);
    bench.send([2, 0, 1]);
    expect(bench.readouts).toMatchObject([
      { timestep: 0, outputSpikes: 0 },
      { timestep: 1, outputSpikes: 0 },
    ]);
    bench.do({ op: 'triggerProcessing', before: 5 });
    expect(numbers(bench)).toEqual([0, 1, 2, 3, 4]);
  });

  it('delivers the spikes of hidden neurons one timestep later, and those of one batch in their timesteps', () => {
    const spec = {
      ...relay,
      threshold: [49, 1000, 1000],
      threshold_out: [1000, 60],
      dash_mem_out: [1, 1],
      dash_syn_out: [0, 1],
    };
    const bench = new Bench().load(spec);
    bench.send([1, 0, 1], [4, 0, 1]);
    bench.do({ op: 'triggerProcessing', before: 7 });
    expect(bench.readouts.map(({ outputSpikes }) => outputSpikes)).toEqual([0, 0, 2, 0, 0, 2, 0]);
  });

  it('takes spikes of one timestep from several batches, and cuts what is over 15', () => {
    const spec = { ...relay, threshold: [32767, 32767, 32767], dash_syn: [15, 15, 15] };
    const bench = new Bench().load(spec);
    bench.send([0, 1, 3]);
    bench.send([0, 1, 4]);
    bench.do({ op: 'triggerProcessing' });
    expect(bench.peek('isyn', 3)).toEqual([0, 6, 0]);
    bench.send([1, 1, 200], [1, 1, 200]);
    bench.do({ op: 'triggerProcessing' });
    expect(bench.peek('isyn', 3)).toEqual([0, 6 + 15 - 1, 0]);
  });

  it('takes nothing of spikes whose timestep is over, that do not ascend, or of channels and counts that are none', () => {
    const bench = new Bench().load(relay);
    bench.do({ op: 'triggerProcessing', before: 3 });
    expect(codeOf(() => bench.send([2, 0, 1], [7, 0, 1]))).toBe('TIMESTEP_OVER');
    expect(codeOf(() => bench.send([4, 0, 1], [3, 0, 1]))).toBe('SPIKES_INVALID');
    expect(codeOf(() => bench.send([4, 0, 1], [5, 2, 1]))).toBe('SPIKES_INVALID');
    expect(codeOf(() => bench.send([4, 0, 0]))).toBe('SPIKES_INVALID');
    bench.send();
    bench.do({ op: 'triggerProcessing', before: 6 });
    expect(numbers(bench)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(bench.peek('isyn', 3)).toEqual([0, 0, 0]);
  });

  it('processes one timestep for a trigger without number, and none before one that is over', () => {
    const bench = new Bench().load(relay);
    bench.do({ op: 'triggerProcessing' });
    bench.do({ op: 'triggerProcessing', before: 1 });
    bench.do({ op: 'triggerProcessing', before: 0 });
    expect(numbers(bench)).toEqual([0]);
  });

  it('has a bound for one operation, and lets others run within it', async () => {
    const bench = new Bench().load(relay);
    expect(codeOf(() => bench.do({ op: 'triggerProcessing', before: 1_000_001 }))).toBe('TOO_MANY_TIMESTEPS');
    expect(codeOf(() => bench.send([4_000_000_000, 0, 1]))).toBe('TOO_MANY_TIMESTEPS');
    const long = bench.board.execute({ op: 'triggerProcessing', before: 1200 });
    expect(numbers(bench)).toHaveLength(500);
    const behind = bench.board.execute({ op: 'triggerProcessing' });
    expect(numbers(bench)).toHaveLength(500);
    await long;
    await behind;
    expect(numbers(bench)).toHaveLength(1201);
    const sent = bench.board.execute(spikes([3000, 0, 1]));
    bench.board.unplug();
    await expect(sent).rejects.toMatchObject({ code: 'OPERATION_STOPPED' });
  });

  it('carries state over operations: in two calls the same as in one', () => {
    const [one, two] = [new Bench().load(relay), new Bench().load(relay)];
    one.send([0, 0, 1], [1, 0, 2], [5, 0, 9]);
    one.do({ op: 'triggerProcessing', before: 8 });
    two.send([0, 0, 1], [1, 0, 2]);
    two.do({ op: 'triggerProcessing', before: 3 });
    two.send([5, 0, 9]);
    two.do({ op: 'triggerProcessing', before: 8 });
    expect(two.readouts).toEqual(one.readouts);
    expect(two.peek('vmem', 5)).toEqual(one.peek('vmem', 5));
  });
});

describe.each(['syns65302', 'syns61201', 'syns61300'])('manual mode of an emulated %s', (chipId) => {
  it('processes one timestep for each trigger, whatever the timestep of the spikes, without a readout', () => {
    const bench = new Bench(chipId).load(relay);
    bench.do({ op: 'setMode', mode: 'manual' });
    expect(bench.field('MAN')).toBe(1);
    bench.send([77, 1, 2], [3, 1, 1]);
    bench.do({ op: 'triggerProcessing', before: 1000 });
    expect(bench.events).toEqual([]);
    expect(bench.peek('isyn', 2)).toEqual([0, 2]);
    bench.do({ op: 'triggerReadout' });
    expect(bench.readouts).toMatchObject([{ timestep: 0 }]);
  });

  it('takes what the registers of input spikes hold, both sets, and clears them', () => {
    const bench = new Bench(chipId).load({ ...relay, dash_syn: [15, 15, 15] });
    bench.set('MAN', 1);
    const sets = bench.chip.registers.registers.filter(({ fields }) => fields.some(({ name }) => name === 'IN1'));
    expect(sets).toHaveLength(2);
    for (const { address } of sets) bench.do({ op: 'writeRegister', address, value: 0x50 });
    bench.send([0, 1, 2]);
    bench.do({ op: 'triggerProcessing' });
    expect(bench.peek('isyn', 2)).toEqual([0, 11]);
    for (const { address } of sets) expect(bench.do({ op: 'readRegister', address })).toBe(0);
    for (const { address } of sets) bench.do({ op: 'writeRegister', address, value: 0xf0 });
    bench.do({ op: 'triggerProcessing' });
    expect(bench.peek('isyn', 2)).toEqual([0, 25]);
  });

  it('shows output spikes and membrane potentials in status registers', () => {
    const spec = { ...relay, threshold: [49, 1000, 1000], threshold_out: [-5, 1000] };
    const bench = new Bench(chipId).load(spec, { ALWAYS_UPDATE_OMP_STAT: 1 });
    bench.set('MAN', 1);
    bench.do({ op: 'triggerProcessing' });
    expect([bench.field('ON'), bench.field('VMEM0'), bench.field('VMEM1')]).toEqual([1, 5, 0]);
    bench.set('ALWAYS_UPDATE_OMP_STAT', 0);
    bench.do({ op: 'triggerProcessing' });
    expect([bench.field('ON'), bench.field('VMEM0')]).toEqual([1, 5]);
    expect(bench.field('PD')).toBe(1);
  });

  it('ends where MAN is cleared', () => {
    const bench = new Bench(chipId).load(relay);
    bench.set('MAN', 1);
    bench.set('MAN', 0);
    bench.do({ op: 'triggerProcessing', before: 2 });
    expect(numbers(bench)).toEqual([0, 1]);
  });
});

describe('real time', () => {
  const running = (chipId = 'syns65302'): Bench => {
    const bench = new Bench(chipId, { mainClock: 1_000_000 }).load({
      ...relay,
      threshold: [49, 1000, 1000],
      threshold_out: [1000, 60],
      dash_syn_out: [1, 1],
    });
    bench.set('TR_WRAP', 10_000);
    bench.do({ op: 'setMode', mode: 'realTime' });
    if (bench.registerOf('TR_TRIG') !== undefined) bench.set('TR_TRIG', 1);
    return bench;
  };

  it.each(['syns65302', 'syns63300', 'syns61201', 'syns61300'])(
    'has a timestep of %s every TR_WRAP cycles',
    (chipId) => {
      const bench = running(chipId);
      bench.clock.advance(9.9);
      expect(bench.events).toEqual([]);
      bench.clock.advance(20.1);
      expect(numbers(bench)).toEqual([0, 1, 2]);
    },
  );

  it('takes spikes as they come, and says by itself which output neurons fire', () => {
    const bench = running();
    bench.clock.advance(15);
    bench.send([9000, 0, 1]);
    bench.clock.advance(25);
    expect(bench.events).toMatchObject([
      { type: 'readout', timestep: 0 },
      { type: 'readout', timestep: 1 },
      { type: 'spike', timestep: 2, neuron: 1 },
      { type: 'readout', timestep: 2, outputSpikes: 2 },
      { type: 'readout', timestep: 3, outputSpikes: 0 },
    ]);
  });

  it.each([
    ['another mode', (bench: Bench) => bench.do({ op: 'setMode', mode: 'accelerated' })],
    ['manual operation', (bench: Bench) => bench.set('MAN', 1)],
    ['the end of the board', (bench: Bench) => bench.board.unplug()],
  ])('ends with %s', (_, end) => {
    const bench = running();
    bench.clock.advance(20);
    end(bench);
    bench.clock.advance(100);
    expect(numbers(bench)).toEqual([0, 1]);
    expect(bench.clock.pending).toBe(0);
  });

  it('goes on where it is begun again or set again', () => {
    const bench = running();
    bench.clock.advance(15);
    bench.set('TR_TRIG', 1);
    bench.do({ op: 'setMode', mode: 'realTime' });
    bench.clock.advance(5);
    expect(numbers(bench)).toEqual([0, 1]);
  });

  it('needs its mode, a duration, and no trigger', () => {
    const bench = new Bench().load(relay);
    bench.set('TR_WRAP', 10);
    expect(codeOf(() => bench.set('TR_TRIG', 1))).toBe('WRONG_MODE');
    bench.do({ op: 'setMode', mode: 'realTime' });
    expect(codeOf(() => bench.set('TR_TRIG', 1))).toBe('TIMESTEP_TOO_SHORT');
    expect(codeOf(() => bench.do({ op: 'triggerProcessing' }))).toBe('WRONG_MODE');
    const first = new Bench('syns61300').load(relay);
    expect(codeOf(() => first.do({ op: 'setMode', mode: 'realTime' }))).toBe('TIMESTEP_TOO_SHORT');
    first.do({ op: 'triggerProcessing' });
    expect(numbers(first)).toEqual([0]);
  });

  it('stops where memory contradicts itself, and the next operation tells', () => {
    const bench = running();
    bench.clock.advance(10);
    bench.poke('fanOut', 0, 1);
    bench.poke('fanOutTargets', 0, 900);
    bench.clock.advance(50);
    expect(numbers(bench)).toEqual([0]);
    expect(() => bench.do({ op: 'triggerReadout' })).toThrow(/HFORAM/);
    bench.poke('fanOut', 0, 0);
    bench.set('TR_TRIG', 1);
    bench.clock.advance(10);
    expect(numbers(bench)).toEqual([0, 1]);
  });
});

describe('SRST', () => {
  it('clears states and spikes that wait, and counts timesteps anew; all else stays', () => {
    const bench = new Bench().load({ ...relay, threshold_out: [1000, -1000] }, { ALWAYS_UPDATE_OMP_STAT: 1 });
    bench.send([0, 0, 15], [1, 1, 3]);
    bench.do({ op: 'triggerProcessing', before: 2 });
    bench.send([2, 0, 5]);
    expect(bench.peek('isyn', 3)).not.toEqual([0, 0, 0]);
    const weights = bench.peek('weightsIn', 6);
    bench.set('SRST', 1);
    for (const content of ['isyn', 'vmem', 'spikes', 'isyn2'] as const)
      expect(bench.peek(content, 3)).toEqual([0, 0, 0]);
    expect([bench.field('ON'), bench.field('VMEM1')]).toEqual([0, 0]);
    expect(bench.peek('weightsIn', 6)).toEqual(weights);
    bench.events.length = 0;
    bench.do({ op: 'triggerReadout' });
    bench.do({ op: 'triggerProcessing' });
    expect(numbers(bench)).toEqual([-1, 0]);
    expect(bench.peek('isyn', 3)).toEqual([0, 0, 0]);
  });
});

describe('states', () => {
  it('are what the host wrote when the next timestep begins', () => {
    const bench = new Bench().load({ ...relay, threshold: [1000, 1000, 1000], dash_mem: [15, 15, 15] });
    bench.poke('vmem', 1, 0xff9c);
    bench.poke('isyn', 2, 8);
    bench.poke('spikes', 0, 2);
    bench.do({ op: 'setMonitor', signal: 'vmem', first: 0, count: 3 });
    bench.do({ op: 'setMonitor', signal: 'isynOut', first: 0, count: 2 });
    bench.do({ op: 'triggerProcessing' });
    const [{ states }] = bench.readouts;
    expect(states).toEqual([
      { signal: 'vmem', first: 0, values: Int16Array.of(0, -99, 4) },
      { signal: 'isynOut', first: 0, values: Int16Array.of(0, 180) },
    ]);
    expect(bench.peek('vmem', 3)).toEqual([0, 0xffff - 98, 4]);
  });
});

describe('hibernation', () => {
  const asleep = (bench: Bench): readonly boolean[] => bench.readouts.map(({ hibernating }) => hibernating);

  it('is told for timesteps without input, currents and changes of membranes', () => {
    const bench = new Bench().load({ ...relay, threshold: [1000, 1000, 1000] }, { HM_EN: 1 });
    bench.send([1, 1, 4]);
    bench.do({ op: 'triggerProcessing', before: 7 });
    // Currents end after timestep 3, the membrane comes to rest in timestep 4.
    expect(asleep(bench)).toEqual([true, false, false, false, false, true, true]);
  });

  it('is told nowhere without HM_EN', () => {
    const bench = new Bench().load(relay);
    bench.do({ op: 'triggerProcessing', before: 2 });
    expect(asleep(bench)).toEqual([false, false]);
  });
});

describe('monitors', () => {
  it('bring a range of each signal, 0 for neurons that are not in use', () => {
    const bench = new Bench().load({ ...emptySpec(2, 1, 1), threshold: [-3, 1000] });
    bench.do({ op: 'setMonitor', signal: 'spikesHidden', first: 0, count: 4 });
    bench.do({ op: 'setMonitor', signal: 'vmemOut', first: 1, count: 2 });
    bench.do({ op: 'setMonitor', signal: 'vmem', first: 900, count: 1 });
    bench.do({ op: 'triggerProcessing' });
    expect(bench.readouts[0].states).toEqual([
      { signal: 'spikesHidden', first: 0, values: Int16Array.of(31, 0, 0, 0) },
      { signal: 'vmemOut', first: 1, values: Int16Array.of(0, 0) },
      { signal: 'vmem', first: 900, values: Int16Array.of(0) },
    ]);
    bench.do({ op: 'setMonitor', signal: 'vmemOut', first: 0, count: 0 });
    bench.do({ op: 'triggerReadout' });
    expect(bench.readouts[1].states.map(({ signal }) => signal)).toEqual(['spikesHidden', 'vmem']);
  });

  it('keep what they have brought', () => {
    const bench = new Bench().load({ ...emptySpec(1, 1, 1), dash_mem: [0], threshold: [30_000] });
    bench.do({ op: 'setMonitor', signal: 'vmem', first: 0, count: 1 });
    bench.poke('isyn', 0, 400);
    bench.do({ op: 'triggerProcessing', before: 2 });
    expect(bench.readouts.map(({ states }) => states[0].values[0])).toEqual([300, 225]);
  });

  it('are refused for neurons and signals that the chip has not', () => {
    const bench = new Bench('syns63300');
    const set = (signal: 'vmem' | 'vmemOut' | 'isyn2', first: number, count: number) => (): unknown =>
      bench.do({ op: 'setMonitor', signal, first, count });
    expect(codeOf(set('vmem', 0, 496))).toBeUndefined();
    expect(codeOf(set('vmem', 1, 496))).toBe('MONITOR_RANGE');
    expect(codeOf(set('vmemOut', 0, 17))).toBe('MONITOR_RANGE');
    expect(codeOf(set('vmem', -1, 2))).toBe('MONITOR_RANGE');
    expect(codeOf(set('isyn2', 0, 1))).toBe('SIGNAL_UNKNOWN');
    expect(codeOf(set('toString' as 'vmem', 0, 1))).toBe('SIGNAL_UNKNOWN');
  });
});
