import { ByteWriter, encodeFrame, MIN_FRAME, OPCODES, writeBatch, writeHello } from '@xylopipe/hdk-transport/hxp';
import { type FaultyLink, loopbackPair, VirtualClock, withFaults } from '@xylopipe/hdk-transport/loopback';
import { describe, expect, it } from 'vitest';
import { attachBoard, emulatedBus, VirtualBoard } from '../src/index.js';
import { spikes } from './bench.js';
import { chipNamed } from './chips.js';

const chip = chipNamed('syns61201');
const makeBoard = (): VirtualBoard =>
  new VirtualBoard({
    chip,
    deviceTypeName: 'XyloA2TestBoard',
    serial: 'E-7',
    firmware: { fxtree: '0.11.5', unifirm: '1.1.3' },
  });
const TR_WRAP = chip.registers.registers.find(({ name }) => name === 'TR_WRAP')!.address;
const read = { op: 'readRegister', address: TR_WRAP } as const;
const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'resolved',
    (error: unknown) => error,
  );

const payloadOf = (write: (to: ByteWriter) => void): Uint8Array => {
  const to = new ByteWriter(MIN_FRAME);
  write(to);
  return to.bytes.slice(0, to.length);
};
const helloPayload = payloadOf((to) => writeHello(to, { versions: [1, 1], maxFrame: 65_536, credit: 2 ** 18 }));
const measurePower = payloadOf((to) => writeBatch(to, [{ op: 'measurePower', rate: 10 }]));

