import type { Observable } from 'rxjs';

/** How a link reaches the other end, e.g. `{ kind: 'tcp', address: '127.0.0.1:4711' }`. */
export interface LinkInfo {
  readonly kind: 'loopback' | 'tcp' | 'unix' | 'usb' | 'webusb';
  /** Where the other end is, as a user would name it. */
  readonly address: string;
}

/** Why a link is no more. */
export interface LinkEnd {
  /** `local`: we closed it. `remote`: the other end did, in order. `lost`: it broke. */
  readonly reason: 'local' | 'remote' | 'lost';
  /** What broke; there where `reason` is `lost`. */
  readonly cause?: unknown;
}

/**
 * Carries bytes between two ends that speak HXP. What a link must do, whatever it is made of:
 *
 * - It is opened when its maker hands it out, and is opened once: after its end it stays ended.
 * - `send` takes one whole frame of at most `maxFrame` bytes. Frames of several calls arrive in the order of the calls,
 *   unmixed; the bytes are the link's until the promise settles. It resolves when the link can take the next frame, which
 *   is how a slow receiver slows its sender; it does not say that the frame has arrived.
 * - `received$` brings all bytes that arrive, in order. Where they are cut means nothing: a chunk can be part of a frame
 *   or several. It has one subscriber at a time; a second one gets the error `ALREADY_SUBSCRIBED`. Chunks belong to the
 *   subscriber.
 * - What arrives while there is no subscriber is kept for the next one, up to a bound; beyond it the other end's `send`
 *   waits. So a receiver that unsubscribes pauses its sender.
 * - A link may lose or damage frames, and says nothing of it: that is found by whoever reads.
 * - `end` resolves once, with the reason, and never rejects. By then `received$` has completed, and pending and later
 *   `send` reject with `LINK_CLOSED`. Nothing of the link keeps the process alive after it. What was kept and not taken
 *   is still there for a subscriber to come, unless the end is `local`; an end that stands behind bytes which were not
 *   taken may be noticed only after them.
 * - `close` can be called at any time and more than once, and resolves when everything is given back. What was sent
 *   before is still brought to an other end that takes it; but where a `send` was pending, the rest may be lost with it.
 */
export interface Link {
  readonly info: LinkInfo;
  /** Longest frame in bytes that it takes and brings. */
  readonly maxFrame: number;
  readonly received$: Observable<Uint8Array>;
  readonly end: Promise<LinkEnd>;
  /** Rejects with `LINK_CLOSED` after the end, and with `FRAME_TOO_LONG` beyond `maxFrame`. */
  send(frame: Uint8Array): Promise<void>;
  close(): Promise<void>;
}
