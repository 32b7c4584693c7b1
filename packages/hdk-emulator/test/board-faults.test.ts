import process from 'node:process';
import { bankOf } from '@xylopipe/xylo-common/maps';
import { describe, expect, it } from 'vitest';
import { type BoardFault, VirtualBoard } from '../src/index.js';
import { Bench, codeOf } from './bench.js';
import { chipNamed } from './chips.js';
import { emptySpec } from './spec.js';

const spec = {
  ...emptySpec(3),
  weights_in: [
    [[100], [1], [2]],
    [[0], [0], [0]],
  ],
  dash_syn: [15, 15, 15],
};
const read = { op: 'triggerReadout' } as const;

describe('faults of an emulated board', () => {
  it('can be there from the beginning, and count how often they struck', () => {
    const bench = new Bench('syns65302', { faults: [{ fault: 'dropTimestep', timestep: 1 }] }).load(spec);
    expect(bench.board.faultCounts).toEqual({ dropTimestep: 0 });
    bench.board.inject({ fault: 'dropTimestep', timestep: 3 });
    bench.do({ op: 'triggerProcessing', before: 5 });
    expect(bench.board.faultCounts).toEqual({ dropTimestep: 2 });
    expect(bench.readouts.map(({ timestep }) => timestep)).toEqual([0, 2, 4]);
  });

  it('drop a timestep with its input, and no state changes', () => {
    const bench = new Bench().load(spec);
    bench.board.inject({ fault: 'dropTimestep', timestep: 1 });
    bench.send([0, 0, 1], [1, 0, 1], [2, 0, 1]);
    bench.do({ op: 'triggerProcessing', before: 2 });
    expect(bench.peek('isyn', 3)).toEqual([99, 0, 1]);
  });

  it('announce other firmware', () => {
    const bench = new Bench('syns65302', { firmware: { fxtree: '0.12.2' } });
    expect(bench.board.identity.firmware).toEqual({ fxtree: '0.12.2' });
    bench.board.inject({ fault: 'firmware', firmware: { fxtree: '0.0.1' } });
    expect(bench.board.identity).toMatchObject({ chipId: 'syns65302', emulated: true, firmware: { fxtree: '0.0.1' } });
  });

  it('hang at an operation, until the board is unplugged', async () => {
    const bench = new Bench();
    bench.board.inject({ fault: 'hang', operation: 2 });
    bench.do(read);
    let settled = false;
    const hanging = Promise.resolve(bench.board.execute(read)).finally(() => {
      settled = true;
    });
    bench.clock.advance(1e6);
    await Promise.resolve();
    expect([settled, bench.readouts.length, bench.board.faultCounts.hang]).toEqual([false, 1, 1]);
    bench.board.unplug();
    await expect(hanging).rejects.toMatchObject({ code: 'BOARD_UNPLUGGED' });
  });

  it('are slow, by the clock of the board', async () => {
    const bench = new Bench();
    bench.board.inject({ fault: 'slow', ms: 30 });
    const done = bench.board.execute(read);
    bench.clock.advance(29);
    await Promise.resolve();
    expect(bench.readouts).toEqual([]);
    bench.clock.advance(1);
    await done;
    expect(bench.readouts).toHaveLength(1);
    const late = bench.board.execute(read);
    bench.board.unplug();
    await expect(late).rejects.toMatchObject({ code: 'BOARD_UNPLUGGED' });
  });

  it('are slow, and hold the process until they are done', async () => {
    const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const board = new VirtualBoard({ chip: chipNamed('syns61201'), deviceTypeName: 'XyloA2TestBoard' });
    board.inject({ fault: 'slow', ms: 60_000 });
    const before = timers();
    const late = board.execute(read);
    expect(timers()).toBe(before + 1);
    board.unplug();
    await expect(late).rejects.toMatchObject({ code: 'BOARD_UNPLUGGED' });
    expect(timers()).toBe(before);
  });

  it('unplug the board at an operation, which is not done', async () => {
    const bench = new Bench();
    bench.board.inject({ fault: 'unplug', operation: 2 });
    bench.do(read);
    expect(codeOf(() => bench.do(read))).toBe('BOARD_UNPLUGGED');
    await bench.board.end;
    expect([bench.readouts.length, bench.board.faultCounts.unplug]).toEqual([1, 1]);
    expect(codeOf(() => bench.do(read))).toBe('BOARD_UNPLUGGED');
  });

  it.each(['syns65302', 'syns61201'])('keep the states of %s that a reset should clear, so many times', (chipId) => {
    const bench = new Bench(chipId).load(spec);
    const { address } = bankOf(bench.chip.memories, 'isyn');
    const reset = (): void => {
      if (bench.registerOf('SRST')) bench.set('SRST', 1);
      else bench.do({ op: 'writeMemory', address, words: new Uint8Array(5) });
    };
    bench.board.inject({ fault: 'staleState', times: 1 });
    bench.send([0, 0, 1]);
    bench.do({ op: 'triggerProcessing' });
    reset();
    expect(bench.peek('isyn', 3)).toEqual([99, 0, 1]);
    reset();
    expect(bench.peek('isyn', 3)).toEqual([0, 0, 0]);
    expect(bench.board.faultCounts).toEqual({ staleState: 1 });
  });

  it.each([
    [{ fault: 'bitError', bank: 'NWTRAM', word: 0, bit: 0 }],
    [{ fault: 'bitError', bank: 'IWTRAM', word: 2048, bit: 0 }],
    [{ fault: 'bitError', bank: 'IWTRAM', word: 0.5, bit: 0 }],
    [{ fault: 'bitError', bank: 'NDMRAM', word: 0, bit: 4 }],
    [{ fault: 'bitError', bank: 'NDMRAM', word: 0, bit: 32 }],
    [{ fault: 'gremlin' }],
  ])('are refused where there is nothing that could fail: %o', (fault) => {
    expect(codeOf(() => new Bench().board.inject(fault as BoardFault))).toBe('FAULT_INVALID');
  });
});

