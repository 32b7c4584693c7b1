import { XylopipeError } from '@xylopipe/core';

/** Bytes that are not what HXP says they are. Its code is `FRAME_INVALID`. */
export class FrameError extends XylopipeError {
  /** Where in the bytes that were decoded. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super('FRAME_INVALID', `${message} (at byte ${offset})`, { who: 'hxp' });
    this.offset = offset;
  }
}
