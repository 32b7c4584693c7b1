import { type BusEvent, type Clock, type Operation, systemClock } from '@xylopipe/hdk-transport';
import {
  type Answer,
  FrameReader,
  FrameWriter,
  MAX_FRAME,
  OPCODES,
  readAnswer,
  readEvents,
  writeBatch,
  writeHello,
} from '@xylopipe/hdk-transport/hxp';
import { loopbackPair } from '@xylopipe/hdk-transport/loopback';
import { expect, it } from 'vitest';
import { attachBoard, emulatedBus, VirtualBoard } from '../src/index.js';
import { chipNamed } from './chips.js';

it('keeps a bounded number of events for a host that takes none, counts the others, and still answers', async () => {
  // Its patience with the host is over at once.
  const clock: Clock = { ...systemClock, after: (_, run) => systemClock.after(0, run) };
  const board = new VirtualBoard({ chip: chipNamed('syns63300'), deviceTypeName: 'XyloImuTestBoard', clock });
  const [host, device] = loopbackPair();
  const served = attachBoard(board, device, { eventCapacity: 100_000 });
  const writer = new FrameWriter(MAX_FRAME);
  const answers: Answer[] = [];
  let readouts = 0;
  let framesOfEvents = 0;
  const monitor: Operation = { op: 'setMonitor', signal: 'vmem', first: 0, count: 496 };
  const calls: readonly (readonly Operation[])[] = [
    [monitor],
    ...Array.from({ length: 10 }, (_, i) => [{ op: 'triggerProcessing', before: 500 * (i + 1) } as const]),
  ];
  const reader = new FrameReader({
    maxFrame: MAX_FRAME,
    onFrame: ({ opcode, seq, payload }) => {
      if (opcode === OPCODES.answer) answers.push(readAnswer(payload));
      // On a slow machine they come again, as nobody says that they are here.
      if (opcode !== OPCODES.events || seq !== framesOfEvents + 1) return;
      framesOfEvents++;
      readouts += readEvents(payload).length;
    },
  });
  host.received$.subscribe((chunk) => reader.push(chunk));
  const hello = { versions: [1, 1], maxFrame: MAX_FRAME, credit: MAX_FRAME } as const;
  await host.send(writer.frame(OPCODES.hello, 0, (to) => writeHello(to, hello)).slice());
  for (const [i, operations] of calls.entries()) {
    await host.send(writer.frame(OPCODES.batch, i + 1, (to) => writeBatch(to, operations)).slice());
    while (answers.length <= i) await new Promise((resolve) => setImmediate(resolve));
  }
  expect(answers.every(({ status }) => status === 'ok')).toBe(true);
  // A credit of 64 KiB and 100 kB kept, of readouts of at least 500 bytes.
  expect(readouts).toBeLessThan(140);
  expect(served.statistics.eventsDropped).toBeGreaterThan(5000 - 140 - 210);
  await host.close();
  board.unplug();
});

it('waits in accelerated time for a host that takes its time, which then loses nothing', async () => {
  const board = new VirtualBoard({ chip: chipNamed('syns63300'), deviceTypeName: 'XyloImuTestBoard' });
  const bus = await emulatedBus(board, { serve: { eventCapacity: 100_000 } });
  const evolved = bus.run([
    { op: 'setMonitor', signal: 'vmem', first: 0, count: 496 },
    { op: 'triggerProcessing', before: 2500 },
  ]);
  // Long enough for all of it, if the board did not wait.
  for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
  const events: BusEvent[] = [];
  bus.events$.subscribe((event) => events.push(event));
  await evolved;
  await bus.run([{ op: 'readRegister', address: 0 }]);
  expect(events.filter(({ type }) => type === 'lost')).toEqual([]);
  expect(events).toHaveLength(2500);
  await bus.close();
  board.unplug();
});
