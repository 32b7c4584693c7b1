import { describe, expect, it } from 'vitest';
import { InPipe } from './in-pipe.js';
import { OutPipe } from './out-pipe.js';

const [CANCELLED, STALL, GONE] = [-2, -32, -108];

/** A transfer of the host that waits for so many bytes. */
function inTransfer(length: number) {
  const received: number[] = [];
  return {
    received,
    status: undefined as number | undefined,
    get room() {
      return length - received.length;
    },
    receive(bytes: Uint8Array) {
      received.push(...bytes);
    },
    end(status: number) {
      this.status = status;
    },
  };
}

function outTransfer(...bytes: number[]) {
  return {
    data: Uint8Array.from(bytes),
    status: undefined as number | undefined,
    end(status: number) {
      this.status = status;
    },
  };
}

describe('what comes from the device, in packets of 4', () => {
  const pipe = () => {
    const taken: number[] = [];
    return { taken, pipe: new InPipe(4, (bytes) => taken.push(bytes)) };
  };

  it.each([
    ['a short packet', [[1, 2, 3]], [1, 2, 3], 0],
    ['a short packet behind long ones', [[1, 2, 3, 4, 5]], [1, 2, 3, 4, 5], 0],
    ['an empty packet', [[1, 2, 3, 4], []], [1, 2, 3, 4], 0],
    ['being full', [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]], [1, 2, 3, 4, 5, 6, 7, 8], 0],
    ['nothing yet, as the last packet was a long one', [[1, 2, 3, 4]], [1, 2, 3, 4], undefined],
    ['nothing yet, as nothing came', [], [], undefined],
  ])('ends a transfer by %s', (_, sent, received, status) => {
    const { pipe: into } = pipe();
    const transfer = inTransfer(8);
    into.submit(transfer);
    for (const bytes of sent) into.send(Uint8Array.from(bytes));
    expect(transfer).toMatchObject({ received, status });
  });

  it('waits for the host, and says what it has taken', () => {
    const { pipe: into, taken } = pipe();
    into.send(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9));
    into.send(Uint8Array.of(10));
    expect(taken).toEqual([]);
    const transfers = [inTransfer(8), inTransfer(8), inTransfer(8)];
    for (const transfer of transfers) into.submit(transfer);
    expect(transfers.map(({ received }) => received)).toEqual([[1, 2, 3, 4, 5, 6, 7, 8], [9], [10]]);
    expect(taken).toEqual([9, 1]);
  });

  it('loses with a cancelled transfer what it had', () => {
    const { pipe: into } = pipe();
    const [first, second] = [inTransfer(8), inTransfer(8)];
    into.submit(first);
    into.send(Uint8Array.of(1, 2, 3, 4));
    into.cancel(first);
    into.cancel(first);
    into.submit(second);
    into.send(Uint8Array.of(5));
    expect([first.status, second.received, second.status]).toEqual([CANCELLED, [5], 0]);
  });

  it('stalls, for what waits and for what comes, until it is cleared', () => {
    const { pipe: into } = pipe();
    const transfers = [inTransfer(8), inTransfer(8), inTransfer(8)] as const;
    into.submit(transfers[0]);
    into.halt();
    into.send(Uint8Array.of(1));
    into.submit(transfers[1]);
    into.clearHalt();
    into.submit(transfers[2]);
    expect(transfers.map(({ status }) => status)).toEqual([STALL, STALL, 0]);
  });

  it('holds, flushes and resets', () => {
    const { pipe: into, taken } = pipe();
    const transfers = [inTransfer(8), inTransfer(8)] as const;
    into.hold(true);
    into.submit(transfers[0]);
    into.send(Uint8Array.of(1));
    expect(transfers[0].status).toBeUndefined();
    into.hold(false);
    expect(transfers[0].status).toBe(0);
    into.send(Uint8Array.of(2, 3));
    into.flush();
    into.submit(transfers[1]);
    expect([transfers[1].status, taken]).toEqual([undefined, [1, 2]]);
    into.reset();
    expect(transfers[1].status).toBe(GONE);
  });
});

describe('what goes to the device', () => {
  const pipe = (room = Number.POSITIVE_INFINITY) => {
    const received: number[] = [];
    const died: number[] = [];
    const out = new OutPipe({
      received: (bytes) => received.push(...bytes) < room,
      lifeEnded: () => died.push(received.length),
    });
    return { out, received, died };
  };

  it('waits while the device is full', () => {
    const { out, received } = pipe(2);
    const transfers = [outTransfer(1, 2), outTransfer(3)];
    for (const transfer of transfers) out.submit(transfer);
    expect([received, transfers.map(({ status }) => status)]).toEqual([
      [1, 2],
      [0, undefined],
    ]);
    out.ready();
    expect([received, transfers.map(({ status }) => status)]).toEqual([
      [1, 2, 3],
      [0, 0],
    ]);
  });

  it('waits while it is held, and can be cancelled', () => {
    const { out, received } = pipe();
    const transfers = [outTransfer(1), outTransfer(2)] as const;
    out.hold(true);
    for (const transfer of transfers) out.submit(transfer);
    out.cancel(transfers[0]);
    out.cancel(transfers[0]);
    out.hold(false);
    expect([received, transfers.map(({ status }) => status)]).toEqual([[2], [CANCELLED, 0]]);
  });

  it('stalls until it is cleared', () => {
    const { out, received } = pipe();
    const transfers = [outTransfer(1), outTransfer(2), outTransfer(3)] as const;
    out.hold(true);
    out.submit(transfers[0]);
    out.halt();
    out.submit(transfers[1]);
    out.hold(false);
    out.clearHalt();
    out.submit(transfers[2]);
    expect([received, transfers.map(({ status }) => status)]).toEqual([[3], [STALL, STALL, 0]]);
  });

  it.each([1, 2, 3, 4])('dies when it has got %i bytes', (bytes) => {
    const { out, received, died } = pipe();
    out.liveFor(bytes);
    for (const transfer of [outTransfer(1, 2), outTransfer(3, 4)]) if (died.length === 0) out.submit(transfer);
    expect([received.length, died]).toEqual([bytes, [bytes]]);
  });

  it('ends what waits when it is reset', () => {
    const { out } = pipe();
    const transfer = outTransfer(1);
    out.hold(true);
    out.submit(transfer);
    out.reset();
    expect(transfer.status).toBe(GONE);
  });
});
