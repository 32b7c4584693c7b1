import { type Clock, systemClock } from '../clock.js';
import { type Refusal, writeRefusal } from '../hxp/control-codec.js';
import { FrameReader } from '../hxp/frame-reader.js';
import { FrameWriter } from '../hxp/frame-writer.js';
import { MIN_FRAME, OPCODES } from '../hxp/protocol.js';
import type { Link } from '../link/link.js';
import { takeBytes } from '../link/take-bytes.js';
import { FirstBytes } from './first-bytes.js';
import { HELLO_TIME } from './hello-time.js';

/**
 * Tells a host why it is not served: its HELLO is answered with ERROR, and the link is closed. One that says no HELLO in
 * time, or something else, learns nothing. Resolves with the link's end.
 */
export async function refuseHost(link: Link, refusal: Refusal, clock: Clock = systemClock): Promise<void> {
  const close = (): void => void link.close();
  const firstBytes = new FirstBytes();
  const reader = new FrameReader({
    maxFrame: MIN_FRAME,
    clock,
    onFrame: ({ opcode, seq }) => {
      if (opcode !== OPCODES.hello) return;
      subscription.unsubscribe();
      const error = new FrameWriter(MIN_FRAME).frame(OPCODES.error, seq, (to) => writeRefusal(to, refusal));
      void link.send(error).then(close, close);
    },
  });
  const subscription = takeBytes(link, (chunk) => {
    if (firstBytes.plausible(chunk)) reader.push(chunk);
    else close();
  });
  const stopTimer = clock.after(HELLO_TIME, close, { idle: true });
  await link.end;
  stopTimer();
  subscription.unsubscribe();
}