describe('emulatedBus', () => {
  it('opens a bus to a board that says who it is', async () => {
    const bus = await emulatedBus(makeBoard());
    expect(bus.board).toEqual({
      deviceTypeName: 'XyloA2TestBoard',
      chipId: 'syns61201',
      serial: 'E-7',
      firmware: { fxtree: '0.11.5', unifirm: '1.1.3' },
      emulated: true,
    });
    expect(await bus.run([{ op: 'writeRegister', address: TR_WRAP, value: 77 }, read])).toEqual([undefined, 77]);
    await bus.close();
  });

  it('brings back what an operation fails with, and does none behind it', async () => {
    const bus = await emulatedBus(makeBoard());
    const error = await rejection(
      bus.run([
        { op: 'readMemory', address: 0x100, count: 1 },
        { op: 'writeRegister', address: TR_WRAP, value: 1 },
      ]),
    );
    expect(error).toMatchObject({ code: 'OPERATION_FAILED' });
    expect(String(error)).toContain('RAM_ACTIVE');
    expect(await bus.run([read])).toEqual([0]);
    await bus.close();
  });

  it('lets one host in at a time, and the next one when it has left', async () => {
    const board = makeBoard();
    const first = await emulatedBus(board);
    await first.run([{ op: 'writeRegister', address: TR_WRAP, value: 5 }]);
    expect(await rejection(emulatedBus(board))).toMatchObject({ code: 'HXP_REFUSED', cause: { code: 'BOARD_BUSY' } });
    expect(await first.run([read])).toEqual([5]);
    await first.close();
    const next = await emulatedBus(board);
    expect(await next.run([read])).toEqual([5]);
    await next.close();
  });

  it('stops what a host has asked for that is gone, before the next one is served', async () => {
    const board = makeBoard();
    let last = -1;
    board.events$.subscribe((event) => {
      if (event.type === 'readout') last = event.timestep;
    });
    const first = await emulatedBus(board, { bus: { closeTime: 0 } });
    const long = rejection(first.run([{ op: 'triggerProcessing', before: 1_000_000 }]));
    while (last < 1000) await new Promise((resolve) => setImmediate(resolve));
    await first.close();
    expect(await long).toMatchObject({ code: 'BUS_CLOSED' });
    const next = await emulatedBus(board);
    await next.run([read]);
    const stopped = last;
    expect(stopped).toBeLessThan(900_000);
    await next.run([{ op: 'triggerProcessing' }]);
    expect(last).toBe(stopped + 1);
    await next.close();
  });

  it('begins nothing that a host has asked for which has left meanwhile', async () => {
    const clock = new VirtualClock();
    const power = { supplies: [{ supply: 'core', activeMicrowatts: 100, idleMicrowatts: 10 }] };
    const board = new VirtualBoard({ chip, deviceTypeName: 'XyloA2TestBoard', clock, power });
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    board.inject({ fault: 'slow', ms: 20 });
    // Held up, and behind one that is held up: of a host that goes without a word, and of one that comes again at once.
    for (const returns of [false, true]) {
      const [host, device] = loopbackPair();
      const server = attachBoard(board, device, { clock });
      await host.send(encodeFrame(OPCODES.hello, 1, helloPayload));
      await host.send(encodeFrame(OPCODES.batch, 2, measurePower));
      await host.send(encodeFrame(OPCODES.batch, 3, measurePower));
      await turn();
      if (returns) await host.send(encodeFrame(OPCODES.hello, 100, helloPayload));
      else await host.close();
      await turn();
      for (let n = 0; n < 4; n++) {
        clock.advance(20);
        await turn();
      }
      let samples = 0;
      const subscription = board.events$.subscribe(() => samples++);
      clock.advance(5000);
      expect([returns, samples]).toEqual([returns, 0]);
      subscription.unsubscribe();
      await server.close();
    }
    expect(clock.pending).toBe(0);
  });

  it('is not freed by the end of a connection that does not have it', async () => {
    const board = makeBoard();
    const bus = await emulatedBus(board);
    board.connection().closed?.();
    expect(await rejection(emulatedBus(board))).toMatchObject({ cause: { code: 'BOARD_BUSY' } });
    await bus.close();
  });

  it('refuses hosts of a board that is busy by a fault, so many times', async () => {
    const board = makeBoard();
    board.inject({ fault: 'busy', times: 1 });
    expect(await rejection(emulatedBus(board))).toMatchObject({ cause: { code: 'BOARD_BUSY' } });
    await (await emulatedBus(board)).close();
    expect(board.faultCounts).toEqual({ busy: 1 });
  });

  it('ends with the board', async () => {
    const board = makeBoard();
    const bus = await emulatedBus(board);
    board.inject({ fault: 'unplug', operation: 2 });
    expect(await rejection(bus.run([read, read, read]))).toMatchObject({ code: 'BUS_LOST' });
    expect((await bus.end).reason).not.toBe('local');
    expect(await rejection(emulatedBus(board))).toMatchObject({ name: 'XylopipeError' });
  });

  it('times out on a board that hangs, and the board is free when it was unplugged', async () => {
    const board = makeBoard();
    const bus = await emulatedBus(board, { bus: { timeout: 50 } });
    board.inject({ fault: 'hang', operation: 1 });
    expect(await rejection(bus.run([read]))).toMatchObject({ code: 'BUS_TIMEOUT' });
    board.unplug();
    await bus.end;
  });

  it('can be given a link with faults, and still does everything once', async () => {
    const board = makeBoard();
    const lost = { type: 'drop' } as const;
    let faulty: FaultyLink | undefined;
    const bus = await emulatedBus(board, {
      bus: { retryAfter: 10 },
      link: (host) => {
        faulty = withFaults(host, [
          { direction: 'out', fault: lost },
          { direction: 'in', at: { opcode: OPCODES.answer }, fault: lost },
        ]);
        return faulty;
      },
    });
    const timesteps: number[] = [];
    bus.events$.subscribe((event) => event.type === 'readout' && timesteps.push(event.timestep));
    await bus.run([{ op: 'triggerProcessing' }]);
    await bus.run([{ op: 'triggerProcessing' }]);
    expect([timesteps, faulty!.injected.drop]).toEqual([[0, 1], 2]);
    await bus.close();
  });

  it('loses no readout of an operation that brings more than can wait', async () => {
    const board = makeBoard();
    const bus = await emulatedBus(board);
    const timesteps: number[] = [];
    bus.events$.subscribe((event) => event.type === 'readout' && timesteps.push(event.timestep));
    // 8 kB for each timestep: 8 MB where 1 MiB can wait.
    const all = { first: 0, count: 1000 } as const;
    const input = Array.from({ length: 1000 }, () => [0]);
    await bus.run([
      { op: 'modifyRegister', address: 0x02, mask: 0xffff_00ff, value: 1000 * 0x1_0000 + 1 },
      ...(['vmem', 'isyn', 'isyn2', 'spikesHidden'] as const).map(
        (signal) => ({ op: 'setMonitor', signal, ...all }) as const,
      ),
      spikes(...input.map(([channel], t) => [t, channel, 1] as const)),
      { op: 'triggerProcessing', before: 1000 },
    ]);
    while (timesteps.length < 1000) await new Promise((resolve) => setImmediate(resolve));
    expect(timesteps).toEqual(input.map((_, t) => t));
    await bus.close();
  });

  it('ends real time and power samples when the host leaves', async () => {
    const board = new VirtualBoard({
      chip,
      deviceTypeName: 'XyloA2TestBoard',
      power: { supplies: [{ supply: 'core', activeMicrowatts: 1 }] },
    });
    let heard = 0;
    board.events$.subscribe(() => heard++);
    const bus = await emulatedBus(board);
    await bus.run([
      { op: 'measurePower', rate: 1000 },
      { op: 'writeRegister', address: TR_WRAP, value: 50_000 },
      { op: 'setMode', mode: 'realTime' },
      { op: 'writeRegister', address: 0x0e, value: 0x10 },
    ]);
    while (heard < 4) await new Promise((resolve) => setImmediate(resolve));
    await bus.close();
    const next = await emulatedBus(board);
    const before = heard;
    for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(heard).toBe(before);
    await next.close();
  });
});
