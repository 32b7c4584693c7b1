import type { Frame } from '../hxp/frame.js';
import { FrameReader } from '../hxp/frame-reader.js';
import { FrameSender } from '../hxp/frame-sender.js';
import type { Link, LinkEnd } from '../link/link.js';
import { takeBytes } from '../link/take-bytes.js';
import type { BusSettings } from './bus-options.js';

/** A link as the host's side of a session sees it: frames instead of bytes, and counted. */
export class Wire {
  readonly sender: FrameSender;
  /** Resolves with the link's end, and never rejects. */
  readonly end: Promise<LinkEnd>;
  /** Who is at the other end, for messages. */
  readonly name: string;
  /** Takes the frames; without one they are passed over. */
  onFrame: ((frame: Frame) => void) | undefined;
  readonly #link: Link;
  readonly #reader: FrameReader;
  #useless = 0;
  #bytesReceived = 0;

  /** @throws LINK_IN_USE */
  constructor(link: Link, { clock, maxFrame }: BusSettings) {
    this.#link = link;
    this.name = `${link.info.kind} ${link.info.address}`;
    this.sender = new FrameSender(link);
    this.#reader = new FrameReader({
      maxFrame,
      clock,
      onFrame: (frame) => {
        if (this.onFrame) this.onFrame(frame);
        else this.passOver();
      },
    });
    const subscription = takeBytes(link, (chunk) => {
      this.#bytesReceived += chunk.length;
      this.#reader.push(chunk);
    });
    this.end = link.end.then((end) => {
      subscription.unsubscribe();
      return end;
    });
  }

  /** Frames that came damaged, twice or too late. */
  get damaged(): number {
    return this.#reader.damaged + this.#useless;
  }

  get bytesReceived(): number {
    return this.#bytesReceived;
  }

  /** The frame that came last was of no use. */
  passOver(): void {
    this.#useless++;
  }

  async close(): Promise<void> {
    await this.#link.close();
    await this.end;
  }
}
