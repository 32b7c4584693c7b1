import { describe, expect, it } from 'vitest';
import { settle } from '../../test/connected.js';
import { RawEnd } from '../../test/raw-end.js';
import { loopbackPair } from '../loopback/index.js';
import { FrameSender } from './frame-sender.js';
import { OPCODES } from './protocol.js';

/** A sender whose link is full, until the raw end begins to read. */
function blocked() {
  const [host, device] = loopbackPair({ maxFrame: 2048, capacity: 2048 });
  const sender = new FrameSender(device);
  void sender.send(new Uint8Array(2048));
  return { sender, read: () => new RawEnd(host) };
}

describe('FrameSender', () => {
  it('sends of control frames that wait only the last of each kind', async () => {
    const { sender, read } = blocked();
    for (let n = 0; n < 5; n++) sender.control(OPCODES.pong, 7);
    sender.control(OPCODES.wait, 1);
    const end = read();
    await settle();
    expect(end.take().map(({ opcode }) => opcode)).toEqual([OPCODES.pong, OPCODES.wait, OPCODES.pong]);
  });

  it('lets no refusal replace that of another frame, and no answer to BYE that of another session', async () => {
    const { sender, read } = blocked();
    for (const opcode of [OPCODES.error, OPCODES.byeAck]) for (const seq of [1, 2, 3]) sender.control(opcode, seq);
    const end = read();
    await settle();
    const got = end.take().map(({ opcode, seq }) => [opcode, seq]);
    expect(got).toEqual([OPCODES.error, OPCODES.byeAck].flatMap((opcode) => [1, 2, 3].map((seq) => [opcode, seq])));
  });

  it('keeps no more than 32 for a receiver that takes nothing', async () => {
    const { sender, read } = blocked();
    for (let seq = 0; seq < 1000; seq++) sender.control(OPCODES.error, seq);
    const end = read();
    await settle();
    expect(end.take().map(({ seq }) => seq)).toEqual(Array.from({ length: 32 }, (_, seq) => seq));
  });
});