describe('bit errors', () => {
  const error = { fault: 'bitError', bank: 'NDMRAM', word: 1, bit: 3 } as const;
  const words = (bench: Bench): number[] => bench.peek('dashMem', 3);

  it('are there at once, and gone with the next write', () => {
    const bench = new Bench().load(spec);
    bench.board.inject(error);
    expect(words(bench)).toEqual([2, 10, 2]);
    bench.poke('dashMem', 1, 2);
    expect(words(bench)).toEqual([2, 2, 2]);
    expect(bench.board.faultCounts).toEqual({ bitError: 1 });
  });

  it('stay where they are sticky', () => {
    const bench = new Bench().load(spec);
    bench.board.inject({ ...error, sticky: true });
    for (const word of [2, 10, 0]) {
      bench.poke('dashMem', 1, word);
      expect(words(bench)).toEqual([2, word | 8, 2]);
    }
  });

  it('come after a number of writes', () => {
    const bench = new Bench().load(spec);
    bench.board.inject({ ...error, when: { afterWrites: 2 } });
    bench.poke('dashSyn', 0, 1);
    expect(words(bench)).toEqual([2, 2, 2]);
    bench.poke('dashSyn', 0, 1);
    expect(words(bench)).toEqual([2, 10, 2]);
    bench.poke('dashMem', 1, 2);
    bench.poke('dashSyn', 0, 1);
    expect(words(bench)).toEqual([2, 2, 2]);
  });

  it('come before the next evolution, which sees them', () => {
    const bench = new Bench().load(spec);
    const weight = { fault: 'bitError', bank: 'IWTRAM', word: 1, bit: 7, when: 'beforeEvolution' } as const;
    bench.board.inject(weight);
    expect(bench.peek('weightsIn', 3)).toEqual([100, 1, 2]);
    bench.send([0, 0, 1]);
    expect(bench.peek('weightsIn', 3)).toEqual([100, 0x81, 2]);
    bench.do({ op: 'triggerProcessing' });
    expect(bench.peek('isyn', 3)).toEqual([99, 0x10000 - 126, 1]);
  });

  it('stay in states, too, whatever the chip makes of them', () => {
    const bench = new Bench().load(spec);
    bench.board.inject({ fault: 'bitError', bank: 'NSCRAM', word: 1, bit: 4, sticky: true });
    bench.do({ op: 'triggerProcessing', before: 3 });
    expect(bench.peek('isyn', 3)).toEqual([0, 29, 0]);
    bench.set('SRST', 1);
    expect(bench.peek('isyn', 3)).toEqual([0, 16, 0]);
  });

  it('can make a memory contradict itself', () => {
    const bench = new Bench().load(spec);
    bench.board.inject({ fault: 'bitError', bank: 'HEFOCRAM', word: 0, bit: 10 });
    expect(codeOf(() => bench.do({ op: 'triggerProcessing' }))).toBe('BAD_MEMORY');
  });
});
