import { checkNumbers } from '../link/check-numbers.js';
import type { Link } from '../link/link.js';
import { MediumLink } from '../link/medium-link.js';

/** What both ends of a loopback are like. */
export interface LoopbackOptions {
  /** Longest frame in bytes. Default 65536. */
  readonly maxFrame?: number | undefined;
  /** Bytes that an end keeps while nobody takes them, before the other end's `send` waits. At least `maxFrame`, default four times that. */
  readonly capacity?: number | undefined;
}

/**
 * Two ends of a link within the process: what one sends the other receives, a microtask later, as a copy. Uses no timers.
 * @throws OPTIONS_INVALID
 */
export function loopbackPair(options: LoopbackOptions = {}): readonly [host: Link, device: Link] {
  const { maxFrame = 65_536, capacity = 4 * maxFrame } = options;
  checkNumbers('loopback', { maxFrame: [maxFrame, 1, 2 ** 30], capacity: [capacity, maxFrame, 2 ** 32] });
  const sizes = { maxFrame, capacity };
  const there = new Lane();
  const back = new Lane();
  const host = endOf(there, back, 'device', sizes);
  const device = endOf(back, there, 'host', sizes);
  there.target = device;
  back.target = host;
  return [host, device];
}

function endOf(out: Lane, into: Lane, address: string, sizes: { maxFrame: number; capacity: number }): MediumLink {
  return new MediumLink({
    info: { kind: 'loopback', address },
    ...sizes,
    write: (frame) => out.write(frame),
    resume: () => into.resume(),
    release: async () => {
      await undefined;
      out.target.finish('remote');
    },
  });
}

/** One direction of a pair. */
class Lane {
  target!: MediumLink;
  #resume: (() => void) | undefined;

  async write(frame: Uint8Array): Promise<void> {
    const copy = new Uint8Array(frame);
    // Whoever sends must not find the answer there before `send` has returned.
    await undefined;
    if (this.target.arrived(copy)) return;
    await new Promise<void>((resolve) => {
      this.#resume = resolve;
    });
  }

  resume(): void {
    this.#resume?.();
    this.#resume = undefined;
  }
}
